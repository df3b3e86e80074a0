package batch

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/export"
	"shiyun/corpus/intake"
	"shiyun/corpus/store/batches"
)

func (a *archive) export(f intake.Format) string {
	a.t.Helper()
	var out bytes.Buffer
	if err := export.Write(ctx(), a.store, exportOptions(a.t, f), &out); err != nil {
		a.t.Fatal(err)
	}
	return out.String()
}

func exportOptions(t testing.TB, f intake.Format) export.Options {
	at := time.Date(2026, 11, 30, 20, 15, 32, 0, time.FixedZone("", 8*60*60))
	return export.Options{Format: f, TempDir: t.TempDir(), At: at, Render: corpus.Message.String}
}

func TestNothingOverwritesWhatAPersonCorrected(t *testing.T) {
	a := newArchive(t)
	sheet := table("编号|题|正文|注", "1|采荷|"+lotus+"|旧注")
	a.bring("a.csv", sheet)
	a.revise(1, corpus.Draft{Title: ptr("采莲")})
	b := a.bring("a.csv", strings.Replace(sheet, "旧注", "新注", 1))
	a.wantCounts(b, corpus.Counts{Updated: 1})
	if p := a.poem(1); p.Title != "采莲" || p.Note != "新注" {
		t.Errorf("%+v", p)
	}
	rows, err := a.store.BatchRows(ctx(), b.ID, batches.RowFilter{}, 0, 10)
	if err != nil || len(rows) != 1 || rows[0].Outcome != corpus.Updated || rows[0].Notes[0].Column != "标题" {
		t.Errorf("report %+v, %v", rows, err)
	}
	a.wantCounts(a.bring("a.csv", strings.Replace(sheet, "旧注", "新注", 1)), corpus.Counts{Duplicate: 1})
}

// A sheet that was exported, edited and brought back changes what was edited,
// corrected by hand or not, as long as nobody has changed the poem since.
func TestExportedSheetComesBack(t *testing.T) {
	for _, f := range []intake.Format{intake.CSV, intake.XLSX, intake.JSONL} {
		t.Run(string(f), func(t *testing.T) {
			a := newArchive(t)
			a.bring("a.csv", table("题|作者|正文", "采荷|汀兰|"+lotus, "看鹤|老周|"+crane))
			a.revise(1, corpus.Draft{Title: ptr("采莲")})
			name := "导出." + string(f)
			a.wantCounts(a.bring(name, a.export(f)), corpus.Counts{Duplicate: 2})
			if f == intake.XLSX {
				return // its bytes cannot be edited here
			}
			edited := strings.Replace(strings.Replace(a.export(f), "采莲", "采莲曲", 1), "田田", "亭亭", 1)
			a.wantCounts(a.bring(name, edited), corpus.Counts{Updated: 1, Duplicate: 1})
			if p := a.poem(1); p.Title != "采莲曲" || !strings.Contains(p.Body, "亭亭") {
				t.Errorf("%+v", p)
			}
			a.wantCounts(a.bring(name, edited), corpus.Counts{Duplicate: 2})
		})
	}
}

// A sheet that is older than the poem speaks of what its maker changed, and
// not of what others changed since.
func TestOldSheetSpeaksOfItsChangesAlone(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("题|作者|正文|来源", "采荷|汀兰|"+lotus+"|社刊"))
	old := a.export(intake.CSV)
	a.bring("b.csv", table("题|作者|正文|来源", "采荷|汀兰|"+lotus+"|社刊第二期"))
	a.revise(1, corpus.Draft{Preface: ptr("小序")})
	a.bring("old.csv", strings.Replace(old, "田田", "亭亭", 1))
	if p := a.poem(1); p.Source != "社刊第二期" || p.Preface != "小序" || !strings.Contains(p.Body, "亭亭") {
		t.Errorf("%+v", p)
	}
	a.bring("old.csv", strings.Replace(old, "采荷", "采莲", 1))
	if p := a.poem(1); p.Title != "采莲" || p.Preface != "小序" {
		t.Errorf("%+v", p)
	}
}

// The numbers in an export of another archive are that archive's.
func TestForeignExportOverwritesNothing(t *testing.T) {
	here, there := newArchive(t), newArchive(t)
	here.bring("a.csv", table("题|作者|正文", "采荷|汀兰|"+lotus))
	there.bring("a.csv", table("题|作者|正文", "港|老周|"+harbour, "无题|佚名|"+crane))
	before := here.poem(1)
	for _, f := range []intake.Format{intake.CSV, intake.JSONL} {
		here.bring("导出."+string(f), there.export(f))
		if p := here.poem(1); p.Body != before.Body || p.Revision != before.Revision {
			t.Fatalf("%s: poem 1 is %+v", f, p)
		}
	}
	if n := len(here.content()); n != 3 {
		t.Errorf("%d poems, want 3", n)
	}
}

func TestRefOfAnotherPoemIsRefused(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("编号|题|作者|正文", "甲1|采荷|汀兰|"+lotus, "甲2|看鹤|老周|"+crane))
	edited := strings.Replace(a.export(intake.CSV), "甲1", "甲2", 1)
	b := a.bring("导出.csv", edited)
	a.wantCounts(b, corpus.Counts{Duplicate: 1, Failed: 1})
	rows, err := a.store.BatchRows(ctx(), b.ID, batches.RowFilter{Outcome: corpus.Failed}, 0, 10)
	if err != nil || len(rows) != 1 || rows[0].Cells == nil || rows[0].Notes[0].Message.Args[0] != "甲2" {
		t.Errorf("%+v, %v", rows, err)
	}
}
