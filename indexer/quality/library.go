package quality

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/verse"
)

// Poem is a poem of the archive with its folded text.
type Poem struct {
	Ref, Title, Author, Body string

	title, author, preface string   // folded
	body                   string   // folded, lines joined
	lines                  []string // folded
	clean                  bool     // Han and common punctuation alone
}

// Library is every published poem of an archive. What is right is found by
// reading all of them.
type Library struct {
	poems  []*Poem
	folder *folder
}

// ReadLibrary reads the archive. Poems without a ref of their own are left
// out: answers are told apart by it.
func ReadLibrary(ctx context.Context, s *store.Store) (*Library, error) {
	l := &Library{folder: newFolder()}
	err := s.EachPoem(ctx, 0, corpus.StatusPublished, func(p corpus.Poem) error {
		if p.Ref == "" {
			return fmt.Errorf("poem %d has no ref to be told by", p.ID)
		}
		l.poems = append(l.poems, l.read(p))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read library: %w", err)
	}
	return l, nil
}

func (l *Library) read(p corpus.Poem) *Poem {
	q := &Poem{Ref: p.Ref, Title: p.Title, Author: p.Author.Name, Body: p.Body, clean: clean(p.Body),
		title: l.folder.fold(p.Title), author: l.folder.fold(p.Author.Name), preface: l.folder.fold(p.Preface)}
	for _, line := range verse.Lines(p.Body) {
		q.lines = append(q.lines, l.folder.fold(line.Text))
	}
	q.body = strings.Join(q.lines, "")
	return q
}

// Len is how many poems there are.
func (l *Library) Len() int { return len(l.poems) }

// Poems are all poems in the order of the archive.
func (l *Library) Poems() iter.Seq[*Poem] { return slices.Values(l.poems) }

// matching returns the poems that are right. All texts are read, by as many
// goroutines as there are processors; right must be fit for that.
func (l *Library) matching(right func(*Poem) bool) []*Poem {
	shares := make([][]*Poem, runtime.GOMAXPROCS(0))
	var reading sync.WaitGroup
	for i := range shares {
		share := l.poems[i*len(l.poems)/len(shares) : (i+1)*len(l.poems)/len(shares)]
		reading.Go(func() {
			for _, p := range share {
				if right(p) {
					shares[i] = append(shares[i], p)
				}
			}
		})
	}
	reading.Wait()
	return slices.Concat(shares...)
}

func (l *Library) refs(right func(*Poem) bool) map[string]bool {
	refs := map[string]bool{}
	for _, p := range l.matching(right) {
		refs[p.Ref] = true
	}
	return refs
}

func (l *Library) count(right func(*Poem) bool) int { return len(l.matching(right)) }

// inBody matches poems whose body contains the text, whatever punctuation
// and line ends stand between its characters.
func (l *Library) inBody(text string) func(*Poem) bool {
	run := l.folder.fold(text)
	return func(p *Poem) bool { return strings.Contains(p.body, run) }
}

// anywhere matches poems that contain the text in any field a search
// without a field looks at.
func (l *Library) anywhere(text string) func(*Poem) bool {
	run := l.folder.fold(text)
	return func(p *Poem) bool {
		return strings.Contains(p.body, run) || strings.Contains(p.title, run) ||
			strings.Contains(p.author, run) || strings.Contains(p.preface, run)
	}
}

func (l *Library) inTitle(text string) func(*Poem) bool {
	run := l.folder.fold(text)
	return func(p *Poem) bool { return strings.Contains(p.title, run) }
}

func (l *Library) by(author string) func(*Poem) bool {
	name := l.folder.fold(author)
	return func(p *Poem) bool { return p.author == name }
}

func both(a, b func(*Poem) bool) func(*Poem) bool {
	return func(p *Poem) bool { return a(p) && b(p) }
}

func not(a func(*Poem) bool) func(*Poem) bool { return func(p *Poem) bool { return !a(p) } }

func either(a, b func(*Poem) bool) func(*Poem) bool {
	return func(p *Poem) bool { return a(p) || b(p) }
}
