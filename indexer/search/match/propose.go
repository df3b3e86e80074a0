package match

import (
	"strconv"

	"shiyun/indexer/engine"
)

// HasEvery wants the poems that have every character of the run, wherever they
// stand.
func HasEvery(run string) engine.Expr {
	met := map[rune]bool{}
	var chars []engine.Expr
	for _, r := range run {
		if !met[r] {
			met[r] = true
			chars = append(chars, engine.Has(engine.Char, string(r)))
		}
	}
	return engine.And(chars...)
}

// AnyOf is All as soon as one of its parts is: the engine has no such shortcut.
func AnyOf(exprs []engine.Expr) engine.Expr {
	for _, e := range exprs {
		if e.IsAll() {
			return e
		}
	}
	return engine.Or(exprs...)
}

// AllOf leaves out the parts that do not narrow.
func AllOf(exprs []engine.Expr) engine.Expr {
	var narrowing []engine.Expr
	for _, e := range exprs {
		if !e.IsAll() {
			narrowing = append(narrowing, e)
		}
	}
	return engine.And(narrowing...)
}

// hasAny wants the poems that have one of the ids; the slice has room for one
// expression more.
func hasAny[K ~int64, V any](field engine.Field, ids map[K]V) []engine.Expr {
	exprs := make([]engine.Expr, 0, len(ids)+1)
	for id := range ids {
		exprs = append(exprs, engine.Has(field, strconv.FormatInt(int64(id), 10)))
	}
	return exprs
}
