package stats

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/almanac"
	"shiyun/corpus/fold"
	"shiyun/corpus/store/poems"
)

// season is a quarter of the year with its six solar terms.
type season struct {
	corpus.Count[string] // the season's character and how many poems have it in a line
	Terms                []occasionSum
}

// occasionSum is an occasion with its poems.
type occasionSum struct {
	almanac.Occasion
	Named   int // poems that name it in their title or tags, as the calendar lists them
	Written int // poems written between a solar term and the next
}

// anyYear is a year in which every occasion falls once; what is counted goes
// by their words and is the same every year.
const anyYear = 2026

// occasionIndex is what finds occasions in titles and tags.
type occasionIndex struct {
	list []almanac.Occasion // the solar terms from 立春 on, then the festivals
	runs *runs
	of   []int          // of a word of runs: its occasion
	tags map[string]int // occasions by folded word
}

var occasions = sync.OnceValue(func() *occasionIndex {
	var festivals []almanac.Occasion
	x := &occasionIndex{tags: map[string]int{}}
	for _, o := range almanac.Year(anyYear) {
		if o.Kind == almanac.Term {
			x.list = append(x.list, o)
		} else {
			festivals = append(festivals, o)
		}
	}
	// A year begins with 小寒 and 大寒, the last of winter.
	x.list = slices.Concat(x.list[2:], x.list[:2], festivals)
	var words []string
	for i, o := range x.list {
		for _, word := range o.Words {
			words, x.of = append(words, word), append(x.of, i)
			x.tags[fold.String(word)] = i
		}
	}
	x.runs = newRuns(words)
	return x
})

// termDay is the day a solar term begins.
type termDay struct {
	day  time.Time
	term int // its place in the list of occasions
}

// termOf is the solar term a poem was written in; not where its day is
// unknown or lies outside the years the calendar reaches.
func (t *tally) termOf(p *poems.Sketch) (int, bool) {
	if p.Day == 0 || p.Year <= almanac.FirstYear || p.Year > almanac.LastYear {
		return 0, false
	}
	days, ok := t.terms[p.Year]
	if !ok {
		days = termDays(p.Year)
		t.terms[p.Year] = days
	}
	day := time.Date(p.Year, time.Month(p.Month), p.Day, 0, 0, 0, 0, time.UTC)
	at, found := slices.BinarySearchFunc(days, day, func(x termDay, day time.Time) int { return x.day.Compare(day) })
	if !found {
		at--
	}
	return days[at].term, true
}

// termDays are the terms of a year in order, after the last of the year
// before.
func termDays(year int) []termDay {
	var days []termDay
	for _, o := range slices.Concat(almanac.Terms(year-1), almanac.Terms(year)) {
		term := slices.IndexFunc(occasions().list, func(x almanac.Occasion) bool { return x.Name == o.Name })
		days = append(days, termDay{o.Day, term})
	}
	return days
}

func (t *tally) seasons(f *figures) {
	for i, name := range []string{"春", "夏", "秋", "冬"} {
		s := season{Count: corpus.Count[string]{Value: name, Poems: t.images.counts[slices.Index(Images, name)]}}
		for term := 6 * i; term < 6*(i+1); term++ {
			s.Terms = append(s.Terms, occasionSum{occasions().list[term], t.named.counts[term], t.written[term]})
			f.Dated += t.written[term]
		}
		f.Seasons = append(f.Seasons, s)
	}
	for i, o := range occasions().list[24:] {
		if n := t.named.counts[24+i]; n > 0 {
			f.Festivals = append(f.Festivals, occasionSum{Occasion: o, Named: n})
		}
	}
	slices.SortStableFunc(f.Festivals, func(a, b occasionSum) int { return cmp.Compare(b.Named, a.Named) })
}
