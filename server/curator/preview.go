package curator

import "shiyun/corpus"

// previewOf is the poem that a draft would make of one, to be looked at. Who
// and where have names and no numbers yet.
func previewOf(p corpus.Poem, d corpus.Draft) corpus.Poem {
	lay := func(field *string, said *string) {
		if said != nil {
			*field = *said
		}
	}
	lay(&p.Title, d.Title)
	lay(&p.Author.Name, d.Author)
	lay(&p.Preface, d.Preface)
	lay(&p.Body, d.Body)
	lay(&p.Note, d.Note)
	lay(&p.Tune, d.Tune)
	lay(&p.Place.Path, d.Place)
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

// proposed is the poem's record with a correction laid over it.
func proposed(p corpus.Poem, d corpus.Draft) corpus.Record {
	return corpus.NewRecord(previewOf(p, d))
}
