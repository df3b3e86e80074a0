package play

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/chance"
	"shiyun/server/page"
)

// The games keep everything in the address: no account, nothing stored, and a
// game can be sent on as it stands.
const (
	path      = "/play"
	maxRounds = 40 // clauses said in one game; the address stays under 3 KB
	maxSaid   = 20 // characters of a clause; longer ones are no verse
)

// saidClause is a clause that was played; players and the archive take
// turns, the player first.
type saidClause struct {
	Text string
	Ours bool // the archive's
}

// turn is what became of a player's clause.
type turn struct {
	Said   []saidClause
	Reply  *corpus.Poem // the poem the archive answered from; nil where it knows no more
	Source *corpus.Poem // the poem the player's clause is from, if the archive has it
	Fault  string       // why the clause does not count; "" where it does
}

func (s *Server) showPlay(c echo.Context) (answer.Answer, error) {
	return s.pages.Show(c, http.StatusOK, "play", page.View{Title: s.words.Say("play.title"), Description: s.words.Say("play.lead"), Path: path, Section: "play"})
}

// rule reports whether a folded clause answers the one before.
type rule func(clause []rune) bool

// takeTurn judges what the player said and lets the archive answer with a
// clause that the query proposes and the rule allows.
func (s *Server) takeTurn(ctx context.Context, c echo.Context, allowed rule, fault string, reply func(last []rune) (string, rule)) (turn, error) {
	t := turn{Said: saidBefore(c)}
	line := firstClause(c.QueryParam("line"))
	if line.Raw == "" {
		return t, nil
	}
	runes := []rune(line.Folded)
	switch {
	case !allowed(runes) || len(runes) < 3 || len(runes) > maxSaid:
		t.Fault = fault
		return t, nil
	case t.heard(line.Folded):
		t.Fault = s.words.Say("play.again", line.Raw)
		return t, nil
	}
	source, err := s.poemWith(ctx, line.Raw)
	if err != nil {
		return t, err
	}
	t.Source = source
	t.Said = append(t.Said, saidClause{Text: line.Raw})
	query, fits := reply(runes)
	answer, poem, err := s.clauseFor(ctx, query, fits, &t)
	if err == nil && poem != nil {
		t.Said = append(t.Said, saidClause{Text: answer, Ours: true})
		t.Reply = poem
	}
	return t, err
}

// Over reports whether the game has come to its longest.
func (t turn) Over() bool { return len(t.Said) >= maxRounds }

// Latest returns what was said last, the player's clause and the archive's:
// what stands above the box for the next. Earlier returns what was said before.
func (t turn) Latest() []saidClause { return t.Said[t.earlier():] }

// Earlier returns what was said before the latest.
func (t turn) Earlier() []saidClause { return t.Said[:t.earlier()] }

func (t turn) earlier() int { return max(0, (len(t.Said)-1)/2*2) }

// Last is the clause said last, "" before the first.
func (t turn) Last() string {
	if len(t.Said) == 0 {
		return ""
	}
	return t.Said[len(t.Said)-1].Text
}

func (t turn) heard(folded string) bool {
	for _, said := range t.Said {
		if fold.String(said.Text) == folded {
			return true
		}
	}
	return false
}

func saidBefore(c echo.Context) []saidClause {
	var said []saidClause
	for i, text := range c.QueryParams()["said"] {
		clause := firstClause(text)
		if clause.Raw == "" || i >= maxRounds {
			break
		}
		said = append(said, saidClause{Text: clause.Raw, Ours: i%2 == 1})
	}
	return said
}

func firstClause(text string) fold.Run {
	if len(text) > 1000 {
		return fold.Run{}
	}
	clauses := fold.Runs(text)
	if len(clauses) == 0 {
		return fold.Run{}
	}
	return clauses[0]
}

// poemWith finds the poem a clause is from, nil for none.
func (s *Server) poemWith(ctx context.Context, clause string) (*corpus.Poem, error) {
	found, err := s.search.Search(ctx, search.Request{Query: `句:"` + clause + `"`, Limit: 1})
	if err != nil || len(found.Hits) == 0 {
		return nil, err
	}
	return s.playPoem(ctx, found.Hits[0].ID)
}

// clauseFor finds a clause that fits and has not been said, from another
// place each time.
func (s *Server) clauseFor(ctx context.Context, query string, fits rule, t *turn) (string, *corpus.Poem, error) {
	found, err := s.search.Search(ctx, search.Request{Query: query, Limit: search.MaxLimit})
	if err != nil || len(found.Hits) == 0 {
		return "", nil, err
	}
	start := int(chance.Pick(t.Last()) % uint64(len(found.Hits)))
	for i := range found.Hits {
		hit := found.Hits[(start+i)%len(found.Hits)]
		for _, line := range hit.Lines {
			for _, clause := range fold.Runs(line.Text) {
				runes := []rune(clause.Folded)
				if len(runes) >= 3 && len(runes) <= maxSaid && fits(runes) && !t.heard(clause.Folded) {
					poem, err := s.playPoem(ctx, hit.ID)
					return clause.Raw, poem, err
				}
			}
		}
	}
	return "", nil, nil
}

// playPoem reads a poem that was found; nil where it has been withdrawn since.
func (s *Server) playPoem(ctx context.Context, id corpus.PoemID) (*corpus.Poem, error) {
	p, err := s.store.Published(ctx, id)
	switch corpus.CodeOf(err) {
	case corpus.NotFound, corpus.Gone:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &p, nil
}
