package manuscript

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/contact"
	"shiyun/corpus/verse"
)

var (
	AuthorWord = regexp.MustCompile(`^[（(【\[]?\s*(?:(?:作者|笔名|筆名|诗人|詩人|撰稿|原创|文|诗|詩|撰|作)\s*[:：/／|｜]|(?:作者|笔名|筆名)[\s\x{3000}])[\s\x{3000}]*(.+?)\s*[）)】\]]?$`)
	dynasty    = regexp.MustCompile(`^(?:[\[【（(〔]\s*[先秦汉漢魏晋晉南北朝隋唐五代宋辽遼金元明清近现当代現當\s]{1,4}\s*[\]】）)〕]\s*|[先秦汉漢魏晋晉隋唐宋辽遼金元明清]{1,2}代?\s*[·•・]\s*)`)
	ledAuthor  = regexp.MustCompile(`^(?:——|--|—|·|•|・|–|-|@)\s*(.+)$`)
	roundName  = regexp.MustCompile(`^[（(]\s*([^（）()]{2,8})\s*[）)]$`)
	placeName  = regexp.MustCompile(`^([\p{Han}]{2,4})\s*[（(][^（）()]{1,20}[）)]$`)
)

// ReadAuthor is the name in an author line.
func ReadAuthor(line string) string {
	if len(line) > MaxLook {
		return line
	}
	s := TrimDecoration(line)
	if m := AuthorWord.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := ledAuthor.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := roundName.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if rest := dynasty.ReplaceAllString(s, ""); rest != "" {
		s = rest
	}
	return joinName(TrimDecoration(s))
}

// joinName closes the gap people put into names of two characters to make
// them as wide as those of three.
func joinName(s string) string {
	parts := strings.Fields(s)
	if len(parts) == 2 && utf8.RuneCountInString(parts[0]) == 1 && utf8.RuneCountInString(parts[1]) == 1 {
		return parts[0] + parts[1]
	}
	return strings.TrimSpace(s)
}

// IsName holds for what may be a person's name or pen name and nothing more.
func IsName(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6
}

// Unnamed are characters of everyday speech, which names are not made of.
const Unnamed = "了着過过我你您他她它们們这這那哪吗嗎呢吧啊就都也还還没沒不是被把在很又再才给給"

// IsPenName reports whether a line by itself may be how somebody signs.
func IsPenName(text string) bool {
	name := withoutContact(ReadAuthor(text))
	return IsName(name) && !strings.ContainsAny(name, Unnamed) && !IsFormOrTune(name) && !OrdinalTitle.MatchString(name)
}

// withContact is what stands behind a name together with how to reach whoever
// bears it: (东亭社区3栋402室), 电话：….
var withContact = regexp.MustCompile(`[\s\x{3000}]*(?:[（(][^（）()]*\x00[^（）()]*[）)]|[\s\x{3000}，,、]+[\p{Han}A-Za-z]{0,6}[:：]?[\s\x{3000}]*\x00)[\s\x{3000}]*$`)

// withoutContact is a line without what reaches a person at its end.
func withoutContact(s string) string {
	spans := contact.Find(s, contact.Name)
	if len(spans) != 1 {
		return s
	}
	return withContact.ReplaceAllString(s[:spans[0].From]+"\x00"+s[spans[0].To:], "")
}

// AuthorScore weighs whether a line by itself names an author. Above 4 it says
// so itself.
func AuthorScore(text string) float64 {
	s := TrimDecoration(text)
	if utf8.RuneCountInString(s) > 30 {
		return -12
	}
	bare := dynasty.ReplaceAllString(s, "")
	switch name := withoutContact(s); {
	case name != s && IsName(name):
		return 8
	case AuthorWord.MatchString(s):
		return 8
	case bare != s && bare != "" && utf8.RuneCountInString(bare) <= 8:
		return 7
	case ledAuthor.MatchString(s) && IsName(ReadAuthor(s)):
		return 5
	case roundName.MatchString(s) && IsName(ReadAuthor(s)):
		return 3.5
	case placeName.MatchString(s) && StartsWithSurname(s):
		return 3
	}
	name := joinName(s)
	if !IsName(name) || IsFormOrTune(name) || OrdinalTitle.MatchString(name) {
		if n := utf8.RuneCountInString(name); n <= 12 && !verse.ShapeOf(name).Marked {
			return -4
		}
		return -12
	}
	score := map[int]float64{2: 1.5, 3: 1.5, 4: 0.5, 5: -1, 6: -2}[utf8.RuneCountInString(name)]
	if StartsWithSurname(name) {
		score += 1.5
	}
	return score
}

// nickname is what neighbours call each other.
var nickname = regexp.MustCompile(`^[老小阿]\p{Han}$`)

// IsNickname reports whether s is what neighbours call one of them: 老吴.
func IsNickname(s string) bool { return nickname.MatchString(s) }
