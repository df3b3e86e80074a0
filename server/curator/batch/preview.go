package batch

import (
	"context"
	"fmt"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/server/request"
)

// previewsKept is how many previews of tables are kept. A workbook is read
// whole to show its first rows, four seconds for 100,000, and a person looks
// at it several times; its file never changes.
const previewsKept = 16

// previews are the latest ones of tables. Its zero value is ready.
type previews struct {
	mu   sync.Mutex
	list []keptPreview // guarded by mu, the oldest first
}

type keptPreview struct {
	key     string
	preview format.Preview
}

func (p *previews) get(key string) (format.Preview, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range p.list {
		if k.key == key {
			return k.preview, true
		}
	}
	return format.Preview{}, false
}

func (p *previews) put(key string, preview format.Preview) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.list = append(p.list, keptPreview{key, preview})
	p.list = p.list[max(0, len(p.list)-previewsKept):]
}

// preview shows a file of a batch as its plan has it.
func (s *Server) preview(ctx context.Context, id corpus.BatchID, file int, plan batch.Plan) (format.Preview, error) {
	if file < 0 || file >= len(plan.Files) {
		return format.Preview{}, request.NotFound()
	}
	key := fmt.Sprintf("%d %d %+v", id, file, plan.Files[file].Options)
	if p, ok := s.previews.get(key); ok {
		return p, nil
	}
	p, err := s.desk.Preview(ctx, id, file, intake.Options{})
	// Texts are not kept: they are long, and read in no time.
	if err == nil && len(p.Tables) > 0 {
		s.previews.put(key, p)
	}
	return p, err
}

// planToKeep is the plan of a batch with the mappings remembered for those of
// its files not looked at yet.
func (s *Server) planToKeep(ctx context.Context, b corpus.Batch) (batch.Plan, error) {
	plan, err := batch.PlanOf(b)
	if err != nil || len(plan.Files) == 1 {
		return plan, err // the one file is the one looked at
	}
	return s.desk.PlanFor(ctx, b.ID)
}
