package ask

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// Span is a time: years, both included, and months of any of them.
type Span struct {
	From, To int    // 0 for any year
	Months   uint16 // a bit a month, January the lowest; 0 for any
}

// IsZero reports whether it is no time at all.
func (s Span) IsZero() bool { return s == Span{} }

var (
	yearMonth = regexp.MustCompile(`^(\d{4}|[〇零一二三四五六七八九]{4}|\d{2}年|[〇零一二三四五六七八九]{2}年)年?(?:(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?|([春夏秋冬])[天季]?)?`)
	yearRange = regexp.MustCompile(`^(\d{4})年?(?:到|至)(\d{4})年?`)
	yearsBare = regexp.MustCompile(`^(\d{4})(\d{4})年?$`)
	decade    = regexp.MustCompile(`^(上世纪|本世纪|20世纪|21世纪|二十世纪|二十一世纪|19|20)?(\d0|[一二三四五六七八九]十|[一二三四五六七八九零〇][零〇])年代[初中末]?`)
	century   = regexp.MustCompile(`^(上世纪|本世纪|新世纪|20世纪|21世纪|二十世纪|二十一世纪)`)
	recent    = regexp.MustCompile(`^(?:最近|近)(\d{1,2}|[一二两三四五六七八九十]|几)年(?:来)?|^这几年|^近年(?:来)?`)
	ago       = regexp.MustCompile(`^(\d{1,2}|[一二两三四五六七八九十])年前`)
	reign     = regexp.MustCompile(`^((?:民国|宣统|光绪|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙)(?:元|[一二三四五六七八九十廿\d]{1,3})年)`)
	republic  = regexp.MustCompile(`^民国(?:时期|年间|初年)?`)
	cycle     = regexp.MustCompile(`^([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年?`)
	month     = regexp.MustCompile(`^(1[0-2]|[1-9]|十[一二]?|[二三四五六七八九])月份`)
	season    = regexp.MustCompile(`^([春夏秋冬])(?:天|季|日)`)
)

// lastYears are the words that count back from this year.
var lastYears = []struct {
	word string
	back int
}{{"大前年", 3}, {"去年", 1}, {"前年", 2}, {"今年", 0}, {"本年", 0}}

// The seasons by month, the old calendar's and today's together.
var seasons = map[string]uint16{"春": months(2, 3, 4, 5), "夏": months(5, 6, 7, 8), "秋": months(8, 9, 10, 11), "冬": months(11, 12, 1, 2)}

// SeasonMonths returns the months of a season (春), 0 for what is none.
func SeasonMonths(name string) uint16 { return seasons[name] }

func months(list ...int) (set uint16) {
	for _, m := range list {
		set |= 1 << (m - 1)
	}
	return set
}

// timeBegins are the characters that the name of a time may begin with.
const timeBegins = "0123456789〇零一二三四五六七八九十廿两上本新最近这去前大今民宣光同咸道嘉乾雍康甲乙丙丁戊己庚辛壬癸春夏秋冬"

// readTime reads a time at the beginning of a folded run, and returns how many
// code points it has; 0 for none.
func readTime(run string, year int) (Span, int) {
	if first, _ := utf8.DecodeRuneInString(run); !strings.ContainsRune(timeBegins, first) {
		return Span{}, 0 // a dozen patterns at every character of a query take longer than all else
	}
	for _, read := range []func(string, int) (Span, string){readRange, readDecade, readYear, readRecent, readNamed, readMonths} {
		if span, text := read(run, year); text != "" {
			return span, utf8.RuneCountInString(text)
		}
	}
	return Span{}, 0
}

func readRange(run string, _ int) (Span, string) {
	m := yearRange.FindStringSubmatch(run)
	if m == nil {
		m = yearsBare.FindStringSubmatch(run)
	}
	if m == nil {
		return Span{}, ""
	}
	from, to := number(m[1]), number(m[2])
	if !plausible(from) || !plausible(to) || from > to {
		return Span{}, ""
	}
	return Span{From: from, To: to}, m[0]
}

func readYear(run string, now int) (Span, string) {
	m := yearMonth.FindStringSubmatch(run)
	if m == nil {
		return Span{}, ""
	}
	short := strings.HasSuffix(m[1], "年")
	y := number(strings.TrimSuffix(m[1], "年"))
	if short {
		y += now - now%100
		if y > now {
			y -= 100
		}
	}
	rest := run[len(m[0]):]
	if !plausible(y) || rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return Span{}, ""
	}
	span := Span{From: y, To: y, Months: seasons[m[3]]}
	if m[2] != "" {
		n := number(m[2])
		if n < 1 || n > 12 {
			return Span{}, ""
		}
		span.Months = months(n)
	}
	return span, m[0]
}

func plausible(year int) bool { return 1000 <= year && year < 2100 }

func readDecade(run string, now int) (Span, string) {
	m := decade.FindStringSubmatch(run)
	if m == nil {
		if m = century.FindStringSubmatch(run); m == nil {
			return Span{}, ""
		}
		if first := centuryOf(m[1]); first > 0 {
			return Span{From: first, To: first + 99}, m[0]
		}
		return Span{}, ""
	}
	n := number(m[2])
	first := centuryOf(m[1])
	if first == 0 {
		if first = now - now%100; first+n > now {
			first -= 100
		}
	}
	return Span{From: first + n, To: first + n + 9}, m[0]
}

func centuryOf(word string) int {
	switch word {
	case "上世纪", "20世纪", "二十世纪", "19":
		return 1900
	case "本世纪", "新世纪", "21世纪", "二十一世纪", "20":
		return 2000
	}
	return 0
}

func readRecent(run string, now int) (Span, string) {
	for _, w := range lastYears {
		if strings.HasPrefix(run, w.word) {
			span := Span{From: now - w.back, To: now - w.back}
			rest := run[len(w.word):]
			if m := season.FindStringSubmatch(rest); m != nil {
				span.Months = seasons[m[1]]
				return span, w.word + m[0]
			}
			return span, w.word
		}
	}
	if m := recent.FindStringSubmatch(run); m != nil {
		n := number(m[1])
		if n == 0 {
			n = 3
		}
		return Span{From: now - n, To: now}, m[0]
	}
	if m := ago.FindStringSubmatch(run); m != nil {
		return Span{From: now - number(m[1]), To: now - number(m[1])}, m[0]
	}
	return Span{}, ""
}

// readNamed reads the years of reigns and of the cycle of sixty, as the dates
// of poems are read.
func readNamed(run string, _ int) (Span, string) {
	for _, pattern := range []*regexp.Regexp{reign, cycle} {
		if m := pattern.FindStringSubmatch(run); m != nil {
			if y := corpus.ParseDate(strings.TrimSuffix(m[0], "年") + "年").Year; y > 0 {
				return Span{From: y, To: y}, m[0]
			}
		}
	}
	if m := republic.FindString(run); m != "" {
		return Span{From: 1912, To: 1949}, m
	}
	return Span{}, ""
}

func readMonths(run string, _ int) (Span, string) {
	if m := season.FindStringSubmatch(run); m != nil {
		return Span{Months: seasons[m[1]]}, m[0]
	}
	if m := month.FindStringSubmatch(run); m != nil {
		return Span{Months: months(number(m[1]))}, m[0]
	}
	return Span{}, ""
}

var digits = strings.NewReplacer("〇", "0", "零", "0", "一", "1", "二", "2", "两", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// number reads 2019, 二〇一九, 十二 and 九十; 0 for what it cannot.
func number(s string) int {
	if tens, ones, ok := strings.Cut(s, "十"); ok {
		t, o := 1, 0
		if tens != "" {
			t = number(tens)
		}
		if ones != "" {
			o = number(ones)
		}
		return 10*t + o
	}
	n, _ := strconv.Atoi(digits.Replace(s))
	return n
}

// YearNames returns how a poem may write a year: 1998 and 一九九八.
func YearNames(year int) []string {
	western := strconv.Itoa(year)
	chinese := make([]rune, 0, len(western))
	for _, d := range western {
		chinese = append(chinese, []rune("〇一二三四五六七八九")[d-'0'])
	}
	return []string{western, string(chinese)}
}
