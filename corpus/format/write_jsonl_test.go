package format_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
)

func TestWriteJSONL(t *testing.T) {
	poem := corpus.Poem{
		ID: 7, Ref: "12", Title: "<春>&", Author: corpus.AuthorRef{ID: 1, Name: "甲"}, Body: " 山\n\n水", Form: "五绝",
		Date: corpus.ParseDate("辛丑年重阳"), Collections: []corpus.CollectionRef{{ID: 1, Name: "集"}}, Status: corpus.StatusPublished,
	}
	var b strings.Builder
	if err := jsonl.Write(&b, poem, []string{"乙"}); err != nil {
		t.Fatal(err)
	}
	want := `{"id":7,"ref":"12","title":"<春>&","author":"甲","aliases":["乙"],"body":" 山\n\n水","form":"五绝","date":"辛丑年重阳","collection":["集"]}` + "\n"
	if b.String() != want {
		t.Errorf("got  %swant %s", b.String(), want)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriteJSONLFails(t *testing.T) {
	if err := jsonl.Write(failingWriter{}, corpus.Poem{Body: "山"}, nil); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

// drawPoem draws a poem such as the archive can hold: its text is clean, it
// has a number and a revision, and its place is no number of a house, which
// imports leave out.
func drawPoem(t *rapid.T) (corpus.Poem, []string) {
	letters := []rune("'=+-@＝＋－＠_x000D春晓山水𠮷é<&>\"'\\/{}[],;、； 　\t\n\u2063\u200d")
	raw := rapid.StringOfN(rapid.SampledFrom(letters), 0, 30, -1)
	line := func(name string) string {
		s, err := corpus.CleanLine(raw.Draw(t, name))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	text := func(name string) string {
		s, err := corpus.CleanText(raw.Draw(t, name), corpus.MaxProse)
		if err != nil {
			t.Fatal(err)
		}
		return intake.TrimBlankLines(s)
	}
	list := func(name string) []string {
		items := make([]string, 0)
		for range rapid.IntRange(0, 3).Draw(t, name+"s") {
			if s := line(name); s != "" {
				items = append(items, s)
			}
		}
		slices.Sort(items)
		return slices.Compact(items)
	}
	poem := corpus.Poem{
		ID: corpus.PoemID(rapid.IntRange(1, corpus.MaxID).Draw(t, "id")), Ref: line("ref"), Title: line("title"),
		Author: corpus.AuthorRef{Name: line("author")}, Preface: text("preface"), Body: strings.TrimLeft(text("body"), "\n") + "山", Note: text("note"),
		Form: rapid.SampledFrom(corpus.Forms()).Draw(t, "form"), Tune: line("tune"), Place: corpus.PlaceRef{Path: strings.TrimSpace(strings.ReplaceAll(line("place"), "0", ""))},
		Date: corpus.ParseDate(line("date")), Tags: list("tag"), Source: line("source"),
		Status: rapid.SampledFrom([]corpus.Status{corpus.StatusDraft, corpus.StatusInReview, corpus.StatusPublished, corpus.StatusWithdrawn}).Draw(t, "status"),
	}
	poem.Revision = rapid.IntRange(1, 3).Draw(t, "revision")
	for _, name := range list("collection") {
		poem.Collections = append(poem.Collections, corpus.CollectionRef{Name: name})
	}
	return poem, list("alias")
}

// draftOf is the draft that speaks of exactly what the poem has.
func draftOf(p corpus.Poem, aliases []string) corpus.Draft {
	some := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	d := corpus.Draft{
		ID: p.ID, Ref: p.Ref, Title: some(p.Title), Author: some(p.Author.Name), Preface: some(p.Preface), Body: &p.Body,
		Note: some(p.Note), Form: &p.Form, Tune: some(p.Tune), Place: some(p.Place.Path), Source: some(p.Source), Revision: p.Revision,
	}
	if len(aliases) > 0 {
		d.Aliases = aliases
	}
	if p.Date.Text != "" {
		d.Date = &p.Date
	}
	if len(p.Tags) > 0 {
		d.Tags = &p.Tags
	}
	if names := collectionNames(p); len(names) > 0 {
		d.Collections = &names
	}
	if p.Status != corpus.StatusPublished {
		d.Status = p.Status
	}
	return d
}

func collectionNames(p corpus.Poem) (names []string) {
	for _, c := range p.Collections {
		names = append(names, c.Name)
	}
	return names
}
