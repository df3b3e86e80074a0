package words

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/words"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

const searchesPath = paths.Curator + "/searches"

// missesPerPage is how many searches stand on a page.
const missesPerPage = 50

type searchesView struct {
	Kinds   []page.Choice
	Settled bool // those on the page have been dealt with
	Rows    []missRow
	Next    string
	First   string
	Why     string // address of the explanations; "" for none
}

// missRow is a search without results and what can be done about it.
type missRow struct {
	corpus.Miss
	Again                             string // address of the search
	Synonym, Alias, Theme, Dictionary string // addresses where it is dealt with; "" for none
	How                               string // it was settled, in words
	Back                              string // address of this page
}

// missKinds are the lists there are; the first is shown unless another is
// asked for.
var missKinds = []struct {
	name, key string
	filter    words.MissFilter
}{
	{"", "searches.all", words.MissFilter{}},
	{"none", "searches.none", words.MissFilter{None: true}},
	{"few", "searches.few", words.MissFilter{Few: true}},
	{"settled", "searches.settled", words.MissFilter{Settled: true}},
}

// settledKeys are the ways of settling in words.
var settledKeys = map[corpus.Settled]string{
	corpus.SettledSynonym: "settled.synonym", corpus.SettledTheme: "settled.theme", corpus.SettledAlias: "settled.alias", corpus.SettledDictionary: "settled.dictionary",
	corpus.SettledGap: "settled.gap", corpus.SettledIgnored: "settled.ignored",
}

func (s *Server) showSearches(c echo.Context) (answer.Answer, error) {
	s.misses.Flush(c.Request().Context()) // a curator who tries it out sees it
	kind := missKinds[0]
	v := searchesView{}
	for _, k := range missKinds {
		on := k.name == c.QueryParam("show")
		if on {
			kind = k
		}
		v.Kinds = append(v.Kinds, page.Choice{Label: s.words.Say(k.key), URL: searchesURL(k.name, 0), On: on})
	}
	skip, _ := strconv.Atoi(c.QueryParam("skip")) // 0 for what is no number
	skip = min(max(skip, 0), 10_000)
	list, more, err := s.store.Misses(c.Request().Context(), kind.filter, skip, missesPerPage)
	if err != nil {
		return nil, err
	}
	v.Settled = kind.filter.Settled
	for _, m := range list {
		v.Rows = append(v.Rows, s.missRow(m, c.Request().URL.RequestURI()))
	}
	if more {
		v.Next = searchesURL(kind.name, skip+missesPerPage)
	}
	if skip > 0 {
		v.First = searchesURL(kind.name, 0)
	}
	if s.pages.Has(whyPath) {
		v.Why = whyPath
	}
	return s.pages.Show(c, http.StatusOK, "searches", page.View{Title: s.words.Say("searches.title"), Data: v})
}

func searchesURL(show string, skip int) string {
	q := url.Values{}
	if show != "" {
		q.Set("show", show)
	}
	if skip > 0 {
		q.Set("skip", strconv.Itoa(skip))
	}
	if len(q) == 0 {
		return searchesPath
	}
	return searchesPath + "?" + q.Encode()
}

func (s *Server) missRow(m corpus.Miss, back string) missRow {
	about := func(path, field string) string {
		return path + "?" + url.Values{field: {m.Shown}, "miss": {m.Query}}.Encode()
	}
	r := missRow{Miss: m, Again: paths.OfferedSearch(search.Request{Query: m.Shown, Sort: search.SortRelevance}), Back: back,
		Synonym: about(wordsPath, "word"), Alias: about(aliasesPath, "name")}
	if s.pages.Has(cutPath) {
		r.Dictionary = about(cutPath, "word")
		r.Theme = about(themesPath, "word")
	}
	if key, ok := settledKeys[m.Settled]; ok {
		r.How = s.words.Say(key)
	}
	return r
}

// settleMiss notes what was done about a search, or takes that back.
func (s *Server) settleMiss(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	err = s.store.SettleMiss(c.Request().Context(), curator.ActorOf(c), form.Get("query"), corpus.Settled(form.Get("how")))
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(curator.LocalPath(form.Get("back")))
}

// settled closes the search that an act was about, if it was about one. The
// act is done: a search that is no longer in the list is no failure.
func (s *Server) settled(c echo.Context, query string, how corpus.Settled) error {
	if query == "" {
		return nil
	}
	err := s.store.SettleMiss(c.Request().Context(), curator.ActorOf(c), query, how)
	if corpus.CodeOf(err) == corpus.NotFound {
		return nil
	}
	return err
}
