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

// signed takes one run of characters for an author's name and, right after or
// before it, a title or a line; 的 may stand between. It returns nil for a run
// that neither begins nor ends with anybody's name.
func signed(root *query.Node, names *names) *query.Node {
	if root.Op != query.Leaf || root.Term.Field != query.Any || !loosensTerm(root.Term) {
		return nil
	}
	run := []rune(root.Term.Run)
	either := &query.Node{Op: query.Or}
	add := func(name, rest *query.Node) {
		name.Term.Field = query.Author
		if utf8.RuneCountInString(rest.Term.Run) >= 2 {
			either.Kids = append(either.Kids, &query.Node{Op: query.And, Kids: []*query.Node{name, rest}})
		}
	}
	for _, n := range names.within(root.Term.Run, strings.HasPrefix) {
		rest := n
		if rest < len(run) && run[rest] == '的' {
			rest++
		}
		add(part(root.Term, 0, n), part(root.Term, rest, len(run)))
	}
	for _, n := range names.within(root.Term.Run, strings.HasSuffix) {
		add(part(root.Term, len(run)-n, len(run)), part(root.Term, 0, len(run)-n))
	}
	if len(either.Kids) == 0 {
		return nil
	}
	return either
}

// within are the lengths of the names of two characters or more that a run has
// where at says, the longest first.
func (n *names) within(run string, at func(run, name string) bool) []int {
	var lengths []int
	for _, name := range n.Names() {
		if at(run, name.Name) {
			if length := utf8.RuneCountInString(name.Name); length >= 2 && !slices.Contains(lengths, length) {
				lengths = append(lengths, length)
			}
		}
	}
	slices.SortFunc(lengths, func(a, b int) int { return b - a })
	return lengths[:min(len(lengths), mostBylines)]
}
