package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// eraYear is the year a wording counts from a reign (民国二十三年, 道光甲辰), or
// names in the cycle of sixty (壬寅年正月): then the latest such year not after
// now. 0 where it does neither.
func eraYear(s string, now int) int {
	if m := reignYear.FindStringSubmatch(s); m != nil {
		return yearOfReign(m[1], m[2])
	}
	m := cyclic.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	place := cyclePlace(m[1])
	if place < 0 {
		return 0
	}
	return now - mod(now-4-place, 60)
}

var (
	stems    = []rune("甲乙丙丁戊己庚辛壬癸")
	branches = []rune("子丑寅卯辰巳午未申酉戌亥")
	// cyclic is a year of the cycle where it begins the wording, so that 甲子
	// within a sentence is none, and only before what may come after a year.
	cyclic    = regexp.MustCompile(`^(?:岁次|歲次|岁在|歲在|时在|時在|农历|農曆|公元)?([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])(?:年|岁|歲|之|春|夏|秋|冬|孟|仲|季|暮|初|深|新|大|小|立|正|腊|臘|闰|閏|元|除|清|端|中|重|七|[一二三四五六八九十]|\d|$)`)
	reignYear = regexp.MustCompile(`^[\p{Han}]{0,3}?(` + strings.Join(reignNames(), "|") + `)(元|[一二三四五六七八九十廿卅百\d]{1,4}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])(?:年|$|[春夏秋冬])`)
)

// cyclePlace is the place of a pair in the cycle, from 0; -1 for a pair that is
// not in it (甲丑).
func cyclePlace(pair string) int {
	r := []rune(pair)
	stem, branch := strings.IndexRune(string(stems), r[0])/3, strings.IndexRune(string(branches), r[1])/3
	for place := stem; place < 60; place += 10 {
		if place%12 == branch {
			return place
		}
	}
	return -1
}

func mod(a, b int) int { return ((a % b) + b) % b }

// reigns are the first year and the length of the eras people date by.
var reigns = map[string][2]int{
	"民国": {1912, 99}, "民國": {1912, 120},
	"宣统": {1909, 3}, "宣統": {1909, 3}, "光绪": {1875, 34}, "光緒": {1875, 34}, "同治": {1862, 13}, "咸丰": {1851, 11}, "咸豐": {1851, 11},
	"道光": {1821, 30}, "嘉庆": {1796, 25}, "嘉慶": {1796, 25}, "乾隆": {1736, 60}, "雍正": {1723, 13}, "康熙": {1662, 61}, "顺治": {1644, 18}, "順治": {1644, 18},
	"崇祯": {1628, 17}, "崇禎": {1628, 17}, "天启": {1621, 7}, "天啟": {1621, 7}, "万历": {1573, 48}, "萬曆": {1573, 48}, "隆庆": {1567, 6}, "隆慶": {1567, 6},
	"嘉靖": {1522, 45}, "正德": {1506, 16}, "弘治": {1488, 18}, "成化": {1465, 23}, "天顺": {1457, 8}, "景泰": {1450, 8}, "正统": {1436, 14}, "正統": {1436, 14},
	"宣德": {1426, 10}, "永乐": {1403, 22}, "永樂": {1403, 22}, "洪武": {1368, 31}, "至正": {1341, 28}, "至元": {1264, 31}, "大德": {1297, 11},
	"淳熙": {1174, 16}, "绍兴": {1131, 32}, "紹興": {1131, 32}, "建炎": {1127, 4}, "宣和": {1119, 7}, "政和": {1111, 8}, "崇宁": {1102, 5}, "崇寧": {1102, 5},
	"元祐": {1086, 9}, "元丰": {1078, 8}, "元豐": {1078, 8}, "熙宁": {1068, 10}, "熙寧": {1068, 10}, "嘉祐": {1056, 8}, "皇祐": {1049, 6}, "庆历": {1041, 8}, "慶曆": {1041, 8},
	"会昌": {841, 6}, "會昌": {841, 6}, "大中": {847, 14}, "开成": {836, 5}, "開成": {836, 5}, "大和": {827, 9}, "长庆": {821, 4}, "長慶": {821, 4}, "元和": {806, 15}, "贞元": {785, 21}, "貞元": {785, 21},
	"大历": {766, 14}, "大曆": {766, 14}, "天宝": {742, 15}, "天寶": {742, 15}, "开元": {713, 29}, "開元": {713, 29}, "贞观": {627, 23}, "貞觀": {627, 23}, "永和": {345, 12},
}

func reignNames() []string {
	var names []string
	for name := range reigns {
		names = append(names, name)
	}
	return names
}

// yearOfReign is the year that a reign counts as its nth, or by its place in
// the cycle; 0 for one that it did not have.
func yearOfReign(name, count string) int {
	first, length := reigns[name][0], reigns[name][1]
	n := smallNumber(count)
	if r := []rune(count); len(r) == 2 && strings.ContainsRune(string(stems), r[0]) {
		if place := cyclePlace(count); place >= 0 {
			n = mod(place-(first-4), 60) + 1
		}
	}
	if n < 1 || n > length {
		return 0
	}
	return first + n - 1
}

// smallNumber reads 二十三, 廿三, 二三, 23 and 元; 0 for what it cannot.
func smallNumber(s string) int {
	if s == "元" {
		return 1
	}
	s = strings.NewReplacer("廿", "二十", "卅", "三十").Replace(s)
	if !strings.Contains(s, "十") {
		n, _ := strconv.Atoi(chineseDigits.Replace(s))
		return n
	}
	tens, ones, _ := strings.Cut(s, "十")
	t, o := 1, 0
	if tens != "" {
		t, _ = strconv.Atoi(chineseDigits.Replace(tens))
	}
	if ones != "" {
		o, _ = strconv.Atoi(chineseDigits.Replace(ones))
	}
	return 10*t + o
}
