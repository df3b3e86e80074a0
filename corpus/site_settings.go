package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// SiteSettings are what a community calls its site and how it looks there. The
// zero value is a site on which nothing has been set: each part then has what
// the program brings along.
type SiteSettings struct {
	Name string `json:"name,omitempty"`
	// NameHant is the name in traditional characters, where converting it would
	// get it wrong.
	NameHant string `json:"name_hant,omitempty"`
	Line     string `json:"line,omitempty"` // what the site is, after its name
	// Mark is one or two characters drawn as the site's mark.
	Mark string `json:"mark,omitempty"`
	// Seal is what cards are sealed with, two characters or four.
	Seal    string      `json:"seal,omitempty"`
	About   string      `json:"about,omitempty"`
	Rights  string      `json:"rights,omitempty"` // whose the poems are, and what may be done with them
	Contact string      `json:"contact,omitempty"`
	Colours SiteColours `json:"colours,omitzero"`
	NoPlan  bool        `json:"no_plan,omitempty"` // places are listed and not drawn
	// Edition is how often the settings were changed since they were first made.
	// Pictures that others keep have it in their address.
	Edition int `json:"edition,omitempty"`
}

// SiteColours are colours of pages as "#rrggbb", by day and by night; "" for
// those of the program.
type SiteColours struct {
	Seal       string `json:"seal,omitempty"`
	Paper      string `json:"paper,omitempty"`
	NightSeal  string `json:"night_seal,omitempty"`
	NightPaper string `json:"night_paper,omitempty"`
}

// The longest of each, in code points.
const (
	MaxSiteName = 12
	MaxSiteLine = 40
	MaxSiteMark = 2
	MaxSiteSeal = 4
)

// CleanSiteSettings returns the settings as they are kept, or an Invalid error
// for one that cannot be. Whether colours can be told apart is for those who
// know what stands on them.
func CleanSiteSettings(s SiteSettings) (SiteSettings, error) {
	for _, line := range []struct {
		of   *string
		most int
	}{{&s.Name, MaxSiteName}, {&s.NameHant, MaxSiteName}, {&s.Line, MaxSiteLine}, {&s.Mark, MaxSiteMark}, {&s.Seal, MaxSiteSeal}} {
		clean, err := CleanLine(*line.of)
		if err != nil {
			return s, err
		}
		if n := utf8.RuneCountInString(clean); n > line.most {
			return s, NewError(Invalid, "archive.site_too_long", n, line.most)
		}
		*line.of = clean
	}
	for _, text := range []*string{&s.About, &s.Rights, &s.Contact} {
		clean, err := CleanText(*text, MaxProse)
		if err != nil {
			return s, err
		}
		*text = strings.TrimSpace(clean)
	}
	c := &s.Colours
	for _, colour := range []*string{&c.Seal, &c.Paper, &c.NightSeal, &c.NightPaper} {
		if *colour = strings.ToLower(strings.TrimSpace(*colour)); *colour != "" && !IsColour(*colour) {
			return s, NewError(Invalid, "archive.site_colour", *colour)
		}
	}
	return s, nil
}

// IsColour reports whether text is a colour as settings keep it.
func IsColour(text string) bool { return colourForm.MatchString(text) }

var colourForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// texts are all that can be set in words and colours.
func (s *SiteSettings) texts() []*string {
	c := &s.Colours
	return []*string{&s.Name, &s.NameHant, &s.Line, &s.Mark, &s.Seal, &s.About, &s.Rights, &s.Contact, &c.Seal, &c.Paper, &c.NightSeal, &c.NightPaper}
}

// Filled returns s with what it leaves open as other has it.
func (s SiteSettings) Filled(other SiteSettings) SiteSettings {
	mine, theirs := s.texts(), other.texts()
	for i, text := range mine {
		if *text == "" {
			*text = *theirs[i]
		}
	}
	return s
}

// ChangedFrom names the parts that differ from those of before, for the audit log.
func (s SiteSettings) ChangedFrom(before SiteSettings) []string {
	var parts []string
	for _, part := range []struct {
		name    string
		changed bool
	}{
		{"name", s.Name != before.Name || s.NameHant != before.NameHant}, {"line", s.Line != before.Line},
		{"mark", s.Mark != before.Mark || s.Seal != before.Seal}, {"colours", s.Colours != before.Colours}, {"plan", s.NoPlan != before.NoPlan},
		{"about", s.About != before.About || s.Rights != before.Rights || s.Contact != before.Contact},
	} {
		if part.changed {
			parts = append(parts, part.name)
		}
	}
	return parts
}
