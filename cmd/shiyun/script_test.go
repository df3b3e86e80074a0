package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/corpus"
)

// The scripts in testdata/script are the contract of the commands as somebody
// meets it who writes a script around them.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Deadline:            time.Now().Add(10 * patience), // of all scripts together
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, "GORACE=atexit_sleep_ms=0")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"report":  report,
			"problem": problem,
			"found":   found,
			"encode":  encode,
			"await":   awaitFile,
		},
	})
}

// exits runs a command and compares its exit status: exits 3 shiyun import …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	status := 0
	err := ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		status = ended.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
}

// importReport is the report as scripts outside the project read it.
type importReport struct {
	Batch     *int64
	Read      *int
	Created   *int
	Updated   *int
	Duplicate *int
	Skipped   *int
	Failed    *int
	Errors    []importProblem
}

func readReport(ts *testscript.TestScript) (r importReport) {
	d := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		ts.Fatalf("report: %v", err)
	}
	if d.More() {
		ts.Fatalf("more than one object on standard output")
	}
	return r
}

// report holds where standard output is the report of an import with exactly
// these counts, those not given being 0: report created=2 failed=1
func report(ts *testscript.TestScript, neg bool, args []string) {
	r := readReport(ts)
	got := map[string]*int{"created": r.Created, "updated": r.Updated, "duplicate": r.Duplicate, "skipped": r.Skipped, "failed": r.Failed}
	want := map[string]int{}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		n, err := strconv.Atoi(value)
		if _, known := got[name]; err != nil || !known || neg {
			ts.Fatalf("usage: report [created=N] [updated=N] [duplicate=N] [skipped=N] [failed=N]")
		}
		want[name] = n
	}
	sum := 0
	for name, n := range got {
		if n == nil || *n != want[name] {
			ts.Fatalf("%s is not %d", name, want[name])
		}
		sum += *n
	}
	if r.Read == nil || *r.Read != sum || r.Batch == nil || r.Errors == nil {
		ts.Fatalf("read is not the sum %d, or batch or errors are missing", sum)
	}
}

// problem holds where the report names a problem: problem FILE ROW COLUMN CODE
func problem(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: problem FILE ROW COLUMN CODE")
	}
	errors := readReport(ts).Errors
	for _, e := range errors {
		if reflect.DeepEqual(args, []string{e.File, strconv.Itoa(e.Row), e.Column, e.Code}) && e.Message != "" {
			return
		}
	}
	ts.Fatalf("not among the problems %+v", errors)
}

// found searches an archive and compares the number of poems, none of them
// from an index that is not complete: found DIR QUERY N
func found(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: found DIR QUERY N")
	}
	ts.Check(ts.Exec("shiyun", "search", "--json", "--data", args[0], args[1]))
	var result struct {
		Total   int
		Hits    []struct{ ID corpus.PoemID }
		Partial bool
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &result))
	if strconv.Itoa(result.Total) != args[2] || len(result.Hits) != result.Total || result.Partial {
		ts.Fatalf("%s: %+v, want %s", args[1], result, args[2])
	}
}

// encode writes a file once more in another encoding: encode gb18030 IN OUT
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode gb18030|bom IN OUT")
	}
	text := ts.ReadFile(args[1])
	switch args[0] {
	case "gb18030":
		encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
		ts.Check(err)
		text = encoded
	case "bom":
		text = "\uFEFF" + text
	default:
		ts.Fatalf("unknown encoding %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o600))
}

// awaitFile waits until another process has written a file: await FILE
func awaitFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await FILE")
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if info, err := os.Stat(ts.MkAbs(args[0])); err == nil && info.Size() > 0 {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("%s is never written", args[0])
		}
	}
}
