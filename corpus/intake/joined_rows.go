package intake

import (
	"regexp"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

// heldRow is a row that was read and not handed on: the rows after it may be
// the rest of its poem.
type heldRow struct {
	row    Row
	texts  []string
	last   []string // the cells of the row that came last
	joined int      // rows that went on with it
	blank  []Row    // empty rows after it
	refuse bool     // what comes after may be its rest or not
}

// mostBlank bounds the empty rows that are held back.
const mostBlank = 2

// Take reads a row of texts, one a column of the file, and hands on the one
// before it. In some sheets each line of a poem has a row, and the title stands
// in the first only; and in CSV written by hand a line end within a poem ends
// the row, for want of quotes. What plainly goes on with the row before is
// joined to it, and what may do so refuses both.
func (t *TableRows) Take(row Row, texts []string, quoted bool, emit func(Row) error) error {
	if t.Chat != nil {
		row.Table, row.Cells = t.Table, t.ownCells(texts)
		return emit(row)
	}
	if h := t.held; h != nil {
		switch {
		case IsBlank(texts) && len(h.blank) < mostBlank:
			row.Table, row.Skip, row.Cells = t.Table, true, t.ownCells(texts)
			h.blank = append(h.blank, row)
			return nil
		case t.isNextLine(h, texts):
			h.join(t.bodyColumn(), texts[t.bodyColumn()])
			h.last = texts
			return nil
		case !quoted && t.Sheet == "" && len(h.blank) == 0:
			switch t.isBroken(h, texts) {
			case surely:
				h.mend(t.bodyColumn(), texts)
				return nil
			case perhaps:
				h.refuse = true
				row.Refuse("", CodeColumns, corpus.NewMessage("intake.goes_on_from", row.Number-1), corpus.NewMessage("intake.advice.quote_lines"))
			}
		}
	}
	if err := t.Flush(emit); err != nil {
		return err
	}
	t.held = &heldRow{row: row, texts: texts, last: texts}
	return nil
}

// Flush hands on the row that is held. It has to be called before any row is
// handed on in another way, and at the end.
func (t *TableRows) Flush(emit func(Row) error) error {
	h := t.held
	if h == nil {
		return nil
	}
	t.held = nil
	if h.refuse && len(h.row.Problems) == 0 {
		h.row.Refuse("", CodeColumns, corpus.NewMessage("intake.goes_on_in", h.row.Number+1), corpus.NewMessage("intake.advice.quote_lines"))
	}
	t.ReadRow(&h.row, h.texts)
	if h.joined > 0 && !h.row.Skip && len(h.row.Problems) == 0 {
		h.row.Warn("", CodeJoined, corpus.NewMessage("intake.warn.joined", h.joined))
	}
	if t.Sheet == "" || !h.row.Skip {
		if err := emit(h.row); err != nil {
			return err
		}
	}
	for _, row := range h.blank {
		if t.Sheet != "" {
			break
		}
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

func (h *heldRow) join(column int, line string) {
	before := "\n"
	if len(h.blank) > 0 {
		before, h.blank = "\n\n", nil
	}
	h.texts = slices.Clone(h.texts)
	h.texts[column] = strings.TrimRight(h.texts[column], "\n") + before + line
	h.joined++
}

// mend puts the second half of a broken record behind the first.
func (h *heldRow) mend(column int, texts []string) {
	h.texts = slices.Clone(h.texts[:min(column+1, len(h.texts))])
	h.texts[column] += "\n" + texts[0]
	h.texts = append(h.texts, texts[1:]...)
	h.joined++
}

// bodyColumn is the one column of bodies, as the file counts them; -1 for none
// or several.
func (t *TableRows) bodyColumn() int {
	at := -1
	for i, f := range t.Mapping {
		if f != FieldBody {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = t.own[i]
	}
	return at
}

// isNextLine reports whether a row holds one more line of the poem before it:
// a line of verse, no title where the poem before has one, and nothing else
// that the row before has not.
func (t *TableRows) isNextLine(h *heldRow, texts []string) bool {
	body := t.bodyColumn()
	if body < 0 || body >= len(texts) || body >= len(h.last) || !isOneLine(texts[body]) || !isOneLine(h.last[body]) {
		return false
	}
	titled := false
	for i, f := range t.Mapping {
		column := t.own[i]
		if column == body || f == FieldNone || f == FieldPrivate {
			continue
		}
		here, before := cellAt(texts, column), cellAt(h.texts, column)
		if f == FieldTitle {
			titled = before != "" && here == ""
		}
		if here != "" && (here != before || f == FieldTitle) {
			return false
		}
	}
	return titled
}

func cellAt(texts []string, column int) string {
	if column >= len(texts) {
		return ""
	}
	return strings.TrimSpace(texts[column])
}

// isOneLine reports whether a cell holds no more than a line of verse, of two
// clauses: a whole poem has more.
func isOneLine(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text, "\n\r|｜") || strings.Contains(text, `\n`) {
		return false
	}
	s := verse.ShapeOf(text)
	return s.Han > 0 && s.Letters <= 30 && len(s.Clauses) <= 2
}

// doubt is how sure it is that a record was broken by a line end.
type doubt int

const (
	no doubt = iota
	perhaps
	surely
)

// isHeading is a line between the rows of a table that names what follows.
var isHeading = regexp.MustCompile(`^\s*(?:第?[一二三四五六七八九十百\d]+[卷辑輯章组組部分期集年、.]|卷[一二三四五六七八九十\d]+|[附续續]录?|合计|总计|共|\d{4}年).{0,12}$`)

// isBroken judges whether texts are the second half of the record before,
// which ended within its body.
func (t *TableRows) isBroken(h *heldRow, texts []string) doubt {
	body, n := t.bodyColumn(), len(t.names)
	if body < 1 || len(h.texts) != body+1 || body+len(texts) != n || len(h.row.Problems) > 0 {
		return no
	}
	before, here := strings.TrimSpace(h.texts[body]), strings.TrimSpace(texts[0])
	if before == "" || here == "" || len(before) > corpus.MaxBody*4 {
		return no
	}
	lastLine := before[strings.LastIndexByte(before, '\n')+1:]
	first, second := verse.ShapeOf(lastLine), verse.ShapeOf(here)
	open := strings.HasSuffix(before, "，") || strings.HasSuffix(before, "、") || strings.HasSuffix(before, "；") || strings.HasSuffix(before, ",")
	last := body == n-1
	switch {
	case open && second.Han > 0:
		return surely
	case !last:
		return no // a short row of a table is as likely
	case isHeading.MatchString(here):
		return no
	case second.Ended && second.Han > 0, h.joined > 0, first.Letters == second.Letters && second.Han > 2:
		return surely
	case first.Letters > 2 && second.Letters > 2:
		return perhaps
	}
	return no
}
