// Package match decides whether, where and how a poem's text answers a term of
// a query: at its word, by a synonym, by a pattern, by sound, with mistakes in
// it. What the engine proposes is always at least what matches; the text alone
// decides.
package match

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/prosody"
	"shiyun/corpus/script"
	"shiyun/corpus/verse"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Term is a query.Term made ready for one snapshot. It remembers the poem
// looked at last and is used by one goroutine.
type Term struct {
	query.Term
	Authors map[corpus.AuthorID]NameMatch // who goes by the run, for Any and Author
	// SoundsLike are those of Authors whose names only sound as asked.
	SoundsLike  map[corpus.AuthorID]bool
	Places      map[corpus.PlaceID]bool
	Collections map[corpus.CollectionID]bool
	Theme       *OnTheme // of Theme; nil where the run names none
	Synonyms    []*Term  // what stands for it; nil for nothing
	Single      bool     // the run is one character
	Finder      Finder   // what to look for instead of Run; nil for Run itself

	holders *holders            // of Run, for fields in texts
	tunes   []string            // of Tune, the names the run is another of
	tags    []string            // of Tag, those that fold to the run
	rhymes  prosody.RhymesAsked // of Rhyme
	formNo  int                 // of Form, its place in corpus.Forms; -1 where the run names none

	// Where the term stands in the poem looked at last: deciding finds it and
	// scoring needs it right after.
	poem *texts.Poem
	at   int
	span Span // of Finder; at is then its start
}

// NewTerm makes a term ready, without its synonyms.
func NewTerm(q query.Term, lexicon *Lexicon) *Term {
	t := &Term{Term: q, Single: utf8.RuneCountInString(q.Run) == 1}
	if q.Field.InText() && q.Pattern != nil {
		t.Finder = &patternFinder{elems: q.Pattern, run: q.Run}
		return t
	}
	if q.Field.InText() && q.Nth > 0 {
		t.Finder = nthFinder{run: q.Run, nth: q.Nth}
		return t
	}
	if q.Field.InText() {
		t.holders = lexicon.holdersOf(q.Run)
	}
	switch q.Field {
	case query.Any:
		t.Authors = lexicon.Authors(q.Run)
	case query.Form:
		form, _ := corpus.ParseForm(q.Raw)
		t.formNo = slices.Index(corpus.Forms(), form)
	case query.Tag:
		t.tags = lexicon.Vocabulary().TagsNamed(q.Run)
	case query.Tune:
		t.tunes = verse.SameTunes(q.Run)
	case query.Author:
		t.Authors = exactlyOrContaining(lexicon.Authors(q.Run))
	case query.Place:
		t.Places = lexicon.PlacesNamed(q.Run)
	case query.Collection:
		t.Collections = lexicon.CollectionsNamed(q.Run)
	case query.Theme:
		t.Theme = lexicon.Theme(q.Run)
	case query.Rhyme:
		t.rhymes = prosody.ReadRhymes(q.Raw)
	case query.Tones:
		t.Finder = tonesFinder(prosody.ReadTones(script.Simplified(q.Raw)))
	}
	return t
}

// FindBySound looks for a sound in texts, and in names where the term's field
// has them.
func (t *Term) FindBySound(f *Phonetic, lexicon *Lexicon) {
	t.Finder = f
	if t.Field == query.Any || t.Field == query.Author {
		t.AddAuthors(lexicon.Named(f))
	}
}

// AddAuthors adds authors whose names only sound as asked.
func (t *Term) AddAuthors(found map[corpus.AuthorID]bool) {
	authors := map[corpus.AuthorID]NameMatch{}
	for id, how := range t.Authors {
		authors[id] = how
	}
	t.SoundsLike = map[corpus.AuthorID]bool{}
	for id := range found {
		if authors[id] == 0 {
			authors[id] = NameEquals
			t.SoundsLike[id] = true
		}
	}
	t.Authors = authors
}

// proposeOwn wants at least every poem the term matches by itself.
func (t *Term) proposeOwn() engine.Expr {
	inText := func() engine.Expr {
		if t.Finder != nil {
			return t.Finder.Propose()
		}
		return HasEvery(t.Run)
	}
	switch t.Field {
	case query.Title, query.Body:
		return inText()
	case query.Any:
		return AnyOf(append(hasAny(engine.Author, t.Authors), inText()))
	case query.Author:
		return engine.Or(hasAny(engine.Author, t.Authors)...)
	case query.Place:
		return engine.Or(hasAny(engine.Place, t.Places)...)
	case query.Tag:
		return engine.Has(engine.Tag, t.Run)
	case query.Form:
		if t.formNo >= 0 {
			return engine.Has(engine.Form, string(corpus.Forms()[t.formNo]))
		}
	case query.Theme:
		return engine.Or() // Scan finds them
	case query.Year:
		return t.proposeYears()
	}
	return engine.All()
}

// mostYears is how many years are proposed one by one; of more, every poem is
// looked at.
const mostYears = 40

func (t *Term) proposeYears() engine.Expr {
	if t.From == 0 || t.To-t.From >= mostYears {
		return engine.All()
	}
	var years []engine.Expr
	for y := t.From; y <= t.To; y++ {
		years = append(years, engine.Has(engine.Year, strconv.Itoa(y)))
	}
	return engine.Or(years...)
}

// ProposeBeside wants what the term matches other than by its Finder: its
// authors and its synonyms.
func (t *Term) ProposeBeside() engine.Expr {
	exprs := hasAny(engine.Author, t.Authors)
	for _, s := range t.Synonyms {
		exprs = append(exprs, s.Propose())
	}
	return AnyOf(exprs)
}

// Find returns the byte offset in the poem's text where the term first stands,
// -1 for nowhere.
func (t *Term) Find(p *texts.Poem) int {
	if t.poem == p {
		return t.at
	}
	t.poem, t.at = p, -1
	if t.Finder == nil {
		if t.holders.mayHave(p.ID) {
			t.at = texts.Index(p.Text, t.Run)
		}
	} else if span, ok := t.Finder.Find(p, t.Field); ok {
		t.span, t.at = span, span.Start
	}
	return t.at
}

// Span returns what Finder found in the poem that Find was asked about last;
// it means nothing where that was -1 or where there is no Finder.
func (t *Term) Span() Span { return t.span }

// MatchesOwn reports whether the poem has the term itself, not a synonym.
func (t *Term) MatchesOwn(p *texts.Poem) bool {
	if t.Finder != nil && t.Field != query.Author {
		return t.Find(p) >= 0 || t.Authors[p.Author] != 0
	}
	switch t.Field {
	case query.Title:
		return t.holders.mayHave(p.ID) && strings.Contains(p.Title(), t.Run)
	case query.Body:
		return t.holders.mayHave(p.ID) && strings.Contains(p.BodyText(), t.Run)
	case query.Author:
		return t.Authors[p.Author] != 0
	case query.Form:
		return t.matchesForm(p)
	case query.Tune:
		return p.Tune != "" && (strings.Contains(p.Tune, t.Run) || slices.Contains(t.tunes, p.Tune))
	case query.Place:
		return t.Places[p.Place]
	case query.Tag:
		return slices.ContainsFunc(p.Tags, func(tag string) bool { return slices.Contains(t.tags, tag) })
	case query.Theme:
		return t.Theme != nil && t.Theme.Score(p.ID) > 0
	case query.Year:
		return t.matchesTime(p)
	case query.Collection:
		return slices.ContainsFunc(p.Collections, func(c corpus.CollectionRef) bool { return t.Collections[c.ID] })
	case query.Rhyme:
		return t.rhymes.Has(*p.Craft())
	case query.Skeleton:
		return t.Run != "" && strings.Contains(p.Craft().Skeleton, script.Simplified(t.Raw))
	case query.Number:
		return p.Ref != "" && p.Ref == t.Run
	}
	return t.Find(p) >= 0 || len(t.Authors) > 0 && t.Authors[p.Author] != 0
}

func (t *Term) matchesTime(p *texts.Poem) bool {
	if t.Months != 0 && t.Months&p.Months == 0 {
		return false
	}
	return t.To == 0 || p.Date.Year != 0 && t.From <= p.Date.Year && p.Date.Year <= t.To
}

func (t *Term) matchesForm(p *texts.Poem) bool {
	if t.formNo >= 0 {
		return p.FormNo == t.formNo
	}
	return strings.Contains(string(p.Form), t.Run)
}

// HasTag reports whether a poem has a tag, which is folded.
func HasTag(p *texts.Poem, tag string) bool {
	for _, one := range p.Tags {
		if fold.String(one) == tag {
			return true
		}
	}
	return false
}
