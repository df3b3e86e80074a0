package contact

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	address = regexp.MustCompile(`https?://[^\s\p{Han}，。、）)]+`)
	// run is digits with what people put between them.
	run     = regexp.MustCompile(`\d(?:[ \-.·()/]{0,2}\d)*[Xx]?`)
	group   = regexp.MustCompile(`\d+[Xx]?`)
	spelled = regexp.MustCompile(`[〇零一二三四五六七八九幺]{11,}`)
	// country is what may stand before a number.
	country = regexp.MustCompile(`\(?\+?\(?\+?(?:00)?86\)?[ -]?$|[+(]$`)
)

// findNumbers finds numbers of telephones, identity cards and bank cards by
// their shape alone.
func (f folded) findNumbers() (found []Span) {
	for _, at := range run.FindAllStringIndex(f.text, -1) {
		groups := group.FindAllStringIndex(f.text[at[0]:at[1]], -1)
		for i := 0; i < len(groups); i++ {
			for j := min(len(groups), i+11); j > i; j-- {
				from, to := at[0]+groups[i][0], at[0]+groups[j-1][1]
				word := f.letterAt(from-1) || f.letterAt(to)
				if !isNumber(f.text[from:to]) || word && !(to-from == 11 && mobile(f.text[from:to])) {
					continue
				}
				found = append(found, Span{f.withCountry(from), to})
				i = j - 1
				break
			}
		}
	}
	for _, at := range spelled.FindAllStringIndex(f.text, -1) {
		if digits := unspell(f.text[at[0]:at[1]]); len(digits) == 11 && mobile(digits) {
			found = append(found, Span{at[0], at[1]})
		}
	}
	return found
}

// letterAt reports whether a Latin letter stands there: what is part of a word
// is a code of some kind.
func (f folded) letterAt(i int) bool {
	if i < 0 || i >= len(f.text) {
		return false
	}
	c := f.text[i] | 0x20
	return c >= 'a' && c <= 'z'
}

func (f folded) withCountry(from int) int {
	before := f.text[max(0, from-12):from]
	return from - len(country.FindString(before))
}

// unspell is a spelled number in digits.
func unspell(s string) string {
	return strings.NewReplacer("〇", "0", "零", "0", "一", "1", "幺", "1", "二", "2", "三", "3", "四", "4", "五", "5",
		"六", "6", "七", "7", "八", "8", "九", "9").Replace(s)
}

// isNumber reports whether digits, in the groups people write them in, are a
// telephone or an identity number.
func isNumber(text string) bool {
	groups := group.FindAllString(text, -1)
	digits := strings.Join(groups, "")
	sizes := ""
	for _, g := range groups {
		sizes += strconv.Itoa(len(g)) + " "
	}
	switch n := len(digits); {
	case n == 18 || n == 15:
		return identity(digits) || len(groups) == 1 && (n == 18 || digits[:4] == "0086")
	case strings.HasSuffix(digits, "X") || strings.HasSuffix(digits, "x"):
		return false
	case n == 11 && mobile(digits):
		return grouped(sizes, "11 ", "3 4 4 ", "3 8 ", "7 4 ", "3 3 5 ", "3 2 2 2 2 ", "3 2 2 4 ", "3 4 2 2 ", "1 10 ", strings.Repeat("1 ", 11)) ||
			sizes == "4 3 4 " && digits[1] != '9' // 1998-100-2003
	case n == 12 && digits[0] == '0' && mobile(digits[1:]), n == 13 && digits[:2] == "86" && mobile(digits[2:]):
		return len(groups) == 1
	case n >= 10 && n <= 12 && digits[0] == '0' && digits[1] != '0':
		return grouped(sizes, "10 ", "11 ", "12 ", "3 7 ", "3 8 ", "4 7 ", "4 8 ", "3 4 4 ", "3 3 4 ", "4 4 4 ", "4 3 4 ", "4 3 3 ", "4 6 ", "2 8 ", "2 4 4 ")
	case n == 10 && (digits[:3] == "400" || digits[:3] == "800"):
		return grouped(sizes, "10 ", "3 3 4 ", "3 4 3 ", "3 7 ")
	case n >= 16 && n <= 19:
		return len(groups) == 1 || strings.HasPrefix(sizes, "4 4 4 ") && checks(digits)
	}
	return false
}

func grouped(sizes string, as ...string) bool {
	for _, one := range as {
		if sizes == one {
			return true
		}
	}
	return false
}

// checks reports whether the last digit is that of a bank card, after Luhn.
func checks(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

func mobile(digits string) bool { return digits[0] == '1' && digits[1] >= '3' }

// identity reports whether digits are those of an identity card, which holds a
// day of birth. Source: GB 11643.
func identity(digits string) bool {
	if digits[0] < '1' || digits[0] > '8' {
		return false
	}
	born := digits[6:]
	if len(digits) == 15 {
		born = "19" + born
	}
	at, err := time.Parse("20060102", born[:8])
	return err == nil && at.Year() >= 1850 && at.Year() < 2100
}
