package format_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
	"shiyun/corpus/needs"
	"shiyun/corpus/verse"
)

// TestFormsOfSheet brings in classical poems in a sheet that says nothing of
// their forms. Those of four or eight clauses of five or seven have the form
// that shows, and hardly any other is called by one of these.
func TestFormsOfSheet(t *testing.T) {
	t.Parallel()
	in, err := os.Open(needs.Poems(t))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var sheet bytes.Buffer
	w := csv.NewWriter(&sheet)
	w.Write([]string{"标题", "作者", "正文"})
	var known []corpus.Record
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var r corpus.Record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		known = append(known, r)
		w.Write([]string{r.Title, r.Author, r.Body})
	}
	w.Flush()
	rows, err := formattest.ReadRows("诗.csv", &sheet, intake.Auto)
	if err != nil || len(rows) != len(known) {
		t.Fatalf("%d rows of %d, %v", len(rows), len(known), err)
	}
	regular, right, private := 0, 0, 0
	told := map[corpus.Form]int{}
	for i, row := range rows {
		form := corpus.FormOther
		if row.Draft.Form != nil {
			form = *row.Draft.Form
		}
		told[form]++
		if slices.ContainsFunc(append(row.Warnings, row.Problems...), func(p intake.Problem) bool { return p.Code == intake.CodePrivate }) {
			private++
			t.Logf("private: %s", known[i].Body)
		}
		if verse.ShapeOf(known[i].Body).Form() == "" {
			continue
		}
		regular++
		if form == verse.ShapeOf(known[i].Body).Form() || form == known[i].Form {
			right++
		}
	}
	t.Logf("%d of %d regular poems right; forms %v", right, regular, told)
	if right*100 < regular*99 || regular < 2000 || private > 0 {
		t.Errorf("%d of %d right, %d taken for private", right, regular, private)
	}
}
