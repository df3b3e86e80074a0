package chat

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/order"
	"shiyun/corpus/verse"
)

// message is one message of a chat: lines from first, last exclusive.
type message struct {
	header      int // the line that names its sender, -1 where that is on the first line of text
	first, last int
	sender      string
	said        bool // by somebody, and not by the chat's own program
	joined      bool // of several, a line of verse each
	kept        bool
}

// messages parts the lines of a chat.
func messages(lines []manuscript.Line) []message {
	var all []message
	for i, line := range lines {
		said := line.Sender != "" || line.Passed
		switch {
		case line.Header:
			all = append(all, message{header: i, first: i + 1, last: i + 1, sender: line.Sender, said: said})
		case len(all) == 0 || line.Opens || line.Sender != all[len(all)-1].sender:
			all = append(all, message{header: -1, first: i, last: i + 1, sender: line.Sender, said: said})
		default:
			all[len(all)-1].last = i + 1
		}
	}
	return all
}

// joinVerses joins messages of one line each that somebody sent one after the
// other, where these are verse of one metre: a poem sent line by line.
func joinVerses(lines []manuscript.Line, all []message) []message {
	joined := all[:0]
	metre := 0 // of the last of joined, 0 where that is not verse sent so
	for _, m := range all {
		own := metreOfOne(lines, m)
		if n := len(joined); own > 0 && own == metre && joined[n-1].sender == m.sender && joined[n-1].said &&
			lastLine(lines, m) != lastLine(lines, joined[n-1]) {
			joined[n-1].last, joined[n-1].joined = m.last, true
			continue
		}
		joined, metre = append(joined, m), own
	}
	return joined
}

// lastLine returns the last line of a message.
func lastLine(lines []manuscript.Line, m message) string {
	for i := m.last - 1; i >= m.first; i-- {
		if !lines[i].Blank() {
			return manuscript.Clip(lines[i].Text)
		}
	}
	return ""
}

// metreOfOne is the metre of a message of a single line, 0 for others.
func metreOfOne(lines []manuscript.Line, m message) int {
	metre, n := 0, 0
	for _, line := range lines[m.first:m.last] {
		if !line.Blank() {
			n++
			if s := verse.ShapeOf(manuscript.Clip(line.Text)); s.Metre() >= 5 && s.Han == s.Letters {
				metre = s.Metre()
			}
		}
	}
	if n != 1 {
		return 0
	}
	return metre
}

// Label drops all that does not look like a poem, and cuts each message
// that does like a text of its own. What is dropped can be taken back.
func Label(lines []manuscript.Line) intake.Labels {
	labels := []byte(strings.Repeat(string(manuscript.LabelDropped), len(lines)))
	all := joinVerses(lines, messages(lines))
	named := slices.ContainsFunc(all, func(m message) bool { return m.said })
	couplets := areCouplets(lines, all)
	seen := map[string]string{} // who sent a text first
	for k := range all {
		m := &all[k]
		if named && !m.said {
			continue // the head of a file, or what the program says
		}
		var before *message
		if k > 0 && all[k-1].sender == m.sender {
			before = &all[k-1]
		}
		labelMessage(lines, labels, m, before, couplets)
		if m.kept && isRepeated(lines, labels, m, seen) {
			for i := m.first; i < m.last; i++ {
				labels[i] = manuscript.LabelDropped
			}
			if m.header >= 0 {
				labels[m.header] = manuscript.LabelDropped
			}
			m.kept = false
		}
	}
	return intake.Labels(labels)
}

// isRepeated reports whether somebody else sent the verse of a message before.
func isRepeated(lines []manuscript.Line, labels []byte, m *message, seen map[string]string) bool {
	var letters strings.Builder
	for i := m.first; i < m.last; i++ {
		if labels[i] == manuscript.LabelBody || labels[i] == manuscript.LabelFirst {
			for _, r := range lines[i].Text {
				if unicode.IsLetter(r) {
					letters.WriteRune(r)
				}
			}
		}
	}
	first, again := seen[letters.String()]
	if !again {
		seen[letters.String()] = m.sender
	}
	return again && first != m.sender
}

// areCouplets reports whether most of what was said is a couplet a message: two
// lines as long as each other are talk as well, unless nearly all are such.
func areCouplets(lines []manuscript.Line, all []message) bool {
	said, pairs := 0, 0
	for _, m := range all {
		if m.said && manuscript.FilledLines(lines[m.first:m.last]) > 0 {
			said++
			if isPair(lines[m.first:m.last]) {
				pairs++
			}
		}
	}
	return pairs >= 2 && pairs*4 >= said*3
}

// isPair reports whether a message is two lines of Chinese characters, as long
// as each other.
func isPair(words []manuscript.Line) bool {
	var letters []int
	for _, w := range words {
		if w.Blank() {
			continue
		}
		s := verse.ShapeOf(manuscript.Clip(w.Content()))
		if s.Letters < 5 || s.Han != s.Letters || len(letters) == 2 {
			return false
		}
		letters = append(letters, s.Letters)
	}
	return len(letters) == 2 && letters[0] == letters[1]
}

// labelMessage labels one message; before is the one before it, if of the
// same sender. couplets reports whether the chat is one of these.
func labelMessage(lines []manuscript.Line, labels []byte, m, before *message, couplets bool) {
	words := make([]manuscript.Line, m.last-m.first)
	copy(words, lines[m.first:m.last])
	blankTalk(words)
	if couplets && isPair(words) {
		m.kept = true
		markPair(labels[m.first:m.last], words)
		return
	}
	title := -1
	if before != nil && !before.kept {
		title = loneTitle(lines[before.first:before.last])
	}
	if !looksVerse(words, title >= 0) && !(before != nil && before.kept && allSung(words, 0)) {
		return
	}
	manuscript.MarkRules(words)
	own := []byte(order.Label("", words))
	if m.joined {
		own = bytes.ReplaceAll(own, []byte{manuscript.LabelStanza}, []byte{manuscript.LabelDropped})
	}
	dropTalk(words, own)
	if !slices.Contains(own, manuscript.LabelBody) && !slices.Contains(own, manuscript.LabelFirst) {
		return
	}
	m.kept = true
	copy(labels[m.first:m.last], own)
	switch {
	case slices.Contains(own, manuscript.LabelTitle), before != nil && before.kept:
	case title >= 0:
		labels[before.first+title] = manuscript.LabelTitle
	case m.header >= 0:
		labels[m.header] = manuscript.LabelTitle // a poem without a title begins
	default:
		if at := slices.Index(own, manuscript.LabelBody); at >= 0 {
			labels[m.first+at] = manuscript.LabelFirst
		}
	}
}

// markPair labels the two lines of a couplet as a poem without a title.
func markPair(labels []byte, words []manuscript.Line) {
	label := byte(manuscript.LabelFirst)
	for i, w := range words {
		if !w.Blank() {
			labels[i] = label
			label = manuscript.LabelBody
		}
	}
}

// dropTalk drops what of a message is neither marked as part of a poem nor
// like the verse beside it: people talk above and below what they send, and a
// note or preface that does not say so is talk.
func dropTalk(words []manuscript.Line, labels []byte) {
	for i, label := range labels {
		text := strings.TrimSpace(words[i].Text)
		marked := manuscript.BracketedLine.MatchString(text) || goesOn(labels, i, label)
		switch label {
		case manuscript.LabelNote:
			marked = marked || manuscript.NoteWord.MatchString(text) || manuscript.NoteNumber.MatchString(text)
		case manuscript.LabelPreface:
			marked = marked || manuscript.PrefaceWord.MatchString(text) || strings.HasPrefix(text, "——")
		default:
			continue
		}
		if !marked {
			labels[i] = manuscript.LabelDropped
		}
	}
	var verses []int
	for i, label := range labels {
		if label == manuscript.LabelBody || label == manuscript.LabelFirst {
			verses = append(verses, i)
		}
	}
	for len(verses) > 2 && isTalkBeside(words, verses, len(verses)-1) {
		labels[verses[len(verses)-1]] = manuscript.LabelDropped
		verses = verses[:len(verses)-1]
	}
	for len(verses) > 2 && isTalkBeside(words, verses, 0) {
		labels[verses[0]] = manuscript.LabelDropped
		verses = verses[1:]
	}
}

// isTalkBeside reports whether line at, the first or last of verses, has
// neither the metre of the others nor the mark that these end with.
func isTalkBeside(words []manuscript.Line, verses []int, at int) bool {
	metres, ended := map[int]int{}, 0
	for k, i := range verses {
		if s := verse.ShapeOf(words[i].Text); k != at && s.Ended {
			ended++
			metres[s.Metre()]++
		}
	}
	s := verse.ShapeOf(words[verses[at]].Text)
	return !s.Ended && ended == len(verses)-1 && (metres[5]+metres[7])*2 > ended && metres[s.Metre()] == 0 && !isSide(words[verses[at]].Text)
}

// goesOn reports whether the line before i has the label too, and was kept.
func goesOn(labels []byte, i int, label byte) bool { return i > 0 && labels[i-1] == label }

func isSide(text string) bool { return manuscript.CoupletWord.MatchString(text) }

// loneTitle is the only line of a message, where that is a title: beyond
// doubt, or as short as one and no talk; -1 otherwise.
func loneTitle(lines []manuscript.Line) int {
	at := -1
	for i, line := range lines {
		if line.Blank() {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	if at < 0 {
		return -1
	}
	text := strings.TrimSpace(lines[at].Content())
	switch parts := manuscript.ReadTitle(text, manuscript.Careful); {
	case strings.HasPrefix(text, "《") && len(text) < 120, parts.Form != "" && len(text) < 90:
		return at
	case isChatter(text) || particle.MatchString(text) || strings.ContainsAny(text, manuscript.Unnamed):
		return -1
	}
	s := verse.ShapeOf(text)
	if n := utf8.RuneCountInString(text); n >= 2 && n <= 8 && s.Han == s.Letters && !s.Marked && s.Letters == n {
		return at
	}
	return -1
}

// looksVerse weighs a message without the talk in it: regular verse, verse
// under a title, or four short lines and more. titled reports whether a title
// was sent before it.
func looksVerse(words []manuscript.Line, titled bool) bool {
	lines, regular, short, lists, clauses, runes, talk := 0, 0, 0, 0, 0, 0, 0
	sung := 0 // clauses of the last line, where it ends as verse does
	same := make(map[int]int)
	for _, w := range words {
		text := strings.TrimSpace(w.Content())
		if text == "" {
			continue
		}
		s := verse.ShapeOf(text)
		if lines == 0 && !titled {
			parts := manuscript.ReadTitle(text, manuscript.Careful)
			titled = strings.HasPrefix(text, "《") || parts.Form != "" && !s.Ended
		}
		lines++
		runes += s.Letters
		if sung = 0; s.Ended && s.Longest <= 9 {
			sung = len(s.Clauses)
		}
		if s.Han < s.Letters-2 || listLine.MatchString(text) {
			lists++
		}
		if particle.MatchString(text) || chatter.MatchString(manuscript.Clip(text)) {
			talk++
		}
		if s.IsRegular() {
			regular++
			clauses += len(s.Clauses)
		}
		if s.Letters > 0 && s.Letters <= 20 {
			short++
		}
		if m := s.Metre(); m >= 4 && s.Letters == s.Han {
			same[m]++
		}
	}
	switch {
	case lines == 0 || lists*3 > lines:
		return false
	case regular*10 >= lines*6 && clauses >= 4:
		return true
	case titled && (lines >= 3 || lines == 2 && sung >= 4):
		return true
	case lines >= 4 && max(same[5], same[7], same[4], same[6])*10 >= lines*6:
		return true
	case lines >= 3 && allSung(words, 1):
		return true
	case lines == 2 && manuscript.CoupletWord.MatchString(strings.TrimSpace(words[0].Text)):
		return true
	}
	return lines >= 4 && talk*4 < lines && short*10 >= lines*9 && runes <= 14*lines
}

// allSung reports whether every line but the first few is of equal clauses
// and ends with a mark: too little to be a poem by itself, enough under a title
// or after a poem.
func allSung(words []manuscript.Line, but int) bool {
	lines := 0
	for _, w := range words {
		if w.Blank() {
			continue
		}
		s := verse.ShapeOf(w.Content())
		if lines++; lines <= but && (s.Ended || s.Letters > 12) || lines > but && (s.Metre() == 0 || !s.Ended) {
			return false
		}
	}
	return lines > but+1
}
