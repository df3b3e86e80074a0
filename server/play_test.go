package server_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine/enginetest"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server"
)

// searching is the site of the samples with the real search behind it. It
// is ready when this returns.
func searching(t *testing.T) http.Handler { return searchingOf(t, archive(t)) }

func searchingOf(t *testing.T, st *store.Store, options ...func(*server.Config)) http.Handler {
	t.Helper()
	table := texts.NewTable()
	x, err := indexer.New(indexer.Config{Engine: enginetest.NewMemory(), Store: st, Dir: t.TempDir(), Texts: table, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); x.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })
	for deadline := time.Now().Add(time.Minute); !x.Ready(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the index is not ready after a minute")
		}
	}
	real := func(c *server.Config) { c.Search, c.Ready = search.New(x, st), x }
	return newSite(t, st, append(options, real)...)
}

func playPage(t *testing.T, site http.Handler, path string, fields url.Values) page {
	t.Helper()
	return checkPage(t, get(t, site, path+"?"+fields.Encode()).Body.String())
}

func saidOn(p page) (said []string) {
	for _, n := range p.classed("verse-said") {
		said = append(said, text(n))
	}
	return said
}

func TestFlyingFlowers(t *testing.T) {
	site := searching(t)
	for _, c := range []struct {
		name, at, line string
		said           []string
		turns          int // clauses said in the end
		fault          string
	}{
		{"the archive answers", "0", "落花时节又逢君。", nil, 2, ""},
		{"without the character", "0", "明月几时有", nil, 0, "没有“花”"},
		{"at its place", "2", "落花时节又逢君", nil, 2, ""},
		{"at another place", "3", "落花时节又逢君", nil, 0, "第 3 个字不是"},
		{"said before, in the other script", "0", "落花時節又逢君", []string{"落花时节又逢君", "花开"}, 2, "已经说过"},
		{"too short", "0", "花", nil, 0, "没有"},
		{"nothing of sense", "x", "!!", nil, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := playPage(t, site, "/play/feihua", url.Values{"c": {"花"}, "at": {c.at}, "line": {c.line}, "said": c.said})
			said := saidOn(p)
			if len(said) != c.turns {
				t.Fatalf("said %q, want %d clauses", said, c.turns)
			}
			if c.fault == "" && c.turns > 1 && !strings.Contains(said[len(said)-1], "花") {
				t.Errorf("the archive answered %q", said[len(said)-1])
			}
			notices := p.classed("notice")
			if (len(notices) > 0) != (c.fault != "") || c.fault != "" && !strings.Contains(text(notices[0]), c.fault) {
				t.Errorf("%d notices, want one of %q", len(notices), c.fault)
			}
		})
	}
}

// A game goes on as long as both know something: the archive never repeats
// itself and keeps to the rule.
func TestChainGoesOn(t *testing.T) {
	site := searching(t)
	said := saidOn(playPage(t, site, "/play/chain", url.Values{"line": {"春眠不觉晓"}}))
	if len(said) != 2 || !strings.HasPrefix(said[1], "晓") {
		t.Fatalf("said %q, want an answer that begins with 晓", said)
	}
	p := playPage(t, site, "/play/chain", url.Values{"said": said, "line": {"不接上句"}})
	if got := saidOn(p); len(got) != 2 || len(p.classed("notice")) != 1 {
		t.Errorf("said %q; a clause that does not begin with the last character counts", got)
	}
}

func TestGuessTheNextClause(t *testing.T) {
	site := searching(t)
	right := 0
	for _, button := range playPage(t, site, "/play/guess", url.Values{"n": {"5"}}).all("button") {
		if attr(button, "name") != "pick" {
			continue
		}
		p := playPage(t, site, "/play/guess", url.Values{"n": {"5"}, "pick": {attr(button, "value")}})
		if len(p.classed("won")) == 1 {
			right++
		}
	}
	if right != 1 {
		t.Errorf("%d choices are right, want one", right)
	}
	empty := newSite(t, openStore(t))
	checkPage(t, get(t, empty, "/play/guess").Body.String())
}

func TestGamesTakeAnything(t *testing.T) {
	site := searching(t)
	for _, line := range []string{"<script>alert(1)</script>", strings.Repeat("花", 5000), `"花" OR (`, "花@99999999999"} {
		for _, path := range []string{"/play/feihua?c=%E8%8A%B1&", "/play/chain?", "/play/guess?n=99999999999999999999&"} {
			target := path + url.Values{"line": {line}, "said": {line, line}, "pick": {line}}.Encode()
			if rec := get(t, site, target); rec.Code != http.StatusOK {
				t.Errorf("%s: %d", target[:60], rec.Code)
			}
		}
	}
}
