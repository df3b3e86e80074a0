package verse

// Mark is what a punctuation mark does in verse, several things at once where
// their bits are set. The zero Mark is of what is no mark.
type Mark uint8

// What marks do. All of them are dropped by folding.
const (
	// EndsClause is for the marks after which a line of verse is cut into
	// clauses.
	EndsClause Mark = 1 << iota
	// PartsText is for the marks that part clauses in texts as people type
	// them: those of EndsClause, colons, full stops of other scripts, and what
	// half-width keyboards give.
	PartsText
	// EndsLine is for the marks with which a line of verse may end.
	EndsLine
	// Opens and Closes are for quotation marks and brackets. What closes goes
	// with the clause before it, as do an ellipsis and a dash.
	Opens
	Closes
	// Pauses is for 、, Introduces for colons, and Names for the marks around
	// and within names and titles. They stand within a clause.
	Pauses
	Introduces
	Names
)

// Printed are the marks of typeset verse, which pages show paler than words.
const Printed = EndsClause | Opens | Closes | Pauses | Introduces | Names

// marks is the one table of punctuation.
var marks = func() map[rune]Mark {
	table := make(map[rune]Mark)
	for _, row := range []struct {
		does  Mark
		marks string
	}{
		{EndsClause | PartsText | EndsLine, "，。；？！,;?!"},
		{Introduces | PartsText | EndsLine, "：:"},
		{Pauses | EndsLine, "、"},
		{PartsText | EndsLine, "."},
		{PartsText, "．｡､"},
		{Closes | PartsText | EndsLine, "…"},
		{Closes | EndsLine, "”」』"},
		{Closes, "’）—"},
		{Opens, "“‘「『（"},
		{Names, "·《》〈〉"},
	} {
		for _, r := range row.marks {
			table[r] = row.does
		}
	}
	return table
}()

// MarkOf returns what r does, 0 where it is no mark of the table.
func MarkOf(r rune) Mark {
	if 0x3400 <= r && r < 0xFF00 { // Han, where most text is
		return 0
	}
	return marks[r]
}

// Has reports whether m does one of the things of does.
func (m Mark) Has(does Mark) bool { return m&does != 0 }
