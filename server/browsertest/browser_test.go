package browsertest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"shiyun/corpus/needs"
)

// patience is longer than the slowest machine needs for one test.
const patience = 15 * time.Minute

var theChromium = once[context.Context]{make: startChromium}

// chromium is the one process whose tabs all tests share: to start one takes as
// long as to look at a page.
func chromium(t *testing.T) context.Context {
	t.Helper()
	needs.Chromium(t)
	return theChromium.get(t)
}

func startChromium(t testing.TB) context.Context {
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(needs.Chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("font-render-hinting", "none"))
	allocator, closeBrowser := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		closeTab()
		closeBrowser() // waits for the process
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// browser is one tab, and what was heard from it.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string // guarded by mu
	strangers  []string // requests to other places; guarded by mu
}

// openBrowser opens a tab that shares neither cookies nor anything kept with
// another.
func openBrowser(t *testing.T, site string) *browser {
	t.Helper()
	bounded, stop := context.WithTimeout(chromium(t), patience)
	ctx, closeTab := chromedp.NewContext(bounded, chromedp.WithNewBrowserContext())
	t.Cleanup(func() {
		closeTab()
		stop()
	})
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, func(event any) { b.hear(event, site) }); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *browser) hear(event any, site string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch event := event.(type) {
	case *log.EventEntryAdded:
		// A page that answers 404 or 410 is a page to look at like any other.
		if !strings.Contains(event.Entry.Text, "status of 4") {
			b.complaints = append(b.complaints, event.Entry.Text+" "+event.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, "exception: "+event.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		if at := event.Request.URL; !strings.HasPrefix(at, site+"/") && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "blob:") {
			b.strangers = append(b.strangers, at)
		}
	}
}

// heard returns what was heard since the last time, and forgets it.
func (b *browser) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := append(b.complaints, b.strangers...)
	b.complaints, b.strangers = nil, nil
	return all
}

// do takes steps that must not fail.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// view is how a page is looked at.
type view struct {
	width  int64
	height int64
	theme  string // light, dark or contrast
	size   string // of type, in pixels; 20 is the ordinary
}

func (v view) String() string { return fmt.Sprintf("%d-%s-%s", v.width, v.theme, v.size) }

// open shows a page to a reader with the ordinary view, who is nobody or
// somebody signed in.
func (b *browser) open(s *site, p sight) {
	b.t.Helper()
	session := ""
	if p.curator {
		session = s.cookie
	}
	b.do(cookie(s.url, "shiyun", session), chromedp.EmulateViewport(390, 844), chromedp.Navigate(s.address(p)))
	evaluate[bool](b, "document.fonts.ready.then(() => true)")
}

// settled is true once the page has been drawn as it is, with the pictures
// below the screen, which browsers fetch when they like.
const settled = `Promise.all(Array.from(document.images, i => { i.loading = "eager"; return i.decode().catch(() => 0) }))
	.then(() => document.fonts.ready)
	.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`

// redraw fetches the drawn map anew, whose names the server puts in place for
// the size of type.
const redraw = `(async () => {
	const map = document.querySelector(".map");
	if (!map) return true;
	document.cookie = "shiyun_view=size=%s; path=/";
	const page = new DOMParser().parseFromString(await (await fetch(location.href, {cache: "reload"})).text(), "text/html");
	document.cookie = "shiyun_view=; path=/; max-age=0";
	map.replaceWith(page.querySelector(".map"));
	return true;
})()`

// turn changes how the page at hand is looked at, as the page of preferences
// does, without asking for it again.
func (b *browser) turn(v view) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(v.width, v.height))
	evaluate[bool](b, fmt.Sprintf(redraw, v.size))
	evaluate[bool](b, fmt.Sprintf("Object.assign(document.documentElement.dataset, {theme: %q, size: %q}); scrollTo(0, 0); %s", v.theme, v.size, settled))
}

func cookie(site, name, value string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: site})
		return chromedp.Void{}, err
	}
}

func evaluate[T any](b *browser, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	return value
}
