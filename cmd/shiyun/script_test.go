package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/cmd/shiyun/command"
	"shiyun/corpus"
	"shiyun/indexer/segment/segmenttest"
	"shiyun/server/serverlock"
)

// The scripts in testdata/script are the contract of the commands as scripts
// around them meet it. "run shiyun …" is a command in this process, where the
// dictionary is loaded once for all of them; "exec shiyun …" is a process of its
// own, through main.
//
// Not parallel, nor are its scripts: a command reads the directory of its
// process and SHIYUN_DATA. Of the language and the other settings only a process
// has its own.
func TestCommands(t *testing.T) {
	segmenttest.KeepLoaded(t)
	testscript.RunT(oneByOne{t}, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Deadline:            time.Now().Add(10 * patience), // of all scripts together
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, "GORACE=atexit_sleep_ms=0")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"run":     runShiyun,
			"exits":   exits,
			"report":  report,
			"problem": problem,
			"found":   found,
			"encode":  encode,
			"await":   awaitReady,
		},
	})
}

// oneByOne runs scripts one after the other.
type oneByOne struct{ *testing.T }

func (oneByOne) Parallel()     {}
func (oneByOne) Verbose() bool { return testing.Verbose() }

func (t oneByOne) Run(name string, script func(testscript.T)) {
	t.T.Run(name, func(t *testing.T) { script(oneByOne{t}) })
}

// runShiyun runs a command that must succeed.
func runShiyun(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || args[0] != "shiyun" {
		ts.Fatalf("usage: run shiyun …")
	}
	if status := statusOf(ts, args[1:], ts.Stdout(), ts.Stderr()); status != command.StatusOK {
		ts.Fatalf("exit status %d", status)
	}
}

// statusOf runs a command in the directory and with the archive of the script,
// and returns its exit status.
func statusOf(ts *testscript.TestScript, args []string, out, err io.Writer) int {
	here, wrong := os.Getwd()
	ts.Check(wrong)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	status := command.Process{
		In: strings.NewReader(""), Out: out, Err: err, Environ: []string{"SHIYUN_DATA=" + ts.Getenv("SHIYUN_DATA")},
	}.Run(context.Background(), args)
	ts.Check(os.Chdir(here))
	return status
}

// exits runs a command and compares its exit status: exits 3 run shiyun import …
// or exits 3 exec shiyun import …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || args[1] != "run" && args[1] != "exec" || args[2] != "shiyun" {
		ts.Fatalf("usage: exits STATUS run|exec shiyun …")
	}
	status := 0
	if args[1] == "exec" {
		status = statusOfProcess(ts, args[2:])
	} else {
		status = statusOf(ts, args[3:], ts.Stdout(), ts.Stderr())
	}
	if strconv.Itoa(status) != args[0] {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
}

func statusOfProcess(ts *testscript.TestScript, args []string) int {
	err := ts.Exec(args[0], args[1:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return ended.ExitCode()
	}
	ts.Check(err)
	return 0
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
	Errors    []struct {
		File, Column, Code, Message, Advice string
		Row                                 int
	}
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

// report fails the script unless standard output is the report of an import with exactly
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

// problem fails the script unless the report names a problem: problem FILE ROW COLUMN CODE
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
	var out strings.Builder
	if status := statusOf(ts, []string{"search", "--json", "--data", args[0], args[1]}, &out, ts.Stderr()); status != command.StatusOK {
		ts.Fatalf("exit status %d", status)
	}
	var result struct {
		Total   int
		Hits    []struct{ ID corpus.PoemID }
		Partial bool
	}
	ts.Check(json.Unmarshal([]byte(out.String()), &result))
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

// awaitReady waits until the server on an archive answers from a whole index:
// await DIR
func awaitReady(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: await DIR")
	}
	dir := ts.MkAbs(args[0])
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if address := serverlock.Find(dir); address != "" && isReady(address) {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("no server on %s is ready", args[0])
		}
	}
}

func isReady(address string) bool {
	answer, err := http.Get("http://" + address + "/readyz")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}
