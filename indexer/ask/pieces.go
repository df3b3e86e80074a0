package ask

import (
	"math"
	"slices"
	"strings"
)

// piece is a stretch of the query: a part, a phrase of asking, a quotation, or
// text where it is neither.
type piece struct {
	from, to int // cells
	words    []Word
	span     Span
	phrase   phrase
	asking   bool // phrase is what it is
	quoted   bool
	denied   bool
	title    bool // a poem's
	tune     bool // which is in a title
}

func (p piece) isPart() bool { return len(p.words) > 0 || !p.span.IsZero() }
func (p piece) isText() bool { return !p.isPart() && !p.asking }

// What a stretch costs: the cheapest way to cut the query is taken, so that a
// word known to the archive is never cut into by a phrase of asking, nor the
// other way round.
const (
	costPart   = 10
	costSound  = 40 // a name that only sounds as it is written
	costPhrase = 12
	costLetter = 30 // a character of text
	costWeak   = 24 // one that may be asking
	costText   = 10 // the first of several
)

// reader takes a question apart.
type reader struct {
	cells []cell
	// text is the folded characters of the cells, at has where each begins in
	// it, and the end: every run is looked up a hundred times.
	text  string
	at    []int
	words Words
	year  int
	// themed has the names of themes count anywhere.
	themed bool
}

func newReader(cells []cell, words Words, year int) *reader {
	r := &reader{cells: cells, at: make([]int, len(cells)+1), words: words, year: year}
	var text strings.Builder
	for i, c := range cells {
		text.WriteRune(c.char)
		r.at[i+1] = text.Len()
	}
	r.text = text.String()
	return r
}

// cutPieces cuts the query into parts, phrases of two characters or more, and
// text.
func (r *reader) cutPieces() []piece {
	type step struct {
		cost int
		next piece
	}
	n := len(r.cells)
	// best[i][1] goes on from inside a text.
	best := make([][2]step, n+1)
	for at := n - 1; at >= 0; at-- {
		best[at] = [2]step{{cost: math.MaxInt}, {cost: math.MaxInt}}
		try := func(cost int, p piece) {
			text := 0
			if p.isText() && !p.quoted {
				text = 1
			}
			cost += best[p.to][text].cost
			for inText := range best[at] {
				total := cost
				if text == 1 && (inText == 0 || r.cells[at].gap) {
					total += costText
				}
				if total < best[at][inText].cost {
					best[at][inText] = step{total, p}
				}
			}
		}
		if r.cells[at].quoted {
			end := at + 1
			for end < n && r.cells[end].quoted && !r.cells[end].gap {
				end++
			}
			try(costPart, piece{from: at, to: end, quoted: true})
			continue
		}
		if words, span, length := r.wordAt(at); length > 0 {
			cost := costPart
			if !slices.ContainsFunc(words, func(w Word) bool { return !w.Sounds }) && span.IsZero() {
				cost = costSound
			}
			try(cost, piece{from: at, to: at + length, words: words, span: span})
		}
		for length := min(tables().all.longest, n-at); length > 1; length-- {
			if p, ok := tables().all.of[r.run(at, at+length)]; ok && !r.broken(at, at+length) {
				try(costPhrase, piece{from: at, to: at + length, phrase: p, asking: true})
			}
		}
		cost := costLetter
		if _, asking := tables().all.of[r.run(at, at+1)]; asking {
			cost = costWeak
		}
		if r.cells[at].char == '的' {
			cost = costPhrase // joins, whatever stands before it
		}
		try(cost, piece{from: at, to: at + 1})
	}
	var pieces []piece
	for at, inText := 0, 0; at < n; {
		p := best[at][inText].next
		inText = 0
		if p.isText() && !p.quoted {
			inText = 1
		}
		if last := len(pieces) - 1; inText == 1 && last >= 0 && pieces[last].isText() && !pieces[last].quoted && !r.cells[p.from].gap {
			pieces[last].to = p.to
		} else {
			pieces = append(pieces, p)
		}
		at = p.to
	}
	return pieces
}

func (r *reader) run(from, to int) string { return r.text[r.at[from]:r.at[to]] }

func (r *reader) raw(from, to int) string {
	chars := make([]rune, 0, to-from)
	for _, c := range r.cells[from:to] {
		chars = append(chars, c.raw)
	}
	return string(chars)
}

// broken reports whether a run is not one: a gap or a quotation inside.
func (r *reader) broken(from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && r.cells[i].gap || r.cells[i].quoted {
			return true
		}
	}
	return false
}

// wordAt returns the longest of the archive's own words, or of times, that
// begins at a cell, and how many cells it has.
func (r *reader) wordAt(at int) ([]Word, Span, int) {
	span, timed := readTime(r.unbroken(at), r.year)
	if timed == 1 && !r.standsAlone(at) {
		span, timed = Span{}, 0
	}
	for n := min(r.words.Longest(), len(r.cells)-at); n > 0; n-- {
		if r.broken(at, at+n) {
			continue
		}
		if n < timed || n == 1 && !r.standsAlone(at) {
			break
		}
		if words := r.find(at, at+n); len(words) > 0 {
			if n > timed {
				span = Span{}
			}
			return words, span, n
		}
	}
	return nil, span, timed
}

// find returns what a run is the name of. A theme's name is an ordinary word,
// and counts only in a question or where it stands by itself; never what people
// ask with, nor the name of something else.
func (r *reader) find(from, to int) []Word {
	run := r.run(from, to)
	words := r.words.Find(run)
	ordinary := func(w Word) bool { return w.Kind == Theme || w.Kind == Tag }
	if slices.ContainsFunc(words, func(w Word) bool { return !ordinary(w) }) {
		return slices.DeleteFunc(words, func(w Word) bool { return w.Kind == Theme })
	}
	if len(words) == 0 {
		return nil
	}
	// 想念 of 想念母亲, and 诗, ask.
	if _, asking := tables().all.of[run]; asking && (to-from == 1 || to < len(r.cells) && !r.cells[to].gap && !r.beginsAsking(to)) {
		return nil
	}
	if words[0].Kind != Theme || r.themed || r.cells[from].gap && (to == len(r.cells) || r.cells[to].gap) {
		return words
	}
	return nil
}

// unbroken is the run that begins at a cell.
func (r *reader) unbroken(at int) string {
	end := at
	for end < len(r.cells) && (end == at || !r.cells[end].gap) && !r.cells[end].quoted {
		end++
	}
	return r.run(at, end)
}

// standsAlone reports whether a single character is a word by itself: 词 in
// "2019 词" and in 汀兰的词.
func (r *reader) standsAlone(at int) bool {
	before := at == 0 || r.cells[at].gap || r.endsAsking(at)
	after := at+1 >= len(r.cells) || r.cells[at+1].gap || r.beginsAsking(at+1)
	return before && after
}

// endsAsking reports whether what stands before a cell is a word of asking that
// takes something after it.
func (r *reader) endsAsking(at int) bool {
	if c := r.cells[at-1].char; c == '的' || c == '写' || c == '咏' || c == '讲' {
		return true
	}
	for n := min(at, tables().leads.longest); n > 1; n-- {
		if _, ok := tables().leads.of[r.run(at-n, at)]; ok && !r.broken(at-n, at) {
			return true
		}
	}
	return false
}

// beginsAsking reports whether what stands at a cell can only follow a word.
func (r *reader) beginsAsking(at int) bool {
	if r.cells[at].char == '的' || r.cells[at].char == '字' {
		return true
	}
	for n := min(len(r.cells)-at, tables().tails.longest); n > 1; n-- {
		if _, ok := tables().tails.of[r.run(at, at+n)]; ok && !r.broken(at, at+n) {
			return true
		}
	}
	return false
}
