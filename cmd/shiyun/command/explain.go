package command

import (
	"context"
	"fmt"
	"io"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/indexer/search/relax"
	"shiyun/indexer/texts"
)

type explainCmd struct {
	JSON  bool          `name:"json" help:"Print an object."`
	Poem  corpus.PoemID `help:"Number of the poem." required:""`
	Query []string      `arg:"" help:"What was looked for."`
}

// Run says why a search finds a poem, or why it does not.
func (c *explainCmd) Run(ctx context.Context, a *app) error {
	var x search.Explanation
	err := a.withIndex(ctx, func(s *store.Store, index *indexer.Index) (err error) {
		req := search.Request{Query: strings.TrimSpace(strings.Join(c.Query, " "))}
		x, err = search.New(index, s).Explain(ctx, req, c.Poem)
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(a, x)
	}
	printExplanation(a.Out, x)
	return nil
}

// withIndex runs fn on the archive and its index, which has caught up.
func (a *app) withIndex(ctx context.Context, fn func(*store.Store, *indexer.Index) error) error {
	return a.withStore(ctx, func(s *store.Store) error {
		cfg := a.index(s)
		cfg.Texts = texts.NewTable()
		return indexer.With(ctx, cfg, func(x *indexer.Index) error { return fn(s, x) })
	})
}

var (
	relaxationNames = map[relax.Name]corpus.Message{
		relax.Asked:      corpus.NewMessage("query.relaxation.asked"),
		relax.Reworded:   corpus.NewMessage("query.relaxation.reworded"),
		relax.Marks:      corpus.NewMessage("query.relaxation.marks"),
		relax.Literal:    corpus.NewMessage("query.relaxation.literal"),
		relax.Pinyin:     corpus.NewMessage("query.relaxation.pinyin"),
		relax.Initials:   corpus.NewMessage("query.relaxation.initials"),
		relax.Pasted:     corpus.NewMessage("query.relaxation.pasted"),
		relax.Halves:     corpus.NewMessage("query.relaxation.halves"),
		relax.Fuzzy:      corpus.NewMessage("query.relaxation.fuzzy"),
		relax.Phonetic:   corpus.NewMessage("query.relaxation.phonetic"),
		relax.Merged:     corpus.NewMessage("query.relaxation.merged"),
		relax.AnyOrder:   corpus.NewMessage("query.relaxation.any_order"),
		relax.LongestRun: corpus.NewMessage("query.relaxation.longest_run"),
		relax.HeadTail:   corpus.NewMessage("query.relaxation.head_tail"),
		relax.Apart:      corpus.NewMessage("query.relaxation.apart"),
		relax.Theme:      corpus.NewMessage("query.relaxation.theme"),
	}
	matchNames = map[search.Match]corpus.Message{
		search.MatchExact:   corpus.NewMessage("query.match.exact"),
		search.MatchFolded:  corpus.NewMessage("query.match.folded"),
		search.MatchAsked:   corpus.NewMessage("query.match.asked"),
		search.MatchSynonym: corpus.NewMessage("query.match.synonym"),
		search.MatchTheme:   corpus.NewMessage("query.match.theme"),
		search.MatchSound:   corpus.NewMessage("query.match.sound"),
		search.MatchNear:    corpus.NewMessage("query.match.near"),
	}
	whereNames = map[search.Where]corpus.Message{
		search.WhereAuthor:  corpus.NewMessage("query.where.author"),
		search.WhereTitle:   corpus.NewMessage("query.where.title"),
		search.WhereBody:    corpus.NewMessage("query.where.body"),
		search.WherePreface: corpus.NewMessage("query.where.preface"),
		search.WhereFact:    corpus.NewMessage("query.where.fact"),
		"":                  corpus.NewMessage("query.where.nowhere"),
	}
)

func printExplanation(w io.Writer, x search.Explanation) {
	say := func(m corpus.Message) { fmt.Fprintln(w, render(m)) }
	say(corpus.NewMessage("query.explain.heading", x.Query, int(x.Poem), x.Title, x.Author))
	fmt.Fprintln(w)
	for _, t := range x.Terms {
		printReading(w, t)
	}
	for _, try := range x.Tried {
		say(corpus.NewMessage("query.explain.tried", relaxationNames[try.Relaxation], try.Total))
	}
	switch {
	case !x.Searchable:
		say(corpus.NewMessage("query.explain.not_published"))
	case x.Found:
		say(corpus.NewMessage("query.explain.found", matchNames[x.Match], x.Score))
	default:
		say(corpus.NewMessage("query.explain.not_found"))
	}
	for _, p := range x.Parts {
		fmt.Fprint(w, "  "+render(corpus.NewMessage("query.explain.part", p.Text, whereNames[p.Where], p.Place)))
		if p.Near > 0 {
			fmt.Fprint(w, render(corpus.NewMessage("query.explain.near", p.Near)))
		}
		fmt.Fprintln(w)
	}
	if x.Looser != "" {
		say(corpus.NewMessage("query.explain.looser", relaxationNames[x.Looser]))
	}
	if x.Hit != nil {
		for _, line := range x.Hit.Lines {
			fmt.Fprintf(w, "    %d  %s\n", line.N, bracket(line))
		}
	}
}

// printReading prints how one term was read and cut.
func printReading(w io.Writer, t search.Reading) {
	read := corpus.NewMessage("query.explain.read", t.Field, t.Text)
	if t.Excluded {
		read = corpus.NewMessage("query.explain.read_excluded", t.Field, t.Text)
	}
	fmt.Fprintln(w, render(read))
	cuts := []struct {
		parts   []string
		message func(string) corpus.Message
	}{
		{t.Chars, func(parts string) corpus.Message { return corpus.NewMessage("query.explain.chars", parts) }},
		{t.Words, func(parts string) corpus.Message { return corpus.NewMessage("query.explain.words", parts) }},
		{t.Pinyin, func(parts string) corpus.Message { return corpus.NewMessage("query.explain.pinyin", parts) }},
		{t.Synonyms, func(parts string) corpus.Message { return corpus.NewMessage("query.explain.synonyms", parts) }},
	}
	for _, cut := range cuts {
		if len(cut.parts) > 0 {
			fmt.Fprintln(w, "  "+render(cut.message(strings.Join(cut.parts, " "))))
		}
	}
}
