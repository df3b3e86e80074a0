package diff_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/server/catalogue"
	"shiyun/server/diff"
)

func classes(pieces []diff.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Class + ":" + p.Text + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestPieces(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, a, b, left, right string }{
		{"the same", "荷风送晚", "荷风送晚", ":荷风送晚", ":荷风送晚"},
		{"one character", "荷风送晚", "荷香送晚", ":荷 differs:风 :送晚", ":荷 differs:香 :送晚"},
		{"written otherwise", "云开", "雲开", "variant:云 :开", "variant:雲 :开"},
		{"more at the end", "荷风", "荷风送晚", ":荷风", ":荷风 differs:送晚"},
		{"nothing before", "", "荷风", "", "differs:荷风"},
	} {
		left, right := diff.Pieces(tt.a, tt.b)
		if classes(left) != tt.left || classes(right) != tt.right {
			t.Errorf("%s: %q and %q", tt.name, classes(left), classes(right))
		}
	}
}

// Nothing of a text is lost when it is cut.
func TestPiecesAreTheWholeText(t *testing.T) {
	t.Parallel()
	texts := rapid.StringOfN(rapid.SampledFrom([]rune("荷风雲云送\n，a ")), 0, 30, -1)
	join := func(pieces []diff.Piece) (text string) {
		for _, p := range pieces {
			text += p.Text
		}
		return text
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts.Draw(t, "a"), texts.Draw(t, "b")
		left, right := diff.Pieces(a, b)
		if join(left) != a || join(right) != b {
			t.Fatalf("%q and %q", join(left), join(right))
		}
	})
}

func TestChanged(t *testing.T) {
	t.Parallel()
	was := corpus.Record{Title: "荷风", Author: "周晓", Body: "荷风送晚", Tags: []string{"夏"}}
	next := was
	next.Body, next.Tags, next.Collections = "荷香送晚", []string{"夏", "荷"}, []string{"东篱"}
	var fields []string
	for _, f := range diff.Changed(was, next) {
		fields = append(fields, f.Field)
	}
	if want := []string{"body", "tags", "collection"}; !slices.Equal(fields, want) {
		t.Errorf("%v, want %v", fields, want)
	}
	if same := diff.Changed(was, was); len(same) != 0 {
		t.Errorf("the same record differs in %v", same)
	}
}

// A version of before there was a status was published: it does not differ
// from one that is published.
func TestCompareStatus(t *testing.T) {
	t.Parallel()
	words := &catalogue.Catalogue{Words: catalogue.Words{"field.status": "状态", "detail.published": "已发布", "detail.withdrawn": "已撤回"}}
	old := corpus.Record{Title: "荷风"}
	published, withdrawn := old, old
	published.Status, withdrawn.Status = corpus.StatusPublished, corpus.StatusWithdrawn
	if fields := diff.Compare(words, old, published, "前", "后"); len(fields) != 0 {
		t.Errorf("%+v", fields)
	}
	fields := diff.Compare(words, old, withdrawn, "前", "后")
	if len(fields) != 1 || fields[0].Field != "status" || fields[0].NameA != "前" ||
		classes(fields[0].A) != "differs:已发布" || classes(fields[0].B) != "differs:已撤回" {
		t.Errorf("%+v", fields)
	}
}

func TestRecordOf(t *testing.T) {
	t.Parallel()
	record, err := diff.RecordOf(corpus.Revision{Poem: 3, Number: 2, Content: []byte(`{"title":"荷风"}`)})
	if err != nil || record.Title != "荷风" {
		t.Errorf("%+v, %v", record, err)
	}
	if _, err := diff.RecordOf(corpus.Revision{Poem: 3, Number: 2, Content: []byte(`{"title":`)}); err == nil || !strings.Contains(err.Error(), "revision 2 of poem 3") {
		t.Errorf("a damaged revision: %v", err)
	}
}
