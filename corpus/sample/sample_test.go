package sample_test

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/sample"
)

// shapes are the clauses and the characters of each clause that a regulated
// form has.
var shapes = map[corpus.Form][2]int{"五绝": {4, 5}, "七绝": {4, 7}, "五律": {8, 5}, "七律": {8, 7}}

func drafts(t *testing.T) []corpus.Draft {
	t.Helper()
	sources, err := sample.Sources()
	if err != nil {
		t.Fatal(err)
	}
	var list []corpus.Draft
	for _, s := range sources {
		file, err := s.Open()
		if err != nil {
			t.Fatal(err)
		}
		err = format.Read(t.Context(), s.Name, file, intake.Options{Format: intake.JSONL}, func(r intake.Row) error {
			if len(r.Problems) > 0 {
				return fmt.Errorf("%v", r.Problems)
			}
			list = append(list, r.Draft)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	return list
}

func TestSamples(t *testing.T) {
	forms, authors, refs := map[corpus.Form]int{}, map[string]int{}, map[string]bool{}
	list := drafts(t)
	for _, d := range list {
		forms[*d.Form]++
		authors[*d.Author]++
		if refs[d.Ref] {
			t.Errorf("%s twice", d.Ref)
		}
		refs[d.Ref] = true
		if !slices.Contains(*d.Tags, sample.Tag) {
			t.Errorf("%s is not marked as a sample", d.Ref)
		}
		checkShape(t, d)
	}
	if len(list) < 150 || len(authors) < 12 {
		t.Errorf("%d poems by %d authors", len(list), len(authors))
	}
	for _, form := range corpus.Forms() {
		if forms[form] == 0 {
			t.Errorf("no %s", form)
		}
	}
}

func checkShape(t *testing.T, d corpus.Draft) {
	t.Helper()
	shape, regulated := shapes[*d.Form]
	if !regulated {
		return
	}
	clauses := fold.Runs(*d.Body)
	if len(clauses) != shape[0] {
		t.Errorf("%s has %d clauses", d.Ref, len(clauses))
	}
	for _, c := range clauses {
		if utf8.RuneCountInString(c.Raw) != shape[1] {
			t.Errorf("%s: %s", d.Ref, c.Raw)
		}
	}
}
