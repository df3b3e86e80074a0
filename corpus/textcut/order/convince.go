package order

import (
	"strings"

	"shiyun/corpus/textcut/manuscript"
)

// convinces reports whether every poem of a labelling begins where a reader
// would see it begin: under a title that could be nothing else, or with
// measured verse.
func (t *weighed) convinces(best []role) bool {
	var starts []int
	for k, r := range best {
		if r == roleTitle && (k == 0 || best[k-1] != roleTitle) {
			starts = append(starts, k)
		}
	}
	measured, named := 0, 0
	for i, at := range starts {
		end := len(best)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		switch {
		case t.isEvident(best, at, end):
			measured++
		case best[at+1] == roleAuthor && manuscript.IsPenName(t.lines[at+1].text):
			named++
		}
	}
	if measured > 0 {
		measured += named
	}
	return len(starts) > 1 && measured*5 >= len(starts)*4
}

// isEvident reports whether the lines from at to end are a poem under a title
// that could be nothing else, or measured verse.
func (t *weighed) isEvident(best []role, at, end int) bool {
	f := &t.lines[at]
	parts := manuscript.ReadTitle(f.text, manuscript.Careful)
	if f.Heading || strings.HasPrefix(f.text, "《") || parts.Form != "" || parts.Author != "" || best[at+1] == roleAuthor && t.lines[at+1].name >= 8 {
		return true
	}
	verses, lines := 0, 0
	for k := at + 1; k < end; k++ {
		if best[k] == roleBody {
			lines++
			if t.lines[k].verse() {
				verses++
			}
		}
	}
	return verses > 0 && verses*2 >= lines
}
