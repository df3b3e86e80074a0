package server

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"shiyun/web"
)

// words are the sentences residents see, by key.
type words map[string]string

// loadWords joins the files of the catalogue, one a part of the site. A key
// in two of them would say one thing or the other by chance.
func (s *Server) loadWords() error {
	files, err := fs.Glob(web.Files, "text/zh-Hans/*.json")
	if err != nil {
		return fmt.Errorf("list sentences: %w", err)
	}
	s.words = words{}
	for _, file := range files {
		text, err := web.Files.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read sentences: %w", err)
		}
		part := words{}
		if err := json.Unmarshal(text, &part); err != nil {
			return fmt.Errorf("parse %s: %w", file, err)
		}
		for key, sentence := range part {
			if _, twice := s.words[key]; twice {
				return fmt.Errorf("%s: %q has a sentence already", file, key)
			}
			s.words[key] = sentence
		}
	}
	return nil
}

// traditional are the sentences in traditional characters, by OpenCC's table
// of phrases for Taiwan, whose forms (為, 裡, 床) are those in use today.
func (w words) traditional() words {
	t := make(words, len(w))
	for key, sentence := range w {
		t[key] = cornered.Replace(converted(sentence, toTraditionalWords))
	}
	return t
}

// cornered are the quotation marks that go with them.
var cornered = strings.NewReplacer("“", "「", "”", "」")

// say returns the sentence under key with its blanks filled in. A key without
// a sentence shows as itself, which a reader can report; a test keeps that
// from happening.
func (w words) say(key string, args ...any) string {
	sentence, ok := w[key]
	switch {
	case !ok:
		return key
	case len(args) == 0:
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}
