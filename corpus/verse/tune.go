package verse

import (
	_ "embed"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// tunes.txt names the 词牌 and 曲牌, one a line in columns parted by tabs: the
// name, simplified; 词, 曲, or 词曲 for one that is both; the tune it is another
// name of; and, of a name that people also use as ordinary words or titles,
// how many characters its verse has, parted by commas, "-" where that is not
// known.
//
//go:embed tunes.txt
var tuneTable string

// tune is one name of the table.
type tune struct {
	form   corpus.Form // 词 for one that is both
	of     string      // the tune that it is another name of, "" for none
	word   bool        // is an ordinary word too
	counts []int       // of characters, of a word
}

// tunes are those of the table by their folded names, and firsts the code
// points that these begin with.
var tunes = sync.OnceValue(func() (t struct {
	names   map[string]tune
	firsts  map[rune]bool
	longest int // in code points
}) {
	t.names, t.firsts = map[string]tune{}, map[rune]bool{}
	for line := range strings.Lines(tuneTable) {
		cells := append(strings.Split(strings.TrimSpace(line), "\t"), "", "", "")
		one := tune{form: corpus.FormCi, of: cells[2], word: cells[3] != ""}
		if cells[1] == "曲" {
			one.form = corpus.FormQu
		}
		for count := range strings.SplitSeq(cells[3], ",") {
			if n, err := strconv.Atoi(count); err == nil {
				one.counts = append(one.counts, n)
			}
		}
		name := []rune(fold.String(cells[0]))
		if _, ok := t.names[string(name)]; !ok {
			t.names[string(name)] = one
		}
		t.firsts[name[0]] = true
		t.longest = max(t.longest, len(name))
	}
	return t
})

var (
	// tuneLead may stand before a tune: the mode a 曲 is sung in, 调寄, brackets.
	tuneLead = regexp.MustCompile(`^[《【〔\[［（(]?\s*(?:[调調]寄|[词詞]牌\s*[:：]|[南北]?(` + modes + `)[\s\x{3000}·•・‧∙．.:：—\-/／】〕\]］）)]*[【〔\[［（(《]?)?\s*《?`)
	tuneEnd  = regexp.MustCompile(`^(?:》?[】〕\]］]|》$)`)
	// partOf is what of a sequence follows a tune: how many poems it has, which
	// of them this is, or both.
	partOf = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十两兩\d]{1,3}[首阕闋章][）)]?)?[\s\x{3000}·•]*(?:[其之][一二三四五六七八九十\d]{1,3}|[（(][其之]?[一二三四五六七八九十\d]{1,3}[）)]|\d{1,2})?$`)
)

// modes are the 宫调 that 曲 are sung in.
const modes = `[黄黃][钟鐘鍾]|正[宫宮]|大石[调調]?|小石[调調]?|仙[吕呂]|中[吕呂]|南[吕呂]|[双雙][调調]|越[调調]|商[调調]|商角[调調]?|般涉[调調]?|道[宫宮]|高平[调調]?|羽[调調]`

// tuneLeads are what a title with something before its tune has one of: a
// bracket, the words 寄 and 牌, the end of a 宫调.
const tuneLeads = "《【〔[［（( \t\u3000寄牌钟鐘鍾宫宮石吕呂调調角涉平羽"

// TuneOf returns the tune that a title begins with, as it is written, and the
// title after it, "" for none. A name that is an ordinary word too counts only
// before a title of its own; TuneFor takes the verse into account.
func TuneOf(title string) (tune, rest string) {
	tune, rest, _ = findTune(title)
	if rest == "" && isWord(tune) && !hasMode(title, tune) {
		return "", ""
	}
	return tune, rest
}

// TuneFor returns the tune of a poem as its title names it, "" for none. Where
// that is an ordinary word too, the verse has to be as long as the tune asks.
func TuneFor(title, body string) string {
	found, rest, _ := findTune(title)
	if !isWord(found) || hasMode(title, found) {
		return found
	}
	shape := ShapeOf(body)
	counts := lookUpTune(found).counts
	sung := shape.Marked && shape.Longest <= 11 && shape.Letters == shape.Han
	fits := slices.ContainsFunc(counts, func(n int) bool { return shape.Letters >= n-1 && shape.Letters <= n+1 })
	if sung && fits || rest != "" && sung && shape.Metre() == 0 {
		return found
	}
	return ""
}

// FormOfTune returns the form of verse to a tune: 词 or 曲, "" for no tune of
// the table. One that is both is 曲 where the title names its mode (宫调).
func FormOfTune(title, tune string) corpus.Form {
	if hasMode(title, tune) {
		return corpus.FormQu
	}
	return lookUpTune(tune).form
}

// tuneMode finds the 宫调 before a tune.
var tuneMode = regexp.MustCompile(`^[【〔\[［（(]?\s*[南北]?(?:` + modes + `)[\s\x{3000}·•・‧∙．.:：—\-/／】〕\]］）)【《]*\p{Han}`)

// hasMode reports whether a title names the mode of its tune: 双调·水仙子, but
// not 黄钟乐.
func hasMode(title, tune string) bool {
	return tune != "" && !strings.HasPrefix(title, tune) && tuneMode.MatchString(title)
}

// sameTunes are the names of each tune of the table, folded, by each of them.
var sameTunes = sync.OnceValue(func() map[string][]string {
	groups := map[string][]string{}
	names := tunes().names
	for _, name := range slices.Sorted(maps.Keys(names)) {
		of := fold.String(names[name].of)
		if of == "" {
			of = name
		}
		groups[of] = append(groups[of], name)
	}
	same := map[string][]string{}
	for of, group := range groups {
		if !slices.Contains(group, of) {
			group = append(group, of)
		}
		for _, name := range group {
			same[name] = group
		}
	}
	return same
})

// SameTunes returns the names of a tune, which is folded, among them itself; nil
// for one that is not in the table. The list must not be changed.
func SameTunes(tune string) []string { return sameTunes()[tune] }

func isWord(name string) bool { return name != "" && lookUpTune(name).word }

func lookUpTune(name string) tune { return tunes().names[fold.String(name)] }

// findTune finds the longest tune that a title begins with and that something
// parts from what follows.
func findTune(title string) (name, rest string, ok bool) {
	if name, rest, ok = longestTune(title); ok {
		return name, rest, ok
	}
	if !strings.ContainsAny(title, tuneLeads) {
		return "", "", false
	}
	if lead := tuneLead.FindString(title); lead != "" {
		return longestTune(title[len(lead):])
	}
	return "", "", false
}

func longestTune(title string) (name, rest string, ok bool) {
	table := tunes()
	var folded []rune
	for at, r := range title {
		if at > 0 {
			if _, listed := table.names[string(folded)]; listed {
				if after, parted := afterTune(title[at:]); parted {
					name, rest, ok = title[:at], after, true
				}
			}
		}
		f, letter := fold.Rune(r)
		if !letter || len(folded) == 0 && !table.firsts[f] || len(folded) == table.longest {
			return name, rest, ok
		}
		folded = append(folded, f)
	}
	if _, listed := table.names[string(folded)]; listed {
		return title, "", true
	}
	return name, rest, ok
}

// afterTune returns what follows a tune and whether anything parts it from
// the tune.
func afterTune(s string) (rest string, parted bool) {
	if end := tuneEnd.FindString(s); end != "" {
		rest, _ = CutSeparator(s[len(end):])
		return rest, true
	}
	if partOf.MatchString(s) {
		return s, true
	}
	return CutSeparator(s)
}

// CutSeparator takes off what stands between a tune or form and the title.
func CutSeparator(s string) (rest string, parted bool) {
	rest = strings.TrimLeft(s, "·•・‧∙．.:：—-－|｜/／ \u3000\t")
	if rest == s && !strings.HasPrefix(s, "《") && !strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "(") {
		return s, false
	}
	return rest, rest != ""
}
