package identity_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/server/identity"
	"shiyun/web"
)

func palette(t testing.TB) *identity.Palette {
	t.Helper()
	p, err := identity.NewPalette(web.Files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Colours that are let through can be read, by day and by night.
func TestColoursThatPassCanBeRead(t *testing.T) {
	t.Parallel()
	p := palette(t)
	legible := func(t *rapid.T, c corpus.SiteColours) {
		day, night := p.Sample(c)
		for _, s := range []identity.Shown{day, night} {
			for _, pair := range [][2]string{{s.Ink, s.Paper}, {s.Ink, s.Sheet}, {s.Soft, s.Paper}, {s.Seal, s.Paper}, {s.Seal, s.Sheet}, {s.OnFill, s.Fill}} {
				if got := identity.Contrast(pair[0], pair[1]); got < 4.5 {
					t.Errorf("%+v: %s on %s: %.2f", c, pair[0], pair[1], got)
				}
			}
		}
	}
	passed := 0
	rapid.Check(t, func(t *rapid.T) {
		colour := rapid.Custom(func(t *rapid.T) string {
			if rapid.Bool().Draw(t, "set") {
				return fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour"))
			}
			return ""
		})
		c := corpus.SiteColours{Seal: colour.Draw(t, "seal"), Paper: colour.Draw(t, "paper"), NightSeal: colour.Draw(t, "night seal"), NightPaper: colour.Draw(t, "night paper")}
		faults := p.Check(c)
		for _, f := range faults { // what is offered instead passes, too
			for name, field := range map[string]*string{"seal": &c.Seal, "paper": &c.Paper, "night_seal": &c.NightSeal, "night_paper": &c.NightPaper} {
				if name == f.Field {
					if *field = f.Instead; f.Ratio >= f.Least {
						t.Errorf("%+v is no fault", f)
					}
				}
			}
		}
		if len(p.Check(c)) == 0 {
			passed++
			legible(t, c)
		}
	})
	if passed == 0 {
		t.Error("no colours pass")
	}
}

func TestChoicesPass(t *testing.T) {
	t.Parallel()
	p := palette(t)
	for _, c := range identity.Choices() {
		if faults := p.Check(c.Colours); len(faults) > 0 {
			t.Errorf("%s: %+v", c.Name, faults)
		}
	}
	for name, c := range map[string]corpus.SiteColours{"a pale seal": {Seal: "#d08a80"}, "a dark paper": {Paper: "#777777"}, "a seal lost in the night": {NightSeal: "#802020"}} {
		if faults := p.Check(c); len(faults) != 1 || faults[0].Instead == "" || faults[0].Ratio >= 4.5 {
			t.Errorf("%s: %+v", name, faults)
		}
	}
	if styles := p.Styles(corpus.SiteColours{}); styles != "" {
		t.Errorf("styles for nothing: %s", styles)
	}
}
