// Command prosodytables makes the embedded tables of corpus/prosody: what
// rhymes with what in four books, the tunes and how they were sung, and which
// characters stand opposite each other in couplets.
//
//	apt-get install unicode-data
//	npm pack tshet-uinh@0.15.4 chinese-poetry@2.0.1
//	node cmd/prosodytables/guangyun.mjs package/index.js > guangyun.tsv
//	go run ./cmd/prosodytables --verse DIR --guangyun guangyun.tsv \
//		--poems chinese-poetry-2.0.1.tgz
//
// DIR holds pingshui.tsv, guangyun-to-pingshui.tsv and cipu.tsv, facts of
// public-domain books. The output is committed; a run on the same inputs
// writes the same bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// inputs are where the sources lie.
type inputs struct {
	verse    string // directory of the laid tables
	guangyun string // written by guangyun.mjs
	unihan   string // Unihan_Readings.txt.bz2 of Debian's unicode-data
	poems    string // chinese-poetry-2.0.1.tgz
}

// tables are the files written, each by what makes it.
var tables = []struct {
	path string
	make func(inputs) ([]byte, error)
}{
	{"corpus/prosody/rhyme/sounds.txt.gz", makeSounds},
	{"corpus/prosody/tune/tunes.txt.gz", makeTunes},
	{"corpus/prosody/couplet/pairs.txt.gz", makePairs},
}

func main() {
	var in inputs
	flag.StringVar(&in.verse, "verse", "", "directory of pingshui.tsv, guangyun-to-pingshui.tsv and cipu.tsv")
	flag.StringVar(&in.guangyun, "guangyun", "guangyun.tsv", "what guangyun.mjs prints")
	flag.StringVar(&in.unihan, "unihan", "/usr/share/unicode/Unihan_Readings.txt.bz2", "readings of Debian's unicode-data")
	flag.StringVar(&in.poems, "poems", "chinese-poetry-2.0.1.tgz", "the npm package chinese-poetry")
	root := flag.String("root", ".", "top of the source")
	flag.Parse()
	for _, table := range tables {
		if err := write(filepath.Join(*root, table.path), in, table.make); err != nil {
			fmt.Fprintf(os.Stderr, "prosodytables: %s: %v\n", table.path, err)
			os.Exit(1)
		}
	}
}

func write(path string, in inputs, make func(inputs) ([]byte, error)) error {
	text, err := make(in)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // the level is valid
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, packed %d\n", path, len(text), packed.Len())
	return os.WriteFile(path, packed.Bytes(), 0o644)
}
