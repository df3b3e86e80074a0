package storetest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"testing"

	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

// A method that the suite does not call may do anything on another database.
func TestSuiteCallsEveryMethod(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	called := map[string]bool{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if method, ok := call.Fun.(*ast.SelectorExpr); ok {
					called[method.Sel.Name] = true
				}
			}
			return true
		})
	}
	for _, of := range []reflect.Type{reflect.TypeFor[*store.Store](), reflect.TypeFor[*transfer.Import]()} {
		for i := range of.NumMethod() {
			if name := of.Method(i).Name; !called[name] {
				t.Errorf("the suite never calls %v.%s", of, name)
			}
		}
	}
}
