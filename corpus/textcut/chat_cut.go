package textcut

import (
	"regexp"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

var (
	systemLine = regexp.MustCompile(`撤回了一条消息|拍了拍|加入了群聊|加入群聊|移出了群聊|退出了群聊|以下为新消息|以上是打招呼|修改群名为|领取了.*红包|发出红包|^\s*\[(?:图片|照片|表情|动画表情|语音|视频|文件|链接|位置|红包|转账|音乐|小程序|聊天记录|名片|群公告|接龙)\]|^\s*(?:\[[^\[\]]{1,6}\])+\s*$|^\s*语音通话|#接龙|^\s*<(?:图片|媒体|Media)`)
	chatter    = regexp.MustCompile(`指正|雅正|斧正|赐教|点评|献丑|见笑|学习了|拜读|各位|大家|老师|群友|诗友们|分享|早上好|晚上好|早安|晚安|谢谢|@|好诗|点赞|转发|收到|哈哈|请多`)
	listLine   = regexp.MustCompile(`^\s*\d{1,3}\s*[、.．)）]|\d{5,}|https?://`)
)

// message is one message of a chat: lines from first, last exclusive.
type message struct {
	header      int // the line that names its sender, -1 where that is on the first line of text
	first, last int
	sender      string
	kept        bool
}

// messages parts the lines of a chat.
func messages(lines []Line) []message {
	var all []message
	for i, line := range lines {
		switch {
		case line.header:
			all = append(all, message{header: i, first: i + 1, last: i + 1, sender: line.sender})
		case len(all) == 0 || line.sender != all[len(all)-1].sender:
			all = append(all, message{header: -1, first: i, last: i + 1, sender: line.sender})
		default:
			all[len(all)-1].last = i + 1
		}
	}
	return all
}

// labelChat drops all that does not look like a poem, and cuts each message
// that does like a text of its own. What is dropped can be taken back.
func labelChat(lines []Line) intake.Labels {
	labels := []byte(strings.Repeat(string(labelDropped), len(lines)))
	all := messages(lines)
	for k := range all {
		m := &all[k]
		var before *message
		if k > 0 && all[k-1].sender == m.sender {
			before = &all[k-1]
		}
		labelMessage(lines, labels, m, before)
	}
	return intake.Labels(labels)
}

// labelMessage labels one message; before is the one before it, if of the
// same sender.
func labelMessage(lines []Line, labels []byte, m, before *message) {
	words := make([]Line, m.last-m.first)
	copy(words, lines[m.first:m.last])
	for i := range words {
		if isChatter(words[i].Text) {
			words[i].Text = ""
		}
	}
	if !looksVerse(words) && !(before != nil && before.kept && allSung(words, 0)) {
		return
	}
	m.kept = true
	MarkRules(words)
	own := labelText("", words)
	copy(labels[m.first:m.last], own)
	switch {
	case strings.Contains(string(own), string(labelTitle)), before != nil && before.kept:
	case before != nil && loneTitle(lines[before.first:before.last]) >= 0:
		labels[before.first+loneTitle(lines[before.first:before.last])] = labelTitle
	case m.header >= 0:
		labels[m.header] = labelTitle // a poem without a title begins
	}
}

// isChatter holds for a line that is talk around a poem.
func isChatter(text string) bool {
	if len(text) > maxLook {
		return false
	}
	if systemLine.MatchString(text) {
		return true
	}
	s := verse.ShapeOf(text)
	return chatter.MatchString(text) && !(s.IsRegular() && len(s.Clauses) >= 2) && !strings.Contains(text, "《") && !isLabelled(text)
}

// loneTitle is the only line of a message, where that is a title beyond
// doubt; -1 otherwise.
func loneTitle(lines []Line) int {
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
	if at >= 0 {
		text := strings.TrimSpace(lines[at].content())
		if parts := readTitle(text, careful); strings.HasPrefix(text, "《") && len(text) < 120 || parts.form != "" && len(text) < 90 {
			return at
		}
	}
	return -1
}

// looksVerse weighs a message without the talk in it: regular verse, verse
// under a title, or four short lines and more.
func looksVerse(words []Line) bool {
	lines, regular, short, lists, clauses, runes := 0, 0, 0, 0, 0, 0
	titled := false
	same := make(map[int]int)
	for _, w := range words {
		text := strings.TrimSpace(w.content())
		if text == "" {
			continue
		}
		s := verse.ShapeOf(text)
		if lines == 0 {
			parts := readTitle(text, careful)
			titled = strings.HasPrefix(text, "《") || parts.form != "" && !s.Ended
		}
		lines++
		runes += s.Letters
		if s.Han < s.Letters-2 || listLine.MatchString(text) {
			lists++
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
	case titled && lines >= 3:
		return true
	case lines >= 4 && max(same[5], same[7], same[4], same[6])*10 >= lines*6:
		return true
	case lines >= 3 && allSung(words, 1):
		return true
	case lines == 2 && coupletWord.MatchString(strings.TrimSpace(words[0].Text)):
		return true
	}
	return lines >= 4 && short*10 >= lines*9 && runes <= 14*lines
}

// allSung holds where every line but the first few is of equal clauses and
// ends with a mark: too little to be a poem by itself, enough under a title or
// after a poem.
func allSung(words []Line, but int) bool {
	lines := 0
	for _, w := range words {
		if w.Blank() {
			continue
		}
		s := verse.ShapeOf(w.content())
		if lines++; lines <= but && (s.Ended || s.Letters > 12) || lines > but && (s.Metre() == 0 || !s.Ended) {
			return false
		}
	}
	return lines > but+1
}
