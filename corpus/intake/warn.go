package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// longTitle is how long a title is before it may be a line that slipped up, in
// code points; the longest of Song titles are beyond it.
const longTitle = 100

// digitsOnly is a date written in digits alone.
var digitsOnly = regexp.MustCompile(`^[\d０-９][\d０-９\s./:：年月日时分秒号T－／\-]*$`)

// warn says what looks amiss in a draft that was read of cells. A poem of the
// archive's own that comes back was seen by a person before.
func (r *Row) warn(c Cells) {
	d := r.Draft
	if d.Date != nil && d.Date.Precision == corpus.PrecisionLunar && digitsOnly.MatchString(d.Date.Text) {
		r.Warn(c[FieldDate].Column, CodeDate, corpus.NewMessage("intake.warn.date", d.Date.Text))
	}
	if d.Title != nil && utf8.RuneCountInString(*d.Title) > longTitle {
		r.Warn(c[FieldTitle].Column, CodeLongTitle, corpus.NewMessage("intake.warn.long_title", utf8.RuneCountInString(*d.Title)))
	}
	if d.Author != nil && strings.ContainsAny(*d.Author, severalNames) {
		r.Warn(c[FieldAuthor].Column, CodeAuthors, corpus.NewMessage("intake.warn.authors"))
	}
	if c[FieldTitle].Given && *orEmpty(d.Title) == "" {
		r.Warn(c[FieldTitle].Column, CodeNoTitle, corpus.NewMessage("intake.warn.no_title"))
	}
	if c[FieldAuthor].Given && *orEmpty(d.Author) == "" {
		r.Warn(c[FieldAuthor].Column, CodeNoAuthor, corpus.NewMessage("intake.warn.no_author"))
	}
}

func orEmpty(text *string) *string {
	if text == nil {
		return new(string)
	}
	return text
}
