package tune

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// Leads reports whether the first character of a clause leads the rest
// (一字领), as 对 does in 对潇潇暮雨洒江天: it is oblique, and the tones alternate
// where the rest has its beats, which those of the whole clause do not. 张炎
// 《词源》 treats of such words; no table marks them, but the tones show them.
func (c Clause) Leads() bool {
	n := len(c.Tones)
	if n != 5 && n != 8 || c.Tones[0].Tone != rhyme.Oblique {
		return false
	}
	return c.alternates(2) && !c.alternates(1)
}

// alternates reports whether every second tone, from a place on, is fixed and
// the opposite of the one before.
func (c Clause) alternates(from int) bool {
	for at := from; at < len(c.Tones); at += 2 {
		tone := c.Tones[at].Tone
		if tone == rhyme.Either || at > from && tone == c.Tones[at-2].Tone {
			return false
		}
	}
	return true
}

// checkLeads notes where a character leads.
func (r *Result) checkLeads() {
	for _, l := range r.Lines {
		if len(l.Chars) == len(l.Form.Tones) && l.Form.Leads() {
			rest := ""
			for _, char := range l.Chars[1:] {
				rest += string(char.Rune)
			}
			r.add(finding.At(l.Chars[0], Lead, finding.Note, corpus.NewMessage("prosody.lead", string(l.Chars[0].Rune), rest), corpus.Message{}))
		}
	}
}
