package catalogue

import (
	"io/fs"
	"maps"
)

// English is the third language of commands: whoever runs a machine may read
// it better. Only what commands themselves say has English sentences; the
// archive's own messages are whole sentences of Chinese.
const English = "en"

// LoadCommands reads the catalogue that commands speak, in one language.
func LoadCommands(files fs.FS, lang string) (*Catalogue, error) {
	hans, hant, err := Load(files, nil)
	switch {
	case err != nil:
		return nil, err
	case lang == Traditional:
		return hant, nil
	case lang != English:
		return hans, nil
	}
	english, err := readWords(files, English)
	if err != nil {
		return nil, err
	}
	words := maps.Clone(hans.Words)
	maps.Copy(words, english)
	return &Catalogue{Lang: English, Words: words}, nil
}
