package search

import (
	"cmp"
	"encoding/base64"
	"encoding/json"

	"shiyun/corpus"
)

// orderKey places a hit: higher Rank first, then Text upwards, then ID
// upwards, so that no two hits share a place. It depends on the query and the
// poem alone; a cursor is the key of the last hit shown, and the next page
// begins right after it whatever has been added meanwhile.
type orderKey struct {
	Rank int64         `json:"r,omitempty"`
	Text string        `json:"t,omitempty"`
	ID   corpus.PoemID `json:"i"`
	// Relaxation is, of a cursor, the number of the relaxation by which the hit
	// was found, in the table of all; it has no part in the order.
	Relaxation int `json:"g,omitempty"`
}

func (k orderKey) compare(other orderKey) int {
	return cmp.Or(cmp.Compare(other.Rank, k.Rank), cmp.Compare(k.Text, other.Text), cmp.Compare(k.ID, other.ID))
}

func (k orderKey) before(other orderKey) bool { return k.compare(other) < 0 }

func (k orderKey) cursor() string {
	b, err := json.Marshal(k)
	if err != nil {
		return "" // a struct of numbers and a string always encodes
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads a cursor; one that was not made here begins at the
// beginning.
func parseCursor(s string) (orderKey, bool) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return orderKey{}, false
	}
	var k orderKey
	if err := json.Unmarshal(b, &k); err != nil {
		return orderKey{}, false
	}
	return k, true
}

// IsCursor reports whether a text is a cursor that a Result can have had.
func IsCursor(s string) bool {
	k, ok := parseCursor(s)
	return ok && k.ID > 0
}
