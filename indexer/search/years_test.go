package search_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/indexer/search/searchtest"
)

// A year that was remembered wrong finds what is of the years around it, as
// near; where the year itself has something, that alone.
func TestYearRememberedWrong(t *testing.T) {
	t.Parallel()
	poem := func(title, date string) corpus.Poem {
		return corpus.Poem{Title: title, Author: corpus.AuthorRef{Name: "汀兰"}, Body: "一灯照水", Date: corpus.ParseDate(date)}
	}
	a := searchtest.NewArchive(poem("晚坐", "2019年"), poem("旧教案", "2021年"), poem("早年", "1990年"))
	s := search.New(a, a)
	for query, want := range map[string]string{"2020年汀兰写的诗": "near 旧教案 near 晚坐 ", "2019年汀兰的诗": "asked 晚坐 ", "2005年汀兰的诗": ""} {
		r, err := s.Search(t.Context(), search.Request{Query: query, Sort: search.SortDate})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, h := range r.Hits {
			got += string(h.Match) + " " + h.Title + " "
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", query, got, want)
		}
	}
}
