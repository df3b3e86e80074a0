// Package tune knows the tunes of 词 (词牌): which a text is to, and where it
// differs from the pattern. A tune has several forms (体) of other lengths or
// rhymes; the nearest is the one a text is checked against.
package tune

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/packed"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/verse"
)

// tunes.txt.gz is written by cmd/prosodytables. A line with the names of a tune
// and how many of the songs counted are to it is followed by one for each form,
// indented: how many songs have its shape, and its clauses. Of a clause there
// is a letter for each tone (p, z level and oblique; P, Z where nearly all songs
// have them; - either) and how it ends: r rhymes, y rhymes in the other tone, h
// with a new rhyme, x repeats what was sung, j does not rhyme, d is a half stop.
// A number after it is which of the form's rhymes it has, from 0.
//
//go:embed tunes.txt.gz
var content []byte

// Tune is a 词牌.
type Tune struct {
	Names []string // simplified; the first is the one it goes by
	Forms []*Form
	songs int
}

// Form is one 体 of a tune.
type Form struct {
	Tune    *Tune
	Clauses []Clause
	Length  int // characters
	Sung    int // songs of this shape among those counted
	level   places
	oblique places
	stops   places   // where clauses end
	halts   places   // where there may be a half stop
	rhymes  [][]int  // places, by which rhyme
	joined  []Clause // Clauses without half stops
}

// Clause is a clause of a form.
type Clause struct {
	Tones []Tone
	End   End
	Rhyme int // which of the form's rhymes, where End is one
}

// Tone is the tone of a place, and whether nearly all songs have it.
type Tone struct {
	Tone rhyme.Tone // Either where it is free
	Firm bool
}

// End is how a clause ends.
type End byte

// The ends of clauses.
const (
	Rhymes    End = 'r' // 韵
	Shifts    End = 'h' // 换韵
	Crosses   End = 'y' // 叶: rhymes in the other tone
	Repeats   End = 'x' // 叠
	Unrhymed  End = 'j' // 句
	HalfStops End = 'd' // 读
)

// longest is the length of the longest form, in characters.
const longest = 256

// places has a bit for each place of a text.
type places [longest / 64]uint64

func (p *places) set(at int) { p[at/64] |= 1 << (at % 64) }

type table struct {
	tunes    []*Tune
	byName   map[string]*Tune // by folded name
	byLength [longest][]*Form
}

var load = sync.OnceValue(func() *table {
	t, err := read(content)
	if err != nil {
		panic(err) // the file is compiled in; a test reads it
	}
	return t
})

// Find returns the tune of a name, in either script and by any of its names;
// nil where there is none.
func Find(name string) *Tune {
	t, folded := load(), fold.String(name)
	if found := t.byName[folded]; found != nil {
		return found
	}
	for _, same := range verse.SameTunes(folded) {
		if found := t.byName[same]; found != nil {
			return found
		}
	}
	return nil
}

func read(content []byte) (*table, error) {
	lines, err := packed.Lines(content)
	if err != nil {
		return nil, err
	}
	t := &table{byName: map[string]*Tune{}}
	for _, line := range lines {
		cells := strings.Split(line, "\t")
		if cells[0] != "" {
			one := &Tune{Names: strings.Split(cells[0], "/")}
			one.songs, _ = strconv.Atoi(cells[1])
			t.tunes = append(t.tunes, one)
			for _, name := range one.Names {
				t.byName[fold.String(name)] = one
			}
			continue
		}
		of := t.tunes[len(t.tunes)-1]
		form := readForm(of, cells[2])
		form.Sung, _ = strconv.Atoi(cells[1])
		if form.Length < longest {
			of.Forms = append(of.Forms, form)
			t.byLength[form.Length] = append(t.byLength[form.Length], form)
		}
	}
	return t, nil
}

func readForm(of *Tune, pattern string) *Form {
	f := &Form{Tune: of}
	for text := range strings.FieldsSeq(pattern) {
		end := strings.IndexAny(text, "rhyxjd")
		c := Clause{End: End(text[end])}
		c.Rhyme, _ = strconv.Atoi(text[end+1:])
		for _, letter := range text[:end] {
			c.Tones = append(c.Tones, toneOf(letter))
			f.set(c.Tones[len(c.Tones)-1].Tone)
		}
		f.Clauses = append(f.Clauses, c)
		if f.Length > longest {
			return f
		}
		f.end(c)
	}
	f.join()
	return f
}

func toneOf(letter rune) Tone {
	switch letter {
	case 'p', 'P':
		return Tone{rhyme.Level, letter == 'P'}
	case 'z', 'Z':
		return Tone{rhyme.Oblique, letter == 'Z'}
	}
	return Tone{rhyme.Either, false}
}

// set adds a place of a tone.
func (f *Form) set(tone rhyme.Tone) {
	if f.Length < longest {
		switch tone {
		case rhyme.Level:
			f.level.set(f.Length)
		case rhyme.Oblique:
			f.oblique.set(f.Length)
		}
	}
	f.Length++
}

// end adds the end of a clause at the last place.
func (f *Form) end(c Clause) {
	if c.End == HalfStops {
		f.halts.set(f.Length - 1)
		return
	}
	f.stops.set(f.Length - 1)
	if c.End == Unrhymed {
		return
	}
	for c.Rhyme >= len(f.rhymes) {
		f.rhymes = append(f.rhymes, nil)
	}
	f.rhymes[c.Rhyme] = append(f.rhymes[c.Rhyme], f.Length-1)
}

// join makes the clauses that have no half stop.
func (f *Form) join() {
	var open []Tone
	for _, c := range f.Clauses {
		if c.End == HalfStops {
			open = append(open, c.Tones...)
			continue
		}
		if open != nil {
			c.Tones, open = append(open, c.Tones...), nil
		}
		f.joined = append(f.joined, c)
	}
}

// All returns the tunes, those that were sung most first.
func All() []*Tune {
	return slices.SortedStableFunc(slices.Values(load().tunes), func(a, b *Tune) int { return b.songs - a.songs })
}
