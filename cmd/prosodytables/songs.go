package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path"
	"strings"

	"shiyun/corpus/script"
)

// song is a poem of 全宋词 and the label of its tune, simplified.
type song struct {
	label string
	body  string
}

// readSongs returns the songs that tables are learnt from: some fifth of them is kept
// for the tests (heldOut in corpus/prosody/tune), which would otherwise
// measure what they were told.
func readSongs(tgz string) ([]song, error) {
	var songs []song
	files, err := readEntries(tgz, "dist/songci/ci.song.*.json")
	if err != nil {
		return nil, err
	}
	at := 0
	for n := 0; n <= 21000; n += 1000 {
		for _, e := range files[fmt.Sprintf("ci.song.%d.json", n)] {
			if crc32.ChecksumIEEE(fmt.Append(nil, at))%19 >= 4 {
				songs = append(songs, song{script.Simplified(e.Rhythmic), strings.Join(e.Paragraphs, "\n")})
			}
			at++
		}
	}
	if at < 20000 {
		return nil, fmt.Errorf("%s: %d songs", tgz, at)
	}
	return songs, nil
}

type packageEntry struct {
	Rhythmic   string
	Paragraphs []string
}

// readEntries returns the poems of the files of the package that match, by
// their names.
func readEntries(tgz, pattern string) (map[string][]packageEntry, error) {
	f, err := os.Open(tgz)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	files := map[string][]packageEntry{}
	for archive := tar.NewReader(zipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(header.Name, "package/")
		if ok, _ := path.Match(pattern, name); !ok {
			continue
		}
		var entries []packageEntry
		if err := json.NewDecoder(archive).Decode(&entries); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		files[path.Base(name)] = entries
	}
}
