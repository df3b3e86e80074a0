package curation

import (
	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// waitingPoems selects poems p in review, and waitingCorrections submissions
// s of poems p; both know when each began to wait.
func (s *Curation) waitingPoems(f QueueFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("poems AS p").Where("p.status = 'in_review'")
	const sent = "EXISTS (SELECT 1 FROM submissions s WHERE s.poem_id = p.id AND s.kind = 'poem')"
	switch f.Kind {
	case QueueImported:
		q = q.Where("NOT " + sent)
	case QueueSubmitted:
		q = q.Where(sent)
	case QueueCorrection, QueueRecitation:
		q = q.Where("1 = 0")
	}
	if f.Plain {
		q = q.Where("NOT EXISTS (SELECT 1 FROM media m WHERE m.poem_id = p.id AND m.gone_at = 0 AND m.waiting = ?)", true)
	}
	return poems.Narrow(q, poems.Criteria{Form: f.Form, Author: f.Author, Batch: f.Batch, Text: f.Text})
}

func (s *Curation) waitingCorrections(f QueueFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("submissions AS s").Join("JOIN poems AS p ON p.id = s.poem_id").
		Where("s.state = ?", corpus.SubmissionWaiting)
	if f.Kind != "" { // submissions of a kind are named as it is
		q = q.Where("s.kind = ?", f.Kind)
	}
	return poems.Narrow(q, poems.Criteria{Form: f.Form, Author: f.Author, Batch: f.Batch, Text: f.Text})
}
