package ask

// resolve settles what stands between the parts: words of asking alone, or text
// with words of asking at its ends.
func (r *reader) resolve(pieces []piece) []piece {
	var out []piece
	for i := 0; i < len(pieces); {
		if pieces[i].isPart() || pieces[i].quoted {
			out = append(out, pieces[i])
			i++
			continue
		}
		end := i
		for end < len(pieces) && !pieces[end].isPart() && !pieces[end].quoted {
			end++
		}
		out = append(out, r.between(pieces[i:end], i > 0, end < len(pieces))...)
		i = end
	}
	return r.dissolve(out)
}

// between settles the stretch before, after or between parts.
func (r *reader) between(pieces []piece, afterPart, beforePart bool) []piece {
	from, to := pieces[0].from, pieces[len(pieces)-1].to
	if afterPart || beforePart {
		if asking, ok := r.cover(from, to); ok {
			return asking
		}
	}
	var before, after []piece
	weak := 0
	for from < to {
		p, ok := r.leadAt(from, to, afterPart, weak)
		if !ok {
			break
		}
		if p.phrase.weak {
			weak++
		}
		before, from = append(before, p), p.to
	}
	weak = 0
	for from < to {
		p, ok := r.tailAt(from, to, beforePart, weak)
		if !ok {
			break
		}
		if p.phrase.weak {
			weak++
		}
		after, to = append([]piece{p}, after...), p.from
	}
	if from == to && !afterPart && !beforePart { // nothing is left to ask for
		return r.texts(pieces[0].from, pieces[len(pieces)-1].to)
	}
	return append(append(before, r.texts(from, to)...), after...)
}

// leadAt is the phrase that a stretch begins with. One weak word may, before
// text, and any number of others.
func (r *reader) leadAt(from, to int, afterPart bool, weak int) (piece, bool) {
	table := tables().leads
	if afterPart {
		table = tables().all
	}
	for n := min(table.longest, to-from); n > 0; n-- {
		p, ok := table.of[r.run(from, from+n)]
		if !ok || r.broken(from, from+n) || p.weak && (weak > 0 || from+n == to) || p.not == denyWord && !afterPart && !r.wordFollows(from+n) || p.intent != "" && from+n == to {
			continue
		}
		if p.weak && afterPart && r.run(from, from+n) != "的" && r.run(from, from+n) != "写" {
			continue
		}
		return piece{from: from, to: from + n, phrase: p, asking: true}, true
	}
	return piece{}, false
}

// tailAt is the phrase that a stretch ends with: at most two weak ones.
func (r *reader) tailAt(from, to int, beforePart bool, weak int) (piece, bool) {
	table := tables().tails
	if beforePart {
		table = tables().all
	}
	for n := min(table.longest, to-from-1); n > 0; n-- {
		p, ok := table.of[r.run(to-n, to)]
		if !ok || r.broken(to-n, to) || p.weak && weak > 1 {
			continue
		}
		if p.weak && beforePart && r.run(to-n, to) != "的" && r.run(to-n, to) != "写" && r.run(to-n, to) != "在" {
			continue
		}
		return piece{from: to - n, to: to, phrase: p, asking: true}, true
	}
	return piece{}, false
}

// cover cuts a stretch into phrases of asking and nothing else, as few as will
// do.
func (r *reader) cover(from, to int) ([]piece, bool) {
	table := tables().all
	fewest := make([]int, to-from+1) // pieces to the end, 0 for no way
	length := make([]int, to-from+1)
	fewest[to-from] = 1
	for at := to - 1; at >= from; at-- {
		for n := min(table.longest, to-at); n > 0; n-- {
			rest := fewest[at-from+n]
			if rest == 0 || r.broken(at, at+n) {
				continue
			}
			if _, ok := table.of[r.run(at, at+n)]; ok && (fewest[at-from] == 0 || rest+1 < fewest[at-from]) {
				fewest[at-from], length[at-from] = rest+1, n
			}
		}
	}
	if fewest[0] == 0 {
		return nil, false
	}
	var asking []piece
	for at := from; at < to; {
		n := length[at-from]
		asking = append(asking, piece{from: at, to: at + n, phrase: table.of[r.run(at, at+n)], asking: true})
		at += n
	}
	return asking, true
}

// texts cuts cells at gaps.
func (r *reader) texts(from, to int) []piece {
	var texts []piece
	for at := from; at < to; {
		end := at + 1
		for end < to && !r.cells[end].gap {
			end++
		}
		texts = append(texts, piece{from: at, to: end})
		at = end
	}
	return texts
}

// dissolve makes text of parts that a single character of a longer word was left
// beside, and of ordinary words, as tags and themes are, that text was.
func (r *reader) dissolve(pieces []piece) []piece {
	for i := 0; i+1 < len(pieces); i++ {
		a, b := pieces[i], pieces[i+1]
		if !r.joins(a, b) || a.isPart() == b.isPart() {
			continue
		}
		part, text := a, b
		if b.isPart() {
			part, text = b, a
		}
		if text.to-text.from > 1 && !isOrdinary(part) {
			continue
		}
		joined := append(append([]piece{}, pieces[:i]...), piece{from: a.from, to: b.to})
		pieces, i = append(joined, pieces[i+2:]...), max(-1, i-2)
	}
	return pieces
}

func isOrdinary(p piece) bool {
	if len(p.words) == 0 {
		return p.span.From == 0 // a season
	}
	for _, w := range p.words {
		if w.Kind != Tag && w.Kind != Theme {
			return false
		}
	}
	return true
}

// wordFollows reports whether 字 stands after the character or two at a cell.
func (r *reader) wordFollows(at int) bool {
	for n := 1; n <= 3 && at+n < len(r.cells); n++ {
		if r.cells[at+n].char == '字' {
			return true
		}
	}
	return false
}
