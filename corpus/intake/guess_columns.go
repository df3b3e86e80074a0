package intake

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

var (
	countCell = regexp.MustCompile(`^\d{1,5}$`)
	phoneCell = regexp.MustCompile(`^[+\d][\d\s\-]{6,18}$|^\d{15}(?:\d\d[\dXx])?$|@\w`)
)

// longCell is beyond what a title or a name has, in code points.
const longCell = 40

// columnLook is what the cells of a column have in common.
type columnLook struct {
	filled, counts, phones, dates, forms, verses, surnames, names, letters int
	again                                                                  bool // two cells say the same
}

// GuessColumns names the columns of a table that has no header by what they
// hold; nil where no column, or more than one, holds verse. rows are the first
// of the table, and first is where its poems begin among them: above may stand
// names that the archive does not know, or what the table is called.
func GuessColumns(rows [][]string) (names []string, first int) {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	if width == 0 || width > MaxColumns {
		return nil, 0
	}
	looks := make([]columnLook, width)
	fields := make([]Field, width)
	body := -1
	for i := range looks {
		looks[i] = lookAtColumn(rows, i)
		if fields[i] = looks[i].surely(); fields[i] != FieldBody {
			continue
		}
		if body >= 0 {
			return nil, 0 // two columns of verse: nobody can say which is a note
		}
		body = i
	}
	if body < 0 {
		return nil, 0
	}
	for first < len(rows)-1 && (body >= len(rows[first]) || !isVerseCell(rows[first][body])) {
		first++
	}
	nameShort(looks, fields)
	names = make([]string, width)
	for i, f := range fields {
		if names[i] = f.Label(); f == FieldNone {
			names[i] = fmt.Sprintf("第%d列", i+1)
		}
	}
	return names, first
}

// isVerseCell reports whether a cell holds a poem: lines, or clauses with their
// marks.
func isVerseCell(text string) bool {
	s := verse.ShapeOf(CutRunes(text, 400))
	return s.Han >= 8 && s.Han*2 > s.Letters && (strings.Contains(strings.TrimSpace(text), "\n") || s.Ended && len(s.Clauses) > 1)
}

func lookAtColumn(rows [][]string, i int) (l columnLook) {
	seen := map[string]bool{}
	for _, row := range rows {
		if i >= len(row) || strings.TrimSpace(row[i]) == "" {
			continue
		}
		text := strings.TrimSpace(row[i])
		l.filled++
		l.letters += utf8.RuneCountInString(text)
		l.again = l.again || seen[text]
		seen[text] = true
		date := corpus.ParseDate(text)
		_, form := corpus.ParseForm(text)
		count(&l.counts, countCell.MatchString(text))
		count(&l.phones, phoneCell.MatchString(text) && !countCell.MatchString(text) && date.Year == 0)
		count(&l.dates, date.Year > 0 && len(text) < longCell && strings.ContainsAny(text, "0123456789年"))
		count(&l.forms, form)
		count(&l.verses, isVerseCell(text))
		count(&l.names, isNameLike(text))
		count(&l.surnames, isNameLike(text) && startsWithSurname(text) && utf8.RuneCountInString(text) <= 3 || nickname.MatchString(text))
	}
	return l
}

func count(n *int, holds bool) {
	if holds {
		*n++
	}
}

// surely is the field of a column whose cells can be nothing else.
func (l columnLook) surely() Field {
	most := func(n int) bool { return l.filled > 0 && n*5 >= l.filled*4 }
	switch {
	case most(l.counts):
		return FieldNone
	case most(l.phones):
		return FieldPrivate
	case most(l.dates):
		return FieldDate
	case most(l.forms):
		return FieldForm
	case most(l.verses):
		return FieldBody
	}
	return FieldNone
}

// nameShort finds the columns of authors and of titles among those of short
// texts. A column of authors has surnames and repeats its values. Where no
// column does, the title is the first and the author the second, as in most
// sheets.
func nameShort(looks []columnLook, fields []Field) {
	var short []int
	for i, l := range looks {
		if fields[i] == FieldNone && l.filled > 0 && l.counts < l.filled && l.letters <= longCell*l.filled {
			short = append(short, i)
		}
	}
	author, best := -1, 0
	for k, i := range short {
		l := looks[i]
		score := 2 * l.surnames
		if l.again {
			score += l.filled
		}
		if k == 1 {
			score++
		}
		if l.names*5 >= l.filled*4 && score > best {
			author, best = i, score
		}
	}
	if author >= 0 && (len(short) > 1 || looks[author].surnames*2 > looks[author].filled) {
		fields[author] = FieldAuthor
	}
	for _, i := range short {
		if fields[i] == FieldNone {
			fields[i] = FieldTitle
			return
		}
	}
}
