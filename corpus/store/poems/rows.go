package poems

import (
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/db"
)

// Counter is what poems are numbered by.
const Counter db.Counter = "poems"

// Row is the poems table. Tags are kept in the row, parted by LF, because
// every reader of a poem wants them; poem_tags only serves look-ups by tag.
type Row struct {
	bun.BaseModel `bun:"table:poems,alias:p"`

	ID            int64   `bun:"id,pk"`
	Ref           *string `bun:"ref"` // NULL where none: unique only where given
	Title         string  `bun:"title"`
	Preface       string  `bun:"preface"`
	Body          string  `bun:"body"`
	Note          string  `bun:"note"`
	Form          string  `bun:"form"`
	Tune          string  `bun:"tune"`
	AuthorID      int64   `bun:"author_id"`
	PlaceID       int64   `bun:"place_id"`
	DateText      string  `bun:"date_text"`
	DateYear      int     `bun:"date_year"`
	DateMonth     int     `bun:"date_month"`
	DateDay       int     `bun:"date_day"`
	DatePrecision string  `bun:"date_precision"`
	Tags          string  `bun:"tags"`
	Source        string  `bun:"source"`
	Status        string  `bun:"status"`
	Revision      int     `bun:"revision"`
	TextKey       int64   `bun:"text_key"`
	CreatedAt     int64   `bun:"created_at"`
	UpdatedAt     int64   `bun:"updated_at"`
	PublishedAt   int64   `bun:"published_at"`
	Corrected     string  `bun:"corrected"`

	AuthorName string `bun:"author_name,scanonly"`
	PlacePath  string `bun:"place_path,scanonly"`
}

type poemTagRow struct {
	bun.BaseModel `bun:"table:poem_tags"`

	Tag    string `bun:"tag"`
	PoemID int64  `bun:"poem_id"`
}

type collectionPoemRow struct {
	bun.BaseModel `bun:"table:collection_poems,alias:cp"`

	CollectionID int64 `bun:"collection_id"`
	PoemID       int64 `bun:"poem_id"`
	Position     int64 `bun:"position"`

	Name string `bun:"name,scanonly"`
}

// RevisionRow is the revisions table. Content is the record of the poem as it
// stood, a line of JSON.
type RevisionRow struct {
	bun.BaseModel `bun:"table:revisions"`

	PoemID    int64  `bun:"poem_id"`
	Number    int    `bun:"number"`
	BatchID   int64  `bun:"batch_id"`
	CreatedAt int64  `bun:"created_at"`
	Content   string `bun:"content"`
	Actor     string `bun:"actor"`
	Reason    string `bun:"reason"`  // a person's words, or a sentence of before
	Message   string `bun:"message"` // the program's reason as JSON; "" for none
	Undoes    int64  `bun:"undoes"`
	Corrected string `bun:"corrected"`
	Hidden    bool   `bun:"hidden"`
	Hash      string `bun:"hash"`      // see hash.go
	Link      int64  `bun:"link"`      // in the chain
	ErasedAt  int64  `bun:"erased_at"` // the rest is no longer what was hashed
}

func joinTags(tags []string) string { return strings.Join(tags, "\n") }

// SplitTags reads a list of tags, or of corrected fields, as a row keeps it.
func SplitTags(tags string) []string {
	if tags == "" {
		return nil
	}
	return strings.Split(tags, "\n")
}

// Poem returns the poem of the row without its collections, which Complete
// adds.
func (r *Row) Poem() corpus.Poem {
	p := corpus.Poem{
		ID: corpus.PoemID(r.ID), Title: r.Title, Preface: r.Preface, Body: r.Body, Note: r.Note,
		Form: corpus.Form(r.Form), Tune: r.Tune,
		Author: corpus.AuthorRef{ID: corpus.AuthorID(r.AuthorID), Name: r.AuthorName},
		Place:  corpus.PlaceRef{ID: corpus.PlaceID(r.PlaceID), Path: r.PlacePath},
		Date: corpus.Date{Text: r.DateText, Year: r.DateYear, Month: r.DateMonth, Day: r.DateDay,
			Precision: corpus.Precision(r.DatePrecision)},
		Tags: SplitTags(r.Tags), Source: r.Source, Status: corpus.Status(r.Status), Revision: r.Revision,
		CreatedAt: db.FromMicros(r.CreatedAt), UpdatedAt: db.FromMicros(r.UpdatedAt), PublishedAt: db.FromMicros(r.PublishedAt),
		Corrected: SplitTags(r.Corrected),
	}
	if r.Ref != nil {
		p.Ref = *r.Ref
	}
	return p
}

func newRow(p corpus.Poem) *Row {
	r := &Row{
		ID: int64(p.ID), Title: p.Title, Preface: p.Preface, Body: p.Body, Note: p.Note,
		Form: string(p.Form), Tune: p.Tune, AuthorID: int64(p.Author.ID), PlaceID: int64(p.Place.ID),
		DateText: p.Date.Text, DateYear: p.Date.Year, DateMonth: p.Date.Month, DateDay: p.Date.Day,
		DatePrecision: string(p.Date.Precision), Tags: joinTags(p.Tags), Source: p.Source,
		Status: string(p.Status), Revision: p.Revision, TextKey: merge.TextKey(p.Title, p.Author.Name, p.Body),
		CreatedAt: db.Micros(p.CreatedAt), UpdatedAt: db.Micros(p.UpdatedAt), PublishedAt: db.Micros(p.PublishedAt),
		Corrected: joinTags(p.Corrected),
	}
	if p.Ref != "" {
		r.Ref = &p.Ref
	}
	return r
}
