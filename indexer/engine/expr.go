package engine

// Op is how an Expr is made.
type Op int

// The kinds of expression.
const (
	OpTerm Op = iota // poems that have Term in Field
	OpAnd            // poems that satisfy all of Args; every poem for none
	OpOr             // poems that satisfy any of Args; no poem for none
	OpMost           // poems that satisfy all of Args but Lack of them
)

// Expr says which poems are wanted. There is no NOT: what a query excludes is
// decided on the text, where a term's place is known.
type Expr struct {
	Op    Op
	Field Field
	Term  string
	Args  []Expr
	Lack  int // of OpMost
}

// Has wants the poems that have the term.
func Has(f Field, term string) Expr { return Expr{Op: OpTerm, Field: f, Term: term} }

// All wants every poem.
func All() Expr { return Expr{Op: OpAnd} }

// And wants the poems that satisfy every one of args.
func And(args ...Expr) Expr {
	if len(args) == 1 {
		return args[0]
	}
	return Expr{Op: OpAnd, Args: args}
}

// Or wants the poems that satisfy any of args.
func Or(args ...Expr) Expr {
	if len(args) == 1 {
		return args[0]
	}
	return Expr{Op: OpOr, Args: args}
}

// Most wants the poems that satisfy all of args but lack of them.
func Most(lack int, args ...Expr) Expr {
	if lack >= len(args) {
		return All()
	}
	return Expr{Op: OpMost, Args: args, Lack: lack}
}

// IsAll holds where e does not narrow at all.
func (e Expr) IsAll() bool { return e.Op == OpAnd && len(e.Args) == 0 }

// IsNone holds where no poem can satisfy e.
func (e Expr) IsNone() bool { return e.Op == OpOr && len(e.Args) == 0 }
