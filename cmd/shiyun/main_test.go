package main

import (
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience bounds every process and every wait of these tests. It is far more
// than any of them needs on a slow machine.
const patience = 90 * time.Second

// tests are those of this package, in Chinese whatever the machine speaks. The
// commands of scripts speak what their script sets.
type tests struct{ *testing.M }

func (t tests) Run() int {
	os.Setenv("LC_ALL", "C.UTF-8") // a browser needs UTF-8 for names of files
	return t.M.Run()
}

// TestMain puts the test binary into PATH once more under the name "shiyun",
// so that tests start the program as people do: as a process, with the race
// detector in it, but without the settings of this machine.
func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"shiyun": func() {
		// A test that is cut off cannot end its processes; they end themselves.
		time.AfterFunc(patience, func() { os.Exit(99) })
		os.Exit(run(""))
	}})
}
