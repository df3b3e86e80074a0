package prosody

import (
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/prosody/tune"
)

// Mark is how a character of the verse sounds, and how the metre wants it.
type Mark struct {
	Line, Char int // as of a finding
	// Tone is how the character is read here: of one that can be read in both
	// tones as the metre wants it, Either where nothing shows.
	Tone rhyme.Tone
	Want rhyme.Tone // Either where the metre leaves it free, or there is none
	// Rhymes reports whether the character rhymes by the metre.
	Rhymes bool
}

// Marks returns a mark for each character that was checked, in their order.
func (r Report) Marks() []Mark {
	if r.sung != nil {
		return r.marksOfSong()
	}
	var marks []Mark
	at := 0
	for _, result := range r.metre {
		for i, want := range result.Patterns {
			rhymes := i%2 == 1 || i == 0 && result.FirstRhymes
			marks = append(marks, r.marksOf(r.clauses[at], metre.Loosen(want), rhymes)...)
			at++
		}
	}
	for _, c := range r.clauses[at:] {
		marks = append(marks, r.marksOf(c, nil, false)...)
	}
	return marks
}

func (r Report) marksOf(c clause.Clause, want []rhyme.Tone, rhymes bool) (marks []Mark) {
	for i, char := range c.Chars {
		tone := rhyme.Either
		if i < len(want) {
			tone = want[i]
		}
		marks = append(marks, r.markOf(char, tone, rhymes && i == len(c.Chars)-1))
	}
	return marks
}

func (r Report) markOf(char clause.Char, want rhyme.Tone, rhymes bool) Mark {
	tone := rhyme.Either
	if char.Sound != nil {
		sure, doubtful := char.Sound.By(r.Book)
		if tone = r.Book.Tones(sure); tone&want == 0 {
			tone |= r.Book.Tones(doubtful)
		}
	}
	if tone&want != 0 {
		tone &= want
	}
	if tone == 0 {
		tone = rhyme.Either
	}
	return Mark{char.Line, char.At, tone, want, rhymes}
}

// marksOfSong are the marks of verse to a tune. What the pattern lacks has
// tones alone.
func (r Report) marksOfSong() (marks []Mark) {
	wanted := map[[2]int]Mark{}
	for _, l := range r.sung.Lines {
		rhymes := l.Form.End != tune.Unrhymed && l.Form.End != tune.HalfStops
		for i, char := range l.Chars {
			want := rhyme.Either
			if len(l.Chars) == len(l.Form.Tones) {
				want = l.Form.Tones[i].Tone
			}
			wanted[[2]int{char.Line, char.At}] = r.markOf(char, want, rhymes && i == len(l.Chars)-1)
		}
	}
	for _, c := range r.clauses {
		for _, mark := range r.marksOf(c, nil, false) {
			if known, ok := wanted[[2]int{mark.Line, mark.Char}]; ok {
				mark = known
			}
			marks = append(marks, mark)
		}
	}
	return marks
}

// Skeleton returns how regulated verse opens and whether its first line rhymes,
// as 平起首句入韵; "" for other verse.
func (r Report) Skeleton() string {
	if len(r.metre) == 0 {
		return ""
	}
	first := r.metre[0]
	if first.FirstRhymes {
		return first.Opening.Chinese() + "起首句入韵"
	}
	return first.Opening.Chinese() + "起首句不入韵"
}

// Pattern returns the form of the tune that a 词 was checked against; nil for
// other verse.
func (r Report) Pattern() *tune.Form {
	if r.sung == nil {
		return nil
	}
	return r.sung.Form
}
