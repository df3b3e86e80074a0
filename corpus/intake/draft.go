package intake

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// The characters that part the items of a list written as text. Names of
// collections hold commas and spaces, so only a semicolon parts them.
const (
	TagSeparators        = "、，,；; \t\n\u3000"
	AliasSeparators      = "、，,；;"
	CollectionSeparators = "；;"
)

// ReadCells makes the row's draft of its cells. bodyColumn is what to call the
// body where the row does not speak of it.
func (r *Row) ReadCells(c Cells, bodyColumn string) {
	delete(c, FieldPrivate)
	if !r.Whole {
		r.hidePrivate(c, bodyColumn)
	}
	if !r.comesBack(c) {
		cleanCells(c)
		r.cleanAuthor(c)
		r.splitCell(c)
		r.holdBack(c)
	}
	d := &r.Draft
	d.ID = corpus.PoemID(r.number(c[FieldID], notOurID))
	d.Revision = int(r.number(c[FieldRevision], notOurRevision))
	if ref := r.line(c[FieldRef]); ref != nil {
		d.Ref = *ref
	}
	d.Title = r.line(c[FieldTitle])
	d.Author = r.line(c[FieldAuthor])
	d.Aliases = r.items(c[FieldAliases], AliasSeparators)
	d.Preface = r.text(c[FieldPreface], corpus.MaxProse)
	d.Body = r.text(c[FieldBody], corpus.MaxBody)
	d.Note = r.text(c[FieldNote], corpus.MaxProse)
	d.Tune = r.line(c[FieldTune])
	d.Place = r.line(c[FieldPlace])
	d.Source = r.line(c[FieldSource])
	d.Status = r.status(c[FieldStatus])
	if date := r.line(c[FieldDate]); date != nil {
		parsed := corpus.ParseDate(*date)
		d.Date = &parsed
	}
	d.Tags = r.list(c[FieldTags], TagSeparators)
	d.Collections = r.list(c[FieldCollection], CollectionSeparators)
	r.form(c)
	if d.Body == nil && (r.refused(c[FieldBody].Column) || r.refused(bodyColumn)) {
		return // for what is wrong with the body
	}
	if d.Body == nil || *d.Body == "" {
		r.Refuse(bodyColumn, CodeNoText, corpus.NewMessage("intake.no_text"), corpus.NewMessage("intake.advice.write_body"))
		return
	}
	if d.ID == 0 && len(r.Problems) == 0 {
		r.warn(c)
	}
}

// comesBack reports whether the row is of an export of the archive's own, which
// is as the archive had it.
func (r *Row) comesBack(c Cells) bool {
	return r.Whole || c[FieldID].Given && (r.Table != nil || c[FieldRevision].Given)
}

func (r *Row) refused(column string) bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Column == column && column != "" })
}

// line reads a field of one line; nil where it is absent or refused.
func (r *Row) line(c Cell) *string {
	if !c.Given {
		return nil
	}
	text, err := corpus.CleanLine(c.Text)
	return r.accept(c, text, err)
}

// text reads a field of many lines. Blank lines around it go; the rest is the
// author's.
func (r *Row) text(c Cell, limit int) *string {
	if !c.Given {
		return nil
	}
	text, err := corpus.CleanText(c.Text, limit)
	return r.accept(c, TrimBlankLines(text), err)
}

// accept returns the clean text, or refuses the cell for why it is not clean.
func (r *Row) accept(c Cell, clean string, err error) *string {
	if err == nil {
		return &clean
	}
	refused := (*corpus.Error)(nil)
	if !errors.As(err, &refused) {
		refused = corpus.NewError(corpus.Invalid, "intake.not_utf8") // cannot be: CleanText returns no other
	}
	what, advice := refused.Message.WithoutAdvice()
	_, other := corpus.CleanText(c.Text, math.MaxInt)
	switch {
	case !utf8.ValidString(c.Text):
		r.Refuse(c.Column, CodeEncoding, what, corpus.NewMessage("intake.advice.correct_cell_and_encoding"))
	case other == nil: // nothing but its length is wrong
		r.Refuse(c.Column, CodeTooLong, what, corpus.NewMessage("intake.advice.shorten"))
	default:
		r.Refuse(c.Column, CodeControl, what, advice)
	}
	return nil
}

// TrimBlankLines drops the lines at either end that hold nothing but space.
// A poem's first line may be indented, so this is not strings.TrimSpace.
func TrimBlankLines(s string) string {
	for {
		line, rest, more := strings.Cut(s, "\n")
		if !more || strings.TrimSpace(line) != "" {
			break
		}
		s = rest
	}
	for {
		i := strings.LastIndexByte(s, '\n')
		if i < 0 || strings.TrimSpace(s[i:]) != "" {
			break
		}
		s = s[:i]
	}
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func (r *Row) list(c Cell, separators string) *[]string {
	if !c.Given {
		return nil
	}
	items := r.items(c, separators)
	return &items
}

// items reads the names in a list, each once, in the order given.
func (r *Row) items(c Cell, separators string) []string {
	var items []string
	for _, item := range c.items(separators) {
		one := r.line(Cell{Column: c.Column, Given: true, Text: item})
		if one == nil {
			return nil
		}
		if *one != "" && !slices.Contains(items, *one) {
			items = append(items, *one)
		}
		if len(items) > corpus.MaxList {
			r.Refuse(c.Column, CodeTooLong, corpus.NewMessage("intake.list_too_long", corpus.MaxList), corpus.NewMessage("intake.advice.delete_some"))
			return nil
		}
	}
	return items
}

// number reads a number of the archive's own; 0 where the row has none.
func (r *Row) number(c Cell, refusal func() (what, advice corpus.Message)) int64 {
	digits := strings.TrimSpace(c.Text)
	if digits == "" && c.List == nil {
		return 0
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > corpus.MaxID {
		what, advice := refusal()
		r.Refuse(c.Column, CodeValue, what, advice)
		return 0
	}
	return n
}

func notOurID() (what, advice corpus.Message) {
	return corpus.NewMessage("intake.not_our_id", corpus.MaxID), corpus.NewMessage("intake.advice.our_id")
}

func notOurRevision() (what, advice corpus.Message) {
	return corpus.NewMessage("intake.not_our_revision", corpus.MaxID), corpus.NewMessage("intake.advice.leave_revision")
}

// statusLabels are the statuses as a sheet writes them.
var statusLabels = map[corpus.Status]string{
	corpus.StatusDraft: "草稿", corpus.StatusInReview: "待审", corpus.StatusPublished: "已发布", corpus.StatusWithdrawn: "已撤回",
}

// StatusLabel is the status as a sheet writes it.
func StatusLabel(s corpus.Status) string { return statusLabels[s] }

func (r *Row) status(c Cell) corpus.Status {
	name := strings.TrimSpace(c.Text)
	if name == "" {
		return ""
	}
	for status, label := range statusLabels {
		if name == label || name == string(status) {
			return status
		}
	}
	r.Refuse(c.Column, CodeValue, corpus.NewMessage("intake.unknown_status", name), corpus.NewMessage("intake.advice.known_statuses"))
	return ""
}
