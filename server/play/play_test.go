package play_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

func playPage(t *testing.T, site http.Handler, path string, fields url.Values) servertest.Page {
	t.Helper()
	return servertest.CheckPage(t, servertest.Get(t, site, path+"?"+fields.Encode()).Body.String())
}

func saidOn(p servertest.Page) (said []string) {
	for _, n := range p.Classed("verse-said") {
		said = append(said, servertest.Text(n))
	}
	return said
}

func TestFlyingFlowers(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
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
			notices := p.Classed("notice")
			if (len(notices) > 0) != (c.fault != "") || c.fault != "" && !strings.Contains(servertest.Text(notices[0]), c.fault) {
				t.Errorf("%d notices, want one of %q", len(notices), c.fault)
			}
		})
	}
}

// A game goes on as long as both know something: the archive never repeats
// itself and keeps to the rule.
func TestChainGoesOn(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
	said := saidOn(playPage(t, site, "/play/chain", url.Values{"line": {"春眠不觉晓"}}))
	if len(said) != 2 || !strings.HasPrefix(said[1], "晓") {
		t.Fatalf("said %q, want an answer that begins with 晓", said)
	}
	p := playPage(t, site, "/play/chain", url.Values{"said": said, "line": {"不接上句"}})
	if got := saidOn(p); len(got) != 2 || len(p.Classed("notice")) != 1 {
		t.Errorf("said %q; a clause that does not begin with the last character counts", got)
	}
}

func TestGuessTheNextClause(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
	right := 0
	for _, button := range playPage(t, site, "/play/guess", url.Values{"n": {"5"}}).All("button") {
		if servertest.Attr(button, "name") != "pick" {
			continue
		}
		p := playPage(t, site, "/play/guess", url.Values{"n": {"5"}, "pick": {servertest.Attr(button, "value")}})
		if len(p.Classed("won")) == 1 {
			right++
		}
	}
	if right != 1 {
		t.Errorf("%d choices are right, want one", right)
	}
	empty := servertest.NewSite(t, servertest.OpenStore(t))
	servertest.CheckPage(t, servertest.Get(t, empty, "/play/guess").Body.String())
}

func TestGamesTakeAnything(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
	for _, line := range []string{"<script>alert(1)</script>", strings.Repeat("花", 5000), `"花" OR (`, "花@99999999999"} {
		for _, path := range []string{"/play/feihua?c=%E8%8A%B1&", "/play/chain?", "/play/guess?n=99999999999999999999&"} {
			target := path + url.Values{"line": {line}, "said": {line, line}, "pick": {line}}.Encode()
			if rec := servertest.Get(t, site, target); rec.Code != http.StatusOK {
				t.Errorf("%s: %d", target[:60], rec.Code)
			}
		}
	}
}

// No question offers a clause twice, nor the one that is asked about.
func TestGuessOffersEachClauseOnce(t *testing.T) {
	t.Parallel()
	site := servertest.Searching(t)
	for n := 1; n <= 200; n++ {
		p := playPage(t, site, "/play/guess", url.Values{"n": {strconv.Itoa(n)}})
		seen := map[string]bool{}
		for _, question := range p.Classed("question") {
			seen[strings.TrimSuffix(servertest.Text(question), "，")] = true
		}
		for _, button := range p.Classed("button") {
			text := servertest.Text(button)
			if servertest.Attr(button, "name") == "pick" && seen[text] {
				t.Errorf("question %d offers %s twice", n, text)
			}
			seen[text] = true
		}
	}
}

// What was said before the last two clauses is folded away: the box to write
// in stays on the screen, and has the focus.
func TestLongGamesStayShort(t *testing.T) {
	t.Parallel()
	var said []string
	for _, flower := range strings.Split("一二三四五六七八九十", "") {
		said = append(said, "花开第"+flower, "花落第"+flower)
	}
	p := playPage(t, servertest.Searching(t), "/play/feihua", url.Values{"c": {"花"}, "said": said})
	if folded := p.Classed("earlier"); len(folded) != 1 || !strings.Contains(servertest.Text(folded[0]), "前面的 18 句") {
		t.Errorf("%d folds", len(folded))
	}
	if n := len(saidOn(p)); n != len(said) {
		t.Errorf("%d clauses of %d", n, len(said))
	}
	if !strings.Contains(servertest.Get(t, servertest.Searching(t), "/play/feihua?c=花").Body.String(), " autofocus>") {
		t.Error("the box has no focus")
	}
}
