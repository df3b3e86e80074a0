package main

import (
	"bufio"
	"compress/bzip2"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// modernRhyme is a rhyme of today's speech: its groups in 中华新韵 and 中华通韵,
// tone 1 for 平, 2 for 仄.
type modernRhyme struct{ xinyun, tongyun, tone int }

func compareRhymes(a, b modernRhyme) int {
	return (a.xinyun-b.xinyun)*10000 + (a.tongyun-b.tongyun)*100 + a.tone - b.tone
}

// readModern returns the characters of each modern rhyme. Readings are those
// of 通用规范汉字表 (kTGHZ2013), of its traditional forms the same, and of rarer
// characters those of go-pinyin.
func readModern(unihan string) (map[modernRhyme]map[rune]bool, error) {
	readings, err := readTGH(unihan)
	if err != nil {
		return nil, err
	}
	listed := maps.Clone(readings)
	for code, marked := range pinyin.PinyinDict {
		r := rune(code)
		if readings[r] != nil || !unicode.Is(unicode.Han, r) {
			continue
		}
		if own := listed[simplified(r)]; own != nil {
			readings[r] = own
			continue
		}
		readings[r] = strings.Split(marked, ",")
	}
	rhymes := map[modernRhyme]map[rune]bool{}
	for r, of := range readings {
		for _, reading := range of {
			rhyme, ok := rhymeOf(reading)
			if !ok {
				continue
			}
			if rhymes[rhyme] == nil {
				rhymes[rhyme] = map[rune]bool{}
			}
			rhymes[rhyme][r] = true
		}
	}
	return rhymes, nil
}

// readTGH reads lines such as "U+4E2D kTGHZ2013 496.030:zhōng 498.100:zhòng".
func readTGH(path string) (map[rune][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	readings := map[rune][]string{}
	for lines := bufio.NewScanner(bzip2.NewReader(f)); lines.Scan(); {
		cells := strings.Split(lines.Text(), "\t")
		if len(cells) != 3 || cells[1] != "kTGHZ2013" {
			continue
		}
		code, err := strconv.ParseInt(strings.TrimPrefix(cells[0], "U+"), 16, 32)
		if err != nil {
			return nil, err
		}
		for place := range strings.FieldsSeq(cells[2]) {
			_, reading, _ := strings.Cut(place, ":")
			readings[rune(code)] = append(readings[rune(code)], reading)
		}
	}
	if len(readings) != 8105 {
		return nil, fmt.Errorf("%s: %d characters", path, len(readings))
	}
	return readings, nil
}

// finals are the groups of 中华新韵 and 中华通韵 by what a syllable ends in.
var finals = func() map[string][2]int {
	table := map[string][2]int{}
	for _, row := range []struct {
		xinyun, tongyun int
		finals          string
	}{
		{1, 1, "a ia ua"}, {2, 2, "o uo"}, {2, 3, "e"}, {3, 3, "ie ve ue ê"}, {4, 7, "ai uai"}, {5, 8, "ei ui uei"},
		{6, 9, "ao iao"}, {7, 10, "ou iu"}, {8, 11, "an ian uan van"}, {9, 12, "en in un vn uen"},
		{10, 13, "ang iang uang"}, {11, 14, "eng ing ueng"}, {11, 15, "ong iong"}, {12, 4, "i"}, {12, 16, "er"},
		{12, 6, "v"}, {13, 4, "-i"}, {14, 5, "u"},
	} {
		for final := range strings.FieldsSeq(row.finals) {
			table[final] = [2]int{row.xinyun, row.tongyun}
		}
	}
	return table
}()

// initials, the longest first; y and w begin a final of their own.
var initials = []string{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s"}

// bare are the syllables without an initial, as their finals are written after one.
var bare = strings.NewReplacer("yuan", "van", "yue", "ve", "yun", "vn", "yu", "v", "yi", "i", "you", "iu", "yong", "iong",
	"y", "i", "wu", "u", "wei", "ui", "weng", "ueng", "wen", "un", "w", "u")

// rhymeOf reads a syllable with its tone mark. Neutral tones and syllables
// without a vowel have no rhyme.
func rhymeOf(reading string) (modernRhyme, bool) {
	tone := 0
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(strings.TrimSpace(reading))) {
		switch r {
		case '̄', '́':
			tone = 1
		case '̌', '̀':
			tone = 2
		case '̈':
			s := strings.TrimSuffix(plain.String(), "u")
			plain.Reset()
			plain.WriteString(s + "v")
		case '̂':
			s := strings.TrimSuffix(plain.String(), "e")
			plain.Reset()
			plain.WriteString(s + "ê")
		default:
			plain.WriteRune(r)
		}
	}
	groups, ok := finals[finalOf(plain.String())]
	return modernRhyme{groups[0], groups[1], tone}, ok && tone != 0
}

func finalOf(syllable string) string {
	i := slices.IndexFunc(initials, func(initial string) bool { return strings.HasPrefix(syllable, initial) })
	if i < 0 {
		return bare.Replace(syllable)
	}
	initial, final := initials[i], syllable[len(initials[i]):]
	switch {
	case final == "i" && slices.Contains([]string{"zh", "ch", "sh", "r", "z", "c", "s"}, initial):
		return "-i"
	case strings.HasPrefix(final, "u") && strings.Contains("jqx", initial):
		return "v" + final[1:]
	case final == "":
		return syllable // ng and the like
	}
	return final
}

func sortedRhymes(rhymes map[modernRhyme]map[rune]bool) []modernRhyme {
	return slices.SortedFunc(maps.Keys(rhymes), compareRhymes)
}
