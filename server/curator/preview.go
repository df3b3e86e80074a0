package curator

import "shiyun/corpus"

// Preview returns the poem that a draft would make of p, to be looked at. Its
// author and place have names and no numbers yet.
func Preview(p corpus.Poem, d corpus.Draft) corpus.Poem {
	set := func(field *string, said *string) {
		if said != nil {
			*field = *said
		}
	}
	set(&p.Title, d.Title)
	set(&p.Author.Name, d.Author)
	set(&p.Preface, d.Preface)
	set(&p.Body, d.Body)
	set(&p.Note, d.Note)
	set(&p.Tune, d.Tune)
	set(&p.Place.Path, d.Place)
	if d.Form != nil {
		p.Form = *d.Form
	}
	if d.Date != nil {
		p.Date = *d.Date
	}
	if p.Author.Name == "" {
		p.Author.Name = corpus.Anonymous
	}
	return p
}

// Proposed returns the record of p as a correction would make it.
func Proposed(p corpus.Poem, d corpus.Draft) corpus.Record {
	return corpus.NewRecord(Preview(p, d))
}
