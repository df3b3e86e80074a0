package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/corpus"
)

// totals are what a row is called that sums up those above it.
var totals = strings.Fields("合计 总计 小计 共计 统计 合計 總計 小計 共計 統計")

// maxNameOfColumn bounds the texts that may be a column's name, in bytes.
const maxNameOfColumn = 60

// holdBack refuses a row that is plainly no poem, for a person to look at: the
// header once more, a sum, text read in the wrong encoding, marks alone.
func (r *Row) holdBack(c Cells) {
	body := c[FieldBody]
	title := strings.TrimSpace(c[FieldTitle].Text)
	if !body.Given || !utf8.ValidString(body.Text) || strings.TrimSpace(body.Text) == "" {
		return
	}
	text := strings.TrimSpace(body.Text)
	switch {
	case len(text) < maxNameOfColumn && FieldNamed(text) == FieldBody && (FieldNamed(title) == FieldTitle || NormalHeader(text) == NormalHeader(body.Column) && title == ""):
		r.Refuse(body.Column, CodeNotVerse, corpus.NewMessage("intake.header_again"), corpus.NewMessage("intake.advice.delete_row"))
	case containsName(totals, strings.TrimRight(title, ":：")) && utf8.RuneCountInString(text) < 20:
		r.Refuse(body.Column, CodeNotVerse, corpus.NewMessage("intake.sum_of_rows"), corpus.NewMessage("intake.advice.delete_row"))
	case isMojibake(text) || isMojibake(title):
		r.Refuse(body.Column, CodeEncoding, corpus.NewMessage("intake.mojibake"), corpus.NewMessage("intake.advice.save_again_as_utf8"))
	case r.Table != nil && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.So, r) }):
		r.Refuse(body.Column, CodeNotVerse, corpus.NewMessage("intake.marks_alone"), corpus.NewMessage("intake.advice.write_body"))
	}
}

func containsName(names []string, name string) bool {
	for _, one := range names {
		if name == one {
			return true
		}
	}
	return false
}

// mostLooked bounds how much of a text is looked at, in code points.
const mostLooked = 48

// isMojibake reports whether a text was UTF-8 and read as another encoding:
// written in that again, its bytes are characters of UTF-8, which those of a
// text that was read right hardly ever are. Some bytes are lost on the way.
func isMojibake(text string) bool {
	if strings.Contains(text, "锟斤拷") || strings.Contains(text, "烫烫烫") || strings.Count(text, "\uFFFD") > 2 {
		return true
	}
	text = CutRunes(text, mostLooked)
	wide := strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3400 })
	latin := strings.Count(text, "ã") + strings.Count(text, "ä") + strings.Count(text, "å") + strings.Count(text, "æ") + strings.Count(text, "ç") + strings.Count(text, "è") + strings.Count(text, "é")
	switch {
	case wide:
		return restored(encodeLoosely(text, simplifiedchinese.GBK.NewEncoder()))
	case latin > 2:
		return restored(encodeLoosely(text, charmap.Windows1252.NewEncoder()))
	}
	return false
}

// encodeLoosely encodes what can be, character by character.
func encodeLoosely(text string, encoder *encoding.Encoder) []byte {
	if b, err := encoder.Bytes([]byte(text)); err == nil {
		return b
	}
	var all []byte
	for _, r := range text {
		if b, err := encoder.Bytes([]byte(string(r))); err == nil {
			all = append(all, b...)
		}
	}
	return all
}

// restored reports whether most bytes beyond ASCII are Chinese in UTF-8.
func restored(b []byte) bool {
	chinese, all := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case size == 3 && (unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00):
			chinese, all = chinese+3, all+3
		case r >= utf8.RuneSelf:
			all += size
		}
		b = b[size:]
	}
	return all >= 9 && chinese*10 >= all*7
}
