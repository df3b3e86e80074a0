// Package borrowed tells of poems which of their lines stand elsewhere, in the
// archive and, where its file is installed, in classical verse, as pages show
// it: with the source, and in words that accuse nobody.
package borrowed

import (
	"context"
	"log/slog"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/corpus/borrowing/classics"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
	"shiyun/server/paths"
)

// Searcher finds lines in the archive.
type Searcher interface {
	Borrowed(ctx context.Context, asked []search.LinesAsked) ([][]borrowing.Found, error)
}

// Finder finds borrowed lines and tells of them in one script of the site.
type Finder struct {
	search  Searcher
	library *classics.Library
	words   *catalogue.Catalogue
	log     *slog.Logger
}

// New makes a Finder; a nil library has no classical verse.
func New(searcher Searcher, library *classics.Library, words *catalogue.Catalogue, log *slog.Logger) *Finder {
	return &Finder{searcher, library, words, log}
}

// Shown is what a poem has in common with others.
type Shown struct {
	Groups   []Group
	Gathered bool // most lines stand in several others: perhaps 集句
	// Classical is how many poems of classical verse were looked through, 0
	// where its file is not installed.
	Classical int
}

// Group is a source with the lines it has.
type Group struct {
	Kind          borrowing.Kind
	Name, About   string // of the kind
	Author, Title string
	URL           string // of a poem of the archive; "" for classical verse
	Lines         []Pair
}

// Pair is a line, and how it stands elsewhere where that differs.
type Pair struct {
	Line         int
	Text, Theirs string
}

// One looks for the lines of a poem, word for word and but for one character.
func (f *Finder) One(ctx context.Context, p corpus.Poem) (Shown, error) {
	all, err := f.find(ctx, []corpus.Poem{p}, true)
	if err != nil {
		return Shown{}, err
	}
	return all[0], nil
}

// Many is One for many poems. In classical verse, where a character more costs
// some milliseconds a line, it finds what is the same word for word.
func (f *Finder) Many(ctx context.Context, poems []corpus.Poem) ([]Shown, error) {
	return f.find(ctx, poems, false)
}

func (f *Finder) find(ctx context.Context, poems []corpus.Poem, near bool) ([]Shown, error) {
	asked := make([]search.LinesAsked, len(poems))
	for i, p := range poems {
		asked[i] = search.LinesAsked{Poem: p.ID, Lines: borrowing.LinesOf(p.Body)}
	}
	found, err := f.search.Borrowed(ctx, asked)
	if err != nil {
		return nil, err
	}
	file, err := f.library.File()
	if err != nil { // a curator may mend it; a reader still sees the archive's
		f.log.Error("lines of classical verse", "error", err)
	}
	all := make([]Shown, len(poems))
	for i, p := range poems {
		if file != nil {
			found[i] = append(found[i], classical(ctx, file, asked[i].Lines, near)...)
			all[i].Classical = file.Poems
		}
		f.show(&all[i], borrowing.Judge(p.Author.Name, asked[i].Lines, found[i]))
	}
	return all, ctx.Err()
}

// classical looks lines up in classical verse, until ctx ends.
func classical(ctx context.Context, file *classics.File, lines []borrowing.Line, near bool) (all []borrowing.Found) {
	for _, line := range lines {
		if ctx.Err() != nil {
			return nil
		}
		if found, ok := file.Find(line); ok {
			all = append(all, found)
		} else if near {
			all = append(all, file.FindNear(line)...)
		}
	}
	return all
}

// kindNames are the keys of the kinds and of what they may mean.
var kindNames = map[borrowing.Kind][2]string{
	borrowing.Quoted: {"lines.quoted", "lines.quoted.about"}, borrowing.Adapted: {"lines.adapted", "lines.adapted.about"}, borrowing.Shared: {"lines.shared", "lines.shared.about"},
}

func (f *Finder) show(shown *Shown, r borrowing.Report) {
	shown.Gathered = r.Gathered
	for _, g := range r.Groups {
		names := kindNames[g.Kind]
		group := Group{Kind: g.Kind, Name: f.words.Say(names[0]), About: f.words.Say(names[1]), Author: g.Source.Author, Title: g.Source.Title}
		if g.Source.Poem != 0 {
			group.URL = paths.Poem(g.Source.Poem)
		}
		for _, line := range g.Lines {
			group.Lines = append(group.Lines, Pair{line.Line.N, line.Line.Text, line.Theirs})
		}
		shown.Groups = append(shown.Groups, group)
	}
}
