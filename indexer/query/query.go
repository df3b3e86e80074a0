// Package query reads what people type. Nothing is ever refused: what makes no
// sense as syntax is text.
package query

import (
	"slices"
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// Field is what a term is looked for in.
type Field int

// The fields. Any is title, author, preface and body.
const (
	Any Field = iota
	Title
	Author
	Body
	Form
	Tune
	Place
	Tag
	Year
	Collection
	Number   // the curator's own
	Theme    // what a poem is about, told by its words
	Rhyme    // a group of a rhyme book, or a character that a poem rhymes with
	Skeleton // how regulated verse opens: 平起首句入韵
	Tones    // of a whole clause: 平平仄仄平
)

// InText reports whether the field is looked for in a poem's text.
func (f Field) InText() bool { return f == Any || f == Title || f == Body }

// fieldNames are the prefixes people may write before a colon.
var fieldNames = map[string]Field{
	"title": Title, "题": Title, "標題": Title, "标题": Title, "題": Title, "题目": Title,
	"author": Author, "作者": Author, "诗人": Author, "詩人": Author,
	"body": Body, "句": Body, "正文": Body, "诗句": Body, "詩句": Body, "line": Body,
	"form": Form, "体": Form, "体裁": Form, "體": Form, "體裁": Form,
	"tune": Tune, "词牌": Tune, "曲牌": Tune, "詞牌": Tune,
	"place": Place, "地": Place, "地点": Place, "地點": Place,
	"tag": Tag, "标签": Tag, "標籤": Tag,
	"year": Year, "年": Year, "年份": Year,
	"collection": Collection, "诗集": Collection, "詩集": Collection,
	"number": Number, "编号": Number, "編號": Number,
	"theme": Theme, "题材": Theme, "題材": Theme,
	"rhyme": Rhyme, "韵": Rhyme, "韻": Rhyme, "韵部": Rhyme, "韻部": Rhyme, "押韵": Rhyme, "押韻": Rhyme,
	"调": Skeleton, "調": Skeleton, "tones": Tones, "平仄": Tones,
}

// prefixes are the ones that a query read back is written with.
var prefixes = map[Field]string{Title: "题", Author: "作者", Body: "句", Form: "体", Tune: "词牌", Place: "地", Tag: "标签", Year: "年",
	Collection: "诗集", Number: "编号", Theme: "题材", Rhyme: "韵", Skeleton: "调", Tones: "平仄"}

// Prefix returns what is written before the colon to ask for the field, "" for
// Any. It is part of the query language, the same for all readers.
func (f Field) Prefix() string { return prefixes[f] }

// Term is one thing looked for.
type Term struct {
	Field  Field
	Raw    string // as typed, without punctuation
	Run    string // Raw folded: what must stand in the text, contiguous
	Quoted bool   // exactly this run; never relaxed
	// Pattern is what must stand in one line, for a term with wildcards; Run
	// then holds its characters alone.
	Pattern []Elem
	// Nth is where in a clause the one character of Run must stand, from 1; 0
	// for anywhere.
	Nth  int
	From int // of a Year, both ends included; both 0 for any
	To   int
	// Months narrows a Year: a bit a month, January the lowest; 0 for any.
	Months uint16
	// Weight is how much finding it counts, in hundredths; 0 for 100.
	Weight int
}

// Exact reports whether the term is to be taken at its word: never loosened, never
// answered by a synonym.
func (t Term) Exact() bool { return t.Quoted || t.Pattern != nil || t.Nth > 0 }

// Elem is a piece of a pattern.
type Elem struct {
	Kind ElemKind
	Char rune // folded, of ElemChar
}

// ElemKind is a kind of Elem.
type ElemKind int

// The kinds of piece: a character, any one character, any number of them, and
// the start and end of a line.
const (
	ElemChar ElemKind = iota
	ElemOne
	ElemRun
	ElemLineStart
	ElemLineEnd
)

// Op is how a Node is made.
type Op int

// The kinds of node.
const (
	Leaf Op = iota // Term
	And            // all of Kids
	Or             // any of Kids
	Not            // not the one of Kids
)

// Node is a query or a part of one.
type Node struct {
	Op   Op
	Term Term
	Kids []*Node
}

// Same reports whether two nodes are one and the same plain term.
func (n *Node) Same(other *Node) bool {
	a, b := n.Term, other.Term
	return n.Op == Leaf && other.Op == Leaf && a.Pattern == nil && b.Pattern == nil && a.Field == b.Field && a.Raw == b.Raw && a.Run == b.Run &&
		a.Quoted == b.Quoted && a.Nth == b.Nth && a.From == b.From && a.To == b.To && a.Months == b.Months
}

// Asks reports whether the query has a term of one of the fields, among what it
// leaves out too. Of nil it is false.
func (n *Node) Asks(fields ...Field) bool {
	switch {
	case n == nil:
		return false
	case n.Op == Leaf:
		return slices.Contains(fields, n.Term.Field)
	}
	return slices.ContainsFunc(n.Kids, func(kid *Node) bool { return kid.Asks(fields...) })
}

// Query is what was understood.
type Query struct {
	Text string // as used, after cutting
	Root *Node  // nil for nothing to look for
	Cut  bool   // the end was cut off
	// Pasted is the clauses of a text too long to be looked for whole; Root
	// is nil then.
	Pasted []fold.Run
}

// Limits on a query, in code points: longer than pasted, it is read as a
// pasted poem; longer than most, it is cut.
type Limits struct{ Pasted, Most int }

// Parse reads a query.
func Parse(text string, limits Limits) Query {
	q := Query{Text: text}
	if utf8.RuneCountInString(text) > limits.Most {
		q.Text, q.Cut = string([]rune(text)[:limits.Most]), true
	}
	if utf8.RuneCountInString(q.Text) > limits.Pasted {
		q.Pasted = fold.Runs(q.Text)
		return q
	}
	p := parser{tokens: lex(q.Text)}
	q.Root = p.readOr()
	return q
}

// Positive calls fn for every term that a match has to or may contain.
func (n *Node) Positive(fn func(Term)) {
	switch {
	case n == nil || n.Op == Not:
	case n.Op == Leaf:
		fn(n.Term)
	default:
		for _, kid := range n.Kids {
			kid.Positive(fn)
		}
	}
}
