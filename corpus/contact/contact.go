// Package contact finds in a text what identifies or reaches a person:
// numbers of telephones, identity cards and bank cards, addresses of mail and
// of messengers, and of houses. Verse is full of numbers, so that a pattern
// counts only where it can hardly be anything else: 110, 12345, 一九九八 and
// 2021年5月3日 are none.
package contact

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Scope is what a text is, which decides how little of an address is too much.
type Scope int

// The scopes.
const (
	Prose Scope = iota // verse, titles, notes: an address needs a room, or a word that somebody lives there
	Name               // who somebody is: the number of a house is enough
	Place              // where something is: all from the number of a house on
)

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// Find returns what in a text identifies or reaches a person, in order and
// without overlap.
func Find(text string, scope Scope) []Span {
	numbers, houses := suspect(text)
	houses = houses || scope == Place && strings.ContainsAny(text, "0123456789０１２３４５６７８９")
	if !numbers && !houses {
		return nil
	}
	f := foldText(text)
	var found []Span
	if numbers {
		found = slices.Concat(f.findNumbers(), f.findAccounts())
	}
	if houses {
		found = append(found, f.findHouses(scope)...)
	}
	for i, s := range found {
		found[i] = Span{f.at[s.From], f.at[s.To]}
	}
	return join(found)
}

// join sorts spans and makes one of those that overlap.
func join(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	var joined []Span
	for _, s := range spans {
		if n := len(joined); n > 0 && s.From <= joined[n-1].To {
			joined[n-1].To = max(joined[n-1].To, s.To)
		} else if s.From < s.To {
			joined = append(joined, s)
		}
	}
	return joined
}

// suspect reports, at the price of one pass, whether a text may hold a number
// or an account, or the number of a house: something counted before 栋, 室, 号
// and the like. Nearly every poem holds neither.
func suspect(text string) (numbers, houses bool) {
	plain, spelled, counted, named := 0, 0, false, false
	for _, r := range text {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		switch {
		case r < 0x80:
			letter := r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if letter || r == '@' {
				plain++
			}
			named = named || r == '@' || r == '('
			counted = letter || counted && unicode.IsSpace(r)
			spelled = 0
		case isSpelledDigit(r):
			spelled, counted = spelled+1, true
			numbers = numbers || spelled >= 11
		default:
			spelled, named = 0, true
			houses = houses || counted && isHouseWord(r)
			counted = r == '十' || r == '百' || r == '两' || counted && (r == '单' || r == '單' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r))
		}
	}
	// A number that no word stands before has seven digits; five are enough
	// behind 扣扣.
	return numbers || plain >= 7 || plain >= 5 && named, houses
}

// isSpelledDigit reports whether a number of a telephone may be spelled with r.
func isSpelledDigit(r rune) bool {
	switch r {
	case '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '幺':
		return true
	}
	return false
}

// isHouseWord reports whether r stands behind the number of a house.
func isHouseWord(r rune) bool {
	switch r {
	case '栋', '幢', '棟', '座', '室', '房', '元', '号', '號', '弄':
		return true
	}
	return false
}

// folded is a text with letters and digits of one width, and where each of its
// bytes stands in the text.
type folded struct {
	text string
	at   []int
}

func foldText(text string) folded {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	for i, r := range text {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r >= 0x2010 && r <= 0x2015 || r == 0x2212:
			r = '-'
		case r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0x2060:
			continue
		case unicode.IsSpace(r) && r != '\n':
			r = ' '
		}
		before := b.Len()
		b.WriteRune(r)
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	f := folded{b.String(), append(at, len(text))}
	for _, url := range address.FindAllStringIndex(f.text, -1) { // numbers in them are the page's
		f.text = f.text[:url[0]] + strings.Repeat(" ", url[1]-url[0]) + f.text[url[1]:]
	}
	return f
}
