package reading

import (
	"maps"
	"net/url"
	"slices"
	"strconv"

	"shiyun/corpus"
	"shiyun/server/paths"
	"shiyun/server/preferences"
)

// tools are the ways to see a poem otherwise. Those that hold for every page
// are posted to the preferences; the script is a link, for it is a look at
// this poem.
type tools struct {
	Smaller, Larger string // the next sizes; "" at the end
	Direction       string // the other one
	Pinyin          preferences.Option
	OtherPinyin     string // all where none is shown, none where some is
	Scripts         []scriptChoice
	Rare            []lookUp
	Metre           string // address with the metre shown, or without where it is
	MetreOn         bool
	Way             []field // what the address carries of where the reader came from
}

type scriptChoice struct {
	Key string // of its name in the catalogue
	URL string
	On  bool
}

// lookUp leads to what is said of a character.
type lookUp struct{ Char, URL string }

// field is a name and value to be sent along with a form.
type field struct{ Name, Value string }

func toolsOf(p corpus.Poem, prefs preferences.Preferences, w way) tools {
	var t tools
	for _, o := range prefs.Choices() {
		switch o.Name {
		case "size":
			t.Smaller, t.Larger = sizesBeside(prefs.Size, o)
		case "pinyin":
			t.Pinyin = o
		case "script":
			for _, c := range o.Choices {
				t.Scripts = append(t.Scripts, scriptChoice{o.Key() + "." + c.Value, PoemAt(p.ID, w.query, "script", c.Value), c.On})
			}
		}
	}
	t.Direction = "vertical"
	if prefs.Direction == t.Direction {
		t.Direction = "horizontal"
	}
	t.OtherPinyin = "none"
	if prefs.Pinyin == t.OtherPinyin {
		t.OtherPinyin = "all"
	}
	for _, c := range rareOf(p) {
		t.Rare = append(t.Rare, lookUp{c, PoemAt(p.ID, w.query, "char", c) + "#panel"})
	}
	for _, name := range slices.Sorted(maps.Keys(w.query)) {
		t.Way = append(t.Way, field{name, w.query.Get(name)})
	}
	return t
}

// sizesBeside are the sizes next to one, "" where there is none.
func sizesBeside(size string, o preferences.Option) (smaller, larger string) {
	now, _ := strconv.Atoi(size)
	for _, c := range o.Choices {
		switch n, _ := strconv.Atoi(c.Value); {
		case n < now:
			smaller = c.Value
		case n > now && larger == "":
			larger = c.Value
		}
	}
	return smaller, larger
}

// PoemAt returns the address of a poem that keeps where the reader came from and
// adds one thing.
func PoemAt(id corpus.PoemID, from url.Values, name, value string) string {
	q := url.Values{}
	maps.Copy(q, from)
	if name != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return paths.Poem(id)
	}
	return paths.Poem(id) + "?" + q.Encode()
}
