// Package relax takes a query less strictly than at its word, where nothing
// answers that.
//
// A query is first taken literally, then relaxed by one line of the table after
// another, and the first that finds something is the answer. Lines whose rewrite
// takes the query literally too, as Theme does, rank what they add beneath what
// matches at its word; otherwise no loose hit stands beside a strict one. To add
// a relaxation, write its rewrite in a file of its own and add a line where it
// belongs: what comes earlier is stricter.
package relax

import (
	"context"

	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// Name names a relaxation. The values are part of the JSON of
// explanations.
type Name string

// The names.
const (
	Literal    Name = "literal"   // at its word
	Pinyin     Name = "pinyin"    // its letters as pinyin
	Initials   Name = "initials"  // its letters as the first letters of syllables
	Pasted     Name = "pasted"    // as a pasted text, by its rarest clauses
	Halves     Name = "halves"    // as two clauses written together
	Fuzzy      Name = "mistakes"  // with characters wrong, missing or swapped
	Phonetic   Name = "sound"     // by sound
	Merged     Name = "merged"    // by the sounds merged in Wuhan speech
	AnyOrder   Name = "scrambled" // its characters in any order
	LongestRun Name = "shared"    // the longest run it has in common with a poem
	HeadTail   Name = "framed"    // by its two ends
	Apart      Name = "apart"     // its words apart from each other
	Reworded   Name = "reworded"  // in other words for the same
	Marks      Name = "marks"     // its wildcards as punctuation
	Asked      Name = "asked"     // as a question, and by the archive's own words
	Theme      Name = "theme"     // at its word, and by what poems are about
)

// Relaxation takes a query in one way.
type Relaxation struct {
	Name Name
	// Tier is the strictest tier its hits can have.
	Tier match.Tier
	// Applies reports whether it suits the query, by a look at its shape.
	Applies func(*Query) bool
	// Rewrite returns what makes the plans; nil where there is nothing to
	// change in the query after all.
	Rewrite func(context.Context, *Query) plan.Maker
}

// table is read from top to bottom, strictest first.
var table = []Relaxation{
	// A text too long for a search.
	{Pasted, match.Near, isLong, rarestClauses},

	{Theme, match.Exact, isTheme, literalAndTheme},
	{Literal, match.Exact, isShort, literal},
	{Theme, match.Exact, asksTheme, literalAndTheme},
	// What it asks for, beneath what is found at its word.
	{Asked, match.Exact, isCertain, askedBeside},

	// In other words, and with other marks.
	{Reworded, match.Synonym, mayReword, reworded},
	{Marks, match.Exact, isMarked, marked},

	// Names that only sound so.
	{Asked, match.Sound, isSounded, sounded},

	// Latin letters.
	{Pinyin, match.Sound, hasPinyin, pinyinByInitials(exactSounds)},
	{Pinyin, match.Sound, hasPinyin, pinyinTogether(exactSounds)},
	{Pinyin, match.Sound, hasPinyin, pinyinByInitials(mergedSounds)},
	{Pinyin, match.Sound, hasPinyin, pinyinTogether(mergedSounds)},
	{Pinyin, match.Sound, hasPinyinWords, pinyinApart(exactSounds)},
	{Pinyin, match.Sound, hasPinyinWords, pinyinApart(mergedSounds)},
	{Pinyin, match.Sound, hasPinyin, pinyinAuthorLine},
	{Initials, match.Sound, hasPinyin, initials(commonestReading)},
	{Initials, match.Sound, hasPinyin, initials(everyReading)},
	{Pinyin, match.Sound, hasPinyin, hurriedPinyin(match.Shortened)},
	{Initials, match.Near, hasPinyin, oneInitialOff},
	{Pinyin, match.Sound, hasPinyin, hurriedPinyin(match.Mistyped)},
	{Pinyin, match.Near, hasPinyin, hurriedPinyin(match.Forgotten)},
	{Pinyin, match.Sound, hasPinyinSyllables, pinyinApart(exactSounds)},
	{Pinyin, match.Sound, hasPinyinSyllables, pinyinApart(mergedSounds)},

	// Several clauses.
	{Pasted, match.Near, hasPoemClauses, rarestClauses},

	// What is left of a question.
	{Asked, match.Sound, hasQuestion, ofQuestion(shortestFuzzy, fuzzy)},
	{Asked, match.Sound, hasQuestion, ofQuestion(shortestPhonetic, phonetic(exactSounds))},
	{Asked, match.Sound, hasQuestion, ofQuestion(shortestPhonetic, phonetic(mergedSounds))},
	// A year that was remembered wrong.
	{Asked, match.Near, hasYear, otherYears},

	// Characters.
	{Pinyin, match.Sound, isMixed, mixedPinyin(match.InFull)},
	{Pinyin, match.Sound, isMixed, mixedPinyin(match.Shortened)},
	{Halves, match.Near, mayRelax, halves(unchanged)},
	{Apart, match.Near, mayRelax, authorLine(unchanged)},
	{Asked, match.Asked, isAsked, asked},
	{Fuzzy, match.Sound, mayRelax, fuzzy},
	{Phonetic, match.Sound, mayRelax, phonetic(exactSounds)},
	{Merged, match.Sound, mayRelax, phonetic(mergedSounds)},
	{Halves, match.Near, mayRelax, halves(allowMistakes)},
	{Apart, match.Near, mayRelax, authorLine(allowMistakes)},
	{AnyOrder, match.Near, mayRelax, anyOrder},
	{LongestRun, match.Near, hasTerms, longestRun},
	{HeadTail, match.Near, mayRelax, headTail},
	{Apart, match.Near, mayRelax, wordsApart},
}

// AddsTo reports whether the relaxation has all that another finds and may have
// more: it is then tried where the other found something too.
func (r Relaxation) AddsTo(other Relaxation) bool {
	return other.Name == Literal && (r.Name == Asked || r.Name == Theme) && r.Tier == match.Exact
}

// All returns every relaxation, strictest first. The list must not be changed.
func All() []Relaxation { return table }

// Table returns the relaxations that suit a query, strictest first.
func Table(q *Query) []Relaxation {
	var list []Relaxation
	for _, r := range table {
		if r.Applies(q) {
			list = append(list, r)
		}
	}
	return list
}

// Plans returns what makes the plans of the query so taken, nil where it does
// not suit it after all. It may ask the engine how common characters are.
func (r Relaxation) Plans(ctx context.Context, q *Query) plan.Maker {
	plans := r.Rewrite(ctx, q)
	if plans == nil {
		return nil
	}
	return func() plan.Plan {
		p := plans()
		p.BestTier = r.Tier
		return p
	}
}

// literal takes the query at its word.
func literal(_ context.Context, q *Query) plan.Maker {
	return func() plan.Plan { return plan.New(q.Root, q.Lexicon, nil) }
}
