package store

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"strings"

	"shiyun/corpus"
)

// textKey is a hash of what makes two rows without a number the same poem:
// title, author and body. Equal keys are only a hint; sameText decides.
func textKey(title, author, body string) int64 {
	h := sha256.New()
	for _, part := range []string{title, author, strings.TrimSpace(body)} {
		io.WriteString(h, part) // a hash never fails to take bytes
		h.Write([]byte{0})
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}

func sameText(a, b corpus.Poem) bool {
	return a.Title == b.Title && a.Author.Name == b.Author.Name && strings.TrimSpace(a.Body) == strings.TrimSpace(b.Body)
}

// newStatus is the status of a poem the archive did not have. A row of an
// export keeps the status it speaks of, save that only publish publishes.
func newStatus(said corpus.Status, publish bool) corpus.Status {
	switch {
	case said != "" && said != corpus.StatusPublished:
		return said
	case publish:
		return corpus.StatusPublished
	}
	return corpus.StatusInReview
}

// nextStatus is the status of a poem the archive has. An import never takes a
// published poem off the site unless its row says so, and never brings a
// withdrawn one back.
func nextStatus(now, said corpus.Status, publish bool) corpus.Status {
	waiting := now == corpus.StatusDraft || now == corpus.StatusInReview
	switch {
	case said != "" && said != corpus.StatusPublished:
		return said
	case publish && waiting:
		return corpus.StatusPublished
	}
	return now
}
