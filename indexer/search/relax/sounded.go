package relax

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"shiyun/indexer/ask"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/texts"
)

// soundVocabulary finds the archive's own words by how they sound: written with
// other characters, as they are said here, or in letters.
type soundVocabulary struct {
	match.Words
	lexicon *match.Lexicon
}

// Longest implements ask.Words. In letters names are longer.
func (v soundVocabulary) Longest() int { return texts.MostLetters }

// Find implements ask.Words. A name that is written right is right.
func (v soundVocabulary) Find(run string) []ask.Word {
	words := v.Words.Find(run)
	if len(words) > 0 {
		return words
	}
	for _, name := range v.lexicon.Vocabulary().SoundingLike(run) {
		for _, w := range v.Words.Find(name) {
			if w.Kind != ask.Theme && w.Kind != ask.Tag {
				w.Sounds = true
				words = append(words, w)
			}
		}
	}
	return words
}

// mostSounded is how many characters of a query are looked for by sound among
// names: those of a short question.
const mostSounded = 40

// readSounded reads the query as a question in which names only sound as they
// are written; empty where it is not all names and words of asking, or where it
// reads no otherwise than as it is written.
func (q *Query) readSounded() ask.Reading {
	if q.sounded == nil {
		r := ask.Read(q.Text, soundVocabulary{q.Lexicon.Words(), q.Lexicon}, time.Now().Year())
		if len(r.Texts) > 0 || q.Reading.Certain() && len(q.Reading.Texts) == 0 || !r.Asked && !slices.ContainsFunc(r.Parts, isNoAuthor) {
			r = ask.Reading{}
		}
		q.sounded = &r
	}
	return *q.sounded
}

// isNoAuthor reports whether a part is no author's name: one alone, or beside
// text, is found by sound among names and texts.
func isNoAuthor(p ask.Part) bool { return p.Kind() != ask.Author && !p.IsTopic() }

// isSounded reports whether the query names things by sound.
func isSounded(q *Query) bool {
	return isShort(q) && !q.literally && q.Root != nil && isPlain(q.Root) && utf8.RuneCountInString(q.Text) <= mostSounded && !q.readSounded().Empty()
}

// sounded finds what is named by sound. Beneath letters that spell it elsewhere,
// where there are any: 梧桐里 stands in lines, and the place has poems.
func sounded(_ context.Context, q *Query) plan.Maker {
	heard := *q
	heard.Reading = q.readSounded()
	return func() plan.Plan {
		p := heard.askedPlan()
		if q.latin && q.Reading.Empty() {
			p = plan.NewBeside(plan.New(q.joined, q.Lexicon, readAsPinyin(q.Lexicon, exactSounds)), p, match.Sound)
		}
		nothing := plan.New(&query.Node{Op: query.Or}, q.Lexicon, nil)
		return plan.NewBeside(nothing, p, match.Sound)
	}
}
