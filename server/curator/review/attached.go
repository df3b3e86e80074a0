package review

import (
	"context"
	"strconv"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/published"
)

// ofPoems reports whether what waits is a poem that is not published yet.
// Corrections and recitations are of one that is.
func ofPoems(kind curation.QueueKind) bool {
	return kind != curation.QueueCorrection && kind != curation.QueueRecitation
}

// sentAlong returns the recordings and pictures that came with what waits.
func (s *Server) sentAlong(ctx context.Context, item curation.QueueItem) ([]published.MediaView, error) {
	if item.Submission == nil {
		return nil, nil
	}
	all, err := s.store.MediaSent(ctx, item.Submission.ID)
	return published.ViewMedia(all), err
}

// Chosen reports whether what came along is shown or not by choice. Of a
// recitation there is nothing to choose: it is nothing else.
func (r reviewItem) Chosen() bool { return ofPoems(r.QueueItem.Kind) }

// mediaIDs reads the numbers of what was chosen; what is no number is left out.
func mediaIDs(texts []string) (ids []corpus.MediaID) {
	for _, text := range texts {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			ids = append(ids, corpus.MediaID(id))
		}
	}
	return ids
}
