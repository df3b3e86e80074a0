package manuscript

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Limits of a text, which unlike a table is held in memory as a whole.
const (
	MaxText      = 20 << 20 // bytes, decoded
	MaxTextLines = 200_000
)

// TooLong refuses the text of that name, which has more lines or bytes.
func TooLong(name string) error {
	return intake.Refusal(corpus.NewMessage("intake.text_too_long", name, MaxTextLines), corpus.NewMessage("intake.advice.split_file"))
}

// The labels a line of a text may have.
const (
	LabelTitle   = 'T' // begins a poem; on a line without text, one without a title
	LabelAuthor  = 'A'
	LabelPreface = 'P'
	LabelBody    = 'B'
	LabelFirst   = 'F' // the first line of a poem without a title
	LabelStanza  = 'S' // an empty line kept within a body
	LabelNote    = 'N'
	LabelDate    = 'D'
	LabelHead    = 'H' // of the poem and in none of the others: 体裁：新诗
	LabelDropped = 'X'
)

// Line is a line of a text and what its file says of it beyond the words.
type Line struct {
	Text    string // what is kept of it: without Markdown's marks or the sender before it
	Heading bool   // a heading or title by its style
	Strong  bool   // bold or centred
	Parts   bool   // a rule or a new page: a poem ends here
	// Notes are the footnotes that are anchored in the line, and Commented
	// reports that people's remarks are, which are not read.
	Notes     []string
	Commented bool

	Editorial bool   // of whoever sent, edited or printed the text, and of no poem
	Section   string // whose the poems below the line are, up to the next; it is of none of them

	Label  byte           // what a table says it is, 0 where its look decides
	Left   corpus.Message // why it is left out, where that has to be said
	Head   *Head          // of a labelled line
	Sender string         // who sent the message, in a chat; of what was passed on, whose it is, "" where that is not known
	Passed bool           // the message passes on what another wrote
	Date   string         // when, if the chat says
	Header bool           // says who sent the lines after it, and nothing else
	Opens  bool           // the message begins on the line that names its sender
}

// Content is the text that labels speak of.
func (l Line) Content() string {
	if l.Header || l.Parts {
		return ""
	}
	return l.Text
}

// Said is what the line says under a label: of a labelled line that is what
// stands behind its own.
func (l Line) Said(label byte) string {
	if l.Head != nil && l.Head.Label() == label {
		return l.Head.Value
	}
	return l.Content()
}

// Blank reports whether nothing stands on the line.
func (l Line) Blank() bool { return strings.TrimSpace(l.Content()) == "" }

// Beside reports whether the line is of none of the poems around it.
func (l Line) Beside() bool { return l.Editorial || l.Section != "" }

// MaxLook bounds what of a line is looked at; a longer one is prose anyhow.
const MaxLook = 1200

// Clip is what of a line is looked at.
func Clip(text string) string {
	return text[:min(len(text), MaxLook)]
}

// FilledLines counts the lines with text in them.
func FilledLines(lines []Line) int {
	n := 0
	for _, line := range lines {
		if !line.Blank() {
			n++
		}
	}
	return n
}
