package rhyme

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/packed"
)

// sounds.txt.gz is written by cmd/prosodytables. Its lines have columns parted
// by tabs: "old", the group of 平水韵, its tone, its part of 词林正韵, the
// characters that rhyme there, and those that may; "new", the groups of
// 中华新韵 and 中华通韵, 1 for level and 2 for oblique, and the characters; or
// "merged" and the characters that several traditional ones became.
//
//go:embed sounds.txt.gz
var content []byte

// Sound is how a character sounds by each book.
type Sound struct {
	// Rhymes are by the books that have them.
	Rhymes [4]Set
	// Doubtful are more rhymes of the two old books: rare readings, and those
	// of what the character may stand for in its other script, as 征 for 徵.
	Doubtful [2]Set
	// Merged reports whether several traditional characters with other rhymes
	// became this one.
	Merged bool
}

// By returns the rhymes by a book, and those that are doubtful.
func (s *Sound) By(b Book) (rhymes, doubtful Set) {
	if b.Modern() {
		return s.Rhymes[b], Set{}
	}
	return s.Rhymes[b], s.Doubtful[b]
}

// table holds every sound once, and the sound of each code point by its place
// in sounds; 0 is that of characters no book has.
type table struct {
	of     []uint16
	sounds []Sound
}

// Look returns how a character sounds, that of what it folds to where the books
// lack it; nil where they lack both. It must not be changed.
func Look(r rune) *Sound {
	t := load()
	if s := t.look(r); s != nil {
		return s
	}
	if folded, ok := fold.Rune(r); ok {
		return t.look(folded)
	}
	return nil
}

func (t *table) look(r rune) *Sound {
	if r < 0 || int(r) >= len(t.of) || t.of[r] == 0 {
		return nil
	}
	return &t.sounds[t.of[r]]
}

var load = sync.OnceValue(func() *table {
	t, err := read(content)
	if err != nil {
		panic(err) // the file is compiled in; a test reads it
	}
	return t
})

func read(content []byte) (*table, error) {
	lines, err := packed.Lines(content)
	if err != nil {
		return nil, err
	}
	all := map[rune]Sound{}
	for _, line := range lines {
		readList(all, strings.Split(line, "\t"))
	}
	return pack(all), nil
}

// readList adds a line of the table to the sounds of its characters.
func readList(all map[rune]Sound, cells []string) {
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(cells[i+1])
	}
	add := func(chars string, to func(*Sound)) {
		for _, r := range chars {
			sound := all[r]
			to(&sound)
			all[r] = sound
		}
	}
	switch cells[0] {
	case "merged":
		add(cells[4], func(s *Sound) { s.Merged = true })
		return
	case "new":
		x, t := Of((n[0]-1)*2+n[2]-1), Of((n[1]-1)*2+n[2]-1)
		add(cells[4], func(s *Sound) { s.Rhymes[Xinyun], s.Rhymes[Tongyun] = s.Rhymes[Xinyun].Or(x), s.Rhymes[Tongyun].Or(t) })
		return
	}
	p, c := Of(n[0]-1), Of((n[2]-1)*2+min(n[1]-1, 1))
	add(cells[4], func(s *Sound) { s.Rhymes[Pingshui], s.Rhymes[Cilin] = s.Rhymes[Pingshui].Or(p), s.Rhymes[Cilin].Or(c) })
	add(cells[5], func(s *Sound) {
		s.Doubtful[Pingshui], s.Doubtful[Cilin] = s.Doubtful[Pingshui].Or(p), s.Doubtful[Cilin].Or(c)
	})
}

func pack(all map[rune]Sound) *table {
	t := &table{sounds: make([]Sound, 1)}
	places := map[Sound]uint16{}
	for r, sound := range all {
		for b := range sound.Doubtful {
			sound.Doubtful[b] = sound.Doubtful[b].Without(sound.Rhymes[b])
		}
		place, ok := places[sound]
		if !ok {
			place = uint16(len(t.sounds))
			places[sound] = place
			t.sounds = append(t.sounds, sound)
		}
		for int(r) >= len(t.of) {
			t.of = append(t.of, make([]uint16, int(r)+1-len(t.of))...)
		}
		t.of[r] = place
	}
	return t
}
