package corpus_test

import (
	"testing"

	"shiyun/corpus"
)

// The whole machine: every step in every state.
func TestBatchSteps(t *testing.T) {
	states := []corpus.BatchState{corpus.BatchUploaded, corpus.BatchMapped, corpus.BatchChecking, corpus.BatchChecked, corpus.BatchRunning,
		corpus.BatchDone, corpus.BatchFailed, corpus.BatchCancelled, corpus.BatchUndoing, corpus.BatchUndone}
	const no = ""
	want := map[corpus.BatchStep][]corpus.BatchState{ // in the order of states
		corpus.StepMap:      {"mapped", "mapped", no, "mapped", no, no, no, no, no, no},
		corpus.StepCheck:    {no, "checking", no, "checking", no, no, no, no, no, no},
		corpus.StepChecked:  {no, no, "checked", no, no, no, no, no, no, no},
		corpus.StepStart:    {no, no, no, "running", no, no, no, no, no, no},
		corpus.StepFinish:   {no, no, no, no, "done", no, no, no, no, no},
		corpus.StepFail:     {no, no, "failed", no, "failed", no, no, no, no, no},
		corpus.StepCancel:   {"cancelled", "cancelled", "cancelled", "cancelled", "cancelled", no, no, no, no, no},
		corpus.StepResume:   {no, no, no, no, no, no, "running", "running", no, no},
		corpus.StepRecheck:  {no, no, no, no, no, no, "checking", "checking", no, no},
		corpus.StepContinue: {no, no, no, no, no, "running", no, no, no, no},
		corpus.StepUndo:     {no, no, no, no, no, "undoing", "undoing", "undoing", no, "undoing"},
		corpus.StepUndone:   {no, no, no, no, no, no, no, no, "undone", no},
		"unheard of":        {no, no, no, no, no, no, no, no, no, no},
	}
	for step, row := range want {
		for i, state := range states {
			to, ok := state.Next(step)
			if ok != (row[i] != no) || ok && to != row[i] {
				t.Errorf("%s in %s leads to %q, %v; want %q", step, state, to, ok, row[i])
			}
		}
	}
}

func TestCountsAddUp(t *testing.T) {
	var c corpus.Counts
	for _, o := range []corpus.Outcome{corpus.Created, corpus.Updated, corpus.Duplicate, corpus.Skipped, corpus.Failed, corpus.Failed} {
		c.Add(o)
	}
	c.Mend(corpus.Created)
	if want := (corpus.Counts{Read: 6, Created: 2, Updated: 1, Duplicate: 1, Skipped: 1, Failed: 1}); c != want {
		t.Errorf("%+v, want %+v", c, want)
	}
}
