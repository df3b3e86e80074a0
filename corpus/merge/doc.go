// Package merge decides what drafts make of the archive: which poem a row
// means, which of its fields win, and what taking a batch back leaves. It
// knows no database; what it must know of the archive it asks of a Reader.
//
// A row goes through Merger.Decide: its names are resolved, the poems it may
// mean are read (Reader.Poems), one of them is found (find_poem.go) or none, and the
// row is applied to it as far as it may be (fields.go). The Entries that
// changed are what the store writes.
package merge
