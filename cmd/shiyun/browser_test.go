package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shiyun/corpus/needs"
)

// A visitor searches, opens a poem and goes to its author, on a phone and at
// a desk, in a real browser.
func TestBrowserJourney(t *testing.T) {
	t.Parallel()
	s := serve(t, "demo", filepath.Join(t.TempDir(), "demo"))
	s.awaitReady(t)
	ctx := openBrowser(t)
	heard := listen(t, ctx)
	for _, screen := range []struct{ width, height int64 }{{390, 844}, {1440, 900}} {
		t.Run(fmt.Sprint(screen.width), func(t *testing.T) {
			j := journey{t, ctx, screen.width}
			j.do("open home", chromedp.EmulateViewport(screen.width, screen.height), chromedp.Navigate(s.url+"/"),
				chromedp.WaitVisible(chromedp.CSS("section.today .verse")))
			j.look("home")
			j.suggestions(s.url)
			j.do("search", chromedp.SendKeys(chromedp.CSS("#q"), "望月"), chromedp.Click(chromedp.CSS("form.search button")),
				chromedp.WaitVisible(chromedp.CSS(".hits .hit")))
			// The poems with the words come before those about the moon.
			if marks := j.texts(".hits mark"); len(marks) < 6 || strings.Trim(strings.Join(marks[:6], ""), "望月") != "" {
				t.Errorf("marked: %q", marks)
			}
			j.look("search")
			title := j.texts(".hits .card-title")[0]
			j.do("open a poem", chromedp.Click(chromedp.CSS(".hits .card-title")), chromedp.WaitVisible(chromedp.CSS("article.poem.alone h1")))
			if got := j.texts("h1.poem-title"); !slices.Equal(got, []string{title}) {
				t.Errorf("the poem is %q, want %q", got, title)
			}
			j.look("poem")
			author := j.texts("article .byline a")
			j.do("go to the author", chromedp.Click(chromedp.CSS("article .byline a")), chromedp.WaitVisible(chromedp.CSS("h1.name")))
			if got := j.texts("h1.name"); len(got) != 1 || !slices.Equal(got, author) {
				t.Errorf("the author is %q, want %q", got, author)
			}
			if poems := j.texts(".by-one a"); !slices.ContainsFunc(poems, func(p string) bool { return strings.Contains(p, title) }) {
				t.Errorf("%s is not among the author's poems %q", title, poems)
			}
			j.look("author")
		})
	}
	heard.check(t, s.url)
	heard.prove(t, ctx)
}

// openBrowser starts Chromium with a profile of its own, closed at the end.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(needs.Chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	bounded, stop := context.WithTimeout(context.Background(), patience)
	allocator, closeBrowser := chromedp.NewExecAllocator(bounded, flags...)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		closeTab()
		closeBrowser() // waits for the process
		stop()
	})
	return ctx
}

// journey is a visitor's way through the site at one width.
type journey struct {
	t     *testing.T
	ctx   context.Context
	width int64
}

func (j journey) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	j.t.Helper()
	ctx, stop := context.WithTimeout(j.ctx, patience/3)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		j.t.Fatalf("%s: %v", what, err)
	}
}

// suggestions are offered while one types, chosen with the arrow keys and put
// away with Escape.
func (j journey) suggestions(home string) {
	j.t.Helper()
	box := chromedp.CSS("#q")
	j.do("type pinyin", chromedp.SendKeys(box, "wangyue"), chromedp.WaitVisible(chromedp.CSS("[role=option]")),
		chromedp.SendKeys(box, kb.ArrowDown), chromedp.WaitVisible(chromedp.CSS("[role=option][aria-selected=true]")))
	if chosen := j.texts("[role=option][aria-selected=true]"); len(chosen) != 1 || !strings.Contains(chosen[0], "望月亭") {
		j.t.Errorf("the first suggestion for wangyue is %q", chosen)
	}
	j.look("suggestions")
	j.do("put them away", chromedp.SendKeys(box, kb.Escape), chromedp.WaitVisible(chromedp.CSS("#q[aria-expanded=false]")))
	j.do("begin again", chromedp.Navigate(home+"/"), chromedp.WaitVisible(chromedp.CSS("section.today .verse")))
}

// texts are those of the elements a selector matches.
func (j journey) texts(selector string) []string {
	j.t.Helper()
	texts, err := chromedp.Run(j.ctx, chromedp.Evaluate[[]string](
		fmt.Sprintf("Array.from(document.querySelectorAll(%q), e => e.textContent.trim())", selector)))
	if err != nil {
		j.t.Fatalf("%s: %v", selector, err)
	}
	return texts
}

// look makes sure that a page can be read without scrolling sideways, and
// keeps a picture where SHIYUN_SHOTS says.
func (j journey) look(page string) {
	j.t.Helper()
	wide, err := chromedp.Run(j.ctx, chromedp.Evaluate[int64]("document.documentElement.scrollWidth"))
	if err != nil || wide > j.width {
		j.t.Errorf("%s is %d wide on a screen of %d: %v", page, wide, j.width, err)
	}
	dir := os.Getenv("SHIYUN_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(j.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.png", page, j.width)), picture, 0o600)
	}
	if err != nil {
		j.t.Errorf("picture of %s: %v", page, err)
	}
}

// ears hear what a visitor does not see.
type ears struct {
	mu         sync.Mutex
	complaints []string // guarded by mu
	requests   []string // guarded by mu
}

func listen(t *testing.T, ctx context.Context) *ears {
	t.Helper()
	e := &ears{}
	err := chromedp.Listen(ctx, func(event any) {
		e.mu.Lock()
		defer e.mu.Unlock()
		switch event := event.(type) {
		case *log.EventEntryAdded: // violations of the security policy, resources that fail
			e.complaints = append(e.complaints, fmt.Sprintf("%s: %s %s", event.Entry.Source, event.Entry.Text, event.Entry.URL))
		case *runtime.EventExceptionThrown:
			e.complaints = append(e.complaints, "exception: "+event.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			e.complaints = append(e.complaints, "console: "+string(event.Type))
		case *network.EventRequestWillBeSent:
			e.requests = append(e.requests, event.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// check wants silence, and requests to the site alone.
func (e *ears) check(t *testing.T, site string) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, c := range e.complaints {
		t.Error("the browser complains: ", c)
	}
	for _, address := range e.requests {
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "data" && u.Scheme+"://"+u.Host != site {
			t.Errorf("request to %s", address)
		}
	}
	if len(e.requests) < 8 {
		t.Errorf("only %d requests were heard", len(e.requests))
	}
}

// prove breaks the rules on purpose: ears that hear nothing now heard nothing
// before.
func (e *ears) prove(t *testing.T, ctx context.Context) {
	t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`console.error("on purpose");
		document.body.appendChild(document.createElement("script")).textContent = "1"; true`))
	if err != nil {
		t.Fatal(err)
	}
	heard := func(what string) bool {
		e.mu.Lock()
		defer e.mu.Unlock()
		return slices.ContainsFunc(e.complaints, func(c string) bool { return strings.Contains(c, what) })
	}
	await(t, "the violation on purpose is heard", func() bool { return heard("Content Security Policy") && heard("console: error") })
}
