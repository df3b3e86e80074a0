package ask

// read makes parts and texts of what is left.
func (r *reader) read() Reading {
	out := Reading{Intent: r.intent, Asked: r.asked()}
	if parts, texts, ok := r.readParts(); ok && (len(parts) > 0) {
		out.Parts, out.Texts = parts, texts
		if len(parts) > 0 && len(texts) == 0 {
			out.Asked = out.Asked || r.leads+r.tails > 0
		}
		if r.intent == "" && r.middle != "" {
			out.Intent = r.middle
		}
	} else {
		if !out.Asked {
			return Reading{}
		}
		out.Texts = r.readTexts(r.from, r.to)
	}
	r.markTexts(out.Texts)
	return out
}

// markTexts notes what the words of asking say of the texts.
func (r *reader) markTexts(texts []Text) {
	for i := range texts {
		t := &texts[i]
		t.Topic = r.topic && !r.intent.ofPoem()
		if r.longerTo == 0 {
			r.longerTo = len(r.cells)
		}
		from, to := t.first, t.end
		if from == r.from && !r.cells[from].gap && r.longerFrom < from {
			from = r.longerFrom
		}
		if to == r.to && to < r.longerTo && !r.cells[to].gap {
			to = r.longerTo
		}
		if (from < t.first || to > t.end) && !r.broken(from, to) {
			t.Longer = r.run(from, to)
		}
	}
}

// readParts takes the longest of the archive's own words at every place. It
// is not ok where that would leave a single character of a word behind: such
// a run is text.
func (r *reader) readParts() (parts []Part, texts []Text, ok bool) {
	textFrom, afterPart := -1, false
	endText := func(at int) {
		if textFrom >= 0 {
			texts = append(texts, r.readTexts(textFrom, at)...)
		}
		textFrom = -1
	}
	for at := r.from; at < r.to; {
		if r.cells[at].quoted {
			endText(at)
			end := at + 1
			for end < r.to && r.cells[end].quoted && !r.cells[end].gap {
				end++
			}
			texts = append(texts, r.newText(at, end))
			at, afterPart = end, false
			continue
		}
		if words, span, n := r.wordAt(at); n > 0 && (!r.intent.ofPoem() || isAuthor(words)) {
			endText(at)
			parts = append(parts, Part{Words: words, Time: span, Raw: r.raw(at, at+n), Run: r.run(at, at+n), From: r.cells[at].at, To: r.cells[at+n-1].at + 1})
			at, afterPart = at+n, true
			continue
		}
		if p, n := longestAt(tables().infixes, r.cells, at, r.to); n > 0 && (afterPart || at == r.from && r.asked()) && textFrom < 0 {
			if p.intent != "" && r.middle == "" {
				r.middle = p.intent
			}
			if p.topic {
				r.topic = true
			}
			at += n
			continue
		}
		if textFrom < 0 {
			textFrom = at
		}
		at, afterPart = at+1, false
	}
	endText(r.to)
	for _, t := range texts {
		if t.end-t.first == 1 && !r.apart(t) {
			return nil, nil, false
		}
	}
	return parts, texts, true
}

func isAuthor(words []Word) bool {
	for _, w := range words {
		if w.Kind == Author {
			return true
		}
	}
	return false
}

// apart reports whether a text of one character is a word by itself.
func (r *reader) apart(t Text) bool {
	before := t.first == r.from || r.cells[t.first].gap || r.cells[t.first-1].char == '的' || r.cells[t.first-1].char == '写'
	after := t.end == r.to || r.cells[t.end].gap || r.cells[t.end].char == '的'
	return before && after
}

// readTexts cuts cells at gaps.
func (r *reader) readTexts(from, to int) []Text {
	var texts []Text
	for at := from; at < to; {
		end := at + 1
		for end < to && !r.cells[end].gap {
			end++
		}
		texts = append(texts, r.newText(at, end))
		at = end
	}
	return texts
}

func (r *reader) newText(from, to int) Text {
	return Text{Raw: r.raw(from, to), Run: r.run(from, to), Title: r.cells[from].title, From: r.cells[from].at, To: r.cells[to-1].at + 1, first: from, end: to}
}
