package review

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/paths"
)

// told is what a curator can send to who sent something in, once it is decided:
// a text to copy or to share. "" where nobody waits for one.
func (s *Server) told(ctx context.Context, key curation.ItemKey, origin string) (string, error) {
	item, err := s.store.QueueItem(ctx, key)
	if err != nil || item.Submission == nil {
		return "", err
	}
	state, site := item.Submission.State, s.pages.Site(ctx).Name
	switch {
	case state == corpus.SubmissionAccepted && item.Kind == curation.QueueRecitation:
		return s.words.Say("tell.recited", item.Poem.Title, origin+paths.Poem(item.Poem.ID), site), nil
	case state == corpus.SubmissionAccepted && item.Kind == curation.QueueCorrection:
		return s.words.Say("tell.adopted", item.Poem.Title, origin+paths.Poem(item.Poem.ID), site), nil
	case state == corpus.SubmissionAccepted:
		return s.words.Say("tell.accepted", item.Poem.Title, origin+paths.Poem(item.Poem.ID), site), nil
	case state == corpus.SubmissionReturned:
		return s.words.Say("tell.returned", item.Poem.Title, item.Submission.Answer, origin+paths.Receipts, site), nil
	}
	return "", nil
}
