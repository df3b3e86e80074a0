package servertest

import (
	"context"

	"shiyun/corpus"
	"shiyun/indexer/search"
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
		{Kind: "title", Text: "公开", URL: "/poems/1"}, {Kind: "line", Text: "已撤", URL: "/poems/2#L1"},
		{Kind: "title", Text: "待审", URL: "/poems/3"}, {Kind: "author", Text: "作者", URL: "/authors/1"},
	}, f.Err
}

func (f *FixedSearcher) Similar(context.Context, corpus.PoemID, int) ([]search.Related, error) {
	return f.Related, f.Err
}

func (f *FixedSearcher) Answers(context.Context) ([]search.Answer, error) { return nil, f.Err }
