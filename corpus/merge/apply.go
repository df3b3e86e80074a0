package merge

import (
	"slices"
	"strings"

	"shiyun/corpus"
)

// untitled is the title of a poem that is given none.
const untitled = "无题"

// Apply returns a poem with a draft applied to it: what the draft does not
// speak of stays. Its ref and its status are left to the caller, who knows
// whether they may change. names must know every name in the draft.
func Apply(p corpus.Poem, d corpus.Draft, names Names) corpus.Poem {
	set(&p.Title, d.Title)
	set(&p.Preface, d.Preface)
	set(&p.Body, d.Body)
	set(&p.Note, d.Note)
	if !d.FormInferred || p.Form == "" || p.Form == corpus.FormOther {
		set(&p.Form, d.Form)
	}
	if !d.TuneInferred || p.Tune == "" {
		set(&p.Tune, d.Tune)
	}
	set(&p.Date, d.Date)
	set(&p.Source, d.Source)
	if p.Title == "" {
		p.Title = untitled
	}
	if p.Form == "" {
		p.Form = corpus.FormOther
	}
	if d.Author != nil || p.Author.Name == "" {
		p.Author = names.Author(AuthorName(d))
	}
	if d.Place != nil {
		p.Place = corpus.PlaceRef{}
		if path := PlacePath(*d.Place); path != "" {
			p.Place = names.Place(path)
		}
	}
	if d.Tags != nil {
		p.Tags = slices.Compact(slices.Sorted(slices.Values(*d.Tags)))
	}
	if d.Collections != nil {
		p.Collections = nil
		for _, name := range slices.Compact(slices.Sorted(slices.Values(*d.Collections))) {
			p.Collections = append(p.Collections, names.Collection(name))
		}
	}
	return p
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// AuthorName is the author that a draft files its poem under.
func AuthorName(d corpus.Draft) string {
	if d.Author == nil || *d.Author == "" {
		return corpus.Anonymous
	}
	return *d.Author
}

// PlacePath is a path of places as people write it, in the archive's form.
func PlacePath(given string) string { return strings.Join(corpus.SplitPlacePath(given), "/") }
