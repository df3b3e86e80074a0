package segment

import (
	"context"
	"fmt"
	"os"
	"testing"
)

// dictionary is the loaded segmenter most tests share: one more costs 120 MB.
var dictionary Segmenter

// sharedDir holds its files; tests that damage files use a directory of their own.
var sharedDir string

// testWord is in no dictionary but the tests' own.
const testWord = "云上桃花"

func TestMain(m *testing.M) {
	code, err := runTests(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runTests(m *testing.M) (int, error) {
	dir, err := os.MkdirTemp("", "segment-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	sharedDir = dir
	loader, err := NewLoader(dir, []Word{{Text: testWord}})
	if err != nil {
		return 1, err
	}
	defer loader.Close()
	if err := loader.Wait(context.Background()); err != nil {
		return 1, err
	}
	dictionary = loader.Segmenter()
	return m.Run(), nil
}

// newLoader returns a loader that the test closes.
func newLoader(t testing.TB, dir string, words ...Word) *Loader {
	t.Helper()
	l, err := NewLoader(dir, words)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// words returns the text of each token.
func words(s Segmenter, text string) []string {
	runes := []rune(text)
	list := []string{}
	for _, t := range s.Segment(text) {
		list = append(list, string(runes[t.Start:t.End]))
	}
	return list
}
