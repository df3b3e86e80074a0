package texts

import (
	"fmt"
	"math"
	mathbits "math/bits"
	"slices"
	"sync"
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
	chars       []uint16 // by slot, the lengths of the texts
}

// occurrence is a word in one poem; counts that do not fit are cut.
type occurrence struct {
	slot        uint16
	body, title uint8
}

// newThemesPage counts the lexicon's own words.
func newThemesPage(poems *[pageSize]*Poem, lexicon *themes.Lexicon) *themesPage {
	type found struct {
		word int
		occurrence
	}
	own := lexicon.Len() - lexicon.First()
	page := &themesPage{from: make([]uint32, own+1), chars: make([]uint16, pageSize)}
	var all []found
	for slot, p := range poems {
		if p == nil {
			continue
		}
		page.chars[slot] = uint16(min(math.MaxUint16, utf8.RuneCountInString(p.Text)))
		counts := map[int]occurrence{}
		p.eachStretch(func(text string, title bool) {
			lexicon.Each(text, func(word int) {
				word -= lexicon.First()
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
	for i := range own {
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

// of returns where the n-th of the words stands.
func (t *themesPage) of(n int) []occurrence { return t.occurrences[t.from[n]:t.from[n+1]] }

// pageWords is where the words of a lexicon stand in a page: those the program
// carries are counted once, those that curators add apart from them, so that a
// word more costs a look for that word alone.
type pageWords struct {
	known, added *themesPage // added is nil where there are none
	first        int         // ID of the first word of added
}

func (w pageWords) of(word themes.Word) []occurrence {
	if word.ID < w.first {
		return w.known.of(word.ID)
	}
	return w.added.of(word.ID - w.first)
}

// addedWords are the words of one lexicon in a page.
type addedWords struct {
	lexicon *themes.Lexicon
	page    *themesPage
}

// words returns the words of the page. What is counted for the lexicon in use is
// kept; another's, which is only tried, is not.
func (p *page) words(lexicon *themes.Lexicon, keep bool) pageWords {
	w := pageWords{known: p.themes(), first: themes.Default().Len()}
	if lexicon.Len() == w.first {
		return w
	}
	if kept := p.added.Load(); kept != nil && kept.lexicon == lexicon {
		w.added = kept.page
		return w
	}
	w.added = newThemesPage(p.poems(), lexicon)
	if keep {
		p.added.Store(&addedWords{lexicon, w.added})
	}
	return w
}

// Themes returns the lexicon in use.
func (s *Snapshot) Themes() *themes.Lexicon {
	if s.themes == nil {
		return themes.Default()
	}
	return s.themes
}

// OnTheme are the poems about a theme, with how much each is: some 12 bytes a
// poem.
type OnTheme struct {
	ids    []corpus.PoemID
	scores []int32    // by place in ids
	pages  []int      // by page, where in ids it begins, and the end
	bits   []poemBits // by page
}

// IDs returns the poems in order of id. The list must not be changed.
func (o *OnTheme) IDs() []corpus.PoemID { return o.ids }

// Score returns how much a poem is about the theme, 0 for not at all.
func (o *OnTheme) Score(id corpus.PoemID) int {
	page := int64(id) / pageSize
	if page < 0 || page+1 >= int64(len(o.pages)) {
		return 0
	}
	slot, bits := int64(id)%pageSize, &o.bits[page]
	if bits[slot/64]&(1<<(slot%64)) == 0 {
		return 0
	}
	at := o.pages[page] + mathbits.OnesCount64(bits[slot/64]&(1<<(slot%64)-1))
	for _, word := range bits[:slot/64] {
		at += mathbits.OnesCount64(word)
	}
	return int(o.scores[at])
}

// scoreUnit is what a score of one is here: whole numbers go into cursors.
const scoreUnit = 1000

// themeAsked is a theme with the words that the name it is asked by puts first.
type themeAsked struct {
	theme *themes.Theme
	focus string
}

// OnTheme finds the poems about a theme of the lexicon in use, asked by one of
// its names. They are found once while the poems stay as they are.
func (s *Snapshot) OnTheme(t *themes.Theme, name string) *OnTheme {
	key := themeAsked{t, fmt.Sprint(t.Focus(name))}
	found, ok := s.themed.Load(key)
	if !ok {
		found, _ = s.themed.LoadOrStore(key, sync.OnceValue(func() *OnTheme { return s.onTheme(s.Themes(), t, name, true) }))
	}
	return found.(func() *OnTheme)()
}

// CountTheme returns how many poems are about a theme of the lexicon in use.
func (s *Snapshot) CountTheme(t *themes.Theme) int { return len(s.OnTheme(t, t.Name).IDs()) }

// TryTheme finds the poems about a theme of a lexicon that is not in use.
func (s *Snapshot) TryTheme(lexicon *themes.Lexicon, t *themes.Theme) *OnTheme {
	return s.onTheme(lexicon, t, t.Name, false)
}

func (s *Snapshot) onTheme(lexicon *themes.Lexicon, t *themes.Theme, name string, keep bool) *OnTheme {
	frequencies := make([]int, len(t.Words))
	words := map[*page]pageWords{}
	s.eachPage(func(p *page) bool {
		words[p] = p.words(lexicon, keep)
		for i, w := range t.Words {
			frequencies[i] += len(words[p].of(w))
		}
		return true
	})
	scorer := themes.NewScorer(t, name, frequencies, s.Len())
	found := &OnTheme{pages: make([]int, s.last+2), bits: make([]poemBits, s.last+1)}
	reader := mentionReader{theme: t}
	for n := range s.last + 1 {
		if p := s.pages[n]; p != nil {
			reader.read(words[p], func(slot int, mentions []themes.Mention) {
				if score := int32(scoreUnit * scorer.Score(mentions, int(p.themes().chars[slot]))); score > 0 {
					found.ids, found.scores = append(found.ids, idOf(n, slot)), append(found.scores, score)
					found.bits[n][slot/64] |= 1 << (slot % 64)
				}
			})
		}
		found.pages[n+1] = len(found.ids)
	}
	return found
}

// mentionReader brings the occurrences of a theme's words together by poem: a
// list for each slot, which costs less than sorting them.
type mentionReader struct {
	theme    *themes.Theme
	heads    [pageSize]int32 // by slot, 1 more than where in all its list begins
	all      []wordAt
	mentions []themes.Mention
}

// wordAt is a word of one poem; next is as heads.
type wordAt struct {
	next        int32
	word        uint16
	body, title uint8
}

// read calls fn with every poem of a page that has a word of the theme, in
// order of slot; the mentions are good for the call alone.
func (r *mentionReader) read(page pageWords, fn func(slot int, mentions []themes.Mention)) {
	r.all, r.heads = r.all[:0], [pageSize]int32{}
	for i := len(r.theme.Words) - 1; i >= 0; i-- { // what is put in last comes first
		for _, o := range page.of(r.theme.Words[i]) {
			r.all = append(r.all, wordAt{r.heads[o.slot], uint16(i), o.body, o.title})
			r.heads[o.slot] = int32(len(r.all))
		}
	}
	for slot, at := range r.heads {
		if at == 0 {
			continue
		}
		r.mentions = r.mentions[:0]
		for at != 0 {
			one := r.all[at-1]
			r.mentions = append(r.mentions, themes.Mention{Word: int(one.word), Body: int(one.body), Title: int(one.title)})
			at = one.next
		}
		fn(slot, r.mentions)
	}
}
