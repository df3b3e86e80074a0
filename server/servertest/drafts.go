package servertest

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/sample"
)

// SampleDrafts returns the sample poems that come with the program.
func SampleDrafts(t testing.TB) []corpus.Draft {
	t.Helper()
	sources, err := sample.Sources()
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sample poems: %v", err)
	}
	var drafts []corpus.Draft
	for _, source := range sources {
		file, err := source.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(file)
		if err = errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			drafts = append(drafts, readDraft(t, line))
		}
	}
	return drafts
}

func readDraft(t testing.TB, line string) corpus.Draft {
	t.Helper()
	var r struct {
		Ref, Title, Author, Preface, Body, Note, Form, Tune, Place, Date, Source string
		Tags                                                                     []string
		Collection                                                               string
	}
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	form, _ := corpus.ParseForm(r.Form)
	date := corpus.ParseDate(r.Date)
	d := corpus.Draft{Ref: r.Ref, Title: &r.Title, Author: &r.Author, Preface: &r.Preface, Body: &r.Body, Note: &r.Note,
		Form: &form, Tune: &r.Tune, Place: &r.Place, Date: &date, Source: &r.Source, Tags: &r.Tags}
	if r.Collection != "" {
		d.Collections = &[]string{r.Collection}
	}
	return d
}

// Draft returns a draft of a poem; ref may be empty.
func Draft(ref, title, author, body string) corpus.Draft {
	return corpus.Draft{Ref: ref, Title: &title, Author: &author, Body: &body}
}

// Ptr returns a pointer to v, for fields of drafts.
func Ptr[T any](v T) *T { return &v }
