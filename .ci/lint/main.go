// Command lint runs the analysers that neither go vet nor staticcheck has:
// bodies of responses and rows of databases that stay open, errors of rows that
// go unlooked at, and errors that are compared without errors.Is or lose what
// they wrap. It loads the packages once for all of them; as go vet -vettool
// they would be run over every dependency too, a process each.
package main

import (
	"strings"

	"github.com/jingyugao/rowserrcheck/passes/rowserr"
	"github.com/polyfloyd/go-errorlint/errorlint"
	"github.com/ryanrolds/sqlclosecheck/pkg/analyzer"
	"github.com/timakin/bodyclose/passes/bodyclose"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/multichecker"
)

func main() {
	multichecker.Main(
		exceptTests(bodyclose.Analyzer),
		errorlint.NewAnalyzer(),
		rowserr.NewAnalyzer(),
		analyzer.NewAnalyzer(),
	)
}

// exceptTests drops what an analyser reports of tests: helpers of tests close
// bodies in t.Cleanup, where bodyclose does not look.
func exceptTests(a *analysis.Analyzer) *analysis.Analyzer {
	elsewhere := *a
	elsewhere.Run = func(pass *analysis.Pass) (any, error) {
		filtered := *pass
		filtered.Report = func(d analysis.Diagnostic) {
			if !strings.HasSuffix(pass.Fset.Position(d.Pos).Filename, "_test.go") {
				pass.Report(d)
			}
		}
		return a.Run(&filtered)
	}
	return &elsewhere
}
