package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience bounds every process and every wait of these tests. It is far more
// than any of them needs on a slow machine.
const patience = 90 * time.Second

// tests are those of this package.
type tests struct{ *testing.M }

// Run takes from the environment what the commands that tests run in this
// process would read: the settings and the language of the person at work.
func (t tests) Run() int {
	systemFile = ""
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "SHIYUN_") && !strings.HasPrefix(name, "SHIYUN_TEST_") && name != "SHIYUN_POEMS" && name != "SHIYUN_AXE" && name != "SHIYUN_SHOTS" {
			os.Unsetenv(name)
		}
	}
	os.Setenv("LC_ALL", "C.UTF-8") // a browser needs UTF-8 for names of files
	return t.M.Run()
}

// TestMain puts the test binary into PATH once more under the name "shiyun",
// so that tests start the program as people do: as a process, through main,
// with the race detector in it.
func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"shiyun": func() {
		// A test that is cut off cannot end its processes; they end themselves.
		systemFile = "" // of the machine that runs the tests
		time.AfterFunc(patience, func() { os.Exit(99) })
		main()
	}})
}
