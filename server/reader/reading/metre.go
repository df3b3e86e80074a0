package reading

import (
	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/server/proofread"
)

// metreView is the metre of a poem as readers see it: the tones over its
// characters and the pattern of its tune. What had better be changed is for
// those who write.
type metreView struct {
	proofread.Shown
	marks *proofread.Marks
}

// showsMetre is what the address of a poem has where its metre is shown.
const showsMetre = "metre"

// metreOf checks a poem as it is in the archive, by the book that the reader
// chose.
func (s *Server) metreOf(p corpus.Poem, book string) *metreView {
	report := proofread.Check(p, book)
	return &metreView{proofread.Show(report, s.words), proofread.NewMarks(report, s.words, false)}
}

// glyphs cuts a clause into its characters with what stands over them; before is
// how many code points of its line stand before it.
func (m *metreView) glyphs(line, before int, clause string) (all []glyph) {
	for i, r := range []rune(clause) {
		g := glyph{Text: string(r), Stop: verse.MarkOf(r).Has(verse.Printed)}
		g.Mark, _ = m.marks.Over(line, before+i+1)
		if n := len(all); n > 0 && all[n-1].Mark != "" && verse.MarkOf(r).Has(verse.EndsClause|verse.Closes) {
			all[n-1].After += g.Text
			continue
		}
		all = append(all, g)
	}
	return all
}
