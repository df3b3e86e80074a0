package batch

import (
	"io"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/store/batches"
)

// TestNamesakesAreProposed brings in authors whose names the archive has in
// another script. The check warns once for each such author, and so does an
// import that is run without a check.
func TestNamesakesAreProposed(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("题|作者|正文", "采荷|刘克庄|"+lotus))
	sheet := table("题|作者|正文", "看鹤|劉克莊|"+crane, "又看鹤|劉克莊|白鹤不来山已暮。", "港|陈峰|港口汽笛一声长。", "桥|陳峯|桥下春波绿一弯。", "亭|刘克庄|亭前落叶满阶秋。")
	want := []corpus.Message{
		corpus.NewMessage("intake.warn.namesake", "劉克莊", "刘克庄"),
		corpus.NewMessage("intake.warn.namesake", "陳峯", "陈峰"),
	}
	id := a.upload("b.csv", sheet)
	a.check(id, nil)
	rows, err := a.store.BatchRows(ctx(), id, batches.RowFilter{Noted: true}, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []corpus.Message
	for _, r := range rows {
		for _, n := range r.Notes {
			got = append(got, corpus.Message{Key: n.Message.Key, Args: n.Message.Args})
			if n.Code != intake.CodeNamesake || n.Column != intake.FieldAuthor.Label() {
				t.Errorf("row %d: %+v", r.Number, n)
			}
		}
	}
	same := func(x, y corpus.Message) bool { return x.Key == y.Key && slices.Equal(x.Args, y.Args) }
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("the check says %v, want %v", got, want)
	}
	report, err := Run(ctx(), a.store, Options{By: curator, DryRun: true, Sources: []Source{{Name: "b.csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(sheet)), nil }}}})
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, p := range report.Warnings {
		got = append(got, corpus.Message{Key: p.Message.Key, Args: p.Message.Args})
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("the report says %v, want %v", got, want)
	}
}
