package words

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	storewords "shiyun/corpus/store/words"
	"shiyun/indexer"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

const themesPath = wordsPath + "/themes"

type themesView struct {
	Tabs   []page.Choice
	Theme  string // that is shown; "" for the list of all
	Word   string // to be added, from a search that found nothing
	Miss   string
	Notice string
	All    []themeLink
	Found  bool // the theme exists
	Now    indexer.Theme
	Fields []themeField
	ID     corpus.ThemeID // of what is added, 0 for nothing
	Undo   bool
	Tried  bool
	Trial  indexer.ThemeTrial
	Gained []corpus.Poem
	Lost   []corpus.Poem
}

type themeLink struct {
	Name, URL string
	Changed   bool
}

// themeField is one list of words: those of the theme as it stands, and those
// that are added.
type themeField struct {
	Name, Label, Words string
	Now                []string
}

// themeFields are the lists in the order of corpus.ThemeWords.Lists.
var themeFields = []struct{ name, key string }{
	{"names", "themes.names"}, {"strong", "themes.strong"}, {"plain", "themes.plain"},
	{"weak", "themes.weak"}, {"title", "themes.title"}, {"excluded", "themes.excluded"},
}

// showThemes lists all themes, or shows one with what is added to it.
func (s *Server) showThemes(c echo.Context) (answer.Answer, error) {
	v := themesView{Theme: typeset.Shorten(strings.TrimSpace(c.QueryParam("theme")), 20), Word: typeset.Shorten(c.QueryParam("word"), 20), Miss: c.QueryParam("miss")}
	if c.QueryParam("saved") != "" {
		v.Notice = s.words.Say("themes.saved")
	}
	all, err := s.store.Themes(c.Request().Context())
	if err != nil {
		return nil, err
	}
	added := addedTo(all, v.Theme)
	if v.Word != "" && v.Theme != "" {
		added.Strong = append(added.Strong, v.Word)
	}
	return s.themesPage(c, http.StatusOK, v, all, added)
}

// addedTo returns what is added to a theme.
func addedTo(all []corpus.ThemeWords, theme string) corpus.ThemeWords {
	for _, t := range all {
		if fold.String(t.Theme) == fold.String(theme) {
			return t
		}
	}
	return corpus.ThemeWords{Theme: theme}
}

func (s *Server) themesPage(c echo.Context, status int, v themesView, all []corpus.ThemeWords, added corpus.ThemeWords) (answer.Answer, error) {
	if v.Theme == "" {
		for _, t := range s.bench.Themes() {
			q := url.Values{"theme": {t.Name}}
			if v.Word != "" {
				q.Set("word", v.Word)
			}
			if v.Miss != "" {
				q.Set("miss", v.Miss)
			}
			change := addedTo(all, t.Name)
			v.All = append(v.All, themeLink{t.Name, themesPath + "?" + q.Encode(), !change.Empty()})
		}
	} else {
		v.Now, v.Found = s.bench.Theme(v.Theme)
		if v.Found && v.Now.Name != v.Theme { // asked for by another name
			v.Theme = v.Now.Name
			word := added.Strong
			if added = addedTo(all, v.Theme); added.ID == 0 {
				added.Strong = word
			}
		}
		v.ID, v.Undo = added.ID, added.Undoable
		now := [][]string{v.Now.Names, v.Now.Strong, v.Now.Plain, v.Now.Weak, v.Now.Title, v.Now.Excluded}
		for i, list := range added.Lists() {
			v.Fields = append(v.Fields, themeField{themeFields[i].name, s.words.Say(themeFields[i].key), strings.Join(*list, " "), now[i]})
		}
	}
	v.Tabs = s.tabs(c)
	return s.pages.Show(c, status, "themes", page.View{Title: s.words.Say("words.themes"), Data: v})
}

// saveTheme saves what is added to a theme, or shows what that would do.
func (s *Server) saveTheme(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	all, err := s.store.Themes(ctx)
	if err != nil {
		return nil, err
	}
	change := corpus.ThemeWords{Theme: form.Get("theme")}
	for i, list := range change.Lists() {
		*list = partWords(form.Get(themeFields[i].name))
	}
	v := themesView{Theme: change.Theme, Miss: form.Get("miss")}
	clean, err := storewords.CleanTheme(change)
	if err == nil && form.Get("try") != "" {
		err = s.tryTheme(ctx, &v, clean, all)
		clean.ID = addedTo(all, clean.Theme).ID
	} else if err == nil {
		err = s.store.SaveTheme(ctx, curator.ActorOf(c), clean)
	}
	if notice := curator.Notice(s.words, err); notice != "" {
		v.Notice = notice
		return s.themesPage(c, http.StatusUnprocessableEntity, v, all, change)
	}
	if err != nil {
		return nil, err
	}
	if v.Tried {
		return s.themesPage(c, http.StatusOK, v, all, clean)
	}
	if err := s.settled(c, form.Get("miss"), corpus.SettledTheme); err != nil {
		return nil, err
	}
	return answer.SeeOther(themesPath + "?" + url.Values{"theme": {clean.Theme}, "saved": {"1"}}.Encode())
}

func (s *Server) tryTheme(ctx context.Context, v *themesView, change corpus.ThemeWords, all []corpus.ThemeWords) (err error) {
	if v.Trial, err = s.bench.TryTheme(ctx, change, all); err != nil {
		return err
	}
	v.Tried = true
	if v.Gained, err = s.poemsShown(ctx, v.Trial.Gained); err == nil {
		v.Lost, err = s.poemsShown(ctx, v.Trial.Lost)
	}
	return err
}

// poemsShown reads poems that a trial names, none for none.
func (s *Server) poemsShown(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.store.Poems(ctx, ids)
}

func (s *Server) undoTheme(c echo.Context) (answer.Answer, error) {
	err := s.store.UndoTheme(c.Request().Context(), curator.ActorOf(c), corpus.ThemeID(request.ParseID(c.Param("id"))))
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(themesPath)
}
