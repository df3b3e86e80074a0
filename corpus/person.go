package corpus

// Person is what the archive has of somebody who wrote for it: the author and
// those merged into them, and what hangs on these.
type Person struct {
	Author      AuthorID       `json:"author"`
	Names       []string       `json:"names"` // every name they go by, the author's own first
	Contacts    []string       `json:"contacts,omitempty"`
	Poems       []PoemID       `json:"poems"`
	Submissions []SubmissionID `json:"submissions"` // of these poems, and corrections of them
	Media       []Media        `json:"-"`           // of these poems, and those that they read, wrote or took
	MediaIDs    []MediaID      `json:"media"`
	Accounts    []AccountID    `json:"accounts,omitempty"` // that go by one of the names
	// Others are poems of other authors whose text has one of the names. They
	// are not this person's.
	Others []PoemID `json:"others,omitempty"`
}

// Erased counts what an erasure took away or rewrote.
type Erased struct {
	Poems       int `json:"poems"`
	Revisions   int `json:"revisions"`
	Submissions int `json:"submissions"`
	Contacts    int `json:"contacts"`
	Media       int `json:"media"`
	Stones      int `json:"stones"`
	Rows        int `json:"rows"`   // of batches
	Misses      int `json:"misses"` // searches
	Mentions    int `json:"mentions"`
	Accounts    int `json:"accounts"`
}
