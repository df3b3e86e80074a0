package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// dictPaths are the five files the library reads.
type dictPaths struct{ main, hmm, user, idf, stopWords string }

const (
	mainDict     = "jieba.dict.utf8"
	hmmModel     = "hmm_model.utf8"
	idfDict      = "idf.utf8" // one line: only keyword extraction, unused here, reads it
	stopWordDict = "stop_words.utf8"
)

// installDicts makes sure that all dictionary files are below dir, complete and
// undamaged, and returns their paths. Names depend on contents alone, so
// processes doing this at once write the same bytes to the same names.
func installDicts(dir string, userDict []byte) (dictPaths, error) {
	sums, err := dictSums()
	if err != nil {
		return dictPaths{}, err
	}
	dir, err = dictDir(dir)
	if err != nil {
		return dictPaths{}, err
	}
	for name, sum := range sums {
		unpack := func() ([]byte, error) { return embeddedDict(name) }
		if err := installFile(filepath.Join(dir, name), sum, unpack); err != nil {
			return dictPaths{}, fmt.Errorf("install dictionary %s: %w", name, err)
		}
	}
	user, err := installUserDict(dir, userDict)
	if err != nil {
		return dictPaths{}, fmt.Errorf("install user dictionary: %w", err)
	}
	return dictPaths{
		main:      filepath.Join(dir, mainDict),
		hmm:       filepath.Join(dir, hmmModel),
		user:      user,
		idf:       filepath.Join(dir, idfDict),
		stopWords: filepath.Join(dir, stopWordDict),
	}, nil
}

var errPath = errors.New("the path holds '|' or ';', which the library takes for a list of files")

// dictDir creates the directory of this version of the dictionaries.
func dictDir(dir string) (string, error) {
	dir, err := filepath.Abs(filepath.Join(dir, digest(manifest)))
	if err != nil {
		return "", fmt.Errorf("find the dictionary directory: %w", err)
	}
	if strings.ContainsAny(dir, "|;") {
		return "", fmt.Errorf("dictionary directory %s: %w", dir, errPath)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("create the dictionary directory: %w", err)
	}
	removeStaleTemps(dir)
	return dir, nil
}

func installUserDict(dir string, contents []byte) (string, error) {
	sum := sha256.Sum256(contents)
	path := filepath.Join(dir, "user-"+digest(contents)+".dict.utf8")
	get := func() ([]byte, error) { return contents, nil }
	return path, installFile(path, hex.EncodeToString(sum[:]), get)
}

// installFile writes the contents to path unless a file with that SHA-256 is
// there. The file is checked at every load because a damaged dictionary does
// not make the library return an error: it ends the process.
func installFile(path, sum string, contents func() ([]byte, error)) error {
	if checkFile(path, sum) == nil {
		return nil
	}
	data, err := contents()
	if err != nil {
		return err
	}
	if err := writeFile(path, data); err != nil {
		return err
	}
	return checkFile(path, sum)
}
