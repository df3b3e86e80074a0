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

// loadWords reads the catalogue in both scripts. A sentence that only one of
// them has ends the start: half the readers would see its key.
func (s *Server) loadWords() error { return s.loadWordsFrom(web.Files) }

func (s *Server) loadWordsFrom(files fs.FS) (err error) {
	t := s.traditional
	for _, site := range []*Server{s, t} {
		if site.words, err = readWords(files, site.lang); err != nil {
			return err
		}
	}
	if err := sameKeys(s.words, t.words); err != nil {
		return err
	}
	t.names, err = namesIn(s.words, t.words)
	return err
}

// readWords joins the files of one script, one a part of the site. A key in
// two of them would say one thing or the other by chance.
func readWords(from fs.FS, lang string) (words, error) {
	files, err := fs.Glob(from, "text/"+lang+"/*.json")
	if err != nil {
		return nil, fmt.Errorf("list sentences: %w", err)
	}
	all := words{}
	for _, file := range files {
		text, err := fs.ReadFile(from, file)
		if err != nil {
			return nil, fmt.Errorf("read sentences: %w", err)
		}
		part := words{}
		if err := json.Unmarshal(text, &part); err != nil {
			return nil, fmt.Errorf("parse %s: %w", file, err)
		}
		for key, sentence := range part {
			if _, twice := all[key]; twice {
				return nil, fmt.Errorf("%s: %q has a sentence already", file, key)
			}
			all[key] = sentence
		}
	}
	return all, nil
}

func sameKeys(hans, hant words) error {
	for key := range hans {
		if _, ok := hant[key]; !ok {
			return fmt.Errorf("no sentence for %q in %s", key, langTraditional)
		}
	}
	for key := range hant {
		if _, ok := hans[key]; !ok {
			return fmt.Errorf("no sentence for %q in %s", key, langSimplified)
		}
	}
	return nil
}

// namesIn pairs the lists of names the program itself gives to things: forms,
// kinds of place, days of the calendar, images. The program, the archive and
// every address know them in simplified characters; pages show the other.
func namesIn(hans, hant words) (map[string]string, error) {
	names := map[string]string{}
	for key, list := range hans {
		if !strings.HasPrefix(key, "names.") {
			continue
		}
		known, shown := strings.Fields(list), strings.Fields(hant[key])
		if len(known) != len(shown) {
			return nil, fmt.Errorf("%s: %d names in %s, %d in %s", key, len(known), langSimplified, len(shown), langTraditional)
		}
		for i, name := range known {
			names[name] = shown[i]
		}
	}
	return names, nil
}

// named is a name of the program's own as the site's script writes it. Other
// names come back as they are: they are the archive's.
func (s *Server) named(name any) string {
	known := fmt.Sprint(name)
	if shown, ok := s.names[known]; ok {
		return shown
	}
	return known
}

// relayed is a sentence that the corpus or the indexer wrote, in the site's
// script. It is put together there, names and numbers in it, so that a
// converter has to do; what it takes from the archive is converted with it.
func (s *Server) relayed(sentence string) string {
	if s.lang == langSimplified {
		return sentence
	}
	return mended.Replace(converted(sentence, toTraditionalWords))
}

// mended has the quotation marks that go with traditional characters, and what
// the converter's phrases get wrong in these sentences.
var mended = strings.NewReplacer("“", "「", "”", "」", "舊錶格", "舊表格", "格里", "格裡", "發佈", "發布")

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
