package settings

import (
	"maps"
	"slices"
	"strings"

	"shiyun/corpus"
)

// unknown is the error for what is no setting, with the nearest that is one.
func (s *Settings) unknown(name string, from Origin) error {
	if from.Kind == Environment {
		var names []string
		for key := range s.flags {
			names = append(names, Variable(key))
		}
		slices.Sort(names)
		return corpus.NewError(corpus.Invalid, "settings.unknown_variable", name, nearest(name, names))
	}
	return corpus.NewError(corpus.Invalid, "settings.unknown_key", from.Name, name, nearest(name, slices.Sorted(maps.Keys(s.flags))))
}

// nearest returns the name that the fewest changed characters make of word. A
// name that lacks only the command in front is nearer than any other.
func nearest(word string, names []string) string {
	best, least := "", 0
	for _, name := range names {
		d := 2 * distance(strings.ReplaceAll(word, "_", "-"), strings.ReplaceAll(name, "_", "-"))
		if strings.HasSuffix(name, "."+word) {
			d = 1
		}
		if best == "" || d < least {
			best, least = name, d
		}
	}
	return best
}

// distance is Levenshtein's, in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}
