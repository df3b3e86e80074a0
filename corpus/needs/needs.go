// Package needs finds what a test needs from outside the repository and a
// machine may lack: a browser with a Chinese font, axe-core, the poems of the
// quality suite, nginx, PostgreSQL. A test that lacks one is skipped with a
// message of what is missing and how to get it, so that plain go test ./... is
// green on any machine. Where
// SHIYUN_TEST_MUST_RUN=1 is set, as in CI, the test fails instead: there,
// nothing may go untested in silence. With -short these tests are left out,
// which is how make check asks for what any machine can run.
//
// It is for tests alone.
package needs

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"testing"
)

// MustRun is the environment variable that makes a test fail, rather than be
// skipped, for what the machine lacks.
const MustRun = "SHIYUN_TEST_MUST_RUN"

// The environment variables that name files from outside.
const (
	poemsVariable = "SHIYUN_POEMS"
	axeVariable   = "SHIYUN_AXE"
	// packageVariable names chinese-poetry-2.0.1.tgz; unset, it is looked for
	// beside the poems, where the Makefile puts both.
	packageVariable = "SHIYUN_TEST_CHINESE_POETRY"
)

// Chromium returns the path of the browser. The machine has a font with
// Chinese characters too: without one, every page is boxes.
func Chromium(t testing.TB) string {
	t.Helper()
	skipShort(t, "Chromium")
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "Chromium", "install Debian's package chromium (.ci/need does)", err)
	}
	if err := hasChineseFont(); err != nil {
		missing(t, "a font with Chinese characters", "install Debian's packages fonts-noto-cjk and fontconfig (.ci/need does)", err)
	}
	return path
}

func hasChineseFont() error {
	fonts, err := exec.Command("fc-list").Output()
	if err == nil && !bytes.Contains(bytes.ToLower(fonts), []byte("cjk")) {
		err = errors.New("fc-list names none")
	}
	return err
}

// Nginx returns the path of the proxy that an example is handed out for.
func Nginx(t testing.TB) string {
	t.Helper()
	skipShort(t, "nginx")
	path, err := exec.LookPath("nginx")
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/nginx") // where Debian has it, outside the PATH of most people
	}
	if err != nil {
		missing(t, "nginx", "install Debian's package nginx-light (.ci/need does)", err)
	}
	return path
}

// PostgreSQL returns the folder of the programs of that database, with which
// tests start a server of their own. As root there is the account that Debian's
// package makes for it too: the server refuses to run as root.
func PostgreSQL(t testing.TB) string {
	t.Helper()
	skipShort(t, "PostgreSQL")
	const how = "install Debian's package postgresql (.ci/need does), or name a server in SHIYUN_TEST_POSTGRES"
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // where Debian has it, outside the PATH of most people
	if path, lookErr := exec.LookPath("initdb"); lookErr == nil {
		found = append(found, path)
	}
	if len(found) == 0 {
		missing(t, "PostgreSQL", how, cmp.Or(err, exec.ErrNotFound))
	}
	if os.Getuid() == 0 {
		if _, err := user.Lookup("postgres"); err != nil {
			missing(t, "the account that PostgreSQL runs as", how, err)
		}
	}
	return filepath.Dir(slices.Max(found))
}

// Axe returns the source of axe-core, which finds what breaks the rules of
// accessibility.
func Axe(t testing.TB) string {
	t.Helper()
	skipShort(t, "axe-core")
	source, err := os.ReadFile(os.Getenv(axeVariable))
	if err != nil {
		missing(t, "axe-core", "make test fetches it and names it in "+axeVariable, err)
	}
	return string(source)
}

// Poems returns the path of the poems that search is measured on, one JSON
// object a line.
func Poems(t testing.TB) string {
	t.Helper()
	skipShort(t, "the file of poems")
	path := os.Getenv(poemsVariable)
	if _, err := os.Stat(path); err != nil {
		missing(t, "the file of poems", "make .cache/poems-3600.jsonl makes it (npm pack chinese-poetry@2.0.1, then "+
			"go run ./cmd/chinesepoetry --limit 3600 --seed 7); name it in "+poemsVariable, err)
	}
	return path
}

// ChinesePoetry returns the path of the npm package chinese-poetry 2.0.1, whose
// anthologies say of each poem what form it has or what tune it is to.
func ChinesePoetry(t testing.TB) string {
	t.Helper()
	skipShort(t, "the package of poems")
	path := cmp.Or(os.Getenv(packageVariable), filepath.Join(filepath.Dir(os.Getenv(poemsVariable)), "chinese-poetry-2.0.1.tgz"))
	if _, err := os.Stat(path); err != nil {
		missing(t, "the package of poems", "make .cache/chinese-poetry-2.0.1.tgz fetches it; name it in "+packageVariable, err)
	}
	return path
}

// missing ends a test that cannot run here.
func missing(t testing.TB, what, how string, err error) {
	t.Helper()
	if os.Getenv(MustRun) == "1" {
		t.Fatalf("this test needs %s: %s (%v)", what, how, err)
	}
	t.Skipf("NOT TESTED HERE: this test needs %s: %s (%v); with %s=1 it fails", what, how, err, MustRun)
}

func skipShort(t testing.TB, what string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("left out by -short: this test needs %s", what)
	}
}
