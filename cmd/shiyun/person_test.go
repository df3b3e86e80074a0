package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/cmd/shiyun/command"
	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
)

// Somebody who is everywhere a person can be is erased: name, number and text
// are in none of the files of the data directory.
func TestPersonIsErasedFromEveryFile(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	file := filepath.Join(t.TempDir(), "诗.csv")
	rows := "标题,作者,正文,标签\n望湖,汀兰,一湖秋水向东流,湖\n旧题,鄢秉彝,鼯鼠窥窗衔月影,月\n旧题,鄢秉彝,鼯鼠窥窗衔月影啊,月\n,鄢秉彝,,坏行\n"
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	runFor(t, command.StatusPartial, "import", "--data", data, "--publish", file)
	personOf(t, data)
	secrets := []string{"鄢秉彝", "罨画溪翁", "13900007788", "鼯鼠窥窗", "一苇渡江寒"}
	if found := filesWith(t, data, secrets); len(found) < 2 {
		t.Fatalf("the test shows nothing: only %v have any of it", found)
	}
	shown := shiyun(t, "person", "show", "--data", data, "罨画溪翁")
	if !strings.Contains(shown, "鄢秉彝") || strings.Contains(shown, "13900007788") {
		t.Errorf("shown: %s", shown)
	}
	if text := shiyun(t, "person", "export", "--data", data, "鄢秉彝"); !strings.Contains(text, "13900007788") || !strings.Contains(text, "一苇渡江寒") {
		t.Errorf("exported: %s", text)
	}
	if text := shiyun(t, "person", "erase", "--data", data, "鄢秉彝"); !strings.Contains(text, "--yes") {
		t.Errorf("without --yes: %s", text)
	}
	if len(filesWith(t, data, secrets)) == 0 {
		t.Fatal("erased without --yes")
	}
	if text := shiyun(t, "person", "erase", "--data", data, "--yes", "鄢秉彝"); !strings.Contains(text, "逐字节") {
		t.Errorf("erased: %s", text)
	}
	if found := filesWith(t, data, secrets); len(found) > 0 {
		t.Errorf("still in %v", found)
	}
	runFor(t, command.StatusFailed, "person", "show", "--data", data, "鄢秉彝")
	shiyun(t, "audit", "verify", "--data", data)
	shiyun(t, "index", "verify", "--data", data)
	if text := shiyun(t, "export", "--data", data); !strings.Contains(text, "一湖秋水") || strings.Contains(text, "鄢") {
		t.Errorf("the others: %s", text)
	}
}

// personOf adds what residents and curators write about the person.
func personOf(t *testing.T, data string) {
	t.Helper()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	title, author, body := "夜渡", "鄢秉彝", "一苇渡江寒月满"
	p, err := s.Person(t.Context(), author)
	if err == nil {
		err = s.AddAlias(t.Context(), "整理者", p.Author, "罨画溪翁")
	}
	if err == nil {
		_, err = s.SubmitPoem(t.Context(), curation.Sent{Submission: corpus.Submission{Message: "我是鄢秉彝，电话13900007788", Consent: "v1"},
			Draft: corpus.Draft{Title: &title, Author: &author, Body: &body}, Token: "receipt", Contact: s.Secrets().Seal("电话13900007788")})
	}
	if err == nil {
		_, err = s.Revise(t.Context(), poems.Edit{By: "整理者", Reason: corpus.OwnWords("鄢秉彝来电说的")}, 1, 0, corpus.Draft{Title: &title})
	}
	if err == nil {
		err = s.KeepMisses(t.Context(), []corpus.Missed{{Query: "鼯鼠窥窗衔月影呀", Hits: 0}})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// filesWith are the files below a directory that have any of the words.
func filesWith(t *testing.T, dir string, words []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, word := range words {
			if bytes.Contains(content, []byte(word)) {
				found = append(found, path+": "+word)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
