//go:build cgo

package segment

import (
	"fmt"
	"runtime"

	"github.com/yanyiwu/gojieba"
)

type gojiebaCutter struct{ handle *gojieba.Jieba }

// newCutter loads the dictionaries. The files must have been checked: the C++
// code ends the process on a malformed one, which no recover can stop. All five
// paths are given because the library's own defaults are the paths of the
// machine it was built on.
func newCutter(p dictPaths) (c cutter, err error) {
	defer func() {
		if r := recover(); r != nil { // a file removed since the check
			err = fmt.Errorf("load the dictionary: %v", r)
		}
	}()
	return &gojiebaCutter{gojieba.NewJieba(p.main, p.hmm, p.user, p.idf, p.stopWords)}, nil
}

func (c *gojiebaCutter) cut(s string) []span {
	const hmm = false
	words := c.handle.Tokenize(s, gojieba.SearchMode, hmm)
	// The library's finalizer frees the dictionary as soon as the handle is
	// unreachable, even in the middle of the call above.
	runtime.KeepAlive(c.handle)
	spans := make([]span, len(words))
	for i, w := range words {
		spans[i] = span{w.Start, w.End}
	}
	return spans
}

func (c *gojiebaCutter) free() { c.handle.Free() }
