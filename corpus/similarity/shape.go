package similarity

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// gramLength is how many characters a fingerprint covers. With three, stock
// phrases fill the candidates; with five, two revised characters can hide a
// couplet.
const gramLength = 4

// maxAsked bounds the fingerprints a look-up asks for, so that a body of
// 20,000 characters costs no more than one of 2,000.
const maxAsked = 2_000

// shape is what is compared of a poem.
type shape struct {
	title, author uint64 // hashes of the folded names
	text          []rune // the folded body
}

func shapeOf(title, author, body string) shape {
	return shape{title: nameHash(title), author: nameHash(author), text: foldBody(body)}
}

// foldBody reads corpus.MaxBody code points and leaves the rest: no body in
// the archive is longer, and callers may pass what has not been checked yet.
func foldBody(body string) []rune {
	text := make([]rune, 0, min(len(body)/3+1, corpus.MaxBody))
	n := 0
	for _, r := range body {
		if n++; n > corpus.MaxBody {
			break
		}
		if f, ok := fold.Rune(r); ok {
			text = append(text, f)
		}
	}
	return text
}

func nameHash(name string) uint64 {
	h := uint64(hashSeed)
	for _, r := range name {
		if f, ok := fold.Rune(r); ok {
			h = (h ^ uint64(f)) * hashStep
		}
	}
	return mix(h)
}

func textHash(text []rune) uint64 {
	h := uint64(hashSeed)
	for _, r := range text {
		h = (h ^ uint64(r)) * hashStep
	}
	return mix(h)
}

// The FNV-1a constants, and the finalizer of MurmurHash3, without which the
// low bits that choose a bucket would repeat.
const (
	hashSeed = 14695981039346656037
	hashStep = 1099511628211
)

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// gramHashes appends the fingerprint of every run of gramLength characters.
func gramHashes(hashes []uint32, text []rune) []uint32 {
	for i := range max(0, len(text)-gramLength+1) {
		hashes = append(hashes, uint32(textHash(text[i:i+gramLength])))
	}
	return hashes
}

// asked are the fingerprints to look a text up by, each once. The smallest
// are kept where there are too many: they are also the likeliest to be stored.
func asked(buf []uint32, text []rune) []uint32 {
	hashes := gramHashes(buf[:0], text)
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return hashes[:min(len(hashes), maxAsked)]
}

// stored are the fingerprints to keep of a text, each once: the smallest of
// every window, so that texts with a long enough run in common keep the same.
func stored(buf []uint32, text []rune) []uint32 {
	hashes := gramHashes(buf[:0], text)
	if w := window(len(text)); w > 1 {
		hashes = winnow(hashes, w)
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// window is how many neighbouring fingerprints share one place. Any run of
// window+gramLength-1 characters kept intact is sure to be found: four in a
// couplet, six in a 七绝, eight in a 七律. Wider windows save memory and find
// less.
func window(characters int) int {
	switch {
	case characters <= 24:
		return 1
	case characters <= 36:
		return 3
	case characters <= 120:
		return 5
	default:
		return 8
	}
}

// winnow keeps the smallest of every w neighbours, in place: what is kept
// never outruns what is still to be read.
func winnow(hashes []uint32, w int) []uint32 {
	kept, last := 0, -1
	for start := range max(0, len(hashes)-w+1) {
		least := start
		for i := start + 1; i < start+w; i++ {
			if hashes[i] < hashes[least] {
				least = i
			}
		}
		if least != last {
			hashes[kept], last = hashes[least], least
			kept++
		}
	}
	return hashes[:kept]
}
