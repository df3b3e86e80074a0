// Package media takes in recordings and pictures that people send: it finds
// out by their content what they are, draws pictures anew, and keeps the
// files under names of its own making.
package media

import (
	"context"

	"shiyun/corpus"
)

// The largest files taken in, in bytes: a quarter of an hour as MP3, and the
// largest photograph a phone makes.
const (
	MaxRecording = 20 << 20
	MaxPicture   = 10 << 20
)

// Vetted is a file that may be shown.
type Vetted struct {
	Type          string // media type
	Ext           string // of its name, with the dot
	Width, Height int    // of a picture, in pixels
	Content       []byte
}

// drawing lets one picture be drawn at a time: each may take some 250 MB.
var drawing = make(chan struct{}, 1)

// Vet finds out what a file is and makes it fit to be shown. It returns an
// Invalid error, with a sentence for people, for what is too large, of another
// kind than said, or broken. The name and type the sender gave are not looked
// at.
func Vet(ctx context.Context, kind corpus.MediaKind, content []byte) (Vetted, error) {
	if kind == corpus.MediaRecording {
		return recording(content)
	}
	select {
	case drawing <- struct{}{}:
		defer func() { <-drawing }()
	case <-ctx.Done():
		return Vetted{}, ctx.Err()
	}
	return picture(content)
}
