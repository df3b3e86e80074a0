package corpus

// ThemeID numbers what curators have added to a theme.
type ThemeID int64

// ThemeWords are what curators have added to a theme (题材), or a theme of their
// own: names it is asked by, and words by how surely they show it.
type ThemeWords struct {
	ID       ThemeID  `json:"id"`
	Theme    string   `json:"theme"` // its name
	Names    []string `json:"names,omitempty"`
	Strong   []string `json:"strong,omitempty"`
	Plain    []string `json:"plain,omitempty"`
	Weak     []string `json:"weak,omitempty"`
	Title    []string `json:"title,omitempty"`    // stand for it in titles
	Excluded []string `json:"excluded,omitempty"` // mean something else
	// Undoable reports that there is a change to take back.
	Undoable bool `json:"-"`
}

// Lists returns the lists of words, the names first.
func (t *ThemeWords) Lists() []*[]string {
	return []*[]string{&t.Names, &t.Strong, &t.Plain, &t.Weak, &t.Title, &t.Excluded}
}

// Empty reports whether nothing is added.
func (t *ThemeWords) Empty() bool {
	for _, list := range t.Lists() {
		if len(*list) > 0 {
			return false
		}
	}
	return true
}

// Limits on what curators add.
const (
	MaxThemes     = 500 // themes that something is added to
	MaxThemeWords = 200 // words of one, names included
	MaxThemeWord  = 20  // code points in a word
)
