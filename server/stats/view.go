package stats

import (
	"cmp"
	"hash/fnv"
	"slices"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/chart"
	"shiyun/server/paths"
)

// How much of the figures is drawn; the tables behind the pictures hold more.
const (
	mostYears     = 60 // years that are drawn one by one
	mostBars      = 24
	cloudWords    = 60
	cloudSteps    = 7
	networkNames  = 12
	exchangesTold = 100
)

type statsView struct {
	figures
	Years     yearsView
	Forms     []barView
	Compounds []barView
	Festivals []barView
	Seasons   []seasonView
	Cloud     []wordView // by chance, large and small mixed
	Images    []wordView // the most poems first
	Network   networkView
	Replies   []exchange
}

// barView is a bar that leads to its poems.
type barView struct {
	Name  string
	URL   string
	Poems int
	Share float64 // of a hundred
}

type yearsView struct {
	Columns chart.Columns
	First   int
	Last    int
	Step    int // years in a column
	Peak    corpus.Count[int]
	Years   []corpus.Count[int] // newest first
}

type seasonView struct {
	season
	URL   string
	Class string
	Terms []termView
}

type termView struct {
	Name           string
	URL            string
	Occasion       occasionSum
	Width          float64 // of the view box: room for one column, or for both
	Named, Written chart.Rect
}

type wordView struct {
	corpus.Count[string]
	Step int
	URL  string
}

type networkView struct {
	Authors []corpus.Author
	chart.Arcs
}

// drawn makes the pictures.
func drawn(f figures) statsView {
	v := statsView{figures: f, Years: drawYears(f.Years), Seasons: drawSeasons(f),
		Network: drawNetwork(f.Replies), Replies: f.Replies[:min(len(f.Replies), exchangesTold)]}
	for _, form := range f.Forms {
		v.Forms = append(v.Forms, barView{Name: string(form.Value), URL: paths.Form(form.Value), Poems: form.Poems})
	}
	for _, p := range f.Compounds {
		v.Compounds = append(v.Compounds, barView{Name: p.Name, URL: paths.Place(p.ID), Poems: p.Poems})
	}
	for _, o := range f.Festivals {
		v.Festivals = append(v.Festivals, barView{Name: o.Name, URL: paths.Day(o.Name), Poems: o.Named})
	}
	v.Forms, v.Compounds, v.Festivals = scaled(v.Forms), scaled(v.Compounds), scaled(v.Festivals)
	v.Images, v.Cloud = drawCloud(f.Images)
	return v
}

func scaled(bars []barView) []barView {
	bars = bars[:min(len(bars), mostBars)]
	most := 0
	for _, b := range bars {
		most = max(most, b.Poems)
	}
	for i := range bars {
		bars[i].Share = chart.Share(bars[i].Poems, most)
	}
	return bars
}

// drawYears draws every year between the first and the last, or every decade
// or century where that would be too many columns.
func drawYears(years []corpus.Count[int]) yearsView {
	v := yearsView{Years: slices.Clone(years), Step: 1}
	if len(years) == 0 {
		return v
	}
	slices.Reverse(v.Years)
	v.First, v.Last = years[0].Value, years[len(years)-1].Value
	for v.Last/v.Step-v.First/v.Step >= mostYears {
		v.Step *= 10
	}
	counts := make([]int, v.Last/v.Step-v.First/v.Step+1)
	for _, y := range years {
		counts[y.Value/v.Step-v.First/v.Step] += y.Poems
		if y.Poems > v.Peak.Poems {
			v.Peak = y
		}
	}
	v.Columns = chart.NewColumns(counts)
	return v
}

// drawSeasons draws both figures of all terms in one measure.
func drawSeasons(f figures) []seasonView {
	var counts []int
	for _, s := range f.Seasons {
		for _, t := range s.Terms {
			counts = append(counts, t.Named, t.Written)
		}
	}
	bars := chart.NewColumns(counts).Bars
	width := bars[0].Width
	if f.Dated > 0 {
		width *= 2
	}
	views := make([]seasonView, len(f.Seasons))
	for i, s := range f.Seasons {
		views[i] = seasonView{season: s, URL: paths.OfferedSearch(search.Request{Query: bodyQuery(s.Value)}),
			Class: []string{"spring", "summer", "autumn", "winter"}[i]}
		for _, t := range s.Terms {
			views[i].Terms = append(views[i].Terms, termView{t.Name, paths.Day(t.Name), t, width, bars[0], bars[1]})
			bars = bars[2:]
		}
	}
	return views
}

func drawCloud(counts []corpus.Count[string]) (all, cloud []wordView) {
	shown := counts[:min(len(counts), cloudWords)]
	for _, c := range counts {
		all = append(all, wordView{c, chart.Step(c.Poems, shown[len(shown)-1].Poems, counts[0].Poems, cloudSteps),
			paths.OfferedSearch(search.Request{Query: bodyQuery(c.Value)})})
	}
	cloud = slices.Clone(all[:len(shown)])
	slices.SortFunc(cloud, func(a, b wordView) int { return cmp.Compare(scatter(a.Value), scatter(b.Value)) })
	return all, cloud
}

// scatter is the same for a word at every visit, and otherwise chance.
func scatter(word string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(word)) // never fails
	return h.Sum32()
}

// drawNetwork draws the authors who answer each other most, and the answers
// between them, both ways as one line.
func drawNetwork(exchanges []exchange) networkView {
	met := map[corpus.AuthorID]bool{}
	var authors []corpus.Author
	for _, e := range exchanges {
		var fresh []corpus.Author
		for _, a := range []corpus.Author{e.By, e.To} {
			if !met[a.ID] {
				fresh = append(fresh, a)
			}
		}
		if len(authors)+len(fresh) > networkNames {
			continue
		}
		for _, a := range fresh {
			met[a.ID], authors = true, append(authors, a)
		}
	}
	order := chart.Order(len(authors), ties(exchanges, authors))
	v := networkView{Authors: make([]corpus.Author, len(authors))}
	for row, old := range order {
		v.Authors[row] = authors[old]
	}
	v.Arcs = chart.NewArcs(len(v.Authors), ties(exchanges, v.Authors))
	return v
}

// ties are the answers between the authors, by their places in the list.
func ties(exchanges []exchange, authors []corpus.Author) []chart.Tie {
	row := map[corpus.AuthorID]int{}
	for i, a := range authors {
		row[a.ID] = i
	}
	at := map[[2]int]int{}
	var list []chart.Tie
	for _, e := range exchanges {
		a, known := row[e.By.ID]
		b, also := row[e.To.ID]
		if !known || !also {
			continue
		}
		key := [2]int{min(a, b), max(a, b)}
		if _, met := at[key]; !met {
			at[key] = len(list)
			list = append(list, chart.Tie{A: key[0], B: key[1]})
		}
		list[at[key]].Weight += e.Poems
	}
	return list
}
