package match

import (
	"slices"
	"unicode/utf8"
)

// SoundTree finds which of several runs of sets a text begins with.
type SoundTree []*soundNode

// soundNode is a place of the runs that begin with the same sets: letters that
// can be cut in thirty ways are only four sounds to begin with.
type soundNode struct {
	set  *RuneSet
	next []*soundNode
	end  bool // a run ends here
}

// NewSoundTree folds runs of sets into one tree.
func NewSoundTree(runs [][]*RuneSet) SoundTree {
	root := &soundNode{}
	for _, run := range runs {
		at := root
		for _, set := range run {
			i := slices.IndexFunc(at.next, func(n *soundNode) bool { return n.set == set })
			if i < 0 {
				i = len(at.next)
				at.next = append(at.next, &soundNode{set: set})
			}
			at = at.next[i]
		}
		at.end = true
	}
	return root.next
}

// Begins reports whether the text begins with one of the runs.
func (t SoundTree) Begins(text string) bool { return matchBeginning(text, t) >= 0 }

// matchBeginning returns the byte offset where what begins the text as the
// nodes say ends, -1 for nothing.
func matchBeginning(text string, nodes []*soundNode) int {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return -1
	}
	for _, n := range nodes {
		if !n.set.Has(r) {
			continue
		}
		if n.end {
			return size
		}
		if end := matchBeginning(text[size:], n.next); end >= 0 {
			return size + end
		}
	}
	return -1
}

// matchWhole reports whether the text is one of the runs from its beginning to
// its end.
func matchWhole(text string, nodes []*soundNode) bool {
	r, size := utf8.DecodeRuneInString(text)
	for _, n := range nodes {
		if n.set.Has(r) && (size == len(text) && n.end || size < len(text) && matchWhole(text[size:], n.next)) {
			return true
		}
	}
	return false
}
