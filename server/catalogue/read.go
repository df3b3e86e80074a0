package catalogue

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

// readWords joins the files of one script, one for each part of the program.
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

func compareKeys(hans, hant Words) error {
	for key := range hans {
		if _, ok := hant[key]; !ok {
			return fmt.Errorf("no sentence for %q in %s", key, Traditional)
		}
	}
	for key := range hant {
		if _, ok := hans[key]; !ok {
			return fmt.Errorf("no sentence for %q in %s", key, Simplified)
		}
	}
	return nil
}

// pairNames pairs the lists of names the program itself gives to things, under
// keys that begin with "names.": forms, kinds of place, days of the calendar.
// The program, the archive and every address know them in simplified
// characters; pages show the reader's.
func pairNames(hans, hant Words) (map[string]string, error) {
	names := map[string]string{}
	for key, list := range hans {
		if !strings.HasPrefix(key, "names.") {
			continue
		}
		known, shown := strings.Fields(list), strings.Fields(hant[key])
		if len(known) != len(shown) {
			return nil, fmt.Errorf("%s: %d names in %s, %d in %s", key, len(known), Simplified, len(shown), Traditional)
		}
		for i, name := range known {
			names[name] = shown[i]
		}
	}
	return names, nil
}
