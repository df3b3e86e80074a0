package settings

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/identity"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/request"
)

// view is the form of the settings.
type view struct {
	*entry.Entry
	Choices    []choiceView
	Day, Night identity.Shown // of the form as it is filled in
	Stamp      string
	Plan       *plan.Plan
	Places     []corpus.Place
	Saved      bool
	Looked     bool // nothing is saved yet
}

// colourField is a field for a colour of the community's own.
type colourField struct{ Name, Key, Value, Problem string }

// ColourFields are those of the form.
func (v view) ColourFields() []colourField {
	field := func(name, key string) colourField { return colourField{name, key, v.Value(name), v.Problem(name)} }
	return []colourField{field("seal", "settings.colour.seal"), field("paper", "settings.colour.paper"),
		field("night_seal", "settings.colour.night_seal"), field("night_paper", "settings.colour.night_paper")}
}

type choiceView struct {
	Name       string
	On         bool
	Day, Night identity.Shown
}

func (s *Server) show(c echo.Context) (answer.Answer, error) {
	set, err := s.store.SiteSettings(c.Request().Context())
	if err != nil {
		return nil, err
	}
	if set.Name == "" {
		set.Name = s.words.Say("site.name")
	}
	return s.form(c, http.StatusOK, entry.New(s.words, valuesOf(set)), set, false)
}

func (s *Server) form(c echo.Context, status int, e *entry.Entry, set corpus.SiteSettings, looked bool) (answer.Answer, error) {
	places, err := s.store.PlaceTree(c.Request().Context())
	if err != nil {
		return nil, err
	}
	v := view{Entry: e, Places: places, Plan: plan.Draw(places, nil, plan.Here{}, s.origin.Preferences(c)), Looked: looked,
		Saved: c.QueryParam("saved") != "" && status == http.StatusOK && !looked, Stamp: identity.Of(set, s.words).Seal}
	v.Day, v.Night = s.palette.Sample(set.Colours)
	for _, choice := range identity.Choices() {
		one := choiceView{Name: choice.Name, On: e.Value("colours") == choice.Name}
		one.Day, one.Night = s.palette.Sample(choice.Colours)
		v.Choices = append(v.Choices, one)
	}
	return s.pages.Show(c, status, "curator-settings", page.View{Title: s.words.Say("curator.settings"), Data: v})
}

// save keeps the settings, or shows how they would look.
func (s *Server) save(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	set := s.settingsIn(e)
	if !e.Fine() {
		return s.form(c, http.StatusUnprocessableEntity, e, set, false)
	}
	if values.Get("act") == "look" {
		return s.form(c, http.StatusOK, e, set, true)
	}
	ctx := c.Request().Context()
	err = s.store.SetSiteSettings(ctx, curator.ActorOf(c), set)
	if notice := curator.Notice(s.words, err); notice != "" {
		e.Problems["name"] = notice
		return s.form(c, http.StatusUnprocessableEntity, e, set, false)
	}
	if err == nil {
		err = s.addPlaces(ctx, curator.ActorOf(c), e)
	}
	if err != nil {
		return nil, err
	}
	if !e.Fine() {
		return s.form(c, http.StatusUnprocessableEntity, e, set, false)
	}
	return answer.SeeOther(paths.SiteSettings + "?saved=1")
}

// addPlaces makes the places of the form, a path to a line; those that cannot be
// stay in the form.
func (s *Server) addPlaces(ctx context.Context, by corpus.Actor, e *entry.Entry) error {
	var left []string
	for line := range strings.Lines(e.Value("places")) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		_, err := s.store.AddPlace(ctx, by, line)
		notice := curator.Notice(s.words, err)
		if err != nil && notice == "" {
			return err
		}
		if notice != "" {
			left = append(left, line)
			e.Problems["places"] = notice
		}
	}
	e.Values.Set("places", strings.Join(left, "\n"))
	return nil
}
