package intake

// Encoding names how a file's bytes stand for text, as people are told of it.
type Encoding string

// The encodings a file may have.
const (
	UTF8    Encoding = "UTF-8"
	UTF16   Encoding = "UTF-16"
	GB18030 Encoding = "GB18030"
	Big5    Encoding = "Big5"
)

// Mapping gives the field of each column of a table, by the column's place
// from 0.
type Mapping []Field

// Mappings are those of several tables, by the HeaderKey of each.
type Mappings map[string]Mapping

// Labels say what each line of a text is, one letter a line.
type Labels string
