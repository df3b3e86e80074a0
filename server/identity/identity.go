// Package identity is what the community has set of its site, as pages show
// it: its name and what stands after it, its mark, its colours. What is not set
// the program brings along.
package identity

import (
	"cmp"
	"image/color"
	"strings"

	"shiyun/corpus"
	"shiyun/server/card"
	"shiyun/server/catalogue"
	"shiyun/server/preferences"
)

// Identity is the site in one script. It is not changed once it is made.
type Identity struct {
	Name        string
	Line        string // what the site is
	Description string // for link cards
	Foot        string // name and line
	Seal        string // on cards, and beside the poem of the day
	About       []string
	Rights      []string
	Contact     []string
	OwnMark     bool // the mark is not as the program brings it along
	Plan        bool // places are drawn
	Edition     int  // see corpus.SiteSettings

	colours corpus.SiteColours
}

// Of returns the site with settings in the script of words.
func Of(set corpus.SiteSettings, words *catalogue.Catalogue) *Identity {
	name := set.Name
	switch {
	case name == "":
		name = words.Say("site.name")
	case words.Lang == catalogue.Traditional && set.NameHant != "":
		name = set.NameHant
	default:
		name = words.Carry(name)
	}
	i := &Identity{Name: name, Line: cmp.Or(words.Carry(set.Line), words.Say("site.line")), OwnMark: set.Mark != "" || set.Colours.Seal != "",
		Plan: !set.NoPlan, Edition: set.Edition, colours: set.Colours}
	i.Description, i.Foot = words.Say("site.description", i.Name, i.Line), words.Say("foot.about", i.Name, i.Line)
	i.Seal = cmp.Or(words.Carry(set.Seal), words.Carry(set.Mark), firstTwo(i.Name))
	i.About, i.Rights, i.Contact = paragraphs(words.Carry(set.About)), paragraphs(words.Carry(set.Rights)), paragraphs(words.Carry(set.Contact))
	if len(i.Rights) == 0 {
		i.Rights = paragraphs(words.Say("about.rights"))
	}
	return i
}

func firstTwo(name string) string {
	runes := []rune(name)
	return string(runes[:min(len(runes), 2)])
}

func paragraphs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// Paper is the colour of the page by day.
func (i *Identity) Paper() string {
	return cmp.Or(i.colours.Paper, preferences.Ordinary().With(light).Grounds()[0].Colour)
}

var light = map[string][]string{"theme": {"light"}}

// Grounds returns the colours of the page for the bars of the browser around it.
func (i *Identity) Grounds(p preferences.Preferences) []preferences.Ground {
	grounds := p.Grounds()
	night := preferences.Ordinary().With(map[string][]string{"theme": {"dark"}}).Grounds()[0].Colour
	for n, ground := range grounds {
		switch {
		case ground.Colour == night:
			grounds[n].Colour = cmp.Or(i.colours.NightPaper, ground.Colour)
		case p.Theme != "contrast":
			grounds[n].Colour = i.Paper()
		}
	}
	return grounds
}

// CardColours are those of the pictures of poems.
func (i *Identity) CardColours() card.Colours {
	var c card.Colours
	if i.colours.Paper != "" {
		c.Paper = rgba(i.colours.Paper)
	}
	if i.colours.Seal != "" {
		c.Seal = rgba(i.colours.Seal)
	}
	return c
}

// rgba reads "#rrggbb"; black for anything else.
func rgba(colour string) color.RGBA {
	c := color.RGBA{A: 0xff}
	if len(colour) == len("#rrggbb") {
		for n, of := range []*uint8{&c.R, &c.G, &c.B} {
			*of = hexByte(colour[1+2*n : 3+2*n])
		}
	}
	return c
}
