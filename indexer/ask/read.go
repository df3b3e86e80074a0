package ask

import "slices"

// read cuts the query, takes the words of asking for what they ask, and makes
// parts and texts of the rest.
func (r *reader) read() Reading {
	pieces := r.resolve(r.cutPieces())
	out := Reading{Asked: isAsked(pieces)}
	if out.Asked || namesAndAsks(pieces) {
		r.themed = true
		pieces = r.resolve(r.cutPieces())
	}
	if out.Asked {
		pieces = r.findTitle(pieces)
	}
	topic, title, about := false, false, false
	for _, p := range pieces {
		if !p.asking {
			continue
		}
		if out.Intent == "" {
			out.Intent = p.phrase.intent
		}
		// 讲腌菜的那首 is about it, 题目叫腌菜的那首 is called so: the first decides.
		title = title || p.phrase.title && !about
		about = about || p.phrase.topic && p.phrase != ofText && p.phrase != ofTexts && !title
		topic = topic || p.phrase.topic
	}
	if out.Intent == "" && asksOfLine(pieces) {
		out.Intent, about, topic = Who, false, false
	}
	title = title && !about || out.Intent.ofPoem()
	pieces = deny(pieces)
	if title {
		pieces = r.keepTitle(pieces, out.Intent.ofPoem())
	}
	for i, p := range pieces {
		switch {
		case p.isPart():
			out.Parts = append(out.Parts, Part{Words: p.words, Time: p.span, Raw: r.raw(p.from, p.to), Run: r.run(p.from, p.to),
				From: r.cells[p.from].at, To: r.cells[p.to-1].at + 1, Denied: p.denied})
		case p.isText():
			t := r.newText(p)
			t.Topic, t.Title = topic && !title, t.Title || title || p.title
			t.Longer = r.longer(pieces, i)
			out.Texts = append(out.Texts, t)
		}
	}
	out.dropNeedless()
	return out
}

// isAsked reports whether words of asking were found for certain: one phrase
// of two characters or more at an end of the query, or weak ones at both.
func isAsked(pieces []piece) bool {
	first, last := pieces[0], pieces[len(pieces)-1]
	strong := func(p piece) bool { return p.asking && !p.phrase.weak }
	for _, p := range pieces {
		if !p.asking {
			break
		}
		if strong(p) {
			return true
		}
	}
	for _, p := range slices.Backward(pieces) {
		if !p.asking {
			break
		}
		if strong(p) {
			return true
		}
	}
	return first.asking && last.asking && len(pieces) > 2
}

// namesAndAsks reports whether the query has a name of the archive's and a word of
// asking.
func namesAndAsks(pieces []piece) bool {
	name := slices.ContainsFunc(pieces, func(p piece) bool { return p.isPart() && !isOrdinary(p) })
	return name && slices.ContainsFunc(pieces, func(p piece) bool { return p.asking })
}

// shortestLine is the shortest text, in characters, that is a line and no topic.
const shortestLine = 4

// asksOfLine reports whether what is asked is who wrote a line: 谁写过湖灯一点.
func asksOfLine(pieces []piece) bool {
	asks, texts := false, 0
	for _, p := range pieces {
		asks = asks || p.asking && p.phrase.ofLine == Who
		if p.isPart() {
			return false
		}
		if p.isText() && p.to-p.from >= shortestLine {
			texts++
		}
	}
	return asks && texts > 0
}

// findTitle takes what stands between the words of asking, or with a weak one
// beside it, for a title where a poem has it: 题 of 题望月亭 asks for nothing.
func (r *reader) findTitle(pieces []piece) []piece {
	from, to := 0, len(pieces)
	for from < to && pieces[from].asking && !isLetter(pieces[from]) {
		from++
	}
	for to > from && pieces[to-1].asking && !isLetter(pieces[to-1]) {
		to--
	}
	for a := from; a < to && (a == from || isLetter(pieces[a-1])); a++ {
		for b := to; b > a && (b == to || isLetter(pieces[b])); b-- {
			if b == a+1 && !pieces[a].isText() {
				continue // a name, or nothing but asking
			}
			if p := (piece{from: pieces[a].from, to: pieces[b-1].to, title: true}); r.words.HasTitle(r.run(p.from, p.to)) {
				return append(append(slices.Clone(pieces[:a]), p), pieces[b:]...)
			}
		}
	}
	return pieces
}

// isLetter reports whether a piece is a word of asking of one character.
func isLetter(p piece) bool { return p.asking && p.to-p.from == 1 }

// deny marks what the query does not want. Where everything is denied nothing
// is: such a query asks for nothing that can be shown first.
func deny(pieces []piece) []piece {
	denied := slices.Clone(pieces)
	for i, p := range pieces {
		if !p.asking || p.phrase.not == 0 {
			continue
		}
		next := i + 1
		for next < len(pieces) && pieces[next].asking && pieces[next].phrase.weak {
			next++
		}
		last := i - 1
		for last >= 0 && pieces[last].asking {
			last--
		}
		switch hasNext := next < len(pieces) && !pieces[next].asking; {
		case p.phrase.not == denyLast && last >= 0:
			denied[last].denied = true
		case p.phrase.not == denyNext && hasNext:
			denied[next].denied = true
		case p.phrase.not == denyNext && last >= 0:
			denied[last].denied = true
		case p.phrase.not == denyText && hasNext, p.phrase.not == denyWord && hasNext && next+1 < len(pieces) && pieces[next+1].asking:
			denied[next] = piece{from: pieces[next].from, to: pieces[next].to, denied: true}
		}
	}
	if !slices.ContainsFunc(denied, func(p piece) bool { return !p.asking && !p.denied }) {
		return pieces
	}
	return denied
}

// keepTitle makes text of the parts in what is asked of one poem: a word is then
// its title, or in it. A name stays where it stands apart, and that of a place
// only where the poem itself is asked for.
func (r *reader) keepTitle(pieces []piece, ofPoem bool) []piece {
	var kept []piece
	for i, p := range pieces {
		glued := i > 0 && r.joins(pieces[i-1], p) || i+1 < len(pieces) && r.joins(p, pieces[i+1])
		tune := p.isPart() && p.words != nil && p.words[0].Kind == Tune // 忆江南·咏冬 is a title
		if p.isPart() && !p.denied && (glued || tune || isOrdinary(p) || ofPoem && !isAuthor(p.words)) {
			p.words, p.span = nil, Span{}
		}
		if last := len(kept) - 1; last >= 0 && p.isText() && kept[last].isText() && !p.quoted && !kept[last].quoted && (r.joins(kept[last], p) || kept[last].tune) {
			kept[last].to = p.to
			continue
		}
		p.tune = tune
		kept = append(kept, p)
	}
	return kept
}

// joins reports whether two pieces are no words of asking and nothing stands
// between them.
func (r *reader) joins(a, b piece) bool {
	return !a.asking && !b.asking && !a.quoted && !b.quoted && !r.cells[b.from].gap
}

func isAuthor(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.Kind == Author })
}

func (r *reader) newText(p piece) Text {
	return Text{Raw: r.raw(p.from, p.to), Run: r.run(p.from, p.to), Title: r.cells[p.from].title, Denied: p.denied,
		From: r.cells[p.from].at, To: r.cells[p.to-1].at + 1}
}

// longer returns a text with the weak words of asking beside it, "" for none.
func (r *reader) longer(pieces []piece, i int) string {
	from, to := pieces[i].from, pieces[i].to
	if i > 0 && isLetter(pieces[i-1]) {
		from = pieces[i-1].from
	}
	if i+1 < len(pieces) && isLetter(pieces[i+1]) {
		to = pieces[i+1].to
	}
	if r.broken(from, to) || from == pieces[i].from && to == pieces[i].to {
		return ""
	}
	return r.run(from, to)
}

// dropNeedless leaves out a form that a tune says already: 浣溪沙这个词牌的词.
func (r *Reading) dropNeedless() {
	isTune := func(p Part) bool { return p.Kind() == Tune }
	if slices.ContainsFunc(r.Parts, isTune) {
		r.Parts = slices.DeleteFunc(r.Parts, func(p Part) bool { return p.Run == "词" || p.Run == "曲" || p.Run == "散曲" })
	}
}
