package xlsx

import (
	"encoding/xml"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// withoutYear is a date as a cell shows it whose format leaves out the year:
// 1月5日, 5-Jan, 01-05.
var withoutYear = regexp.MustCompile(`^\d{1,2}(?:[月/\-.]\d{1,2}日?|-[A-Za-z]{3})$|^[A-Za-z]{3}-\d{1,2}$`)

// quoted is what a format writes as it is: "月".
var quoted = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)

// showsDaysAlone reports whether the workbook has a format that shows a day and
// no year. Only then are the cells read once more, as numbers.
func showsDaysAlone(s *source.Source) (found bool, err error) {
	z, err := s.Archive(maxXLSX)
	if err != nil {
		return false, err
	}
	err = eachElement(z, "xl/styles.xml", func(e xml.StartElement) {
		code := strings.ToLower(quoted.ReplaceAllString(source.Attribute(e, "formatCode"), ""))
		id := source.Attribute(e, "numFmtId")
		alone := e.Name.Local == "numFmt" && strings.Contains(code, "d") && strings.Contains(code, "m") && !strings.Contains(code, "y")
		found = found || alone || e.Name.Local == "xf" && (id == "16" || id == "58") // d-mmm, m"月"d"日"
	})
	return found, err
}

// wholeDates writes the whole date into the cells of a row that show a day
// alone, out of the numbers that stand there.
func wholeDates(t *intake.TableRows, texts, numbers []string) {
	for i, text := range texts {
		if i >= len(numbers) || t.FieldOf(i) != intake.FieldDate || !withoutYear.MatchString(text) {
			continue
		}
		n, err := strconv.ParseFloat(numbers[i], 64)
		if err != nil || n < 1 {
			continue
		}
		if at, err := excelize.ExcelDateToTime(n, false); err == nil {
			texts[i] = at.Format("2006-01-02")
		}
	}
}

// numberRows are the rows of a sheet once more, with what stands in the cells
// in place of what they show; nil where no format calls for it.
type numberRows struct {
	rows   *excelize.Rows
	number int
	cells  []string
}

func (b *workbook) numberRows(sheet string) (*numberRows, error) {
	alone, err := showsDaysAlone(b.Source)
	if err != nil || !alone {
		return nil, err
	}
	rows, err := b.Rows(sheet)
	return &numberRows{rows: rows}, err
}

// at returns the cells of a row. Rows are asked for in their order.
func (n *numberRows) at(number int) ([]string, error) {
	for n.number < number && n.rows.Next() {
		cells, err := n.rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		n.cells = cells
		n.number++
	}
	return n.cells, n.rows.Error()
}

func (n *numberRows) close(err error) error {
	if n == nil {
		return err
	}
	return errors.Join(err, n.rows.Close())
}
