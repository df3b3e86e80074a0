package reading

import (
	"context"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/published"
	"shiyun/server/request"
)

const (
	// mostRelated is how many like poems stand below a poem.
	mostRelated = 6
	// relatedWait is how long a poem's page waits for them.
	relatedWait = 2 * time.Second
	// mostShared is how many of the things in common are named.
	mostShared = 6
)

type relatedView struct {
	search.Related
	Why     string // the relation in words, with what is shared
	Opening string // of the verse
	Sample  bool
}

// related finds poems like one. They are a courtesy: where they cannot be had
// the poem is shown without them.
func (s *Server) related(ctx context.Context, c echo.Context, id corpus.PoemID) []relatedView {
	ctx, cancel := context.WithTimeout(ctx, relatedWait)
	defer cancel()
	list, err := s.findRelated(ctx, id)
	if err != nil {
		answer.Unkeep(c) // another may have more luck
		s.log.Warn("similar poems", "request_id", request.ID(c), "error", err)
	}
	return list
}

// findRelated reads the poems once more, to mark samples and to leave out
// what has just been withdrawn.
func (s *Server) findRelated(ctx context.Context, id corpus.PoemID) ([]relatedView, error) {
	found, err := s.search.Similar(ctx, id, mostRelated)
	if err != nil {
		return nil, err
	}
	found = found[:min(len(found), mostRelated)]
	ids := make([]corpus.PoemID, len(found))
	for i, r := range found {
		ids[i] = r.ID
	}
	poems, err := published.ByID(ctx, s.store, ids)
	var list []relatedView
	for _, r := range found {
		if p, ok := poems[r.ID]; ok {
			list = append(list, relatedView{Related: r, Why: s.why(r), Opening: Opening(p), Sample: IsSample(p)})
		}
	}
	return list, err
}

// why returns in words how two poems belong together: "同韵：桥、浇、宵".
func (s *Server) why(r search.Related) string {
	label := map[search.Relation]string{
		search.RelatedReply: s.words.Say("related.reply"),
		search.RelatedTune:  s.words.Say("related.tune"),
		search.RelatedRhyme: s.words.Say("related.rhyme"),
		search.RelatedWords: s.words.Say("related.words"),
	}[r.Relation]
	if label == "" || len(r.Shared) == 0 {
		return label
	}
	shared := strings.Join(r.Shared[:min(len(r.Shared), mostShared)], s.words.Say("related.and"))
	return s.words.Say("related.why", label, s.words.Render(corpus.Message{Text: shared})) // folded, thus simplified
}
