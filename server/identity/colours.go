package identity

import (
	"fmt"
	"image/color"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
)

// tokens are the colours of a theme by name, without "--".
type tokens map[string]string

var tokenForm = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// readTokens returns the colours of the program by day and by night.
func readTokens(from fs.FS) (day, night tokens, err error) {
	text, err := fs.ReadFile(from, "styles/1-tokens.css")
	if err != nil {
		return nil, nil, fmt.Errorf("read colours: %w", err)
	}
	read := func(selector string) tokens {
		_, block, _ := strings.Cut(string(text), selector)
		block, _, _ = strings.Cut(block, "}")
		all := tokens{}
		for _, m := range tokenForm.FindAllStringSubmatch(block, -1) {
			all[m[1]] = m[2]
		}
		return all
	}
	return read(":root {"), read(`:root[data-theme="dark"] {`), nil
}

// chosen returns the tokens that a seal and a paper change, with those that go
// with them. towards is what the sheet lies towards, as seen from the paper.
func chosen(program tokens, seal, paper, fill string, share float64) tokens {
	changed := tokens{}
	if seal != "" {
		changed["seal"] = seal
	}
	if fill != "" {
		changed["fill"] = fill
	}
	if paper != "" {
		changed["paper"] = paper
		changed["sheet"] = between(paper, "#ffffff", share)
		changed["banner"] = between(paper, oneOf(seal, program["seal"]), .1)
		changed["rule"] = between(paper, program["ink"], .16)
	}
	return changed
}

// How far a sheet lies from the paper towards white.
const (
	daySheet   = .6
	nightSheet = .04
)

func oneOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Palette checks what a community chooses against the colours that stay.
type Palette struct{ day, night tokens }

// NewPalette reads the colours of the program from the folders of web.
func NewPalette(from fs.FS) (*Palette, error) {
	day, night, err := readTokens(from)
	return &Palette{day, night}, err
}

// changes are the tokens of a choice by day and by night.
func (p *Palette) changes(c corpus.SiteColours) (day, night tokens) {
	return chosen(p.day, c.Seal, c.Paper, c.Seal, daySheet), chosen(p.night, c.NightSeal, c.NightPaper, c.Seal, nightSheet)
}

// Styles returns the rules for a choice, to stand after all others; "" for
// none. The theme of high contrast stays as it is.
func (p *Palette) Styles(c corpus.SiteColours) string {
	day, night := p.changes(c)
	if len(day)+len(night) == 0 {
		return ""
	}
	return ":root{" + day.String() + "}" +
		`@media (prefers-color-scheme:dark){:root[data-theme="auto"]{` + night.String() + "}}" +
		`:root[data-theme="dark"]{` + night.String() + "}"
}

func (t tokens) String() string {
	var rules []string
	for name, colour := range t {
		rules = append(rules, "--"+name+":"+colour)
	}
	slices.Sort(rules)
	return strings.Join(rules, ";")
}

// Fault is a colour that cannot be told well enough from another.
type Fault struct {
	Field   string // seal, paper, night_seal, night_paper
	Ratio   float64
	Least   float64
	Instead string // the nearest colour that can; "" for none
}

// legible are texts and what they stand on, with how much they must differ
// (WCAG 2, AA); lines and marks need less.
var legible = []struct {
	text    string
	grounds []string
	least   float64
}{
	{"ink", []string{"paper", "sheet", "banner"}, 4.5}, {"soft", []string{"paper", "sheet", "banner"}, 4.5},
	{"stop", []string{"paper", "sheet", "banner"}, 4.5}, {"seal", []string{"paper", "sheet", "banner"}, 4.5},
	{"on-fill", []string{"fill"}, 4.5}, {"edge", []string{"paper"}, 3},
}

// worst returns the pair of a theme that can least be told apart.
func worst(program, changed tokens) (ratio, least float64) {
	ratio, least = 21, 4.5
	at := func(name string) string { return oneOf(changed[name], program[name]) }
	for _, pair := range legible {
		for _, ground := range pair.grounds {
			if c := Contrast(at(pair.text), at(ground)); c/pair.least < ratio/least {
				ratio, least = c, pair.least
			}
		}
	}
	return ratio, least
}

// Check returns the colours of a choice that cannot be told from others, each
// with the nearest that can.
func (p *Palette) Check(c corpus.SiteColours) []Fault {
	var faults []Fault
	for _, one := range []struct {
		field   string
		of      func(*corpus.SiteColours) *string
		night   bool
		towards string // where contrast grows
	}{
		{"paper", func(c *corpus.SiteColours) *string { return &c.Paper }, false, "#ffffff"},
		{"seal", func(c *corpus.SiteColours) *string { return &c.Seal }, false, "#000000"},
		{"night_paper", func(c *corpus.SiteColours) *string { return &c.NightPaper }, true, "#000000"},
		{"night_seal", func(c *corpus.SiteColours) *string { return &c.NightSeal }, true, "#ffffff"},
	} {
		field := one.of(&c)
		if *field == "" {
			continue
		}
		ratio, least := p.worstOf(c, one.night)
		if ratio >= least {
			continue
		}
		fault := Fault{Field: one.field, Ratio: ratio, Least: least}
		given := *field
		for step := 1; step <= 40 && fault.Instead == ""; step++ {
			*field = between(given, one.towards, float64(step)/40)
			if r, l := p.worstOf(c, one.night); r >= l {
				fault.Instead = *field
			}
		}
		if fault.Instead != "" { // others are judged beside what is offered
			faults = append(faults, fault)
			continue
		}
		*field = given
		faults = append(faults, fault)
	}
	return faults
}

func (p *Palette) worstOf(c corpus.SiteColours, night bool) (ratio, least float64) {
	day, dark := p.changes(c)
	if night {
		return worst(p.night, dark)
	}
	return worst(p.day, day)
}

func hexByte(text string) uint8 {
	n, err := strconv.ParseUint(text, 16, 8)
	if err != nil {
		return 0
	}
	return uint8(n)
}

// between is a colour a share of the way from one to another.
func between(from, to string, share float64) string {
	a, b := rgba(from), rgba(to)
	mix := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*share)) }
	return fmt.Sprintf("#%02x%02x%02x", mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B))
}

// Contrast is the ratio of WCAG 2 between two colours.
func Contrast(a, b string) float64 {
	x, y := luminance(rgba(a)), luminance(rgba(b))
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}
