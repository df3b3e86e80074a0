package ask

import "unicode"

// LastWord returns where the word begins that is being typed at the end of a
// question, in code points: after words of asking (写外 of 有没有写外), after
// one of the archive's own words (七 of 汀兰的七) or after a space. It is 0 where
// the query is one word.
func LastWord(query string, words Words, year int) int {
	cells := cut(query)
	if len(cells) == 0 || len(cells) > longest {
		return 0
	}
	r := newReader(cells, words, year)
	at := r.afterLeads()
	for {
		n := r.wholeAt(at)
		if n == 0 || at+n >= len(cells) {
			break
		}
		at += n
	}
	for i := len(cells) - 1; i > at; i-- {
		// Letters apart from letters are pinyin with spaces.
		if cells[i].gap && (cells[i].char > unicode.MaxASCII || cells[i-1].char > unicode.MaxASCII) {
			at = i
			break
		}
	}
	if at == 0 || cells[at].quoted {
		return 0
	}
	return cells[at].at
}

// wholeAt returns how many cells a word has that is typed to its end: one of the
// archive's own, or one that stands between those.
func (r *reader) wholeAt(at int) int {
	if r.cells[at].quoted {
		return 0
	}
	if _, _, n := r.wordAt(at); n > 0 {
		return n
	}
	if at > 0 {
		table := tables().all
		for n := min(table.longest, len(r.cells)-at); n > 0; n-- {
			if _, ok := table.of[r.run(at, at+n)]; ok && !r.broken(at, at+n) {
				return n
			}
		}
	}
	return 0
}

// afterLeads returns the cell after the words of asking that the query begins
// with; 0 where 听 of 听荷 is all there is.
func (r *reader) afterLeads() int {
	at, weak, certain := 0, 0, false
	for at < len(r.cells) {
		p, ok := r.leadAt(at, len(r.cells), false, weak)
		if !ok {
			break
		}
		if _, _, n := r.wordAt(at); n > p.to-p.from {
			break // a name that begins like asking
		}
		if p.phrase.weak {
			weak++
		}
		certain = certain || !p.phrase.weak || p.phrase.topic
		at = p.to
	}
	if !certain {
		return 0
	}
	return at
}

// timeNames are the names of times that are no number.
var timeNames = func() []string {
	names := []string{"今年", "去年", "前年", "大前年", "近三年", "近五年", "近十年", "民国", "上世纪", "本世纪"}
	for _, ten := range []string{"五十", "六十", "七十", "八十", "九十"} {
		names = append(names, ten+"年代")
	}
	stems, branches := []rune("甲乙丙丁戊己庚辛壬癸"), []rune("子丑寅卯辰巳午未申酉戌亥")
	for i := range 60 {
		names = append(names, string([]rune{stems[i%10], branches[i%12]}))
	}
	return names
}()

// TimeNames returns the names of times that are no number: 去年, 民国, 己亥.
// The list must not be changed.
func TimeNames() []string { return timeNames }

// ParseTime reads a folded run that is a time and nothing else. year is that of
// today.
func ParseTime(run string, year int) (Span, bool) {
	span, n := readTime(run, year)
	return span, n > 0 && n == len([]rune(run))
}
