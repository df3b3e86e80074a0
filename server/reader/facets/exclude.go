package facets

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/indexer/query"
	"shiyun/indexer/search"
)

// What a facet leaves out is written into the query, as a person would write
// it: "-体:七绝". So it stands in the box, where it can be read and changed,
// and programs need no second way.

// Exclusion is something a query leaves out, at its end.
type Exclusion struct {
	Field string // as it stands in the query
	Value string
	Text  string // all of it
}

// lastExclusion takes one off the end of a query.
var lastExclusion = regexp.MustCompile(`(?s)^(?:(.*\S)\s+)?([-－](体|作者|地|标签|年|韵|调)[:：]("[^"]*"|[^\s"()（）|｜]+))$`)

// Exclusions takes what a query leaves out off its end. A pasted poem leaves
// nothing out.
func Exclusions(text string) (rest string, out []Exclusion) {
	rest = text
	if pasted(text) {
		return rest, nil
	}
	for {
		m := lastExclusion.FindStringSubmatch(rest)
		if m == nil {
			return rest, out
		}
		rest = m[1]
		out = append([]Exclusion{{Field: m[3], Value: strings.Trim(m[4], `"`), Text: m[2]}}, out...)
	}
}

// exclude adds to a query that a field must not have a value. It returns ""
// where that cannot be said: the query is read again, and only one that means
// what was meant is offered.
func exclude(text string, field query.Field, name, value string) string {
	if pasted(text) {
		return "" // a minus is punctuation there
	}
	if root := parsed(text); root != nil && root.Op == query.Or {
		text = "(" + text + ")" // or the exclusion would go with the last of the alternatives
	}
	longer := strings.TrimSpace(text + " -" + name + ":" + asWord(value))
	if !leavesOut(parsed(longer), field, value) {
		return ""
	}
	return longer
}

// keepTo adds to a query that a field must have a value; as exclude, but it
// returns the query as it is where that cannot be said.
func keepTo(text string, field query.Field, value string) string {
	if pasted(text) {
		return text
	}
	longer := text
	if root := parsed(text); root != nil && root.Op == query.Or {
		longer = "(" + text + ")"
	}
	longer = strings.TrimSpace(longer + " " + field.Prefix() + ":" + asWord(value))
	last := parsed(longer)
	if last != nil && last.Op == query.And {
		last = last.Kids[len(last.Kids)-1]
	}
	if last == nil || last.Op != query.Leaf || last.Term.Field != field || last.Term.Run != fold.String(value) {
		return text
	}
	return longer
}

// asks reports whether a query already has the field, kept to or left out.
func asks(text string, field query.Field) bool { return !pasted(text) && parsed(text).Asks(field) }

func pasted(text string) bool { return utf8.RuneCountInString(text) > search.LongQuery }

func parsed(text string) *query.Node {
	return query.Parse(text, query.Limits{Pasted: search.LongQuery, Most: search.MaxQuery}).Root
}

// asWord writes a value so that it is read as one word.
func asWord(value string) string {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	if strings.IndexFunc(value, func(r rune) bool { return !plain(r) }) < 0 {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, "") + `"`
}

// leavesOut reports whether the last word of a query is that the field must
// not have the value.
func leavesOut(n *query.Node, field query.Field, value string) bool {
	if n != nil && n.Op == query.And {
		n = n.Kids[len(n.Kids)-1]
	}
	if n == nil || n.Op != query.Not || n.Kids[0].Op != query.Leaf || n.Kids[0].Term.Field != field {
		return false
	}
	if t := n.Kids[0].Term; field == query.Year {
		return t.From == t.To && strconv.Itoa(t.From) == value
	}
	return n.Kids[0].Term.Run == fold.String(value)
}
