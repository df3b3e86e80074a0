package ask

// reader takes a question apart from both ends.
type reader struct {
	cells    []cell
	words    Words
	year     int
	from, to int // what is not taken off
	intent   Intent
	middle   Intent // asked between the parts
	topic    bool
	strong   int
	leads    int // weak phrases taken off
	tails    int
	// longerFrom and longerTo are the middle with the weak phrases beside it.
	longerFrom, longerTo int
}

// strip takes off what carries no meaning, and keeps what it asks.
func (r *reader) strip() {
	for r.stripLead() {
	}
	r.longerFrom = r.from
	for r.stripTail() {
	}
	for r.stripLead() { // a tail may have made a weak lead count
	}
}

func (r *reader) stripLead() bool {
	p, n := longestAt(tables().leads, r.cells, r.from, r.to)
	if n == 0 || r.from+n > r.to || r.from+n == r.to && p.weak {
		return false
	}
	if p.intent != "" && r.from+n == r.to { // 有几首 alone
		return false
	}
	if _, _, word := r.wordAt(r.from); word > n {
		return false
	}
	if p.weak && r.leads > 0 {
		return false
	}
	r.note(p)
	if p.weak {
		r.leads += n
	} else {
		r.longerFrom = r.from + n
	}
	r.from += n
	return true
}

func (r *reader) stripTail() bool {
	for n := min(tables().tails.longest, r.to-r.from-1); n > 0; n-- {
		p, ok := tables().tails.of[r.run(r.to-n, r.to)]
		if !ok || r.broken(r.to-n, r.to) || r.endsWord(r.to, n) {
			continue
		}
		if p.weak && r.tails > 1 {
			return false
		}
		r.note(p)
		if p.weak {
			r.tails += n
		} else {
			r.longerTo = r.to - n
		}
		r.to -= n
		return true
	}
	return false
}

func (r *reader) note(p phrase) {
	if !p.weak {
		r.strong++
	}
	if p.intent != "" && r.intent == "" {
		r.intent = p.intent
	}
	r.topic = r.topic || p.topic
}

// asked reports whether words of asking were taken off for certain.
func (r *reader) asked() bool { return r.strong > 0 || r.leads > 0 && r.tails > 0 }

func (r *reader) run(from, to int) string {
	chars := make([]rune, 0, to-from)
	for _, c := range r.cells[from:to] {
		chars = append(chars, c.char)
	}
	return string(chars)
}

func (r *reader) raw(from, to int) string {
	chars := make([]rune, 0, to-from)
	for _, c := range r.cells[from:to] {
		chars = append(chars, c.raw)
	}
	return string(chars)
}

// broken reports whether a run is not one: a gap or a quotation inside.
func (r *reader) broken(from, to int) bool { return broken(r.cells, from, to) }

func broken(cells []cell, from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && cells[i].gap || cells[i].quoted {
			return true
		}
	}
	return false
}

func longestAt(p phrases, cells []cell, from, to int) (phrase, int) {
	for n := min(p.longest, to-from); n > 0; n-- {
		chars := make([]rune, n)
		for i := range chars {
			chars[i] = cells[from+i].char
		}
		if found, ok := p.of[string(chars)]; ok && !broken(cells, from, from+n) {
			return found, n
		}
	}
	return phrase{}, 0
}

// wordAt returns the longest of the archive's own words, or of times, that
// begins at a cell, and how many cells it has.
func (r *reader) wordAt(at int) ([]Word, Span, int) {
	for n := min(r.words.Longest(), r.to-at); n > 0; n-- {
		if r.broken(at, at+n) {
			continue
		}
		if n == 1 && !r.standsAlone(at) {
			break
		}
		if words := r.words.Find(r.run(at, at+n)); len(words) > 0 && (n > 1 || r.standsAlone(at)) {
			span, length := readTime(r.unbroken(at), r.year)
			if length > n {
				return nil, span, length
			}
			if length < n {
				span = Span{}
			}
			return words, span, n
		}
	}
	span, n := readTime(r.unbroken(at), r.year)
	if n == 1 && !r.standsAlone(at) {
		return nil, Span{}, 0
	}
	return nil, span, n
}

// unbroken is the run that begins at a cell.
func (r *reader) unbroken(at int) string {
	end := at
	for end < r.to && (end == at || !r.cells[end].gap) && !r.cells[end].quoted {
		end++
	}
	return r.run(at, end)
}

// standsAlone reports whether a single character is a word by itself: 词 in
// "2019 词" and in 汀兰的词.
func (r *reader) standsAlone(at int) bool {
	before := at == r.from || r.cells[at].gap || r.cells[at-1].char == '的'
	after := at+1 >= r.to || r.cells[at+1].gap || r.cells[at+1].char == '的'
	return before && after
}

// endsWord reports whether the last n cells before to are part of one of the
// archive's own longer words: 诗 of the place 东亭诗.
func (r *reader) endsWord(to, n int) bool {
	for from := max(r.from, to-r.words.Longest()); from < to-n; from++ {
		if !r.broken(from, to) && len(r.words.Find(r.run(from, to))) > 0 {
			return true
		}
	}
	return false
}
