package server

import (
	"encoding/json"
	"fmt"

	"shiyun/web"
)

// words are the sentences residents see, by key.
type words map[string]string

func (s *Server) loadWords() error {
	text, err := web.Files.ReadFile("text/zh-Hans.json")
	if err != nil {
		return fmt.Errorf("read sentences: %w", err)
	}
	if err := json.Unmarshal(text, &s.words); err != nil {
		return fmt.Errorf("parse sentences: %w", err)
	}
	return nil
}

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
