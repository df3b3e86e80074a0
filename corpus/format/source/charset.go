package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus/intake"
)

var BOM = []byte("\xEF\xBB\xBF")

// Charset decodes pieces of a file. In all of them a line end, a quote and
// every delimiter of a table stand for themselves and are never half of
// another character, so a file can be cut into fields before it is decoded:
// one field that is badly encoded spoils no other.
type Charset struct {
	Name    intake.Encoding
	Decoder *encoding.Decoder // nil for UTF-8
}

// Lost stands for text that could not be decoded. It is not valid UTF-8, so
// that corpus.CleanText refuses it; a U+FFFD that was in the file to begin
// with is somebody's text and stays.
const Lost = "\xff"

// Decode gives the text of b, with lost where it cannot be decoded.
func (c Charset) Decode(b []byte) string {
	if c.Decoder == nil || IsASCII(b) {
		return string(b)
	}
	text, err := c.Decoder.Bytes(b)
	if err != nil {
		return Lost
	}
	return strings.ReplaceAll(string(text), string(utf8.RuneError), Lost)
}

// Line decodes one line of a text, in which UTF-8 may stand among another
// encoding: a table's row would be refused, but here it is a line of a paste.
func (c Charset) Line(raw []byte) string {
	if c.Strays(raw) {
		return string(raw)
	}
	return c.Decode(raw)
}

// Strays reports whether b is a piece of UTF-8 in a file of another encoding.
// GB18030 gives a meaning to nearly any bytes, so pasted-in UTF-8 would
// otherwise go into the archive as 涓枃.
func (c Charset) Strays(b []byte) bool {
	return c.Decoder != nil && LooksUTF8(b) && len(b)-asciiCount(b) >= 6
}

// CharsetOf tells the encoding of a file without a UTF-16 mark from its first
// bytes. complete says that head is the whole file.
func CharsetOf(head []byte, complete bool) Charset {
	utf8Text := Charset{Name: intake.UTF8}
	if !complete {
		head = WholeLines(head)
	}
	if bytes.HasPrefix(head, BOM) || utf8.Valid(head) || mostlyUTF8(head) || LooksUTF8(wholeCharacters(head)) {
		return utf8Text
	}
	if gb, big5 := NewGB18030(), NewBig5(); commonShare(big5.Decode(head)) <= commonShare(gb.Decode(head)) {
		return gb
	}
	return NewBig5()
}

func NewGB18030() Charset { return Charset{intake.GB18030, simplifiedchinese.GB18030.NewDecoder()} }
func NewBig5() Charset    { return Charset{intake.Big5, traditionalchinese.Big5.NewDecoder()} }

// WholeLines drops the last line of head, which may be cut within a character.
func WholeLines(head []byte) []byte {
	if i := bytes.LastIndexAny(head, "\r\n"); i > 0 {
		return head[:i]
	}
	return wholeCharacters(head)
}

// wholeCharacters drops the first bytes of a character of UTF-8 from the end
// of head: a file may be cut there, too.
func wholeCharacters(head []byte) []byte {
	for cut := 0; cut < utf8.UTFMax && cut < len(head); cut++ {
		if part := head[:len(head)-cut]; utf8.Valid(part) {
			return part
		}
	}
	return head
}

// mostlyUTF8 holds for a UTF-8 file with some lines of another encoding
// pasted in: its first line, the header of a table, is the file's own, and
// else the greater part decides.
func mostlyUTF8(head []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	if LooksUTF8(first) {
		return true
	}
	valid, invalid := 0, 0
	for line := range bytes.Lines(head) {
		if n := len(line) - asciiCount(line); LooksUTF8(line) {
			valid += n
		} else {
			invalid += n
		}
	}
	return valid > invalid
}

// LooksUTF8 holds for UTF-8 with characters of three bytes, as Chinese has,
// and none of two but the middle dot. Bytes of GB18030 are often valid UTF-8
// of two bytes a character ("联通"), hardly ever of three.
func LooksUTF8(b []byte) bool {
	wide := false
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 || size == 2 && r != '·' {
			return false
		}
		wide = wide || size >= 3
		b = b[size:]
	}
	return wide
}

// UTF16Of returns the decoder of a UTF-16 file: one with a byte order mark,
// or one without whose NULs all stand on the same side. nil for any other.
func UTF16Of(head []byte) *encoding.Decoder {
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
	}
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	nuls := even + odd
	stray := nuls < 4 || nuls < len(head)/100 || utf8.Valid(head) && nuls < len(head)/3
	switch {
	case stray || even > 0 && odd > 0:
		return nil
	case odd > 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	}
	return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
}

func IsASCII(b []byte) bool { return asciiCount(b) == len(b) }

func asciiCount(b []byte) int {
	n := 0
	for _, c := range b {
		if c < utf8.RuneSelf {
			n++
		}
	}
	return n
}

// FirstText is head without byte order mark and leading white space.
func FirstText(head []byte) []byte { return bytes.TrimSpace(bytes.TrimPrefix(head, BOM)) }
