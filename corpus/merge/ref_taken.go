package merge

import "shiyun/corpus"

// refTaken refuses a row that has the number of another poem. Sheets count
// their rows from 1, each of them, and one must not overwrite another's poems.
func refTaken(p corpus.Poem, advice corpus.Message) *corpus.RowNote {
	return &corpus.RowNote{Column: "编号", Code: "ref_taken",
		Message: corpus.NewMessage("archive.ref_of_other", p.Ref, p.Title), Advice: advice}
}
