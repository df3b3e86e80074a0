package reader

import (
	"fmt"
	"testing"

	"shiyun/corpus"
)

func TestNewestInTurn(t *testing.T) {
	for name, c := range map[string]struct {
		authors []corpus.AuthorID // of poems 0, 1, …
		want    string
	}{
		"one author":                  {[]corpus.AuthorID{1, 1, 1, 1}, "[0 1 2]"},
		"everybody before a second":   {[]corpus.AuthorID{1, 1, 1, 2, 1, 3}, "[0 3 5]"},
		"a second where room is left": {[]corpus.AuthorID{1, 1, 1, 2}, "[0 1 3]"},
		"fewer than there is room":    {[]corpus.AuthorID{1, 2}, "[0 1]"},
		"none":                        {nil, "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			poems := make([]corpus.Poem, len(c.authors))
			for i, a := range c.authors {
				poems[i].ID, poems[i].Author.ID = corpus.PoemID(i), a
			}
			ids := []corpus.PoemID{}
			for _, p := range inTurn(poems, 3) {
				ids = append(ids, p.ID)
			}
			if got := fmt.Sprint(ids); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
