package prosody_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/finding"
)

// samples are the poems of the sample archive.
func samples(t *testing.T) (poems []prosody.Poem) {
	t.Helper()
	paths, err := filepath.Glob("../sample/poems/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var r struct {
				Title, Preface, Body, Note, Tune string
				Form                             corpus.Form
				Tags                             []string
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			poems = append(poems, prosody.Poem{Title: r.Title, Preface: r.Preface, Body: r.Body, Note: r.Note, Form: r.Form, Tune: r.Tune, Tags: r.Tags})
		}
	}
	return poems
}

func TestSamples(t *testing.T) {
	t.Parallel()
	faulty, books := 0, map[string]int{}
	for _, p := range samples(t) {
		r := prosody.Check(p, prosody.Choice{})
		books[string(r.Form)+" "+r.Book.String()]++
		listed := false
		for _, f := range r.Findings {
			if f.Severity == finding.Note {
				continue
			}
			listed = true
			t.Logf("%s《%s》 %s %s: %s %s %d/%d %q %v", r.Form, p.Title, r.Tune, r.Book, f.Severity, f.Rule, f.Line, f.Char, f.Text, f.Message)
		}
		if listed {
			faulty++
		}
	}
	t.Logf("%d with findings, %v", faulty, books)
}
