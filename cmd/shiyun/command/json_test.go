package command

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"shiyun/indexer/segment/segmenttest"
)

// jsonCommands are all commands whose outcome is data, each with arguments for
// which it succeeds, in an order in which all do. A later one may use what an
// earlier one made. DIR is a directory of the test's own.
var jsonCommands = []struct {
	args string
	want string // a name that the outcome has; of the first in a list
}{
	{"version", "go"},
	{"config show", "key"},
	{"config check", "faults"},
	{"import --publish DIR/poems.jsonl", "created"},
	{"import DIR/more.csv", "created"},
	{"search 望湖", "hits"},
	{"explain 望湖 --poem 1", "terms"},
	{"cut 一湖秋水", "words"},
	{"misses", ""},
	{"batch list", "counts"},
	{"batch show 2", "undo"},
	{"batch undo 2", "undo"},
	{"synonyms add 荷 莲", "words"},
	{"synonyms list", "words"},
	{"synonyms remove 1", "removed"},
	{"account add --admin 王老师", "link"},
	{"account add 李老师", "link"},
	{"account list", "role"},
	{"account link 李老师", "link"},
	{"account sign-out 李老师", "name"},
	{"account disable 李老师", "disabled"},
	{"audit verify", "head"},
	{"verify", "sound"},
	{"index status", "generation"},
	{"index verify", "missing"},
	{"index rebuild", "rebuilt"},
	{"export --out DIR/out.jsonl", "bytes"},
	{"backup create", "counts"},
	{"backup list", "counts"},
	{"backup verify", "sound"},
	{"backup restore latest --to DIR/again", "poems"},
	{"backup prune", ""},
	{"doctor", "checks"},
	{"classics install DIR/package", "lines"},
	{"classics show", "installed"},
	{"person show 汀兰", "author"},
	{"person export 汀兰", "poems"},
	{"person erase 汀兰 --yes", "erased"},
}

// jsonFailures are commands that fail, for the same shape of error.
var jsonFailures = []struct{ args, code string }{
	{"batch show 99", "not_found"},
	{"batch undo 99", "not_found"},
	{"batch cancel 99", "not_found"},
	{"account add 王老师", "conflict"},
	{"account disable 无此人", "not_found"},
	{"synonyms add 荷", "invalid"},
	{"person show 无此人", "not_found"},
	{"export", "invalid"},
	{"backup verify nowhere", "not_found"},
	{"backup list --from nowhere", "invalid"},
	{"index rebuild --data DIR/none", "not_found"},
	{"audit verify --data DIR/none", "not_found"},
}

// notData are commands that print something else than one value, or run until
// they are ended. check prints an object a line.
var notData = map[string]bool{"demo": true, "serve": true, "completion": true, "man": true, "check": true}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Every command whose outcome is data prints one JSON value with --json, of
// one shape, and an object with an error where it fails.
func TestEveryCommandPrintsJSON(t *testing.T) {
	t.Parallel()
	line, err := readLine([]string{"version"}, Process{Out: io.Discard, Err: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{
		"batch cancel": true, // only among the failures: an import from here is never under way
		"move":         true, // in TestMove, which has a database
	}
	for _, c := range jsonCommands {
		tried[commandOf(line.parser.Model.Node, strings.Fields(c.args))] = true
	}
	err = kong.Visit(line.parser.Model.Node, func(n kong.Visitable, next kong.Next) error {
		if node, ok := n.(*kong.Node); ok && node.Leaf() && !notData[node.Path()] && !tried[strings.TrimPrefix(node.FullPath(), "shiyun ")] && !notData[node.Name] {
			t.Errorf("%s is not tried with --json", node.FullPath())
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "package/dist/quantangshi"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"package/dist/quantangshi/poet.tang.0.json": `[{"title":"望湖","author":"无名","paragraphs":["一夜秋风过洞庭，满湖灯火落寒星。"]}]`,
		"poems.jsonl": `{"title":"望湖","author":"汀兰","body":"一湖秋水"}` + "\n",
		"more.csv":    "标题,作者,正文\n听雨,晚晴,一夜春雨\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	segmenttest.KeepLoaded(t)
	run := func(args string) (int, string, string) {
		list := strings.Fields(strings.ReplaceAll(args, "DIR", dir))
		if !strings.Contains(args, "--data") {
			list = append(list, "--data", filepath.Join(dir, "data"))
		}
		var out, said strings.Builder
		status := Process{In: strings.NewReader(""), Out: &out, Err: &said}.Run(t.Context(), append(list, "--json"))
		return status, out.String(), said.String()
	}
	for _, c := range jsonCommands {
		status, out, said := run(c.args)
		if status != StatusOK {
			t.Errorf("%s: status %d\n%s%s", c.args, status, out, said)
			continue
		}
		checkValue(t, c.args, out, c.want)
	}
	for _, c := range jsonFailures {
		status, out, said := run(c.args)
		var shown struct{ Error shownError }
		if err := json.Unmarshal([]byte(out), &shown); err != nil || status != StatusFailed || string(shown.Error.Code) != c.code || !strings.Contains(said, shown.Error.Message) {
			t.Errorf("%s: status %d, %v, %s%s", c.args, status, err, out, said)
		}
	}
}

// commandOf is the command that arguments begin with.
func commandOf(node *kong.Node, args []string) string {
	name := ""
	for _, arg := range args {
		var next *kong.Node
		for _, child := range node.Children {
			if child.Name == arg {
				next = child
			}
		}
		if next == nil {
			break
		}
		node, name = next, strings.TrimSpace(name+" "+arg)
	}
	return name
}

func checkValue(t *testing.T, args, out, want string) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(out))
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Errorf("%s: %v\n%s", args, err, out)
		return
	}
	if _, err := decoder.Token(); err != io.EOF {
		t.Errorf("%s prints more than one value:\n%s", args, out)
	}
	first := value
	if list, ok := value.([]any); ok && len(list) > 0 {
		first = list[0]
	}
	if object, ok := first.(map[string]any); want != "" && (!ok || object[want] == nil) {
		t.Errorf("%s has no %s:\n%s", args, want, out)
	}
	checkNames(t, args, value)
}

// checkNames finds names that are not in snake case, and times that are not in
// UTC, however deep. Of a map by SHA-256 or by a date the keys are data.
func checkNames(t *testing.T, args string, value any) {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			if !snakeCase.MatchString(name) {
				t.Errorf("%s has the name %q", args, name)
			}
			checkNames(t, args, inner)
			if text, ok := inner.(string); ok && strings.HasSuffix(name, "_at") && text != "" {
				if at, err := time.Parse(time.RFC3339, text); err != nil || at.Location() != time.UTC {
					t.Errorf("%s: %s is %q", args, name, text)
				}
			}
		}
	case []any:
		for _, inner := range value {
			checkNames(t, args, inner)
		}
	}
}
