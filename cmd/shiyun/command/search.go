package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/indexer"
	"shiyun/indexer/query"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server/serverlock"
)

type searchCmd struct {
	JSON  bool     `name:"json" help:"Print the same object as the API."`
	Limit int      `help:"How many poems at most." default:"20"`
	Query []string `arg:"" help:"What to look for."`
}

// Run asks the server on the directory, if there is one; otherwise it opens
// the index itself.
func (c *searchCmd) Run(ctx context.Context, a *app) error {
	// As the API reads them, so that it does not matter who answers.
	req := search.Request{Query: strings.TrimSpace(strings.Join(c.Query, " ")), Limit: max(c.Limit, 1)}
	result, err := a.search(ctx, req)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(a, struct {
			search.Result
			Notice string `json:"notice,omitempty"`
		}{result, render(result.Notice)})
	}
	return c.print(a.Out, result)
}

func (a *app) search(ctx context.Context, req search.Request) (search.Result, error) {
	if address := serverlock.Find(a.data); address != "" {
		if result, err := askServer(ctx, address, req); err == nil {
			return result, nil
		}
		// It may be starting or stopping; the archive itself can be read.
	}
	return a.searchHere(ctx, req)
}

func askServer(ctx context.Context, address string, req search.Request) (result search.Result, err error) {
	q := url.Values{"q": {req.Query}, "limit": {strconv.Itoa(req.Limit)}}
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/api/v1/search?"+q.Encode(), nil)
	if err != nil {
		return result, err
	}
	client := http.Client{Timeout: 15 * time.Second}
	answer, err := client.Do(ask)
	if err != nil {
		return result, fmt.Errorf("ask server: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return result, fmt.Errorf("ask server: status %d", answer.StatusCode)
	}
	return result, json.NewDecoder(answer.Body).Decode(&result)
}

// mostTold is up to how many poems rhymes and metre are counted for a search
// that asks for neither: some 0.1 ms a poem.
const mostTold = 5000

func (a *app) searchHere(ctx context.Context, req search.Request) (result search.Result, err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return result, err
	}
	defer closing(s, &err)
	cfg := a.index(s)
	cfg.Texts = texts.NewTable()
	err = indexer.With(ctx, cfg, func(x *indexer.Index) error {
		if cfg.Texts.Snapshot().Len() <= mostTold || query.Parse(req.Query, query.Limits{Pasted: search.LongQuery, Most: search.MaxQuery}).Root.Asks(query.Rhyme, query.Skeleton) {
			cfg.Texts.TellCrafts(ctx) // no later search waits for it, as in a server
		}
		result, err = search.New(x, s).Search(ctx, req)
		return err
	})
	return result, err
}

func (c *searchCmd) print(w io.Writer, r search.Result) error {
	printMessage(w, corpus.NewMessage("command.search.found", r.Total))
	if !r.Notice.IsZero() {
		fmt.Fprintln(w, render(r.Notice))
	}
	for _, hit := range r.Hits {
		fmt.Fprintf(w, "\n%d  %s · %s（%s）\n", hit.ID, hit.Title, hit.Author, hit.Form)
		for _, line := range hit.Lines {
			fmt.Fprintf(w, "    %d  %s\n", line.N, bracket(line))
		}
		for _, line := range hit.Opening {
			fmt.Fprintf(w, "       %s\n", line)
		}
	}
	return nil
}

// bracket puts the marked characters in brackets.
func bracket(l search.Line) string {
	text := []rune(l.Text)
	var b strings.Builder
	at := 0
	for _, mark := range l.Marks {
		b.WriteString(string(text[at:mark[0]]) + "【" + string(text[mark[0]:mark[1]]) + "】")
		at = mark[1]
	}
	b.WriteString(string(text[at:]))
	return b.String()
}
