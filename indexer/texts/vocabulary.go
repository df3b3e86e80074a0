package texts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// Vocabulary is what the published poems of a snapshot are filed under, by
// folded name. It does not change.
type Vocabulary struct {
	Authors     map[string][]corpus.AuthorID
	Places      map[string][]corpus.PlaceID
	Collections map[string]corpus.CollectionRef
	Tags        map[string]string   // as the archive writes it
	Tunes       map[string][]string // the names it goes by, its own first
	// Longest is the length of the longest name, in code points.
	Longest int

	tagsNamed   map[string][]string // by folded name, as poems have them
	places      map[corpus.PlaceID]int
	tags        map[string]int
	tunes       map[string]int
	forms       []int
	authors     map[corpus.AuthorID]int
	collections map[corpus.CollectionID]int
	times       map[Time]int
	// By the first character of a name: what is being typed begins few.
	authorsFrom map[rune][]Name
	tunesFrom   map[rune][]string
	sounds      func() *nameSounds
}

// Time is when poems are of: a year, 0 for none, and the months they may be of.
type Time struct {
	Year   int
	Months uint16
}

// CountTag returns how many poems have a tag as the archive writes it.
func (v *Vocabulary) CountTag(tag string) int { return v.tags[tag] }

// TagsNamed returns the tags that fold to a name, as poems have them. The list
// must not be changed.
func (v *Vocabulary) TagsNamed(name string) []string { return v.tagsNamed[name] }

// CountPlace returns how many poems a place and those beneath it have.
func (v *Vocabulary) CountPlace(id corpus.PlaceID) int { return v.places[id] }

// CountTune returns how many poems have a tune, which is folded.
func (v *Vocabulary) CountTune(tune string) int { return v.tunes[tune] }

// EachAuthor calls fn with every name of an author whose first character begins
// reports true for, in no order.
func (v *Vocabulary) EachAuthor(begins func(first rune) bool, fn func(Name)) {
	for first, names := range v.authorsFrom {
		if begins(first) {
			for _, n := range names {
				fn(n)
			}
		}
	}
}

// EachTune calls fn with every tune that has a name whose first character begins
// reports true for, in no order.
func (v *Vocabulary) EachTune(begins func(first rune) bool, fn func(tune string)) {
	met := map[string]bool{}
	for first, tunes := range v.tunesFrom {
		if !begins(first) {
			continue
		}
		for _, tune := range tunes {
			if !met[tune] {
				met[tune] = true
				fn(tune)
			}
		}
	}
}

// CountForm returns how many poems have a form.
func (v *Vocabulary) CountForm(form corpus.Form) int {
	for i, f := range corpus.Forms() {
		if f == form {
			return v.forms[i]
		}
	}
	return 0
}

// CountAuthor returns how many poems an author has.
func (v *Vocabulary) CountAuthor(id corpus.AuthorID) int { return v.authors[id] }

// CountCollection returns how many poems a collection has.
func (v *Vocabulary) CountCollection(id corpus.CollectionID) int { return v.collections[id] }

// CountTime returns how many poems are of the years, both included, and of one
// of the months; 0 is any.
func (v *Vocabulary) CountTime(from, to int, months uint16) (poems int) {
	for t, n := range v.times {
		if (from == 0 || from <= t.Year && t.Year <= to) && (months == 0 || months&t.Months != 0) {
			poems += n
		}
	}
	return poems
}

// EachYear calls fn with every year that poems are of, in no order.
func (v *Vocabulary) EachYear(fn func(year, poems int)) {
	counts := map[int]int{}
	for t, n := range v.times {
		if t.Year != 0 {
			counts[t.Year] += n
		}
	}
	for year, n := range counts {
		fn(year, n)
	}
}

// Vocabulary returns what the poems are filed under. It is made when first
// asked for, from what each page keeps.
func (s *Snapshot) Vocabulary() *Vocabulary { return s.vocabulary() }

// longestName bounds the names that are looked for in a query, in code points.
const longestName = 20

func newVocabulary(s *Snapshot) *Vocabulary {
	v := &Vocabulary{Authors: map[string][]corpus.AuthorID{}, Places: map[string][]corpus.PlaceID{}, Collections: map[string]corpus.CollectionRef{},
		Tags: map[string]string{}, tagsNamed: map[string][]string{}, Tunes: map[string][]string{}, places: map[corpus.PlaceID]int{}, tags: map[string]int{}, tunes: map[string]int{},
		forms: make([]int, len(corpus.Forms())), authors: map[corpus.AuthorID]int{}, collections: map[corpus.CollectionID]int{}, times: map[Time]int{},
		authorsFrom: map[rune][]Name{}, tunesFrom: map[rune][]string{}}
	v.sounds = v.newNameSounds()
	for _, p := range s.pages {
		v.count(s, p.facts())
	}
	for _, n := range s.names {
		v.Authors[n.Name] = append(v.Authors[n.Name], n.Author)
		v.measure(n.Name)
		first, _ := utf8.DecodeRuneInString(n.Name)
		v.authorsFrom[first] = append(v.authorsFrom[first], n)
	}
	for tag := range v.tags {
		name := v.measure(fold.String(tag))
		v.Tags[name], v.tagsNamed[name] = tag, append(v.tagsNamed[name], tag)
	}
	for tune := range v.tunes {
		v.Tunes[tune] = append([]string{tune}, verse.SameTunes(tune)...)
		for _, name := range v.Tunes[tune] {
			v.measure(name) // is asked for by any of them
			first, _ := utf8.DecodeRuneInString(name)
			if !slices.Contains(v.tunesFrom[first], tune) {
				v.tunesFrom[first] = append(v.tunesFrom[first], tune)
			}
		}
	}
	for id := range v.places {
		if p := s.places[id]; p != nil {
			name := v.measure(fold.String(p.Name))
			v.Places[name] = append(v.Places[name], id)
		}
	}
	return v
}

func (v *Vocabulary) count(s *Snapshot, f *facts) {
	for _, tag := range f.tags {
		v.tags[tag.key] += tag.poems
	}
	for _, tune := range f.tunes {
		v.tunes[tune.key] += tune.poems
	}
	for i, n := range f.forms {
		v.forms[i] += n
	}
	for _, author := range f.authors {
		v.authors[author.key] += author.poems
	}
	for _, place := range f.places {
		if p := s.places[place.key]; p != nil {
			for _, above := range p.Above {
				v.places[above] += place.poems
			}
		}
	}
	for _, t := range f.times {
		v.times[t.key] += t.poems
	}
	for _, c := range f.collections {
		v.collections[c.key.ID] += c.poems
		v.Collections[v.measure(fold.String(c.key.Name))] = c.key
		// 样例·四时东亭 goes by 四时东亭 too, where nothing else does.
		if _, own, ok := strings.Cut(c.key.Name, "·"); ok {
			if name := v.measure(fold.String(own)); v.Collections[name].ID == 0 {
				v.Collections[name] = c.key
			}
		}
	}
}

func (v *Vocabulary) measure(name string) string {
	v.Longest = max(v.Longest, min(utf8.RuneCountInString(name), longestName))
	return name
}

// seasonWords are what dates say of the time of year, with its months: today's
// and those of the old calendar.
var seasonWords = []struct {
	word   string
	months []int
}{
	{"春节", []int{1, 2}}, {"元宵", []int{2}}, {"正月", []int{1, 2}}, {"除夕", []int{1, 2}}, {"腊", []int{12, 1}}, {"冬月", []int{11, 12}},
	{"清明", []int{4}}, {"端午", []int{6}}, {"七夕", []int{8}}, {"中秋", []int{9, 10}}, {"重阳", []int{10}}, {"重九", []int{10}},
	{"立春", []int{2}}, {"雨水", []int{2}}, {"惊蛰", []int{3}}, {"春分", []int{3}}, {"谷雨", []int{4}}, {"立夏", []int{5}}, {"小满", []int{5}}, {"芒种", []int{6}}, {"夏至", []int{6}},
	{"小暑", []int{7}}, {"大暑", []int{7}}, {"立秋", []int{8}}, {"处暑", []int{8}}, {"白露", []int{9}}, {"秋分", []int{9}}, {"寒露", []int{10}}, {"霜降", []int{10}},
	{"立冬", []int{11}}, {"小雪", []int{11}}, {"大雪", []int{12}}, {"冬至", []int{12}}, {"小寒", []int{1}}, {"大寒", []int{1}},
	{"春", []int{2, 3, 4}}, {"夏", []int{5, 6, 7}}, {"秋", []int{8, 9, 10}}, {"冬", []int{11, 12, 1}},
}

// monthsOf returns the months that a date may be of, 0 where it does not say.
func monthsOf(d corpus.Date) (set uint16) {
	if d.Month != 0 {
		return 1 << (d.Month - 1)
	}
	for _, w := range seasonWords {
		if strings.Contains(d.Text, w.word) {
			for _, m := range w.months {
				set |= 1 << (m - 1)
			}
			break
		}
	}
	return set
}
