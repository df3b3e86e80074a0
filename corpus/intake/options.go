package intake

// MaxFiles bounds the files of one run, so that a folder chosen by mistake is
// noticed before its rows are in the archive.
const MaxFiles = 1000

// Format is a kind of file.
type Format string

// The formats. Auto tells them apart by the file's name and, where that says
// nothing, by its first bytes.
const (
	Auto  Format = "auto"
	JSONL Format = "jsonl"
	JSON  Format = "json"
	CSV   Format = "csv"
	XLSX  Format = "xlsx"
	DOCX  Format = "docx"
	Text  Format = "text" // Markdown too
	Chat  Format = "chat"
	ZIP   Format = "zip"
	ODS   Format = "ods"
	ODT   Format = "odt"
	EPUB  Format = "epub"
)

// Options say how a file is to be read. The zero value finds everything out
// from the file; a curator who knows better says so.
type Options struct {
	Format   Format   // Auto or "" finds it
	Encoding Encoding // "" finds it
	Mappings Mappings // of tables' columns; a table without one is mapped by the names of its columns
	Labels   Labels   // of a text's lines; "" cuts it by pattern
	Hidden   []string `json:",omitempty"` // names of hidden sheets and columns that are read all the same
	Alias    string   `json:",omitempty"` // the file's name as the names of the files brought with it read, for what it says of author and title
	TempDir  string   // for what does not fit in memory; "" is the system's
}

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
