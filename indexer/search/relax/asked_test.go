package relax

import "testing"

// What is left of a question and is long enough for a relaxation is looked for
// without the words around it: 黄涛 of 找黄涛的作品 sounds like an author.
func TestAskedWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, query string
		shortest    int
		want        string
	}{
		{"long enough by sound", "找听和的作品", shortestPhonetic, "听和"},
		{"too short for a slip", "找听和的作品", shortestFuzzy, "找听和的"},
		{"long enough for a slip", "找望月停的作品", shortestFuzzy, "望月停"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := readQuery(c.query).askedWords(c.shortest).Term.Run; got != c.want {
				t.Errorf("looks for %q, want %q", got, c.want)
			}
		})
	}
}
