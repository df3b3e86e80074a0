package similarity

import "math/bits"

const (
	// leastTile is the shortest run that counts wherever it stands. Any two
	// poems share pairs like 春风 and 明月; three in a row by chance is rare.
	leastTile = 3
	// maxTried bounds the places tried for one run, for texts that repeat one
	// character a thousand times.
	maxTried = 16
	// maxLeft bounds what is aligned character by character outside the runs.
	maxLeft = 256
	// hopeless is the share below which runs leave no hope of a match. A
	// couplet with both clauses revised in the middle keeps 0.4.
	hopeless = 0.3
)

// comparer counts the characters one text shares with others.
type comparer struct {
	text        []rune
	heads, next []int32 // 1 + the place in text of a run of leastTile, by hash; the place before it
	used        []bool  // by place in text: claimed by a tile
	left, right []rune  // what no tile covers
	row         []int
	other       []rune
}

// read takes the text that others will be compared with.
func (c *comparer) read(text []rune) {
	c.text = text
	size := 1 << bits.Len(uint(len(text)))
	c.heads = zeroed(c.heads, size)
	c.next = zeroed(c.next, len(text))
	for i := len(text) - leastTile; i >= 0; i-- { // backwards, so that earlier places are tried first
		head := &c.heads[tileHash(text[i:])&uint32(size-1)]
		c.next[i], *head = *head, int32(i+1)
	}
}

func tileHash(s []rune) uint32 {
	h := uint32(s[0])*0x9E3779B1 ^ uint32(s[1])*0x85EBCA77 ^ uint32(s[2])*0xC2B2AE3D
	return h ^ h>>15
}

func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// shared counts the characters in common: runs of leastTile and more wherever
// they stand, and what fits in order among the rest. No character counts
// twice.
func (c *comparer) shared(other []rune) int {
	tiled := c.tile(other)
	if dice(tiled, len(c.text), len(other)) < hopeless {
		return tiled
	}
	for i, r := range c.text {
		if !c.used[i] {
			c.left = append(c.left, r)
		}
	}
	if len(c.left) > maxLeft || len(c.right) > maxLeft {
		return tiled
	}
	return tiled + max(len(c.left), len(c.right)) - c.distance(c.left, c.right)
}

// tile claims, from left to right of other, the longest run that text still
// has unclaimed, and returns how many characters that makes.
func (c *comparer) tile(other []rune) (tiled int) {
	c.used = zeroed(c.used, len(c.text))
	c.left, c.right = c.left[:0], c.right[:0]
	for j := 0; j < len(other); {
		at, length := c.longest(other[j:])
		if length < leastTile {
			c.right = append(c.right, other[j])
			j++
			continue
		}
		for i := range length {
			c.used[at+i] = true
		}
		tiled += length
		j += length
	}
	return tiled
}

func (c *comparer) longest(run []rune) (at, length int) {
	if len(run) < leastTile {
		return 0, 0
	}
	place := c.heads[tileHash(run)&uint32(len(c.heads)-1)]
	for n := 0; place > 0 && n < maxTried; n++ {
		start := int(place - 1)
		if l := c.extend(start, run); l > length {
			at, length = start, l
		}
		place = c.next[start]
	}
	return at, length
}

func (c *comparer) extend(start int, run []rune) int {
	n := 0
	for n < len(run) && start+n < len(c.text) && run[n] == c.text[start+n] && !c.used[start+n] {
		n++
	}
	return n
}

// distance is the Levenshtein distance.
func (c *comparer) distance(a, b []rune) int {
	c.row = zeroed(c.row, len(b)+1)
	for j := range c.row {
		c.row[j] = j
	}
	for i, r := range a {
		diagonal := c.row[0]
		c.row[0] = i + 1
		for j, s := range b {
			cost := diagonal
			if r != s {
				cost = 1 + min(diagonal, c.row[j], c.row[j+1])
			}
			diagonal, c.row[j+1] = c.row[j+1], cost
		}
	}
	return c.row[len(b)]
}
