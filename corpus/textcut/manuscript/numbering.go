package manuscript

import (
	"regexp"
	"strconv"
	"strings"
)

var counted = regexp.MustCompile(`^(?:[（(【\[]([一二三四五六七八九十百\d]{1,4})[）)】\]]|第([一二三四五六七八九十百\d]{1,4})首|([一二三四五六七八九十百]{1,4})[、.．]|([\d０-９]{1,4})\s*[、.．)）])\s*[:：]?\s*\S`)

// CountedTitle reads the number before a title and how it is written; 0 where
// the line is not counted.
func CountedTitle(text string) (number int, style string) {
	m := counted.FindStringSubmatchIndex(text)
	if m == nil || OrdinalTitle.MatchString(text) {
		return 0, ""
	}
	for group := 1; group < len(m)/2; group++ {
		if from, to := m[2*group], m[2*group+1]; from >= 0 {
			return numberOf(text[from:to]), strconv.Itoa(group)
		}
	}
	return 0, ""
}

// numberOf reads a number under 1,000 in Chinese or other digits, 0 where it
// is none.
func numberOf(s string) int {
	s = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, r := range s {
		switch i := strings.IndexRune("一二三四五六七八九", r); {
		case i >= 0:
			digit = i/len("一") + 1
		case r == '十':
			total, digit = total+max(digit, 1)*10, 0
		case r == '百':
			total, digit = total+max(digit, 1)*100, 0
		default:
			return 0
		}
	}
	return total + digit
}
