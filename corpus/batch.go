package corpus

import (
	"slices"
	"time"
)

// BatchID numbers one batch.
type BatchID int64

// BatchKind says what a batch does.
type BatchKind string

// The kinds of batch.
const (
	BatchImport BatchKind = "import" // files coming in
	BatchEdit   BatchKind = "edit"   // one change of many poems
	BatchMerge  BatchKind = "merge"  // a poem or an author made part of another
)

// BatchState is where a batch stands.
type BatchState string

// The states of a batch. Checking, running and undoing are the program's to
// move on from; in all others the batch waits for a person.
const (
	BatchUploaded  BatchState = "uploaded"  // its files are kept
	BatchMapped    BatchState = "mapped"    // somebody said how to read them
	BatchChecking  BatchState = "checking"  // a dry run is under way
	BatchChecked   BatchState = "checked"   // what would happen is known
	BatchRunning   BatchState = "running"   // rows are going in
	BatchDone      BatchState = "done"      // every row has its outcome
	BatchFailed    BatchState = "failed"    // broke off; Fault says why
	BatchCancelled BatchState = "cancelled" // a person stopped it
	BatchUndoing   BatchState = "undoing"   // being taken back
	BatchUndone    BatchState = "undone"    // taken back
)

// BatchStates are all of them, in the order a batch goes through them.
var BatchStates = []BatchState{BatchUploaded, BatchMapped, BatchChecking, BatchChecked, BatchRunning, BatchDone,
	BatchFailed, BatchCancelled, BatchUndoing, BatchUndone}

// Busy holds for the states in which a program is at work on the batch.
func (s BatchState) Busy() bool {
	return s == BatchChecking || s == BatchRunning || s == BatchUndoing
}

// BatchStep is something that happens to a batch and moves it to another
// state.
type BatchStep string

// The steps of a batch.
const (
	StepMap      BatchStep = "map"      // a plan is made, or another one
	StepCheck    BatchStep = "check"    // a dry run is asked for
	StepChecked  BatchStep = "checked"  // it is over
	StepStart    BatchStep = "start"    // the rows may go in
	StepFinish   BatchStep = "finish"   // they are in
	StepFail     BatchStep = "fail"     // something broke
	StepCancel   BatchStep = "cancel"   // a person stops it
	StepResume   BatchStep = "resume"   // on from where it stopped
	StepRecheck  BatchStep = "recheck"  // the same, before any row went in
	StepContinue BatchStep = "continue" // a mended sheet came
	StepUndo     BatchStep = "undo"     // take it back
	StepUndone   BatchStep = "undone"   // it is taken back
)

// batchSteps is the whole machine: what may happen where, and where it leads.
var batchSteps = map[BatchStep]struct {
	to   BatchState
	from []BatchState
}{
	StepMap:      {BatchMapped, []BatchState{BatchUploaded, BatchMapped, BatchChecked}},
	StepCheck:    {BatchChecking, []BatchState{BatchMapped, BatchChecked}},
	StepChecked:  {BatchChecked, []BatchState{BatchChecking}},
	StepStart:    {BatchRunning, []BatchState{BatchChecked}},
	StepFinish:   {BatchDone, []BatchState{BatchRunning}},
	StepFail:     {BatchFailed, []BatchState{BatchChecking, BatchRunning}}, // an undo that breaks off is tried again
	StepCancel:   {BatchCancelled, []BatchState{BatchUploaded, BatchMapped, BatchChecking, BatchChecked, BatchRunning}},
	StepResume:   {BatchRunning, []BatchState{BatchFailed, BatchCancelled}},
	StepRecheck:  {BatchChecking, []BatchState{BatchFailed, BatchCancelled}},
	StepContinue: {BatchRunning, []BatchState{BatchDone}},
	StepUndo:     {BatchUndoing, []BatchState{BatchDone, BatchFailed, BatchCancelled, BatchUndone}},
	StepUndone:   {BatchUndone, []BatchState{BatchUndoing}},
}

// Next is the state that a step leads to, and whether it may be taken in this
// one.
func (s BatchState) Next(step BatchStep) (BatchState, bool) {
	rule, ok := batchSteps[step]
	return rule.to, ok && slices.Contains(rule.from, s)
}

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
func (c *Counts) Add(o Outcome) { c.add(o, 1) }

// Mend counts a row anew that was counted as failed.
func (c *Counts) Mend(o Outcome) {
	c.add(Failed, -1)
	c.add(o, 1)
}

func (c *Counts) add(o Outcome, n int) {
	c.Read += n
	switch o {
	case Created:
		c.Created += n
	case Updated:
		c.Updated += n
	case Duplicate:
		c.Duplicate += n
	case Skipped:
		c.Skipped += n
	case Failed:
		c.Failed += n
	}
}

// Batch is the record of one import or bulk edit. Its counts are committed in
// the same transactions as its poems, so they are true after any crash.
type Batch struct {
	ID        BatchID
	Kind      BatchKind
	By        Actor
	State     BatchState
	Files     []string  // of an import, as the curator named them, for people only
	Summary   []Message // what an edit or a merge does
	Plan      []byte    // JSON of batch.Plan; nil where it was never the desk's
	Counts    Counts
	Total     int     // rows the check found; 0 where none was made
	Fault     Message // why it failed; zero in every other state
	AtFile    int     // how far it has come: the file, from 0, …
	AtRow     int     // … and how many of its rows are decided; of an undo, the last poem
	StartedAt time.Time
	BegunAt   time.Time // when rows first went in; zero before
	EndedAt   time.Time // when it last came to rest; zero before
	UndoneBy  Actor     // who last asked to take it back; "" for nobody
}

// Decision is what becomes of a row that is nearly a poem the archive has.
type Decision string

// The decisions.
const (
	DecideAsk    Decision = ""       // nobody has decided
	DecideKeep   Decision = "keep"   // 两首都留
	DecideSkip   Decision = "skip"   // 跳过
	DecideMerge  Decision = "merge"  // 合并为修改稿
	DecideReview Decision = "review" // 先放进待审
)

// BatchRow is a row of a batch that a person should look at.
type BatchRow struct {
	Number  int    // of the row in the batch, unique there; in a batch of one table, the table's own
	File    string // what people call the file
	Line    int    // of the row in that file, as its reader counts
	Outcome Outcome
	Header  []string  // of a table: the curator's columns
	Fields  []string  // what each of them was taken for, as intake names fields
	Cells   []string  // of a table: what stands under them
	Draft   *Draft    // what was read of it; nil where nothing was
	Notes   []RowNote // why it was refused, or what of it was left out
	Poem    PoemID    // nearly the same poem in the archive; 0 for none
	Twin    int       // the row of this batch that is nearly the same; 0 for none
	// Similarity is that of the poem or twin, over 0 up to 1.
	Similarity float64
	Decision   Decision
}

// RowNote is one thing to say of a row: what is wrong, and what to do about it
// where something can be done.
type RowNote struct {
	Column  string  `json:"column,omitempty"` // as the file names it
	Code    string  `json:"code,omitempty"`
	Message Message `json:"message"`
	Advice  Message `json:"advice,omitzero"`
}

// QuotesColumn reports whether the message begins with the name of the column
// it is about, which need not be said before it then.
func (n RowNote) QuotesColumn() bool {
	return len(n.Message.Args) > 0 && n.Message.Args[0] == n.Column
}
