package settings

import (
	"net/url"
	"strings"

	"shiyun/corpus"
	"shiyun/server/assets"
	"shiyun/server/entry"
	"shiyun/server/identity"
)

// ownColours is the choice of who gives colours of their own.
const ownColours = "own"

// valuesOf are the fields of the form for settings.
func valuesOf(set corpus.SiteSettings) url.Values {
	c := set.Colours
	values := url.Values{"name": {set.Name}, "name_hant": {set.NameHant}, "line": {set.Line}, "mark": {set.Mark}, "stamp": {set.Seal},
		"about": {set.About}, "rights": {set.Rights}, "contact": {set.Contact},
		"seal": {c.Seal}, "paper": {c.Paper}, "night_seal": {c.NightSeal}, "night_paper": {c.NightPaper}, "colours": {ownColours}}
	for _, choice := range identity.Choices() {
		if choice.Colours == c {
			values.Set("colours", choice.Name)
		}
	}
	if !set.NoPlan {
		values.Set("plan", "1")
	}
	return values
}

// settingsIn reads the form. What is wrong is noted beside its field.
func (s *Server) settingsIn(e *entry.Entry) corpus.SiteSettings {
	text := func(name string) string {
		if got := e.Text(name, corpus.MaxProse); got != nil {
			return *got
		}
		return ""
	}
	set := corpus.SiteSettings{Name: e.Short("name", corpus.MaxSiteName), NameHant: e.Short("name_hant", corpus.MaxSiteName),
		Line: e.Short("line", corpus.MaxSiteLine), Mark: e.Short("mark", corpus.MaxSiteMark), Seal: e.Short("stamp", corpus.MaxSiteSeal),
		About: text("about"), Rights: text("rights"), Contact: text("contact"), NoPlan: e.Value("plan") == "", Colours: coloursIn(e)}
	if set.Name == "" {
		e.Refuse("name", "settings.no_name")
	}
	for name, drawn := range map[string]string{"mark": set.Mark, "stamp": set.Seal} {
		if lacks := notDrawn(drawn); lacks != "" {
			e.Refuse(name, "settings.not_drawn", lacks)
		}
	}
	if e.Fine() {
		s.checkColours(e, set.Colours)
	}
	return set
}

func coloursIn(e *entry.Entry) corpus.SiteColours {
	for _, choice := range identity.Choices() {
		if e.Value("colours") == choice.Name {
			return choice.Colours
		}
	}
	colour := func(name string) string {
		text := strings.ToLower(e.Short(name, len("#rrggbb")))
		if text != "" && !strings.HasPrefix(text, "#") {
			text = "#" + text
		}
		if text != "" && !corpus.IsColour(text) {
			e.Refuse(name, "archive.site_colour", text)
		}
		return text
	}
	return corpus.SiteColours{Seal: colour("seal"), Paper: colour("paper"), NightSeal: colour("night_seal"), NightPaper: colour("night_paper")}
}

func (s *Server) checkColours(e *entry.Entry, c corpus.SiteColours) {
	for _, fault := range s.palette.Check(c) {
		if fault.Instead == "" {
			e.Refuse(fault.Field, "settings.contrast", fault.Ratio, fault.Least)
		} else {
			e.Refuse(fault.Field, "settings.contrast_instead", fault.Ratio, fault.Least, fault.Instead)
		}
	}
}

// notDrawn returns the characters that the typeface cannot draw.
func notDrawn(text string) string {
	face, err := assets.Kai()
	if err != nil {
		return ""
	}
	has := string(face.Characters(text))
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(has, r) {
			return -1
		}
		return r
	}, text)
}
