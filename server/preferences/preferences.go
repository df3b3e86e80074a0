// Package preferences is how a reader wants pages shown: size of type, theme,
// direction of verse, pinyin and script. It reads and writes the cookie they
// live in and knows nothing of requests.
package preferences

import (
	"net/url"
	"slices"
	"time"
)

// Preferences are how a reader wants the pages shown. They live in a cookie
// of the reader's own and nowhere else. Every field always holds one of the
// values of its option.
type Preferences struct {
	Size      string // of running text, in pixels where the browser's own size is 16
	Theme     string // auto, light, dark, contrast
	Elder     string // on: large type, large targets, fewer things
	Direction string // of verse: horizontal, vertical
	Pinyin    string // over verse: none, rare, all
	Script    string // of verse: original, hans, hant
	Words     string // of the words of the site: auto, hans, hant
	Book      string // of rhymes: auto leaves it to the poem
}

// option is one thing to choose. Its first value is what the site does when
// nothing is said, and is never written down.
type option struct {
	name   string
	values []string
	field  func(*Preferences) *string
}

var options = []option{
	{"size", []string{"20", "18", "22", "24", "27", "30"}, func(p *Preferences) *string { return &p.Size }},
	{"elder", []string{"off", "on"}, func(p *Preferences) *string { return &p.Elder }},
	{"theme", []string{"auto", "light", "dark", "contrast"}, func(p *Preferences) *string { return &p.Theme }},
	{"direction", []string{"horizontal", "vertical"}, func(p *Preferences) *string { return &p.Direction }},
	{"pinyin", []string{"none", "rare", "all"}, func(p *Preferences) *string { return &p.Pinyin }},
	{"script", []string{"original", "hans", "hant"}, func(p *Preferences) *string { return &p.Script }},
	{"words", []string{"auto", "hans", "hant"}, func(p *Preferences) *string { return &p.Words }},
	{"book", []string{"auto", "pingshui", "cilin", "xinyun", "tongyun"}, func(p *Preferences) *string { return &p.Book }},
}

// CookieName holds what differs from the ordinary, as "size=24&theme=dark".
const CookieName = "shiyun_view"

// Life is how long it is remembered after the last change.
const Life = 365 * 24 * time.Hour

// longestView bounds the cookie that is read: ours is under 100 bytes.
const longestView = 200

// set takes over a value the option knows, and no other.
func (o option) set(p *Preferences, value string) {
	if slices.Contains(o.values, value) {
		*o.field(p) = value
	}
}

// Ordinary returns what a reader sees who has said nothing.
func Ordinary() Preferences {
	var p Preferences
	for _, o := range options {
		o.set(&p, o.values[0])
	}
	return p
}

// Read takes from a cookie what it can make sense of: the cookie
// is the visitor's to write, and one of an older version may know other
// values.
func Read(cookie string) Preferences {
	p := Ordinary()
	if len(cookie) > longestView {
		return p
	}
	values, err := url.ParseQuery(cookie)
	if err != nil {
		return p
	}
	return p.With(values)
}

// With returns p with the values in place of its own.
func (p Preferences) With(values url.Values) Preferences {
	for _, o := range options {
		o.set(&p, values.Get(o.name))
	}
	return p
}

// Cookie returns what Read reads; "" for the ordinary.
func (p Preferences) Cookie() string {
	values := url.Values{}
	for _, o := range options {
		if value := *o.field(&p); value != o.values[0] {
			values.Set(o.name, value)
		}
	}
	return values.Encode()
}

// ColorScheme returns what browsers call the theme, so that their own parts of the
// page, such as the bars to scroll with, go with it.
func (p Preferences) ColorScheme() string {
	switch p.Theme {
	case "light":
		return "light"
	case "dark", "contrast":
		return "dark"
	}
	return "light dark"
}

// Ground is the colour of the page, for the bars of the browser around it.
type Ground struct {
	Colour string
	When   string // the reader's colour scheme it is for; "" for any
}

// grounds repeat --paper of the tokens, which a test holds them against.
var grounds = map[string]string{"light": "#faf6ec", "dark": "#1c1916", "contrast": "#000000"}

// Grounds returns the colours of the page by scheme.
func (p Preferences) Grounds() []Ground {
	if p.Theme == "auto" {
		return []Ground{{grounds["light"], "light"}, {grounds["dark"], "dark"}}
	}
	return []Ground{{Colour: grounds[p.Theme]}}
}
