package identity

import "shiyun/corpus"

// Choice is a set of colours that can be told apart, to choose by name.
type Choice struct {
	Name    string // of its word in the catalogue, after "site.colours."
	Colours corpus.SiteColours
}

// Choices are ready for who does not want to think about colours; the first is
// the program's own.
func Choices() []Choice {
	return []Choice{
		{"ordinary", corpus.SiteColours{}},
		{"indigo", corpus.SiteColours{Seal: "#1f4e6b", Paper: "#f6f5ee", NightSeal: "#9cc7e0", NightPaper: "#171a1c"}},
		{"pine", corpus.SiteColours{Seal: "#2a5a3b", Paper: "#f7f6ea", NightSeal: "#a3cfae", NightPaper: "#181b17"}},
		{"ochre", corpus.SiteColours{Seal: "#744411", NightSeal: "#e4bd8c"}},
		{"plum", corpus.SiteColours{Seal: "#662a4e", Paper: "#faf5f0", NightSeal: "#e0a9c8", NightPaper: "#1c181a"}},
		{"ink", corpus.SiteColours{Seal: "#38332d", Paper: "#faf8f2", NightSeal: "#dcd3c3"}},
	}
}

// Shown are the colours of a choice as they are seen, for a sample of it.
type Shown struct{ Paper, Sheet, Ink, Soft, Seal, Fill, OnFill, Rule string }

// Sample returns the colours of a choice by day and by night.
func (p *Palette) Sample(c corpus.SiteColours) (day, night Shown) {
	ofDay, ofNight := p.changes(c)
	return shown(p.day, ofDay), shown(p.night, ofNight)
}

func shown(program, changed tokens) Shown {
	at := func(name string) string { return oneOf(changed[name], program[name]) }
	return Shown{at("paper"), at("sheet"), at("ink"), at("soft"), at("seal"), at("fill"), at("on-fill"), at("rule")}
}
