package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"sync/atomic"

	"shiyun/server/answer"
	"shiyun/server/identity"
)

// busy is what those are shown that there is no room for. It is made once for
// each name of the site, when it is first needed, and asks nothing of the archive.
type busy struct {
	page, form func() []byte
	problem    []byte
}

func (p *Pages) newBusy(from fs.FS) (busy, error) {
	t, err := template.New("busy.html").Funcs(p.functions()).ParseFS(from, "templates/alone/busy.html")
	if err != nil {
		return busy{}, fmt.Errorf("parse busy page: %w", err)
	}
	words := p.cfg.Words
	problem, err := json.Marshal(answer.Problem{Type: "about:blank", Title: words.Say("error.unavailable.title"), Status: http.StatusServiceUnavailable,
		Detail: words.Say("error.unavailable.detail"), Code: "unavailable"})
	made := func(sent bool) func() []byte {
		var last atomic.Pointer[busyPage]
		return func() []byte {
			site := p.lastSite()
			if made := last.Load(); made != nil && made.site == site {
				return made.content
			}
			var b bytes.Buffer
			if err := t.Execute(&b, map[string]any{"Lang": words.Lang, "Sent": sent, "Site": site}); err != nil {
				p.cfg.Log.Error("render busy page", "error", err)
			}
			last.Store(&busyPage{site, b.Bytes()})
			return b.Bytes()
		}
	}
	return busy{made(false), made(true), problem}, err
}

type busyPage struct {
	site    *identity.Identity
	content []byte
}

// lastSite is the site as it was last asked for; nil where nothing was.
func (p *Pages) lastSite() *identity.Identity {
	if p.cfg.Own == nil {
		return nil
	}
	return p.cfg.Own.Last()
}

// Busy is the page of 503 for who only reads: it asks again by itself.
func (p *Pages) Busy() []byte { return p.busy.page() }

// BusyForm is the one for who sent a form, and must not lose it.
func (p *Pages) BusyForm() []byte { return p.busy.form() }

// BusyProblem is the same for programs.
func (p *Pages) BusyProblem() []byte { return p.busy.problem }
