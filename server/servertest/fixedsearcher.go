package servertest

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/indexer/search"
	"shiyun/indexer/search/suggest"
)

// FixedSearcher answers every search with the same result and keeps the last
// request.
type FixedSearcher struct {
	Result  search.Result
	Related []search.Related
	Err     error
	Asked   search.Request
}

func (f *FixedSearcher) Search(_ context.Context, req search.Request) (search.Result, error) {
	f.Asked = req
	return f.Result, f.Err
}

func (f *FixedSearcher) Suggest(context.Context, string, int) ([]search.Suggestion, error) {
	return []search.Suggestion{
		{Kind: suggest.Title, Text: "公开", Poem: 1}, {Kind: suggest.Line, Text: "已撤", Poem: 2},
		{Kind: suggest.Title, Text: "待审", Poem: 3}, {Kind: suggest.Author, Text: "作者", Author: 1},
	}, f.Err
}

func (f *FixedSearcher) Similar(context.Context, corpus.PoemID, int) ([]search.Related, error) {
	return f.Related, f.Err
}

func (f *FixedSearcher) Answers(context.Context) ([]search.Answer, error) { return nil, f.Err }

func (f *FixedSearcher) Borrowed(_ context.Context, asked []search.LinesAsked) ([][]borrowing.Found, error) {
	return make([][]borrowing.Found, len(asked)), f.Err
}

func (f *FixedSearcher) Uses(_ context.Context, chars []rune, _ bool, _ int) ([]search.CharUse, error) {
	return make([]search.CharUse, len(chars)), f.Err
}
