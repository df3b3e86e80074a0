package corpus

import "time"

// SubmissionID numbers what a resident sent in.
type SubmissionID int64

// SubmissionKind says what was sent in.
type SubmissionKind string

// The kinds of submission.
const (
	SubmittedPoem       SubmissionKind = "poem"
	SubmittedCorrection SubmissionKind = "correction"
	SubmittedRecitation SubmissionKind = "recitation" // a recording of a published poem
)

// SubmissionState is where a submission stands.
type SubmissionState string

// The states of a submission. Of a poem they follow from its status, so that
// the receipt says what became of it however that came about.
const (
	SubmissionWaiting   SubmissionState = "waiting"
	SubmissionAccepted  SubmissionState = "accepted"
	SubmissionReturned  SubmissionState = "returned"
	SubmissionWithdrawn SubmissionState = "withdrawn"
	SubmissionMerged    SubmissionState = "merged" // into a poem the archive had
)

// Submission is what a resident sent in: a poem of theirs, or a correction or a
// recitation of one the archive has. How to reach them is kept apart and sealed.
type Submission struct {
	ID       SubmissionID
	Kind     SubmissionKind
	State    SubmissionState
	Poem     PoemID   // the poem sent in, or the one to correct or recited
	Revision int      // of the poem, that a correction was made from
	Proposal Proposal // of a correction
	Message  string   // to the curators
	Proxy    string   // who writes for the author, such as "孙女"; "" for themselves
	Own      bool     // a correction by whoever sent the poem in
	Consent  string   // version of the text agreed to at At
	Answer   string   // a curator's reason, for the resident to read
	Contact  bool     // whether there is a way to reach them
	Coded    bool     // the receipt is also found by a short number
	At       time.Time
	Decided  time.Time // zero while waiting
	By       Actor     // who decided
	Made     int       // the revision an accepted correction became
}

// Proposal is the text a correction asks for; nil for a field it leaves.
type Proposal struct {
	Title   *string `json:"title,omitempty"`
	Author  *string `json:"author,omitempty"`
	Preface *string `json:"preface,omitempty"`
	Body    *string `json:"body,omitempty"`
	Note    *string `json:"note,omitempty"`
}

// Draft is the proposal as a draft of the poem.
func (p Proposal) Draft() Draft {
	return Draft{Title: p.Title, Author: p.Author, Preface: p.Preface, Body: p.Body, Note: p.Note}
}

// Over keeps of a proposal what differs from the poem.
func (p Proposal) Over(poem Poem) Proposal {
	differs := func(asked *string, has string) *string {
		if asked == nil || *asked == has {
			return nil
		}
		return asked
	}
	return Proposal{Title: differs(p.Title, poem.Title), Author: differs(p.Author, poem.Author.Name),
		Preface: differs(p.Preface, poem.Preface), Body: differs(p.Body, poem.Body), Note: differs(p.Note, poem.Note)}
}

// IsEmpty holds for a proposal that asks for nothing.
func (p Proposal) IsEmpty() bool { return p == Proposal{} }
