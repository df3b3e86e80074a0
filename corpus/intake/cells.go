package intake

import "strings"

// Cell is what a row says of one field.
type Cell struct {
	Column string // the field as the file names it
	Given  bool
	Text   string
	List   []string // in place of text, where the file gave a list
}

// Cells are a row before anything is made of it; every reader ends here.
type Cells map[Field]Cell

// items are the cell's list, or its text parted at any of separators.
func (c Cell) items(separators string) []string {
	if c.List != nil {
		return c.List
	}
	return strings.FieldsFunc(c.Text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}

// Put says a field, unless the text has nothing on it.
func (c Cells) Put(f Field, text string) {
	if text != "" && f != FieldPrivate {
		c[f] = Cell{Column: f.Label(), Given: true, Text: text}
	}
}
