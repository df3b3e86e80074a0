package prosody

import (
	"slices"
	"strings"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/script"
)

// Craft is what verse can be searched by: its rhymes and its skeleton.
type Craft struct {
	Book     rhyme.Book
	Rhymes   rhyme.Set // of Book, empty where nothing shows
	Skeleton string    // as Report.Skeleton
}

// CraftOf returns the craft of a poem. Verse without rules rhymes in the group
// that most of its even clauses end in, where more than half of them do.
func CraftOf(p Poem) Craft {
	r := Check(p, Choice{})
	craft := Craft{Book: r.Book, Skeleton: r.Skeleton()}
	for _, result := range r.metre {
		for _, one := range result.Rhymes {
			craft.Rhymes = craft.Rhymes.Or(rhyme.Of(one))
		}
	}
	if r.sung != nil {
		for _, one := range r.sung.Rhymes {
			craft.Rhymes = craft.Rhymes.Or(rhyme.Of(one))
		}
	}
	if craft.Rhymes.IsEmpty() && r.RhymeOK == nil {
		craft.Book = rhyme.Pingshui
		craft.Rhymes = commonestOf(r.clauses)
	}
	return craft
}

// RhymeNames returns the names of the rhymes, each once: both tones of a group
// of a modern book have one.
func (c Craft) RhymeNames() (names []string) {
	for _, one := range c.Rhymes.All() {
		if name := c.Book.Name(one); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func commonestOf(clauses []clause.Clause) rhyme.Set {
	var votes [128]int
	best, ends := 0, 0
	for i := 1; i < len(clauses); i += 2 {
		ends++
		if last := clauses[i].Last(); last.Sound != nil {
			sure, _ := last.Sound.By(rhyme.Pingshui)
			for _, one := range sure.All() {
				if votes[one]++; votes[one] > votes[best] {
					best = one
				}
			}
		}
	}
	if ends < 2 || votes[best]*2 <= ends {
		return rhyme.Set{}
	}
	return rhyme.Of(best)
}

// RhymesAsked are the rhymes of each book that a query asks for.
type RhymesAsked [4]rhyme.Set

// ReadRhymes reads what a query asks for: the name of a group, 一东 or 第一部平声,
// a part, 第一部, or a character, whose rhymes are meant, as those of 阳 are for 七阳.
func ReadRhymes(text string) (asked RhymesAsked) {
	text = script.Simplified(strings.TrimSpace(text))
	for _, book := range rhyme.Books() {
		for _, one := range book.All() {
			if name := book.Name(one); name == text || book == rhyme.Cilin && strings.HasPrefix(name, text) && strings.HasSuffix(text, "部") {
				asked[book] = asked[book].Or(rhyme.Of(one))
			}
		}
	}
	if chars := []rune(text); len(chars) == 1 {
		if sound := rhyme.Look(chars[0]); sound != nil {
			asked = RhymesAsked(sound.Rhymes)
		}
	}
	return asked
}

// Has reports whether a poem rhymes as it is asked for.
func (a RhymesAsked) Has(c Craft) bool { return !a[c.Book].And(c.Rhymes).IsEmpty() }

// ReadTones reads a pattern of tones, 平平仄仄平 with 中 for either; nil for
// anything else.
func ReadTones(text string) (tones []rhyme.Tone) {
	for _, r := range text {
		switch r {
		case '平':
			tones = append(tones, rhyme.Level)
		case '仄':
			tones = append(tones, rhyme.Oblique)
		case '中', '○', '⊙', '?', '？':
			tones = append(tones, rhyme.Either)
		default:
			return nil
		}
	}
	return tones
}

// HasTones reports whether the characters of a clause can be read in the tones,
// one for each, by 平水韵.
func HasTones(text string, tones []rhyme.Tone) bool {
	at := 0
	for _, r := range text {
		if at == len(tones) {
			return false
		}
		sound := rhyme.Look(r)
		if sound == nil {
			return false
		}
		sure, _ := sound.By(rhyme.Pingshui)
		if rhyme.Pingshui.Tones(sure)&tones[at] == 0 {
			return false
		}
		at++
	}
	return at == len(tones)
}
