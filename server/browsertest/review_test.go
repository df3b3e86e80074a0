package browsertest

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
)

// handHeight is the part of a phone's screen, from below, that the thumb of the
// hand that holds it reaches.
const handHeight = 0.6

// press presses what selector finds first, as a finger would, and is at fault
// where a thumb does not reach it or it is too small for one.
const press = `(() => {
	const e = document.querySelector(%q), r = e.getBoundingClientRect(), top = innerHeight * (1 - %g);
	const at = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
	if (r.top < top || r.bottom > innerHeight) return "out of reach: " + r.top + " to " + r.bottom + " of " + innerHeight;
	if (r.width < 44 || r.height < 44) return "small: " + r.width + " by " + r.height;
	if (!e.contains(at)) return "covered by " + at.outerHTML.slice(0, 80);
	e.click();
	return "";
})()`

func (b *browser) press(selector string) {
	b.t.Helper()
	if fault := evaluate[string](b, fmt.Sprintf(press, selector, handHeight)); fault != "" {
		b.t.Fatalf("%s: %s", selector, fault)
	}
}

// A curator holds the phone in one hand and reviews ten poems with its thumb.
func TestReviewOneHanded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const poems = 10
	for i := range poems {
		s.submit(t, fmt.Sprintf("湖边其%d", i+1), jueju+fmt.Sprintf("\n又记%d", i))
	}
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/curator/review", curator: true})
	if top := evaluate[float64](b, `document.querySelector(".queue li").getBoundingClientRect().bottom`); top > 844 {
		t.Errorf("the first row of the queue ends at %g of 844 px", top)
	}
	if height := evaluate[float64](b, `document.querySelector(".desk").getBoundingClientRect().height`); height > 49 {
		t.Errorf("the bar is %g px high", height)
	}
	b.open(s, sight{path: "/curator/review?text=湖边", curator: true})
	b.act([]act{click(".queue a", ".split:not(.listed) .decide")})
	for i := range poems {
		next := fmt.Sprintf("body:not(:has(.decide [name=key][value=%q]))", evaluate[string](b, `document.querySelector(".decide [name=key]").value`))
		accept := ".reach [value=accept]"
		switch i {
		case 3: // what is wrong about one is set right on the way
			b.press(".mend > summary")
			b.act([]act{put(".mend select", string(corpus.FormXinshi)), put(".mend [name=tags]", "湖、春")})
		case 6: // and one is returned, for a reason that is there to choose
			b.press(".turn-down > summary")
			b.press(".turn-down .choices label:nth-of-type(2)")
			accept = ".turn-down [value=return]"
		}
		b.press(accept)
		b.await(next)
	}
	if left := evaluate[int](b, `document.querySelectorAll(".queue li").length`); left != 0 {
		t.Errorf("%d of ten are left", left)
	}
	s.reviewed(t, poems)
	for _, c := range b.heard() {
		t.Error("heard: ", c)
	}
}

// reviewed checks what became of the ten poems.
func (s *site) reviewed(t *testing.T, poems int) {
	t.Helper()
	published, mended := 0, 0
	err := s.store.EachPoem(t.Context(), 0, corpus.StatusPublished, func(p corpus.Poem) error {
		if strings.HasPrefix(p.Title, "湖边其") {
			published++
			if p.Form == corpus.FormXinshi && slices.Contains(p.Tags, "湖") {
				mended++
			}
		}
		return nil
	})
	if err != nil || published != poems-1 || mended != 1 {
		t.Errorf("%d are published, %d set right: %v", published, mended, err)
	}
}

func (s *site) submit(t *testing.T, title, body string) {
	t.Helper()
	author := "林下"
	if _, err := s.store.SubmitPoem(t.Context(), curation.Sent{Draft: corpus.Draft{Title: &title, Author: &author, Body: &body},
		Submission: corpus.Submission{Consent: "v1"}, Token: rand.Text()}); err != nil {
		t.Fatal(err)
	}
}
