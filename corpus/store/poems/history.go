package poems

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/db"
)

// HistoryFaultKind is what is wrong with the history.
type HistoryFaultKind int

// What can be wrong.
const (
	RevisionChanged HistoryFaultKind = iota // a revision is not what was hashed
	TextDiffers                             // a poem is not its last revision
	LinkChanged                             // a link of the chain does not hold
	LinkMissing                             // a link of the chain is gone
)

// HistoryFault is one thing that is wrong. Number is that of a revision or of
// a link.
type HistoryFault struct {
	Kind   HistoryFaultKind
	Poem   corpus.PoemID
	Number int
}

// History compares the revisions of an archive with their hashes and the
// chain.
type History struct {
	s    *Repository
	full bool

	Poems, Revisions int
	Head             string // hash of the last link
}

// NewHistory returns what looks through the chain, and in full through every
// revision and poem.
func NewHistory(s *Repository, full bool) *History { return &History{s: s, full: full} }

// Verify looks. advance is called with how many rows were read since.
func (h *History) Verify(ctx context.Context, found func(HistoryFault), advance func(int)) error {
	err := h.s.read.NewRaw("SELECT (SELECT COUNT(*) FROM poems), (SELECT COUNT(*) FROM revisions)").Scan(ctx, &h.Poems, &h.Revisions)
	if err != nil {
		return err
	}
	// A snapshot: an edit in between would be a link without its revision.
	return db.Snapshot(ctx, h.s.read, func(conn bun.IDB) error {
		var digests map[int64]linkDigest
		if h.full {
			var err error
			if digests, err = h.verifyRevisions(ctx, conn, found, advance); err != nil {
				return err
			}
		}
		return h.verifyLinks(ctx, conn, digests, found)
	})
}

const historyPage = 500 // poems

// verifyRevisions reads every revision in order of poem and number, and
// returns the digest of each link.
func (h *History) verifyRevisions(ctx context.Context, conn bun.IDB, found func(HistoryFault), advance func(int)) (map[int64]linkDigest, error) {
	digests := map[int64]linkDigest{}
	for after := int64(0); ; {
		var present []*Row
		if err := conn.NewSelect().Model(&present).Where("id > ?", after).Order("id").Limit(historyPage).Scan(ctx); err != nil {
			return nil, fmt.Errorf("read poems: %w", err)
		}
		last := int64(corpus.MaxID)
		if len(present) == historyPage {
			last = present[len(present)-1].ID
		}
		var rows []RevisionRow
		if err := conn.NewSelect().Model(&rows).Where("poem_id > ? AND poem_id <= ?", after, last).Order("poem_id", "number").Scan(ctx); err != nil {
			return nil, fmt.Errorf("read revisions: %w", err)
		}
		latest := map[int64]*RevisionRow{}
		for i := range rows {
			r := &rows[i]
			if r.ErasedAt == 0 && r.Hash != r.digest() {
				found(HistoryFault{RevisionChanged, corpus.PoemID(r.PoemID), r.Number})
			}
			if _, ok := digests[r.Link]; !ok {
				digests[r.Link] = newLinkDigest()
			}
			digests[r.Link].add(r.PoemID, r.Number, r.Hash)
			latest[r.PoemID] = r
		}
		for _, p := range present {
			if !sameText(p, latest[p.ID]) {
				found(HistoryFault{TextDiffers, corpus.PoemID(p.ID), p.Revision})
			}
		}
		advance(len(rows) + len(present))
		if len(present) < historyPage {
			return digests, nil
		}
		after = last
	}
}

// sameText reports whether a poem is as its last revision has it, as far as
// nothing but a revision changes it.
func sameText(p *Row, r *RevisionRow) bool {
	if r == nil || r.Number != p.Revision {
		return false
	}
	if r.ErasedAt != 0 {
		return true
	}
	record, err := merge.ReadRecord([]byte(r.Content))
	if err != nil {
		return false
	}
	now := p.Poem()
	return record.Title == now.Title && record.Preface == now.Preface && record.Body == now.Body && record.Note == now.Note &&
		record.Form == now.Form && record.Date == now.Date.Text && record.Source == now.Source && slices.Equal(record.Tags, now.Tags)
}

// verifyLinks goes along the chain. digests is nil where only the links
// themselves are looked at.
func (h *History) verifyLinks(ctx context.Context, conn bun.IDB, digests map[int64]linkDigest, found func(HistoryFault)) error {
	const page = 2000
	empty, at := newLinkDigest().sum(), int64(0)
	for {
		var links []chainRow
		if err := conn.NewSelect().Model(&links).Where("seq > ?", at).Order("seq").Limit(page).Scan(ctx); err != nil {
			return fmt.Errorf("read chain: %w", err)
		}
		for _, link := range links {
			for ; at+1 < link.Seq; at++ {
				found(HistoryFault{Kind: LinkMissing, Number: int(at + 1)})
			}
			hash, err := link.digestRow()
			digest := empty
			if d, ok := digests[link.Seq]; ok {
				digest = d.sum()
			}
			if err != nil || hash != link.Hash || link.Prev != h.Head || digests != nil && digest != link.Digest {
				found(HistoryFault{Kind: LinkChanged, Number: int(link.Seq)})
			}
			at, h.Head = link.Seq, link.Hash
			delete(digests, link.Seq)
		}
		if len(links) < page {
			break
		}
	}
	for seq := range digests {
		found(HistoryFault{Kind: LinkMissing, Number: int(seq)})
	}
	return nil
}

// LastRecord returns a poem as its last revision has it.
func LastRecord(ctx context.Context, conn bun.IDB, id corpus.PoemID) (corpus.Record, error) {
	var content string
	err := conn.NewRaw("SELECT content FROM revisions WHERE poem_id = ? ORDER BY number DESC LIMIT 1", id).Scan(ctx, &content)
	if err = db.OneRow(err, "archive.no_revision"); err != nil {
		return corpus.Record{}, err
	}
	return merge.ReadRecord([]byte(content))
}

// MediaFile is the file of a recording or picture that stands beside a poem.
type MediaFile struct {
	ID   corpus.MediaID
	Poem corpus.PoemID `bun:"poem_id"`
	Name string
	Size int64
	Hash string
}

// MediaFiles lists the files that stand beside poems.
func (s *Repository) MediaFiles(ctx context.Context) (files []MediaFile, err error) {
	err = s.read.NewRaw("SELECT id, poem_id, file AS name, size, hash FROM media WHERE gone_at = 0 ORDER BY id").Scan(ctx, &files)
	if err != nil {
		return nil, fmt.Errorf("list files of media: %w", err)
	}
	return files, nil
}
