package metre

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// The rules of tones.
const (
	WrongTone    finding.Rule = "tone"          // 失律
	NotOpposed   finding.Rule = "not_opposed"   // 失对
	NotJoined    finding.Rule = "not_joined"    // 失粘
	LoneLevel    finding.Rule = "lone_level"    // 孤平
	ThreeLevel   finding.Rule = "three_level"   // 三平尾
	ThreeOblique finding.Rule = "three_oblique" // 三仄尾
	GreatTwist   finding.Rule = "great_twist"   // 大拗
	SmallTwist   finding.Rule = "small_twist"   // 小拗
	Twisted      finding.Rule = "twisted"       // 特拗, 本句自救
	FirstTwist   finding.Rule = "first_twist"   // 首句拗: 仄仄平仄平
	Rescued      finding.Rule = "rescued"       // 孤平自救, 一字双救
	Reading      finding.Rule = "reading"       // 两读
	DoubtfulTone finding.Rule = "doubtful_tone" // 僻读, 简繁
	Merged       finding.Rule = "merged"        // 简化合并
)

var toneRules = []finding.Rule{WrongTone, NotOpposed, NotJoined, LoneLevel, ThreeLevel, ThreeOblique, GreatTwist}

func (p *poem) checkTones() {
	for i := range p.clauses {
		if p.isForeign(i) {
			p.addRelation(i)
			continue
		}
		p.checkBreak(i)
		p.checkLine(i)
	}
	for _, c := range p.clauses {
		for _, char := range c.Chars {
			if !p.knows(char) {
				p.add(finding.At(char, UnknownChar, finding.Note, corpus.NewMessage("prosody.unknown", string(char.Rune)), corpus.Message{}))
			}
		}
	}
}

// keys are the places of a line, but for its end, where the tone counts.
func (p *poem) keys() []int {
	if p.core == 2 {
		return []int{1, 3, 5}
	}
	return []int{1, 3}
}

// isForeign reports whether a line is of another skeleton than its neighbours:
// the skeleton breaks before and after it, or the line fits it in no place and
// would fit the other.
func (p *poem) isForeign(line int) bool {
	n := len(p.clauses)
	before := line > 0 && p.broken[line]
	after := line+1 < n && p.broken[line+1]
	switch {
	case before && after, line == 0 && after, before && line == n-1 && line%2 == 1:
		return true
	case before || after:
		return false
	}
	misses := 0
	for _, at := range p.keys() {
		if p.tones[line][at].misses(p.Patterns[line][at]) {
			misses++
		}
	}
	return misses >= 2 && p.weigh(line, p.seconds[line].Opposite(), p.end(line)) < p.weigh(line, p.seconds[line], p.end(line))-wrongThird
}

// addRelation says that a line does not go with its neighbours.
func (p *poem) addRelation(line int) {
	want := p.Patterns[line]
	if line > 0 && p.broken[line] || line == 0 {
		want = pattern(p.seconds[line].Opposite(), p.end(line), p.Length)
	}
	advice := corpus.NewMessage("prosody.line_advice", corpus.Name(Write(want)))
	if line%2 == 1 || line == 0 {
		p.add(finding.Of(p.clauses[line], NotOpposed, finding.Error, corpus.NewMessage("prosody.not_opposed"), advice))
		return
	}
	p.add(finding.Of(p.clauses[line], NotJoined, finding.Error, corpus.NewMessage("prosody.not_joined"), advice))
}

// checkBreak finds where the skeleton begins anew, unless one of the lines
// beside it is of another and says so.
func (p *poem) checkBreak(line int) {
	if line == 0 || !p.broken[line] || p.isForeign(line-1) {
		return
	}
	if line%2 == 1 {
		p.add(finding.Of(p.clauses[line], NotOpposed, finding.Error, corpus.NewMessage("prosody.not_opposed"), corpus.NewMessage("prosody.not_opposed_advice")))
		return
	}
	p.add(finding.Of(p.clauses[line], NotJoined, finding.Error, corpus.NewMessage("prosody.not_joined"), corpus.NewMessage("prosody.not_joined_advice")))
}

// checkLine finds what is wrong within a line.
func (p *poem) checkLine(line int) {
	second, end := p.seconds[line], p.end(line)
	places := p.keys()
	twisted, great, first := p.isTwisted(line, second, end), p.isGreatTwist(line, second, end), p.isFirstTwist(line, second, end)
	if twisted || great || first {
		places = places[:len(places)-1]
	}
	for _, at := range places {
		p.checkPlace(line, at)
	}
	if line%2 == 0 && (line > 0 || !p.FirstRhymes) { // the others are judged as rhymes
		p.checkPlace(line, p.core+4)
	}
	switch {
	case twisted:
		p.addAt(line, p.core+3, Twisted, finding.Note, corpus.NewMessage("prosody.twisted"), corpus.Message{})
	case first:
		p.addAt(line, p.core+3, FirstTwist, finding.Warning, corpus.NewMessage("prosody.first_twist"), corpus.NewMessage("prosody.line_advice", corpus.Name(Write(p.Patterns[line]))))
		return
	case great && p.isRescued(line):
		p.addAt(line, p.core+3, GreatTwist, finding.Note, corpus.NewMessage("prosody.great_twist_rescued", string(p.clauses[line+1].Chars[p.core+2].Rune)), corpus.Message{})
	case great:
		p.addAt(line, p.core+3, GreatTwist, finding.Error, corpus.NewMessage("prosody.great_twist", string(p.clauses[line].Chars[p.core+3].Rune)), corpus.NewMessage("prosody.great_twist_advice"))
	}
	p.checkThirds(line, second, end)
}

// checkThirds finds faults of the first and the third of the last five.
func (p *poem) checkThirds(line int, second, end rhyme.Tone) {
	t, advice := p.tones[line][p.core:], corpus.NewMessage("prosody.line_advice", corpus.Name(Write(p.Patterns[line])))
	switch {
	case p.isThreeLevel(line, second, end) && !t[3].misses(rhyme.Level) && !t[4].misses(rhyme.Level):
		p.addAt(line, p.core+2, ThreeLevel, finding.Error, corpus.NewMessage("prosody.three_level"), advice)
	case p.isThreeOblique(line, second, end) && !t[3].misses(rhyme.Oblique) && !t[4].misses(rhyme.Oblique):
		p.addAt(line, p.core+2, ThreeOblique, finding.Warning, corpus.NewMessage("prosody.three_oblique"), advice)
	case p.isLoneLevel(line, second, end) && !t[1].misses(rhyme.Level):
		p.addAt(line, p.core, LoneLevel, finding.Error, corpus.NewMessage("prosody.lone_level"), corpus.NewMessage("prosody.lone_level_advice"))
	case p.Rhyme == rhyme.Level && second == rhyme.Level && end == rhyme.Level && t[0].misses(rhyme.Level):
		p.addAt(line, p.core+2, Rescued, finding.Note, p.rescueOf(line), corpus.Message{})
	case second == rhyme.Oblique && end == rhyme.Oblique && t[2].misses(rhyme.Level) && !t[3].misses(rhyme.Level):
		p.addAt(line, p.core+2, SmallTwist, finding.Note, corpus.NewMessage("prosody.small_twist"), corpus.Message{})
	}
}

// checkPlace compares one character with the pattern.
func (p *poem) checkPlace(line, at int) {
	t, want := p.tones[line][at], p.Patterns[line][at]
	char := string(p.clauses[line].Chars[at].Rune)
	switch {
	case t.misses(want):
		p.addAt(line, at, WrongTone, finding.Error,
			corpus.NewMessage("prosody.tone", at+1, char, corpus.Name(want.Opposite().Chinese()), corpus.Name(want.Chinese())),
			corpus.NewMessage("prosody.tone_advice", corpus.Name(want.Chinese()), corpus.Name(Write(p.Patterns[line]))))
	case (t.sure&want == 0 || t.sure == rhyme.Either) && p.clauses[line].Chars[at].Sound != nil && p.clauses[line].Chars[at].Sound.Merged:
		p.addAt(line, at, Merged, finding.Note, corpus.NewMessage("prosody.merged", char, corpus.Name(want.Chinese())), corpus.Message{})
	case t.sure&want == 0:
		p.addAt(line, at, DoubtfulTone, finding.Note, corpus.NewMessage("prosody.doubtful_tone", char, corpus.Name(want.Chinese())), corpus.Message{})
	case t.sure == rhyme.Either && p.knows(p.clauses[line].Chars[at]):
		p.addAt(line, at, Reading, finding.Note, readingOf(p.clauses[line].Chars[at].Rune, want), corpus.Message{})
	}
}

// rescueOf says what a level tone makes good: the lone level of its line and,
// where the line before has a great twist, that too (一字双救).
func (p *poem) rescueOf(line int) corpus.Message {
	if line%2 == 1 && p.isGreatTwist(line-1, p.seconds[line-1], p.end(line-1)) {
		return corpus.NewMessage("prosody.rescued_both")
	}
	return corpus.NewMessage("prosody.rescued")
}

// readingOf says in which of its two tones a character is read, and in what
// sense where the tone is bound to one.
func readingOf(char rune, want rhyme.Tone) corpus.Message {
	tone := corpus.Name(want.Chinese())
	if sense := rhyme.Sense(char, want); sense != "" {
		return corpus.NewMessage("prosody.reading_sense", string(char), tone, corpus.Name(sense))
	}
	return corpus.NewMessage("prosody.reading", string(char), tone)
}

func (p *poem) addAt(line, at int, rule finding.Rule, severity finding.Severity, message, advice corpus.Message) {
	p.add(finding.At(p.clauses[line].Chars[at], rule, severity, message, advice))
}

// Write writes tones as 平 and 仄.
func Write(tones []rhyme.Tone) string {
	text := ""
	for _, t := range tones {
		text += t.Chinese()
	}
	return text
}
