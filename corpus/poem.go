package corpus

import "time"

// MaxID bounds every id: ids index compact tables in memory and are cut into
// stone, so they stay short.
const MaxID = 1<<31 - 1

// PoemID numbers a poem: short, permanent, never reused.
type PoemID int64

// Poem is one work as the archive holds it. Text fields are NFC with LF line
// ends and otherwise exactly as given.
type Poem struct {
	ID          PoemID
	Ref         string // the curator's own number, unique where given
	Title       string
	Preface     string
	Body        string // lines parted by LF, stanzas by an empty line
	Note        string // the author's own note
	Form        Form
	Tune        string // 词牌 or 曲牌
	Author      AuthorRef
	Place       PlaceRef
	Date        Date
	Tags        []string // sorted, no repeats
	Collections []CollectionRef
	Source      string
	Status      Status
	Revision    int // 1 for a new poem, one more with every change
	CreatedAt   time.Time
	UpdatedAt   time.Time
	PublishedAt time.Time // zero until first published

	// Corrected names the fields a person corrected by hand, by their keys in
	// the open format, sorted. An import leaves them alone unless its row was
	// made from the poem as it is now.
	Corrected []string
}

// Draft is what a row of a file or a form says of a poem, with authors,
// places, tags and collections by name. A nil pointer means the row does not
// speak of that field, so an update leaves it as it is; a pointer to the zero
// value clears it.
type Draft struct {
	ID          PoemID // asked for by an export being read back; 0 for none
	Ref         string
	Title       *string
	Body        *string
	Author      *string
	Aliases     []string // other names of Author; added, never taken away
	Preface     *string
	Note        *string
	Form        *Form
	Tune        *string
	Place       *string // path of names from the top, parted by "/"
	Date        *Date
	Tags        *[]string
	Collections *[]string
	Source      *string
	// FormInferred and TuneInferred are set where the text told the form or
	// the tune: they give way to what the poem has.
	FormInferred, TuneInferred bool `json:",omitempty"`

	Status   Status // "" leaves the choice to the import
	Revision int    // that the row was made from, as an export writes it; 0 where it does not say

	// What an export says of how the poem came to be as it is. They count only
	// for a poem that the archive does not have.
	Corrected []string
	Published time.Time
}
