package sums

import "slices"

// Table is a table whose rows have checksums.
type Table struct {
	Name string
	Part string // column of numbers that parts the table first, "" for none
	Key  string // column that rows are known by; several rows may share a key
	Text bool   // the key is a text: the table is one block
}

// tables are those that are truth: what is in them can be made anew from
// nothing else.
var tables = []Table{
	{Name: "account_links", Key: "token", Text: true},
	{Name: "accounts", Key: "id"},
	{Name: "audit", Key: "seq"},
	{Name: "author_names", Key: "author_id"},
	{Name: "author_private", Key: "author_id"},
	{Name: "authors", Key: "id"},
	{Name: "batch_numbers", Part: "batch_id", Key: "given"},
	{Name: "batch_rows", Part: "batch_id", Key: "number"},
	{Name: "batches", Key: "id"},
	{Name: "chain", Key: "seq"},
	{Name: "changes", Key: "seq"},
	{Name: "collection_poems", Key: "poem_id"},
	{Name: "collections", Key: "id"},
	{Name: "counters", Key: "name", Text: true},
	{Name: "mappings", Key: "header", Text: true},
	{Name: "media", Key: "id"},
	{Name: "merges", Key: "batch_id"},
	{Name: "place_paths", Key: "place_id"},
	{Name: "places", Key: "id"},
	{Name: "poem_tags", Key: "poem_id"},
	{Name: "poems", Key: "id"},
	{Name: "recovery_codes", Key: "account_id"},
	{Name: "redirects", Key: "from_id"},
	{Name: "revisions", Key: "poem_id"},
	{Name: "settings", Key: "name", Text: true},
	{Name: "stone_codes", Key: "stone_id"},
	{Name: "stones", Key: "id"},
	{Name: "submission_private", Key: "submission_id"},
	{Name: "submissions", Key: "id"},
	{Name: "synonyms", Key: "id"},
	{Name: "themes", Key: "id"},
	{Name: "undo_choices", Part: "batch_id", Key: "poem_id"},
}

// derived are the other tables: they follow from the truth, end by themselves,
// or are the means of checking.
var derived = []string{"generations", "goose_db_version", "index_requests", "misses", "sessions", "sums", "unsummed"}

// Tables lists the tables whose rows have checksums, by name.
func Tables() []Table { return slices.Clone(tables) }

// Derived lists the tables that have none.
func Derived() []string { return slices.Clone(derived) }
