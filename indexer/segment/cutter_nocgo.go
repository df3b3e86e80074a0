//go:build !cgo

package segment

import "errors"

var errNoCgo = errors.New("the dictionary segmenter needs a build with cgo")

func newCutter(dictPaths) (cutter, error) { return nil, errNoCgo }
