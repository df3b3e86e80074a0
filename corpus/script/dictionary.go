package script

import (
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

//go:embed dictionary/*.gz
var dictionaryFS embed.FS

// longestKey is the length in code points of the longest key looked up. A few
// dozen proverbs are longer; they convert in parts, as in the converter whose
// outputs are recorded in testdata.
const longestKey = 10

type dictionary struct {
	values  map[string]string
	longest map[rune]int // length in code points of the longest key by its first
}

// load reads the named dictionaries into one. Characters are keys of one code
// point and phrases of several, so that none replaces another.
func load(names ...string) *dictionary {
	d := &dictionary{map[string]string{}, map[rune]int{}}
	for _, name := range names {
		text, err := unpack("dictionary/" + name + ".txt.gz")
		if err != nil {
			panic(err) // the file is compiled in; a test unpacks every one
		}
		for line := range strings.Lines(text) {
			d.add(line)
		}
	}
	return d
}

// add reads a line: a key, a tab, and values of which the first counts. The
// later of two lines with one key counts.
func (d *dictionary) add(line string) {
	key, values, ok := strings.Cut(strings.TrimSpace(line), "\t")
	length := utf8.RuneCountInString(key)
	if !ok || length > longestKey {
		return
	}
	value, _, _ := strings.Cut(values, " ")
	d.values[key] = value
	first, _ := utf8.DecodeRuneInString(key)
	d.longest[first] = max(d.longest[first], length)
}

func unpack(name string) (string, error) {
	f, err := dictionaryFS.Open(name)
	if err != nil {
		return "", fmt.Errorf("open dictionary: %w", err)
	}
	defer func() { _ = f.Close() }() // read only: nothing to lose
	r, err := gzip.NewReader(f)
	if err != nil {
		return "", fmt.Errorf("unpack %s: %w", name, err)
	}
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return "", fmt.Errorf("unpack %s: %w", name, err)
	}
	return b.String(), nil
}
