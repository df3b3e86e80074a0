package intake

import "strings"

// cell is what a row says of one field.
type cell struct {
	column string // the field as the file names it
	given  bool
	text   string
	list   []string // in place of text, where the file gave a list
}

// cells are a row before anything is made of it; every reader ends here.
type cells map[Field]cell

// items are the cell's list, or its text parted at any of separators.
func (c cell) items(separators string) []string {
	if c.list != nil {
		return c.list
	}
	return strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}
