package relax

import (
	"context"

	"shiyun/indexer/ask"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/plan"
)

// isTheme reports whether the query is the name of a theme and nothing else.
func isTheme(q *Query) bool {
	return q.Root != nil && q.Root.Op == query.Leaf && q.Root.Term.Field == query.Any && !q.Root.Term.Exact() && q.topic() != nil
}

// asksTheme reports whether the query asks for poems about a theme.
func asksTheme(q *Query) bool { return q.Reading.Asked && q.topic() != nil }

// topic returns the theme's name that is all the query asks for, nil where it
// asks for something else or for more.
func (q *Query) topic() *query.Node {
	var name *query.Node
	switch r := q.Reading; {
	case q.literally:
		return nil
	case r.Intent != "":
		return nil
	case r.Asked && len(r.Texts) == 1 && len(r.Parts) == 0 && r.Texts[0].Topic && !r.Texts[0].Denied:
		name = leaf(query.Any, r.Texts[0].Raw, r.Texts[0].Run)
	case r.Asked && len(r.Texts) == 0 && len(r.Parts) == 1 && r.Parts[0].IsTopic():
		name = leaf(query.Any, r.Parts[0].Raw, r.Parts[0].Run)
	case !r.Asked && q.Root.Op == query.Leaf:
		name = q.Root
	default:
		return nil
	}
	if _, ok := q.Lexicon.Themes().Find(name.Term.Run); !ok {
		return nil
	}
	return name
}

// literalAndTheme finds what has the theme's name itself, beneath that what the
// archive files under it, and beneath that what is about it. Each is ordered by
// how much it is: a word said in passing comes after the poems that dwell on it.
func literalAndTheme(_ context.Context, q *Query) plan.Maker {
	name := q.topic()
	if name == nil || len(q.Lexicon.Theme(name.Term.Run).IDs()) == 0 {
		return nil
	}
	about := leaf(query.Theme, name.Term.Raw, name.Term.Run)
	return func() plan.Plan {
		p := plan.New(name, q.Lexicon, nil)
		if !q.Reading.Empty() {
			p = plan.NewBeside(p, plan.New(q.askedRoot(false), q.Lexicon, nil), match.Asked)
		}
		return plan.NewBeside(p, plan.New(about, q.Lexicon, nil), match.Theme)
	}
}

// TakeLiterally has the query taken for nothing but its words.
func (q *Query) TakeLiterally() {
	q.Reading, q.literally = ask.Reading{}, true
}
