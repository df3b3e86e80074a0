package entry_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/server/catalogue"
	"shiyun/server/entry"
	"shiyun/web"
)

func words(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	hans, _, err := catalogue.Load(web.Files, func(s string) string { return s })
	if err != nil {
		t.Fatal(err)
	}
	return hans
}

func TestDraft(t *testing.T) {
	t.Parallel()
	said := words(t)
	for _, tt := range []struct {
		name    string
		values  url.Values
		problem string // the field it is of; "" for none
		check   func(corpus.Draft) bool
	}{
		{"what the form does not have is not spoken of", url.Values{"title": {"荷风"}}, "",
			func(d corpus.Draft) bool {
				return *d.Title == "荷风" && d.Author == nil && d.Body == nil && d.Tags == nil && d.Date == nil
			}},
		{"blank lines around the verse", url.Values{"body": {"\r\n  \r\n　荷风送晚\r\n\r\n月上东篱\r\n\r\n"}}, "",
			func(d corpus.Draft) bool { return *d.Body == "　荷风送晚\n\n月上东篱" }},
		{"no verse", url.Values{"body": {" \n "}}, "body", nil},
		{"too long a verse", url.Values{"body": {strings.Repeat("荷", corpus.MaxBody+1)}}, "body", nil},
		{"names parted in four ways, once each", url.Values{"tags": {"夏、荷；夏;\n月\t"}}, "",
			func(d corpus.Draft) bool { return slices.Equal(*d.Tags, []string{"夏", "荷", "月"}) }},
		{"a list that was emptied", url.Values{"tags": {""}}, "", func(d corpus.Draft) bool { return d.Tags != nil && len(*d.Tags) == 0 }},
		{"too many names", url.Values{"tags": {manyNames(corpus.MaxList + 1)}}, "tags", nil},
		{"a form there is", url.Values{"form": {"七绝"}}, "", func(d corpus.Draft) bool { return d.Form != nil && *d.Form != corpus.FormOther }},
		{"a form there is not", url.Values{"form": {"十四行"}}, "form", nil},
		{"a date as people write it", url.Values{"date": {"2019年中秋"}}, "", func(d corpus.Draft) bool { return d.Date != nil && d.Date.Text == "2019年中秋" }},
	} {
		e := entry.New(said, tt.values)
		d := e.Draft()
		if (tt.problem == "") != e.Fine() || tt.problem != "" && e.Problem(tt.problem) == "" {
			t.Errorf("%s: problems %v", tt.name, e.Problems)
		}
		if tt.check != nil && !tt.check(d) {
			t.Errorf("%s: %+v", tt.name, d)
		}
	}
}

func manyNames(n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = string(rune('一' + i))
	}
	return strings.Join(names, "、")
}

func TestShort(t *testing.T) {
	t.Parallel()
	e := entry.New(words(t), url.Values{"contact": {strings.Repeat("1", entry.MaxContact+1)}, "message": {"  谢谢 "}})
	if got := e.Short("message", entry.MaxMessage); got != "谢谢" || e.Problem("message") != "" {
		t.Errorf("%q, %v", got, e.Problems)
	}
	e.Short("contact", entry.MaxContact)
	if !strings.Contains(e.Problem("contact"), "101") {
		t.Errorf("%v", e.Problems)
	}
	if got := e.Short("none", 5); got != "" {
		t.Errorf("a field that is not there is %q", got)
	}
}

// The first thing that was wrong with a field is what a person reads.
func TestRefuseKeepsTheFirst(t *testing.T) {
	t.Parallel()
	e := entry.New(words(t), nil)
	e.Refuse("body", "entry.no_body")
	first := e.Problem("body")
	e.Refuse("body", "entry.form")
	if e.Problem("body") != first || first == "" {
		t.Errorf("%q, then %q", first, e.Problem("body"))
	}
}

// A form filled in with a poem and sent back unchanged is the poem.
func TestPoemValuesComeBack(t *testing.T) {
	t.Parallel()
	said := words(t)
	line := rapid.StringMatching(`[荷风月上东篱]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		p := corpus.Poem{Title: line.Draw(t, "title"), Author: corpus.AuthorRef{Name: line.Draw(t, "author")},
			Body: strings.Join(rapid.SliceOfN(line, 1, 4).Draw(t, "body"), "\n"), Form: corpus.FormOther,
			Tags:        slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(line, 0, 3).Draw(t, "tags")))),
			Collections: []corpus.CollectionRef{{Name: line.Draw(t, "collection")}}}
		e := entry.New(said, entry.PoemValues(p))
		d := e.Draft()
		if !e.Fine() || *d.Title != p.Title || *d.Author != p.Author.Name || *d.Body != p.Body || *d.Form != p.Form ||
			!slices.Equal(*d.Tags, p.Tags) || !slices.Equal(*d.Collections, []string{p.Collections[0].Name}) {
			t.Fatalf("%v: %+v of %+v", e.Problems, d, p)
		}
	})
}

// Whatever is sent, reading it ends and what was typed is kept.
func FuzzDraft(f *testing.F) {
	for _, seed := range []string{"荷风送晚\n月上", "\x00\xff", strings.Repeat("、", 300), "\u202e月"} {
		f.Add(seed)
	}
	hans, _, err := catalogue.Load(web.Files, func(s string) string { return s })
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values := url.Values{}
		for _, name := range []string{"title", "author", "body", "tags", "date", "form", "collection", "place"} {
			values.Set(name, text)
		}
		e := entry.New(hans, values)
		e.Draft()
		if e.Value("body") != text {
			t.Errorf("%q was typed, %q is kept", text, e.Value("body"))
		}
	})
}
