package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

// Words are the sentences residents see, by key.
type Words map[string]string

// readCatalogue reads what the site says in both scripts, and the program's
// names in traditional characters. A sentence that only one of them has ends
// the start: half the readers would see its key.
func readCatalogue(files fs.FS) (hans, hant Words, names map[string]string, err error) {
	if hans, err = readWords(files, langSimplified); err != nil {
		return nil, nil, nil, err
	}
	if hant, err = readWords(files, LangTraditional); err != nil {
		return nil, nil, nil, err
	}
	if err := sameKeys(hans, hant); err != nil {
		return nil, nil, nil, err
	}
	names, err = namesIn(hans, hant)
	return hans, hant, names, err
}

// readWords joins the files of one script, one a part of the site. A key in
// two of them would say one thing or the other by chance.
func readWords(from fs.FS, lang string) (Words, error) {
	files, err := fs.Glob(from, "text/"+lang+"/*.json")
	if err != nil {
		return nil, fmt.Errorf("list sentences: %w", err)
	}
	all := Words{}
	for _, file := range files {
		text, err := fs.ReadFile(from, file)
		if err != nil {
			return nil, fmt.Errorf("read sentences: %w", err)
		}
		part := Words{}
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

func sameKeys(hans, hant Words) error {
	for key := range hans {
		if _, ok := hant[key]; !ok {
			return fmt.Errorf("no sentence for %q in %s", key, LangTraditional)
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
func namesIn(hans, hant Words) (map[string]string, error) {
	names := map[string]string{}
	for key, list := range hans {
		if !strings.HasPrefix(key, "names.") {
			continue
		}
		known, shown := strings.Fields(list), strings.Fields(hant[key])
		if len(known) != len(shown) {
			return nil, fmt.Errorf("%s: %d names in %s, %d in %s", key, len(known), langSimplified, len(shown), LangTraditional)
		}
		for i, name := range known {
			names[name] = shown[i]
		}
	}
	return names, nil
}

// Named is a name of the program's own as the site's script writes it. Other
// names come back as they are: they are the archive's.
func (s *Site) Named(name any) string {
	known := fmt.Sprint(name)
	if shown, ok := s.names[known]; ok {
		return shown
	}
	return known
}

// Relayed is a sentence that the corpus or the indexer wrote, in the site's
// script. It is put together there, names and numbers in it, so that a
// converter has to do; what it takes from the archive is converted with it.
func (s *Site) Relayed(sentence string) string {
	if s.Lang == langSimplified {
		return sentence
	}
	return mended.Replace(converted(sentence, toTraditionalWords))
}

// mended has the quotation marks that go with traditional characters, and what
// the converter's phrases get wrong in these sentences.
var mended = strings.NewReplacer("“", "「", "”", "」", "舊錶格", "舊表格", "格里", "格裡", "發佈", "發布")

// Say returns the sentence under key with its blanks filled in. A key without
// a sentence shows as itself, which a reader can report; a test keeps that
// from happening.
func (s *Site) Say(key string, args ...any) string { return s.Words.say(key, args...) }

func (w Words) say(key string, args ...any) string {
	sentence, ok := w[key]
	switch {
	case !ok:
		return key
	case len(args) == 0:
		return sentence
	}
	return fmt.Sprintf(sentence, args...)
}
