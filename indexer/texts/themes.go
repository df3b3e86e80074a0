package texts

import (
	"slices"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/themes"
)

// themesPage has where the words of all themes stand in a page's poems: by word,
// then in order of slot. Four bytes an occurrence, some 40 MB for 350,000 poems;
// a theme is then found without reading a text.
type themesPage struct {
	from        []uint32 // where in occurrences each word begins, and the end
	occurrences []occurrence
}

// occurrence is a word in one poem; counts that do not fit are cut.
type occurrence struct {
	slot        uint16
	body, title uint8
}

func newThemesPage(poems *[pageSize]*Poem) *themesPage {
	type found struct {
		word int
		occurrence
	}
	lexicon := themes.Default()
	page := &themesPage{from: make([]uint32, lexicon.Len()+1)}
	var all []found
	for slot, p := range poems {
		if p == nil {
			continue
		}
		counts := map[int]occurrence{}
		p.eachStretch(func(text string, title bool) {
			lexicon.Each(text, func(word int) {
				o := counts[word]
				o.slot = uint16(slot)
				if title {
					o.title = min(o.title, 254) + 1
				} else {
					o.body = min(o.body, 254) + 1
				}
				counts[word] = o
			})
		})
		for word, o := range counts {
			all = append(all, found{word, o})
			page.from[word+1]++
		}
	}
	for i := range lexicon.Len() {
		page.from[i+1] += page.from[i]
	}
	next := slices.Clone(page.from)
	page.occurrences = make([]occurrence, len(all))
	for _, f := range all { // by slot, as the poems were read
		page.occurrences[next[f.word]] = f.occurrence
		next[f.word]++
	}
	return page
}

// eachStretch calls fn with the title, the preface and every clause: no word
// goes from one clause to the next.
func (p *Poem) eachStretch(fn func(text string, title bool)) {
	fn(p.Title(), true)
	fn(p.PrefaceText(), false)
	for n, clause := range p.Clauses {
		fn(p.Text[clause.At():p.ClauseEnd(n)], false)
	}
}

func (t *themesPage) of(word themes.Word) []occurrence {
	return t.occurrences[t.from[word.ID]:t.from[word.ID+1]]
}

// OnTheme are the poems about a theme, with how much each is.
type OnTheme struct {
	ids    []corpus.PoemID
	scores map[int64]*[pageSize]int32 // by page
}

// IDs returns the poems in order of id. The list must not be changed.
func (o *OnTheme) IDs() []corpus.PoemID { return o.ids }

// Score returns how much a poem is about the theme, 0 for not at all.
func (o *OnTheme) Score(id corpus.PoemID) int {
	if page := o.scores[int64(id)/pageSize]; page != nil {
		return int(page[int64(id)%pageSize])
	}
	return 0
}

// scoreUnit is what a score of one is here: whole numbers go into cursors.
const scoreUnit = 1000

// OnTheme finds the poems about a theme.
func (s *Snapshot) OnTheme(t *themes.Theme) *OnTheme {
	frequencies := make([]int, len(t.Words))
	s.eachPage(func(p *page) bool {
		for i, w := range t.Words {
			frequencies[i] += len(p.themes().of(w))
		}
		return true
	})
	scorer := themes.NewScorer(t, frequencies, s.Len())
	found := &OnTheme{scores: map[int64]*[pageSize]int32{}}
	reader := mentionReader{theme: t}
	s.eachPage(func(p *page) bool {
		reader.read(p.themes(), func(slot int, mentions []themes.Mention) {
			poem := p.poems[slot]
			score := int32(scoreUnit * scorer.Score(mentions, utf8.RuneCountInString(poem.Text)))
			if score == 0 {
				return
			}
			n := int64(poem.ID) / pageSize
			if found.scores[n] == nil {
				found.scores[n] = &[pageSize]int32{}
			}
			found.scores[n][slot] = score
			found.ids = append(found.ids, poem.ID)
		})
		return true
	})
	return found
}

// mentionReader brings the occurrences of a theme's words together by poem.
type mentionReader struct {
	theme    *themes.Theme
	all      []wordAt
	mentions []themes.Mention
}

type wordAt struct {
	slot, word  uint16
	body, title uint8
}

// read calls fn with every poem of a page that has a word of the theme, in
// order of slot; the mentions are good for the call alone.
func (r *mentionReader) read(page *themesPage, fn func(slot int, mentions []themes.Mention)) {
	r.all = r.all[:0]
	for i, w := range r.theme.Words {
		for _, o := range page.of(w) {
			r.all = append(r.all, wordAt{o.slot, uint16(i), o.body, o.title})
		}
	}
	slices.SortFunc(r.all, func(a, b wordAt) int { return (int(a.slot)<<16 | int(a.word)) - (int(b.slot)<<16 | int(b.word)) })
	for from := 0; from < len(r.all); {
		slot := r.all[from].slot
		r.mentions = r.mentions[:0]
		for ; from < len(r.all) && r.all[from].slot == slot; from++ {
			one := r.all[from]
			r.mentions = append(r.mentions, themes.Mention{Word: int(one.word), Body: int(one.body), Title: int(one.title)})
		}
		fn(int(slot), r.mentions)
	}
}
