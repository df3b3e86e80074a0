package asking

import (
	"context"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/store"
	"shiyun/corpus/verse"
)

// Poem is a published poem with what is compared, folded.
type Poem struct {
	corpus.Poem
	aliases    []string // of its author, as written
	title, all string
	author     string
	words      string // all without the author's name
	tags       string // parted by spaces
	places     []string
	clauses    []fold.Run
	about      uint64 // a bit for each of subjects
}

// Library is every published poem of an archive.
type Library struct {
	poems []*Poem
	// taken are the folded names of authors, places, tags, tunes and
	// collections: a title that is one of them asks for something else.
	taken  map[string]bool
	sounds *sounds
}

// ReadLibrary reads an archive.
func ReadLibrary(ctx context.Context, s *store.Store) (*Library, error) {
	l := &Library{taken: map[string]bool{}}
	aliases := map[corpus.AuthorID][]string{}
	err := s.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		l.poems = append(l.poems, newPoem(p))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read poems: %w", err)
	}
	for _, p := range l.poems {
		if _, met := aliases[p.Author.ID]; !met {
			a, err := s.Author(ctx, p.Author.ID)
			if err != nil {
				return nil, fmt.Errorf("read author: %w", err)
			}
			aliases[p.Author.ID] = a.Aliases
		}
		p.aliases = aliases[p.Author.ID]
		l.take(append(append([]string{p.Author.Name, p.Tune, string(p.Form)}, p.places...), p.aliases...)...)
		l.take(p.Tags...)
		for _, c := range p.Collections {
			l.take(c.Name)
		}
	}
	l.sounds = newSounds(l.poems)
	return l, nil
}

func (l *Library) take(names ...string) {
	for _, name := range names {
		l.taken[fold.String(name)] = true
	}
}

func newPoem(p corpus.Poem) *Poem {
	q := &Poem{Poem: p, title: fold.String(p.Title), places: strings.Split(p.Place.Path, "/")}
	for _, line := range verse.Lines(p.Body) {
		q.clauses = append(q.clauses, fold.Runs(line.Text)...)
	}
	var body strings.Builder
	for _, c := range q.clauses {
		body.WriteString(c.Folded)
	}
	q.words = strings.Join([]string{q.title, fold.String(p.Preface), body.String()}, " ")
	q.author = fold.String(p.Author.Name)
	q.all = q.words + " " + q.author
	q.tags = fold.String(strings.Join(p.Tags, "")) // each is looked for whole in Tags
	for i, s := range subjects {
		if s.in(q) {
			q.about |= 1 << i
		}
	}
	return q
}

// beside returns the clauses after (1) or before (-1) each that is text.
func (p *Poem) beside(text string, step int) map[string]bool {
	texts := map[string]bool{}
	run := fold.String(text)
	for i, c := range p.clauses {
		if c.Folded == run {
			if at := i + step; 0 <= at && at < len(p.clauses) {
				texts[p.clauses[at].Raw] = true
			}
		}
	}
	return texts
}

func has(text string) func(*Poem) bool {
	run := fold.String(text)
	return func(p *Poem) bool { return strings.Contains(p.all, run) }
}

func either(a, b func(*Poem) bool) func(*Poem) bool {
	return func(p *Poem) bool { return a(p) || b(p) }
}

func not(a func(*Poem) bool) func(*Poem) bool { return func(p *Poem) bool { return !a(p) } }
