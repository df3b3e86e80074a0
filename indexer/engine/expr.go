package engine

// Field is a kind of term.
type Field string

// The fields of a document. A term is there or not: no frequencies, norms or
// positions are kept, because candidates are verified on the text.
const (
	Char   Field = "char"   // every folded character of title, preface and body, once
	Word   Field = "word"   // words of two or more characters, by the segmenter
	Author Field = "author" // author id
	Form   Field = "form"
	Place  Field = "place" // ids of the place and of every place above it
	Tag    Field = "tag"   // folded
	Year   Field = "year"
)

// Term is a text in a field.
type Term struct {
	Field Field
	Text  string
}

// Op is how an Expr is made.
type Op int

// The kinds of expression.
const (
	OpTerm           Op = iota // poems that have Term
	OpAnd                      // poems that satisfy all of Args; every poem for none
	OpOr                       // poems that satisfy any of Args; no poem for none
	OpMinShouldMatch           // poems that satisfy Min of Args or more
)

// Expr is a condition on poems. There is no NOT: what a query excludes is
// decided on the text, where a term's place is known.
type Expr struct {
	Op   Op
	Term Term // of OpTerm
	Args []Expr
	Min  int // of OpMinShouldMatch, from 1 to the number of Args
}

// Has returns the condition of having a term.
func Has(f Field, text string) Expr { return Expr{Op: OpTerm, Term: Term{Field: f, Text: text}} }

// All returns the condition that every poem satisfies.
func All() Expr { return Expr{Op: OpAnd} }

// And returns the condition of satisfying every one of args.
func And(args ...Expr) Expr {
	if len(args) == 1 {
		return args[0]
	}
	return Expr{Op: OpAnd, Args: args}
}

// Or returns the condition of satisfying any of args.
func Or(args ...Expr) Expr {
	if len(args) == 1 {
		return args[0]
	}
	return Expr{Op: OpOr, Args: args}
}

// MinShouldMatch returns the condition of satisfying n of args or more.
func MinShouldMatch(n int, args ...Expr) Expr {
	switch {
	case n <= 0:
		return All()
	case n > len(args):
		return Or()
	}
	return Expr{Op: OpMinShouldMatch, Args: args, Min: n}
}

// IsAll reports whether every poem satisfies e.
func (e Expr) IsAll() bool { return e.Op == OpAnd && len(e.Args) == 0 }

// IsNone reports whether no poem can satisfy e.
func (e Expr) IsNone() bool { return e.Op == OpOr && len(e.Args) == 0 }
