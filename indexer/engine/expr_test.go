package engine_test

import (
	"reflect"
	"strings"
	"testing"

	"shiyun/indexer/engine"
)

func TestExpr(t *testing.T) {
	t.Parallel()
	a, b := engine.Has(engine.Char, "春"), engine.Has(engine.Word, "春风")
	tests := []struct {
		name      string
		got, want engine.Expr
	}{
		{"and of one", engine.And(a), a},
		{"or of one", engine.Or(b), b},
		{"and of none", engine.And(), engine.All()},
		{"none of some", engine.MinShouldMatch(0, a, b), engine.All()},
		{"fewer than none", engine.MinShouldMatch(-2, a, b), engine.All()},
		{"more than there are", engine.MinShouldMatch(3, a, b), engine.Or()},
		{"one of none", engine.MinShouldMatch(1), engine.Or()},
		{"one of two", engine.MinShouldMatch(1, a, b), engine.Expr{Op: engine.OpMinShouldMatch, Args: []engine.Expr{a, b}, Min: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !reflect.DeepEqual(tt.got, tt.want) {
				t.Errorf("got %+v, want %+v", tt.got, tt.want)
			}
		})
	}
	if !engine.All().IsAll() || engine.All().IsNone() || a.IsAll() || a.IsNone() || !engine.Or().IsNone() || engine.Or().IsAll() {
		t.Error("IsAll and IsNone are of the expressions of nothing alone")
	}
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"gen-1": true, "a": true, "shiyun-poems-2": true, strings.Repeat("a", 100): true,
		"": false, "1": false, "-a": false, "Gen-1": false, "a/b": false, "..": false, "a.b": false, "诗": false, strings.Repeat("a", 101): false,
	} {
		if err := engine.CheckName(name); err == nil != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}
