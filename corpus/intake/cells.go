package intake

import "strings"

// key is a field of a draft as files name it.
type key int

const (
	keyNone key = iota - 1 // a column the archive has no use for
	keyID
	keyRef
	keyTitle
	keyAuthor
	keyAliases
	keyPreface
	keyBody
	keyNote
	keyForm
	keyTune
	keyPlace
	keyDate
	keyTags
	keyCollections
	keySource
	keyStatus
	keyCount
)

// cell is what a row says of one key.
type cell struct {
	column string // the key as the file names it
	given  bool
	text   string
	list   []string // in place of text, where the file gave a list
}

// cells are a row before anything is made of it; every reader ends here.
type cells [keyCount]cell

// items are the cell's list, or its text parted at any of separators.
func (c cell) items(separators string) []string {
	if c.list != nil {
		return c.list
	}
	return strings.FieldsFunc(c.text, func(r rune) bool { return strings.ContainsRune(separators, r) })
}
