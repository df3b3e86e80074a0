package archive

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// poemsOnPage is how many poems stand on a page of the list.
const poemsOnPage = 50

type poemsView struct {
	Filter   poems.Criteria
	Query    string // a search in place of the filter
	Statuses []page.Choice
	Forms    []corpus.Form
	Poems    []corpus.Poem
	Total    int
	Next     string
	First    string
	Metre    string // the address of a report on their metre
	Bulk     string // the address of a change of all of them; "" for none or too many
}

// showPoems lists poems of any status. A number opens that poem.
func (s *Server) showPoems(c echo.Context) (answer.Answer, error) {
	q := c.QueryParams()
	if id := request.ParseID(strings.TrimSpace(q.Get("text"))); id != 0 {
		if _, err := s.store.Poem(c.Request().Context(), corpus.PoemID(id)); err == nil {
			return answer.SeeOther(paths.CuratorPoem(corpus.PoemID(id)))
		}
	}
	f := poemFilter(q)
	v := poemsView{Filter: f, Forms: corpus.Forms(), Metre: poemsURL(paths.CuratorMetre, f, "", "")}
	for _, status := range []corpus.Status{corpus.StatusPublished, corpus.StatusInReview, corpus.StatusDraft, corpus.StatusWithdrawn} {
		v.Statuses = append(v.Statuses, page.Choice{Label: diff.StatusName(s.words, status), URL: string(status), On: f.Status == status})
	}
	before := corpus.PoemID(request.ParseID(q.Get("before")))
	var err error
	v.Poems, v.Total, err = s.store.FindPoems(c.Request().Context(), f, before, poemsOnPage+1)
	if err != nil {
		return nil, err
	}
	if len(v.Poems) > poemsOnPage {
		v.Poems = v.Poems[:poemsOnPage]
		v.Next = poemsURL(paths.CuratorPoems, f, "before", published.CursorOf(v.Poems))
	}
	if before != 0 {
		v.First = poemsURL(paths.CuratorPoems, f, "", "")
	}
	if v.Total > 0 && v.Total <= curation.MaxBulk && !f.IsZero() {
		v.Bulk = poemsURL(bulkPath, f, "", "")
	}
	return s.pages.Show(c, http.StatusOK, "curator-poems", page.View{Title: s.words.Say("curator.poems"), Data: v})
}

func poemFilter(q url.Values) poems.Criteria {
	f := poems.Criteria{Text: strings.TrimSpace(q.Get("text")), Author: strings.TrimSpace(q.Get("author")), Tag: strings.TrimSpace(q.Get("tag")),
		Collection: strings.TrimSpace(q.Get("collection")), Place: strings.TrimSpace(q.Get("place")), Batch: corpus.BatchID(request.ParseID(q.Get("batch")))}
	if status, ok := corpus.ParseStatus(q.Get("status")); ok {
		f.Status = status
	}
	if form, known := corpus.ParseForm(q.Get("form")); known && q.Get("form") != "" {
		f.Form = form
	}
	return f
}

// poemsURL is the address of what a filter leaves, with one thing more.
func poemsURL(path string, f poems.Criteria, key, value string) string {
	q := url.Values{}
	for key, value := range map[string]string{"status": string(f.Status), "text": f.Text, "author": f.Author, "form": string(f.Form),
		"tag": f.Tag, "collection": f.Collection, "place": f.Place, key: value} {
		if value != "" {
			q.Set(key, value)
		}
	}
	if f.Batch != 0 {
		q.Set("batch", strconv.FormatInt(int64(f.Batch), 10))
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}
