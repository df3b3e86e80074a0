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

// TestSamples finds nothing in the samples but in two: 炖 of 沙湖踩藕 is level in
// 平水韵 and oblique today, and the four 竹枝词 are folk songs, free in their
// tones and rhymes.
func TestSamples(t *testing.T) {
	t.Parallel()
	for _, p := range samples(t) {
		r := prosody.Check(p, prosody.Choice{})
		for _, f := range r.Findings {
			if f.Severity == finding.Note || p.Title == "沙湖踩藕" || p.Title == "东亭竹枝词四首" {
				continue
			}
			t.Errorf("%s《%s》 %s %s: %s %s %d/%d %q %v", r.Form, p.Title, r.Tune, r.Book, f.Severity, f.Rule, f.Line, f.Char, f.Text, f.Message)
		}
	}
}
