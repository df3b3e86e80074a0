package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Precision says how much of a Date is known.
type Precision string

// The precisions. Lunar stands for any wording that is not a calendar date
// ("重阳", "孟夏"): it is kept as written and never converted.
const (
	PrecisionNone  Precision = ""
	PrecisionYear  Precision = "year"
	PrecisionMonth Precision = "month"
	PrecisionDay   Precision = "day"
	PrecisionLunar Precision = "lunar"
)

// Date is when a poem was written. Text is the wording given; Year, Month and
// Day are 0 where unknown. A lunar wording may still name its Year.
type Date struct {
	Text      string
	Year      int
	Month     int
	Day       int
	Precision Precision
}

var (
	isoDate     = regexp.MustCompile(`^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$`)
	compactDate = regexp.MustCompile(`^((?:1[89]|20)\d{2})(\d{2})(\d{2})?$`)
	chineseDate = regexp.MustCompile(`^(\d{4})年(?:(\d{1,2})月份?(?:(\d{1,2})[日号號]?)?)?` + timeOfDay + `$`)
	shortYear   = regexp.MustCompile(`^['‘’]?(\d{2})年(?:(\d{1,2})月份?(?:(\d{1,2})[日号號]?)?)?` + timeOfDay + `$`)
	namedYear   = regexp.MustCompile(`(?:^|[^0-9])((?:1[89]|20)\d{2})(?:[^0-9]|$)`)
)

// timeOfDay is what people add to a day and the archive does not keep apart.
const timeOfDay = `(?:\s*(?:[(\x{FF08}]?(?:星期|周|週|礼拜)[一二三四五六日天][)\x{FF09}]?)?\s*(?:凌晨|清晨|早|早上|上午|中午|午后|下午|傍晚|晚|晚上|夜|深夜|夜里)?\s*(?:\d{1,2}[:\x{FF1A}时時点點](?:\d{1,2}分?)?(?:[:\x{FF1A}]?\d{1,2}秒?)?)?)`

// chineseDigits turn 二〇一九 into 2019 for reading; the wording is kept.
var chineseDigits = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3",
	"四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

var halfWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5",
	"６", "6", "７", "7", "８", "8", "９", "9", "－", "-", "／", "/")

// ParseDate reads a date as people write it. Nothing is refused: a wording it
// cannot read is kept with PrecisionLunar.
func ParseDate(s string) Date {
	s = strings.TrimSpace(s)
	if s == "" {
		return Date{}
	}
	digits := halfWidth.Replace(s)
	if d, ok := calendarDate(digits); ok {
		d.Text = s
		return d
	}
	d := Date{Text: s, Precision: PrecisionLunar}
	for _, wording := range []string{digits, chineseDigits.Replace(digits)} {
		if m := namedYear.FindStringSubmatch(wording); m != nil {
			d.Year, _ = strconv.Atoi(m[1])
			return d
		}
	}
	d.Year = eraYear(digits, time.Now().Year())
	return d
}

// fullYear is the latest year that ends in two digits and is not after now.
func fullYear(ending, now int) int {
	year := now - now%100 + ending
	if year > now {
		year -= 100
	}
	return year
}

func calendarDate(s string) (Date, bool) {
	var m []string
	for _, pattern := range []*regexp.Regexp{isoDate, compactDate, chineseDate, shortYear} {
		if m = pattern.FindStringSubmatch(s); m != nil {
			break
		}
	}
	if m == nil {
		return Date{}, false
	}
	var d Date
	d.Year, _ = strconv.Atoi(m[1])
	if len(m[1]) == 2 {
		d.Year = fullYear(d.Year, time.Now().Year())
	}
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	switch {
	case d.Year == 0, m[2] != "" && (d.Month < 1 || d.Month > 12):
		return Date{}, false
	case m[3] != "":
		d.Precision = PrecisionDay
		return d, time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Day() == d.Day && d.Day > 0
	case m[2] != "":
		d.Precision = PrecisionMonth
	default:
		d.Precision = PrecisionYear
	}
	return d, true
}
