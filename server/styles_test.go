package server_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shiyun/web"
)

var colour = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)

// Text can be read on everything it stands on, by day and by night.
func TestContrast(t *testing.T) {
	tokens, err := web.Files.ReadFile("styles/1-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	day, night, found := strings.Cut(string(tokens), "prefers-color-scheme: dark")
	if !found {
		t.Fatal("no colours for the night")
	}
	colours := map[string]string{}
	for _, part := range []string{day, night} {
		for _, m := range colour.FindAllStringSubmatch(part, -1) {
			colours[m[1]] = m[2]
		}
		for text, grounds := range map[string][]string{
			"ink": {"paper", "sheet", "mark", "banner"}, "soft": {"paper", "sheet"}, "seal": {"paper", "sheet", "banner"}, "on-fill": {"fill"},
		} {
			for _, ground := range grounds {
				if c := contrast(t, colours[text], colours[ground]); c < 4.5 {
					t.Errorf("%s on %s: %.2f to 1", text, ground, c)
				}
			}
		}
		if c := contrast(t, colours["edge"], colours["paper"]); c < 3 {
			t.Errorf("edge on paper: %.2f to 1", c)
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
