package corpus

import "time"

// BatchID numbers one import run.
type BatchID int64

// BatchState is where an import run stands.
type BatchState string

// The states of a batch. A batch found running with no process behind it was
// cut off; what its counts say is what was committed.
const (
	BatchRunning BatchState = "running"
	BatchDone    BatchState = "done"
	BatchFailed  BatchState = "failed"
)

// Counts are the fates of the rows of an import; Read is the sum of the
// others.
type Counts struct {
	Read      int `json:"read"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Duplicate int `json:"duplicate"`
	Skipped   int `json:"skipped"`
	Failed    int `json:"failed"`
}

// Outcome is the fate of one row.
type Outcome string

// The outcomes, each counted in the field of Counts of the same name.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Duplicate Outcome = "duplicate"
	Skipped   Outcome = "skipped"
	Failed    Outcome = "failed"
)

// Add counts one row.
func (c *Counts) Add(o Outcome) {
	c.Read++
	switch o {
	case Created:
		c.Created++
	case Updated:
		c.Updated++
	case Duplicate:
		c.Duplicate++
	case Skipped:
		c.Skipped++
	case Failed:
		c.Failed++
	}
}

// Batch is the record of one import run. Its counts are committed in the same
// transactions as its poems, so they are true after any crash.
type Batch struct {
	ID        BatchID
	State     BatchState
	Files     []string
	Counts    Counts
	StartedAt time.Time
	EndedAt   time.Time
}
