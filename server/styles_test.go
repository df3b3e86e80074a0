package server_test

import (
	"maps"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shiyun/server/preferences"
	"shiyun/web"
)

var colour = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)

// themes are the colours of every theme as the tokens give them.
func themes(t *testing.T) map[string]map[string]string {
	t.Helper()
	tokens, err := web.Files.ReadFile("styles/1-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for name, selector := range map[string]string{"light": ":root {", "auto": `:root[data-theme="auto"] {`,
		"dark": `:root[data-theme="dark"] {`, "contrast": `:root[data-theme="contrast"] {`} {
		_, block, found := strings.Cut(string(tokens), selector)
		if !found {
			t.Fatalf("no colours for %s", name)
		}
		block, _, _ = strings.Cut(block, "}")
		all[name] = map[string]string{}
		for _, m := range colour.FindAllStringSubmatch(block, -1) {
			all[name][m[1]] = m[2]
		}
	}
	return all
}

// Text can be read on everything it stands on, in every theme.
func TestContrast(t *testing.T) {
	all := themes(t)
	for theme, colours := range all {
		if len(colours) != len(all["light"]) {
			t.Errorf("%s has %d colours, the light one %d", theme, len(colours), len(all["light"]))
		}
		for text, grounds := range map[string][]string{
			"ink": {"paper", "sheet", "mark", "banner"}, "soft": {"paper", "sheet", "banner"}, "stop": {"paper", "sheet", "banner"},
			"seal": {"paper", "sheet", "banner"}, "on-fill": {"fill"},
		} {
			for _, ground := range grounds {
				if c := contrast(t, colours[text], colours[ground]); c < 4.5 {
					t.Errorf("%s: %s on %s: %.2f to 1", theme, text, ground, c)
				}
			}
		}
		for _, line := range []string{"edge", "seal"} {
			if c := contrast(t, colours[line], colours["paper"]); c < 3 {
				t.Errorf("%s: %s on paper: %.2f to 1", theme, line, c)
			}
		}
	}
	if c := contrast(t, all["contrast"]["ink"], all["contrast"]["paper"]); c < 15 {
		t.Errorf("the theme of high contrast has %.2f to 1", c)
	}
}

// The night is the same whether the reader chooses it or the phone does, and
// the bars of the browser have the colour of the page.
func TestThemesAgree(t *testing.T) {
	all := themes(t)
	if !maps.Equal(all["auto"], all["dark"]) {
		t.Error("the night by the phone differs from the night by choice")
	}
	for _, theme := range []string{"light", "dark", "contrast"} {
		told := preferences.Ordinary().With(url.Values{"theme": {theme}}).Grounds()
		if len(told) != 1 || told[0].Colour != "#"+all[theme]["paper"] {
			t.Errorf("%s: the browser is told %v, the paper is %s", theme, told, all[theme]["paper"])
		}
	}
}

// Nothing is painted in a colour without a name: it would stay so in other
// themes. Black and white are for paper and for codes that machines read.
func TestColoursAreTokens(t *testing.T) {
	own := regexp.MustCompile(`[^-\w]\w[-\w]*:[^;]*(#[0-9a-fA-F]{3,8}\b|\brgb)`)
	plain := regexp.MustCompile(`#(000|fff)\b`)
	names, err := web.Files.ReadDir("styles")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name.Name(), "1-") || strings.HasPrefix(name.Name(), "7-") {
			continue // the tokens, and paper from a printer
		}
		text, err := web.Files.ReadFile("styles/" + name.Name())
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if own.MatchString(" "+plain.ReplaceAllString(line, "")) && !strings.Contains(line, "box-shadow") {
				t.Errorf("%s: %s", name.Name(), strings.TrimSpace(line))
			}
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}
