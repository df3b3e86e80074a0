package query

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// maxTerms bounds the terms of one query; what comes after is left out. It
// keeps the cost of a query that is all single characters within bounds.
const maxTerms = 40

// parser reads
//
//	or    = and { ("OR" | "|") and }
//	and   = unary { unary }
//	unary = ["-"] [field] ( word | quoted | "(" or ")" )
//
// and takes an operator that stands where it cannot for text.
type parser struct {
	tokens []token
	at     int
	terms  int
	field  Field
}

func (p *parser) peek() (token, bool) {
	if p.at < len(p.tokens) {
		return p.tokens[p.at], true
	}
	return token{}, false
}

func (p *parser) readOr() *Node {
	kids := []*Node{}
	for {
		if kid := p.readAnd(); kid != nil {
			kids = append(kids, kid)
		}
		if t, ok := p.peek(); !ok || t.kind != either {
			return join(Or, kids)
		}
		p.at++
	}
}

func (p *parser) readAnd() *Node {
	kids := []*Node{}
	for {
		t, ok := p.peek()
		if !ok || t.kind == shut || t.kind == either {
			return join(And, kids)
		}
		if kid := p.readUnary(); kid != nil {
			kids = append(kids, kid)
		}
	}
}

func (p *parser) readUnary() *Node {
	t := p.tokens[p.at]
	p.at++
	switch t.kind {
	case minus:
		if next, ok := p.peek(); ok && next.kind != shut && next.kind != either {
			if kid := p.readUnary(); kid != nil {
				return &Node{Op: Not, Kids: []*Node{kid}}
			}
		}
		return nil
	case field:
		if next, ok := p.peek(); ok && next.kind != shut && next.kind != either {
			outer := p.field
			p.field = t.field
			kid := p.readUnary()
			p.field = outer
			return kid
		}
		return nil
	case open:
		kid := p.readOr()
		if next, ok := p.peek(); ok && next.kind == shut {
			p.at++
		}
		return kid
	}
	return p.readTerm(t)
}

// readTerm makes the terms of a word or a quoted run. A word is cut at its
// punctuation: "床前明月光，疑是地上霜" asks for both clauses.
func (p *parser) readTerm(t token) *Node {
	if p.field == Year {
		if from, to, ok := readYears(t.text); ok {
			return p.newLeaf(Term{Field: Year, From: from, To: to})
		}
	}
	if p.field == Tones || p.field == Any && t.kind == word && isTonePattern(t.text) {
		return p.newLeaf(Term{Field: Tones, Raw: t.text, Run: fold.String(t.text)})
	}
	if t.kind == word {
		if run, nth, ok := readPosition(t.text); ok {
			return p.newLeaf(Term{Field: p.textField(), Raw: t.text, Run: run, Nth: nth})
		}
		if elems, run := readPattern(t.text); elems != nil {
			return p.newLeaf(Term{Field: p.textField(), Raw: t.text, Run: run, Pattern: elems})
		}
	}
	clauses := fold.Runs(t.text)
	if t.kind == quoted {
		whole := fold.Run{}
		for _, c := range clauses {
			whole.Raw, whole.Folded = whole.Raw+c.Raw, whole.Folded+c.Folded
		}
		clauses = []fold.Run{whole}
	}
	kids := []*Node{}
	for _, c := range clauses {
		if c.Folded == "" {
			continue
		}
		if kid := p.newLeaf(Term{Field: p.textField(), Raw: c.Raw, Run: c.Folded, Quoted: t.kind == quoted}); kid != nil {
			kids = append(kids, kid)
		}
	}
	return join(And, kids)
}

// isTonePattern reports whether a word is nothing but the tones of a clause, of
// four or more: no line of verse is.
func isTonePattern(text string) bool {
	return utf8.RuneCountInString(text) >= 4 && strings.Trim(text, "平仄中") == "" && strings.Contains(text, "平") && strings.Contains(text, "仄")
}

// textField is the field at hand; a year that is not a number is text.
func (p *parser) textField() Field {
	if p.field == Year {
		return Any
	}
	return p.field
}

// newLeaf returns nil where the query has enough terms.
func (p *parser) newLeaf(t Term) *Node {
	if p.terms >= maxTerms {
		return nil
	}
	p.terms++
	return &Node{Op: Leaf, Term: t}
}

// join returns the one kid itself, nil for none.
func join(op Op, kids []*Node) *Node {
	switch len(kids) {
	case 0:
		return nil
	case 1:
		return kids[0]
	}
	return &Node{Op: op, Kids: kids}
}

var yearRange = regexp.MustCompile(`^(\d{1,4})?(?:(\.\.|-|－|—|~|～|至|到)(\d{1,4})?)?年?$`)

// readYears reads 2019, 2019..2023, ..2023 or 2019.. .
func readYears(s string) (from, to int, ok bool) {
	m := yearRange.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || m[1] == "" && m[3] == "" {
		return 0, 0, false
	}
	from, _ = strconv.Atoi(m[1])
	to, _ = strconv.Atoi(m[3])
	switch {
	case m[2] == "":
		to = from
	case m[3] == "":
		to = 9999
	}
	return from, to, true
}
