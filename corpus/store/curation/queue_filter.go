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
	case QueueCorrection:
		q = q.Where("1 = 0")
	}
	return poems.Narrow(q, poems.Criteria{Form: f.Form, Author: f.Author, Batch: f.Batch, Text: f.Text})
}

func (s *Curation) waitingCorrections(f QueueFilter) *bun.SelectQuery {
	q := s.read.NewSelect().TableExpr("submissions AS s").Join("JOIN poems AS p ON p.id = s.poem_id").
		Where("s.state = ?", corpus.SubmissionWaiting)
	if f.Kind != "" && f.Kind != QueueCorrection {
		q = q.Where("1 = 0")
	}
	return poems.Narrow(q, poems.Criteria{Form: f.Form, Author: f.Author, Batch: f.Batch, Text: f.Text})
}
