package batch

import (
	"encoding/json"
	"fmt"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Plan says how the files of a batch are read and what becomes of their rows.
// It is kept with the batch as JSON.
type Plan struct {
	Files   []FilePlan      `json:"files"`
	Publish bool            `json:"publish"` // new poems are published instead of put in review
	Near    corpus.Decision `json:"near"`    // for rows that are nearly a poem the archive has, where nobody decides
	Blind   bool            `json:"blind"`   // such rows are not looked for
	Last    int             `json:"last"`    // the highest number of a row so far, known after the check
}

// FilePlan is the plan of one file.
type FilePlan struct {
	Name    string         `json:"name"` // as the curator named it
	Options intake.Options `json:"options"`
	Base    int            `json:"base"`             // the number of the last row before the file, known after the check
	Mended  bool           `json:"mended,omitempty"` // it brings rows back that were refused
}

// PlanOf is the plan of a batch.
func PlanOf(b corpus.Batch) (Plan, error) {
	var p Plan
	if len(b.Plan) == 0 {
		return p, corpus.NewError(corpus.Invalid, "desk.no_plan")
	}
	if err := json.Unmarshal(b.Plan, &p); err != nil {
		return p, fmt.Errorf("read plan of batch %d: %w", b.ID, err)
	}
	return p, nil
}

// keep puts the plan into a batch.
func (p Plan) keep(b *corpus.Batch) error {
	b.Files = b.Files[:0]
	for _, f := range p.Files {
		b.Files = append(b.Files, f.Name)
	}
	content, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write plan of batch %d: %w", b.ID, err)
	}
	b.Plan = content
	return nil
}

// changePlan is a change of a batch that is one of its plan.
func changePlan(change func(*Plan) error) func(*corpus.Batch) error {
	return func(b *corpus.Batch) error {
		p, err := PlanOf(*b)
		if err != nil {
			return err
		}
		if err := change(&p); err != nil {
			return err
		}
		return p.keep(b)
	}
}
