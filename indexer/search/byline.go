package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/pinyin"
	"shiyun/indexer/query"
)

// mostBylines bounds the authors' names that a run of pinyin is tried to begin
// with: "li" begins many, the longest are the likeliest.
const mostBylines = 3

// shortestRest is how many letters must follow a name to be worth looking for.
const shortestRest = 4

// byline takes one run of pinyin for an author's name and, right after it, a
// title or a line. It makes no plan for a run that begins with nobody's name.
func byline(root *query.Node, names *names) plansOf {
	return func() planMaker {
		if root.Op != query.Leaf || root.Term.Field != query.Any || !spellable(root.Term) {
			return nil
		}
		groups, _ := pinyin.Letters(root.Term.Raw)
		letters := strings.Join(groups, "")
		either := &query.Node{Op: query.Or}
		for _, end := range names.ends(letters) {
			either.Kids = append(either.Kids, &query.Node{Op: query.And, Kids: []*query.Node{
				latin(query.Author, letters[:end]), latin(query.Any, letters[end:])}})
		}
		if len(either.Kids) == 0 {
			return nil
		}
		return retold(either, names, spelling(names, false))()
	}
}

func latin(field query.Field, letters string) *query.Node {
	return &query.Node{Term: query.Term{Field: field, Raw: letters, Run: letters}}
}

// ends are the places in the letters where a name of two characters or more
// may end and something that can be read begins, the last ones first.
func (n *names) ends(letters string) []int {
	var ends []int
	for _, name := range n.Names() {
		if utf8.RuneCountInString(name.Name) < 2 {
			continue
		}
		for _, end := range spelledBy(name.Name, letters) {
			if len(letters)-end >= shortestRest && !slices.Contains(ends, end) && len(pinyin.Parse([]string{letters[end:]})) > 0 {
				ends = append(ends, end)
			}
		}
	}
	slices.SortFunc(ends, func(a, b int) int { return b - a })
	return ends[:min(len(ends), mostBylines)]
}

// spelledBy are the lengths of the beginnings of letters that spell the name.
func spelledBy(name, letters string) []int {
	ends := []int{0}
	for _, r := range name {
		var next []int
		for _, reading := range pinyin.Readings(r) {
			for _, end := range ends {
				if strings.HasPrefix(letters[end:], string(reading)) && !slices.Contains(next, end+len(reading)) {
					next = append(next, end+len(reading))
				}
			}
		}
		if ends = next; len(ends) == 0 {
			return nil
		}
	}
	return ends
}
