package search

import (
	"strings"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
)

// mostSpelt is how many letters are read as pinyin: those of a poem of four
// lines.
const mostSpelt = 140

// spelled reads Latin letters as pinyin: all words together as one run, or each
// on its own where they look like words; as initials; then as what hurry makes
// of pinyin, the slighter slips first.
func spelled(root *query.Node, names *names) []rung {
	together, latin := joinLatin(root)
	if !latin || together.Op == query.Leaf && len(together.Term.Run) > mostSpelt {
		return nil
	}
	var alone, aloneLast []rung
	if together != root {
		alone = []rung{{WayPinyin, heard(root, names, spelling(names, false))}, {WayPinyin, heard(root, names, spelling(names, true))}}
	}
	if !hasWord(root) {
		alone, aloneLast = nil, alone
	}
	if len(root.Kids) > mostSyllables {
		aloneLast = nil
	}
	rungs := []rung{{WayPinyin, quick(together, names, false)}, {WayPinyin, heard(together, names, spelling(names, false))},
		{WayPinyin, quick(together, names, true)}, {WayPinyin, heard(together, names, spelling(names, true))}}
	rungs = append(append(rungs, alone...), rung{WayPinyin, byline(together, names)},
		rung{WayInitials, scanned(together, names, false)}, rung{WayInitials, scanned(together, names, true)},
		rung{WayPinyin, hurried(together, names, shortened)}, rung{WayInitials, oneInitialOff(together, names)},
		rung{WayPinyin, hurried(together, names, mistyped)}, rung{WayPinyin, hurried(together, names, forgotten)})
	return append(rungs, aloneLast...)
}

// mostSyllables is how many words of one syllable are looked for each on its
// own.
const mostSyllables = 6

// hasWord tells whether some word of pinyin is more than one syllable: syllables
// that were typed with spaces between them belong together, and each on its own
// stands in nearly every poem.
func hasWord(root *query.Node) bool {
	any := false
	root.Positive(func(t query.Term) {
		groups, _ := pinyin.Letters(t.Raw)
		ways := pinyin.Parse(groups)
		any = any || len(ways) > 0 && len(ways[0]) > 1
	})
	return any
}

// quick looks for one run of pinyin among the poems that have its initials. It
// makes no plan for anything else, or for a name: that is the next rung's.
func quick(root *query.Node, names *names, loose bool) plansOf {
	return func() planMaker {
		if root.Op != query.Leaf || !spellable(root.Term) {
			return nil
		}
		f := names.sounding(root.Term.Raw, inFull, loose)
		if f.syllables() < enoughInitials || len(names.called(f)) > 0 {
			return nil
		}
		return func() plan {
			p := newPlan(root, names, spelling(names, loose))
			p.scanFor(p.terms[0], f.usual, names)
			return p
		}
	}
}

// heard looks for what sounds as retell says.
func heard(root *query.Node, names *names, retell func(*term)) plansOf {
	return func() planMaker {
		return func() plan {
			p := newPlan(root, names, retell)
			if t := p.telling(root); t != nil {
				p.scanFor(t, t.finder.(*soundFinder).every, names)
			}
			return p
		}
	}
}

// mostHurried is how many letters are looked into for slips: those of two long
// lines.
const mostHurried = 72

// hurried looks for one run of pinyin as it comes out in a hurry. It makes no
// plan for letters that cannot be that.
func hurried(root *query.Node, names *names, typed typing) plansOf {
	return func() planMaker {
		if root.Op != query.Leaf || !textField(root.Term.Field) || !spellable(root.Term) || len(root.Term.Run) > mostHurried {
			return nil
		}
		return within(root, names, names.sounding(root.Term.Raw, typed, false))
	}
}

// enoughBegun is how many syllables, some only begun, are looked for in texts:
// fewer stand in too many, and only names are asked.
const enoughBegun = 3

// within looks for what f finds in texts, and in names where it is told whole.
func within(root *query.Node, names *names, f *soundFinder) planMaker {
	switch {
	case f.unproposed && f.syllables() < enoughBegun && root.Term.Field == query.Any:
		return func() plan {
			return newPlan(latin(query.Author, root.Term.Raw), names, func(t *term) { t.sound(f, names) })
		}
	case f.syllables() < enoughSounds:
		return nil
	}
	return func() plan {
		p := newPlan(root, names, func(t *term) { t.sound(f, names) })
		if f.tier == MatchNear { // some of it could be anything: too much would have the rest
			p.scanFor(p.terms[0], f.usual, names)
		} else {
			p.scanFor(p.terms[0], f.every, names)
		}
		return p
	}
}

// blended reads the pinyin among the characters of one run.
func blended(root *query.Node, names *names) []rung {
	if root.Op != query.Leaf || !textField(root.Term.Field) || !loosensTerm(root.Term) || len(byScript(root.Term.Run)) < 2 {
		return nil
	}
	var rungs []rung
	for _, typed := range []typing{inFull, shortened} {
		rungs = append(rungs, rung{WayPinyin, func() planMaker { return within(root, names, names.sounding(root.Term.Run, typed, false)) }})
	}
	return rungs
}

// scanned looks for initials, from the initials themselves where they are all
// that is asked for.
func scanned(root *query.Node, names *names, everyReading bool) plansOf {
	return func() planMaker {
		if root.Op == query.Leaf && spellable(root.Term) && !areInitials(root.Term.Run) {
			return nil
		}
		return func() plan {
			p := newPlan(root, names, beginning(names, everyReading))
			if f, ok := p.terms[0].finder.(*initialsFinder); ok && root.Op == query.Leaf && textField(root.Term.Field) {
				p.scanFor(p.terms[0], f.scan, names)
			}
			return p
		}
	}
}

// Initials are looked for with one of them wrong where there are enough to know
// a line by the others, and not so many that trying each takes long.
const enoughOthers, mostOthers = 8, 30

// oneInitialOff looks for initials of which one is wrong.
func oneInitialOff(root *query.Node, names *names) plansOf {
	return func() planMaker {
		if root.Op != query.Leaf || !textField(root.Term.Field) || !spellable(root.Term) {
			return nil
		}
		groups, _ := pinyin.Letters(root.Term.Raw)
		letters := strings.Join(groups, "")
		if len(letters) < enoughOthers || len(letters) > mostOthers || !areInitials(letters) {
			return nil
		}
		f := newSoundFinder(names.saidAs(pinyin.OneInitialOff(letters), false))
		f.tier, f.unproposed = MatchNear, true
		return func() plan {
			p := newPlan(root, names, func(t *term) { t.finder = f })
			p.scanFor(p.terms[0], f.usual, names)
			return p
		}
	}
}

// areInitials tells whether syllables can begin with the letters.
func areInitials(letters string) bool { return !strings.ContainsAny(letters, "iuv") }

// joinLatin makes one term of neighbouring words of Latin letters, and tells
// whether there are any.
func joinLatin(root *query.Node) (*query.Node, bool) {
	if root.Op == query.Leaf {
		return root, spellable(root.Term)
	}
	if root.Op != query.And {
		return root, false
	}
	joined := &query.Node{Op: query.And}
	var run *query.Node
	latin := false
	for _, kid := range root.Kids {
		kid, isRun := joinLatin(kid)
		if !isRun || kid.Op != query.Leaf {
			joined.Kids, run = append(joined.Kids, kid), nil
			latin = latin || isRun
			continue
		}
		latin = true
		if run != nil && run.Term.Field == kid.Term.Field {
			run.Term.Raw += " " + kid.Term.Raw
			run.Term.Run += kid.Term.Run
			continue
		}
		run = &query.Node{Term: kid.Term}
		joined.Kids = append(joined.Kids, run)
	}
	if len(joined.Kids) == 1 {
		return joined.Kids[0], latin
	}
	return joined, latin
}

func spellable(t query.Term) bool {
	if t.Exact() || !(textField(t.Field) || t.Field == query.Author) || !isLatin(t.Run) {
		return false
	}
	_, ok := pinyin.Letters(t.Raw)
	return ok
}

// spelling looks for what is read as a term of Latin letters says.
func spelling(names *names, loose bool) func(*term) {
	return func(t *term) {
		if spellable(t.Term) {
			t.sound(names.sounding(t.Raw, inFull, loose), names)
		}
	}
}

// beginning looks for readings that begin with the letters of a term.
func beginning(names *names, everyReading bool) func(*term) {
	return func(t *term) {
		if !spellable(t.Term) {
			return
		}
		groups, _ := pinyin.Letters(t.Raw)
		letters := strings.Join(groups, "")
		if len(letters) < shortestInitials || !areInitials(letters) {
			return
		}
		f := newInitialsFinder(letters, everyReading)
		t.finder = f
		if t.Field == query.Any || t.Field == query.Author {
			t.called(names.called(f))
		}
	}
}
