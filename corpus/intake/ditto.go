package intake

import (
	"slices"
	"strings"

	"shiyun/corpus"
)

// dittos are what people write for what stands in the row above.
var dittos = strings.Fields(`同上 〃 " ″ ″″ "" '' ditto 同前 同左 … 同 〞 ＂ 々 ^ ↑`)

// dittoOf are the fields in which a mark or 同 alone can be nothing else.
func isDitto(f Field, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "同上" || text == "〃" || text == "ditto" {
		return f != FieldID && f != FieldRevision && f != FieldRef
	}
	plain := f == FieldTitle || f == FieldBody || f == FieldPreface || f == FieldNote
	return !plain && f != FieldID && f != FieldRevision && f != FieldRef && slices.Contains(dittos, text)
}

// repeatAbove writes what stands above into the cells that say 同上. A body
// repeated is no poem, and where nothing stands above nothing is meant.
func (t *TableRows) repeatAbove(row *Row, texts []string) {
	ours := slices.Index(t.Mapping, FieldID)
	for i, f := range t.Mapping {
		if ours >= 0 && strings.TrimSpace(row.Cells[ours]) != "" {
			break // a poem of the archive, as the archive has it
		}
		if f == FieldNone || f == FieldPrivate || !isDitto(f, row.Cells[i]) {
			continue
		}
		switch {
		case f == FieldBody || i >= len(t.above) || strings.TrimSpace(t.above[i]) == "":
			row.Refuse(t.Header[i], CodeValue, corpus.NewMessage("intake.nothing_above", row.Cells[i]), corpus.NewMessage("intake.advice.write_out"))
		default:
			row.Cells[i] = t.above[i]
		}
	}
	t.above = append(t.above[:0], row.Cells...)
}
