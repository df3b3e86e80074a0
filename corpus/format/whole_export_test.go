package format_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func wholeOf(t testing.TB, dir string, entries ...zipEntry) string {
	all := []zipEntry{{name: dir + "poems.jsonl", content: `{"id":7,"body":"山","revision":3,"corrected":["title"],"published":"2024-05-01T08:00:00Z"}`},
		{name: dir + format.SumsName, content: "…"}, {name: dir + "poems.csv", content: "正文\n水\n"}, {name: dir + "texts/000000.txt", content: "诗"}}
	return string(archiveOf(t, append(entries, all...)...))
}

// The parts are read in their order, wherever they lie, and nothing else is.
func TestWholeExport(t *testing.T) {
	for _, dir := range []string{"", "诗韵-2026/"} {
		content := wholeOf(t, dir, zipEntry{name: dir + "stones.jsonl", content: `{"code":"t1"}` + "\n\n"}, zipEntry{name: dir + "authors.jsonl", content: `{"id":3,"name":"甲"}`},
			zipEntry{name: "其他/authors.jsonl", content: `{"id":4,"name":"乙"}`})
		rows, err := formattest.ReadAll("all.zip", strings.NewReader(content), intake.Options{TempDir: t.TempDir()})
		if err != nil || len(rows) != 4 {
			t.Fatalf("%q: %d rows, %v", dir, len(rows), err)
		}
		author, isAuthor := rows[0].Record.(*corpus.AuthorRecord)
		if _, isStone := rows[2].Record.(*corpus.StoneRecord); !isAuthor || author.Name != "甲" || !isStone || !rows[3].Skip {
			t.Errorf("rows %+v", rows)
		}
		if d := rows[1].Draft; !rows[1].Whole || rows[1].Record != nil || d.ID != 7 || d.Revision != 3 || !slices.Equal(d.Corrected, []string{"title"}) || d.Published.Year() != 2024 {
			t.Errorf("the poem %+v", rows[1])
		}
		p, err := format.Inspect(t.Context(), "all.zip", strings.NewReader(content), intake.Options{TempDir: t.TempDir()})
		if err != nil || !p.Whole || len(p.Entries) != 3 || p.Entries[0].Name != "authors.jsonl" || !p.Refusal.IsZero() {
			t.Errorf("preview %+v, %v", p, err)
		}
	}
}

func TestWholeExportRefusesLines(t *testing.T) {
	for name, c := range map[string]struct{ part, line, code string }{
		"no object":           {"authors", `[1]`, intake.CodeType},
		"half a line":         {"places", `{"id":1,`, intake.CodeSyntax},
		"a wrong type":        {"stones", `{"id":"三"}`, intake.CodeType},
		"a wrong encoding":    {"synonyms", formattest.GB(t, `{"words":["荷","莲"]}`), intake.CodeEncoding},
		"too long":            {"orders", `{"poems":[` + numbers(600_000) + `1]}`, intake.CodeTooLong},
		"no time":             {"media", `{"at":"昨天"}`, intake.CodeSyntax},
		"no such file":        {"media", `{"file":"../../etc/passwd"}`, intake.CodeValue},
		"the sums as file":    {"media", `{"file":""}`, intake.CodeValue},
		"no poem":             {"revisions", `{"poem":1,"revision":1,"at":"2024-05-01T08:00:00Z","content":3}`, intake.CodeType},
		"a poem that is none": {"revisions", `{"poem":1,"revision":1,"at":"2024-05-01T08:00:00Z","content":{"body":""}}`, intake.CodeNoText},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := formattest.ReadAll("all.zip", strings.NewReader(wholeOf(t, "", zipEntry{name: c.part + ".jsonl", content: c.line})), intake.Options{TempDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if strings.HasSuffix(r.File, c.part+".jsonl") && (len(r.Problems) == 0 || r.Problems[0].Code != c.code) {
					t.Errorf("%+v, want %s", r, c.code)
				}
			}
			if len(rows) != 2 {
				t.Errorf("%d rows", len(rows))
			}
		})
	}
}

// numbers are many that do not pack well.
func numbers(n int) string {
	var b strings.Builder
	for i := range uint32(n) {
		fmt.Fprintf(&b, "%d,", i*2654435761)
	}
	return b.String()
}

// A recording that unpacks to what none does is not read to its end.
func TestWholeExportRefusesBombs(t *testing.T) {
	content := wholeOf(t, "", zipEntry{name: "media.jsonl", content: `{"file":"media/1.wav"}` + "\n" + `{"file":"media/2.jpg"}`},
		zipEntry{name: "media/1.wav", content: strings.Repeat("\x00", 8<<20)}, zipEntry{name: "media/2.jpg", content: "small"})
	err := format.Read(t.Context(), "all.zip", strings.NewReader(content), intake.Options{TempDir: t.TempDir()}, func(r intake.Row) error {
		if r.Open == nil {
			return nil
		}
		in, err := r.Open()
		if err != nil {
			return err
		}
		defer in.Close()
		all, err := io.ReadAll(in)
		if bomb := r.Number == 1; bomb != (corpus.CodeOf(err) == corpus.Invalid) || bomb && len(all) > 1<<20 {
			return fmt.Errorf("file %d: %d bytes, %w", r.Number, len(all), err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzReadWholeExport(f *testing.F) {
	for i, line := range []string{`{"id":1,"name":"甲","aliases":["a"]}`, `{"path":"东亭/亭","x":1,"y":null}`, `{"name":"集"}`, `{"body":"山","published":"x"}`,
		`{"poem":1,"revision":1,"content":{"body":"山","status":"removed"}}`, `{"poems":[1,-2]}`, `{"kind":"poem","from":1e3}`, `{"code":"T１"}`, `{"file":"media/1.jpg"}`, `{"words":null}`} {
		f.Add(i, []byte(line))
	}
	f.Fuzz(func(t *testing.T, n int, line []byte) {
		parts := corpus.Parts()
		part := parts[((n%len(parts))+len(parts))%len(parts)]
		entries := []zipEntry{{name: format.PartName(part), content: string(line)}, {name: format.SumsName}, {name: "media/1.jpg", content: "\xff\xd8\xff"}}
		if part != corpus.PartPoems {
			entries = append(entries, zipEntry{name: "poems.jsonl", content: `{"body":"山"}`})
		}
		rows, err := formattest.ReadAll("all.zip", strings.NewReader(string(archiveOf(t, entries...))), intake.Options{TempDir: t.TempDir()})
		if err != nil && corpus.CodeOf(err) != corpus.Invalid {
			t.Fatal(err)
		}
		for _, r := range rows {
			if !r.Skip && len(r.Problems) == 0 && r.Record == nil && r.Draft.Body == nil {
				t.Errorf("nothing goes in: %+v", r)
			}
		}
	})
}
