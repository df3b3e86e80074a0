package store_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"shiyun/corpus"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/poems"
)

// TestSentencesWrittenBefore reads rows as the version wrote them that stored
// sentences instead of messages.
func TestSentencesWrittenBefore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	raw, err := sql.Open("sqlite3", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO batches (id, kind, actor, state, files, fault, started_at) VALUES
			(1, 'import', '王老师', 'failed', '["诗.csv","词.xlsx"]', '读“诗.csv”时中断，请检查文件后重新导入', 1),
			(2, 'edit', '王老师', 'done', '["批量修改 2 首","加标签 {春}"]', '', 1),
			(3, 'merge', '王老师', 'done', '["合并诗：《听雨》（第 1 首）并入《夜雨》（第 2 首）"]', '', 1)`,
		`INSERT INTO batch_rows (batch_id, number, file, line, outcome, notes) VALUES
			(1, 7, '诗.csv', 7, 'failed', '[{"column":"编号","code":"ref_taken","message":"编号“7”已经是另一首诗《听雨》的","advice":"请换一个编号"},{"message":"没有正文"}]')`,
	} {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	rows, err := s.BatchRows(t.Context(), 1, batches.RowFilter{}, 0, 10)
	if err != nil || len(rows) != 1 || len(rows[0].Notes) != 2 {
		t.Fatalf("rows %+v, %v", rows, err)
	}
	if n := rows[0].Notes[0]; n.Column != "编号" || n.Code != "ref_taken" || n.Message.Text != "编号“7”已经是另一首诗《听雨》的" || n.Advice.Text != "请换一个编号" {
		t.Errorf("note %+v", n)
	}
	if n := rows[0].Notes[1]; n.Message.Text != "没有正文" || !n.Advice.IsZero() {
		t.Errorf("note without advice %+v", n)
	}
	batches := map[corpus.BatchID]corpus.Batch{}
	for id := range corpus.BatchID(3) {
		if batches[id+1], err = s.Batch(t.Context(), id+1); err != nil {
			t.Fatal(err)
		}
	}
	if b := batches[1]; len(b.Files) != 2 || b.Files[1] != "词.xlsx" || b.Fault.Text != "读“诗.csv”时中断，请检查文件后重新导入" || b.Summary != nil {
		t.Errorf("import %+v", b)
	}
	if b := batches[2]; len(b.Summary) != 2 || b.Summary[1].Text != "加标签 {春}" || !b.Fault.IsZero() || b.Files != nil {
		t.Errorf("edit %+v", b)
	}
	if b := batches[3]; len(b.Summary) != 1 || b.Summary[0].Text != "合并诗：《听雨》（第 1 首）并入《夜雨》（第 2 首）" {
		t.Errorf("merge %+v", b)
	}
}

// TestReasonsOfRevisions reads a row as an earlier version wrote it, whose
// reason was a sentence, beside one of this version, in whose reason a person
// wrote what looks like a message.
func TestReasonsOfRevisions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	importOne(t, s)
	const written = `{"key":"history.restored","args":[1]}`
	reasons := []corpus.Message{corpus.NewMessage("history.restored", 1), corpus.OwnWords(written), corpus.NewMessage("author.merged", "甲", "乙")}
	for i, reason := range reasons {
		title := []string{"听雨", "夜雨", "春雨"}[i]
		if _, err := s.Revise(t.Context(), poems.Edit{By: "王老师", Reason: reason}, 1, 0, corpus.Draft{Title: &title}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := sql.Open("sqlite3", filepath.Join(dir, sqlite.FileName))
	if err == nil {
		_, err = raw.Exec(`UPDATE revisions SET reason = '恢复成第 3 稿' WHERE number = 1`)
	}
	if err == nil {
		err = raw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	want := append([]corpus.Message{{Text: "恢复成第 3 稿"}}, reasons...)
	revisions, err := s.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != len(want) {
		t.Fatalf("%d revisions, %v", len(revisions), err)
	}
	for i, r := range revisions {
		if r.Reason.String() != want[i].String() || r.Reason.Key != want[i].Key {
			t.Errorf("reason of revision %d: %v, want %v", r.Number, r.Reason, want[i])
		}
	}
	var lines []string
	err = s.EachExportRecord(t.Context(), corpus.PartRevisions, func(record corpus.ExportRecord) error {
		r := record.(*corpus.RevisionRecord)
		r.At, r.Content = time.Time{}, []byte("{}")
		line, err := json.Marshal(r)
		lines = append(lines, string(line))
		return err
	})
	if err != nil || len(lines) != 3 {
		t.Fatalf("%q, %v", lines, err)
	}
	for i, part := range []string{`"reason":"恢复成第 3 稿","content"`, `"message":{"key":"history.restored","args":[1]},"content"`, `"reason":"{\"key\"`} {
		if part == `"message":{"key":"history.restored","args":[1]},"content"` && strings.Contains(lines[i], `"reason"`) || !strings.Contains(lines[i], part) {
			t.Errorf("line %s, want %s", lines[i], part)
		}
	}
}
