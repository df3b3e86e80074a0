package main

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
	printExplanation(a.out, x)
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
	relaxationWords = map[relax.Name]string{relax.Literal: "照字面", relax.Pinyin: "按拼音", relax.Initials: "按拼音首字母",
		relax.Pasted: "按贴来的诗", relax.Halves: "拆成上下两句", relax.Fuzzy: "容许写错几个字", relax.Phonetic: "按读音",
		relax.Merged: "按武汉话里不分的读音", relax.Apart: "拆成词，各自去找",
		relax.AnyOrder: "不论字的先后", relax.HeadTail: "只看头尾几个字", relax.LongestRun: "只取其中连着的几个字"}
	matchWords = map[search.Match]string{search.MatchExact: "一字不差", search.MatchFolded: "简繁异体", search.MatchSynonym: "同义词",
		search.MatchSound: "读音相近", search.MatchNear: "字句相近"}
	whereWords = map[search.Where]string{search.WhereAuthor: "作者", search.WhereTitle: "诗题", search.WhereBody: "正文",
		search.WherePreface: "序", search.WhereFact: "体裁地点年份等", "": "没有"}
)

func printExplanation(w io.Writer, x search.Explanation) {
	fmt.Fprintf(w, "“%s” 与第 %d 号《%s》（%s）\n\n", x.Query, x.Poem, x.Title, x.Author)
	for _, t := range x.Terms {
		sign := ""
		if t.Excluded {
			sign = "不含 "
		}
		fmt.Fprintf(w, "读作：%s%s %s\n", sign, t.Field, t.Text)
		for _, cut := range []struct {
			label string
			parts []string
		}{{"字", t.Chars}, {"词", t.Words}, {"音", t.Pinyin}, {"同义词", t.Synonyms}} {
			if len(cut.parts) > 0 {
				fmt.Fprintf(w, "  %s：%s\n", cut.label, strings.Join(cut.parts, " "))
			}
		}
	}
	for _, try := range x.Tried {
		fmt.Fprintf(w, "%s：%d 首\n", relaxationWords[try.Relaxation], try.Total)
	}
	switch {
	case !x.Searchable:
		fmt.Fprintln(w, "这首诗没有发布，搜不到。")
	case x.Found:
		fmt.Fprintf(w, "搜到了：%s，%d 分\n", matchWords[x.Match], x.Score)
	default:
		fmt.Fprintln(w, "没有搜到这首诗。")
	}
	for _, p := range x.Parts {
		fmt.Fprintf(w, "  %s：%s %d 分", p.Text, whereWords[p.Where], p.Place)
		if p.Near > 0 {
			fmt.Fprintf(w, "，与前一词相近 %d 分", p.Near)
		}
		fmt.Fprintln(w)
	}
	if x.Looser != "" {
		fmt.Fprintf(w, "要放宽到“%s”才对得上，而更严的找法已有结果。\n", relaxationWords[x.Looser])
	}
	if x.Hit != nil {
		for _, line := range x.Hit.Lines {
			fmt.Fprintf(w, "    %d  %s\n", line.N, bracket(line))
		}
	}
}
