package browsertest

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const (
	mostBytes = 100_000 // HTML, styles and scripts of a first visit, as they come over the line
	mostShift = 0.02    // of the layout, as browsers count it
)

// slowPhone is a phone with a quarter of this machine's speed on a slow 4G
// line: 1.6 Mbit/s down, 150 ms there and back.
func slowPhone(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	if _, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
		return chromedp.Void{}, err
	}
	if _, err := cdp.Call(ctx, t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		return chromedp.Void{}, err
	}
	_, err := cdp.Call(ctx, t, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 750e3 / 8}}})
	return chromedp.Void{}, err
}

// vitals are what browsers measure of a page: bytes of the page itself, how
// much the layout moved, and when the largest part was painted, in ms.
const vitals = `new Promise(done => {
	let shift = 0, paint = 0;
	new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) shift += e.value })).observe({type: "layout-shift", buffered: true});
	new PerformanceObserver(l => l.getEntries().forEach(e => { paint = e.startTime })).observe({type: "largest-contentful-paint", buffered: true});
	setTimeout(() => {
		const own = performance.getEntriesByType("resource").filter(e => /\.(css|js)(\?|$)/.test(e.name));
		const bytes = own.concat(performance.getEntriesByType("navigation")).reduce((n, e) => n + e.transferSize, 0);
		done({bytes, shift, paint});
	}, 600);
})`

// First visits are light, and nothing moves once it is shown. The time of the
// largest paint is written down, not judged: machines differ.
func TestFirstVisitsAreLight(t *testing.T) {
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sights[0]) // whoever comes first waits for what is made once
	b.do(slowPhone)
	for _, p := range sights {
		if p.name != "home" && p.name != "search" && p.name != "poem-jueju" && p.name != "poem-ci" {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			b.t = t
			b.open(s, p)
			v := evaluate[struct{ Bytes, Shift, Paint float64 }](b, vitals)
			t.Logf("%.0f bytes, layout shift %.4f, largest paint after %.0f ms", v.Bytes, v.Shift, v.Paint)
			if v.Bytes == 0 || v.Bytes > mostBytes {
				t.Errorf("%.0f bytes of HTML, styles and scripts, want at most %d", v.Bytes, mostBytes)
			}
			if v.Shift > mostShift {
				t.Errorf("layout shift %.4f, want at most %.2f", v.Shift, mostShift)
			}
		})
	}
}
