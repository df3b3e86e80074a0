package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var bomUTF8 = []byte("\xEF\xBB\xBF")

// charset decodes pieces of a file. In all of them a line end, a quote and
// every delimiter of a table stand for themselves and are never half of
// another character, so a file can be cut into fields before it is decoded:
// one field that is badly encoded spoils no other.
type charset struct {
	name    Encoding
	decoder *encoding.Decoder // nil for UTF-8
}

// lost stands for text that could not be decoded. It is not valid UTF-8, so
// that corpus.CleanText refuses it; a U+FFFD that was in the file to begin
// with is somebody's text and stays.
const lost = "\xff"

// decode gives the text of b, with lost where it cannot be decoded.
func (c charset) decode(b []byte) string {
	if c.decoder == nil || isASCII(b) {
		return string(b)
	}
	text, err := c.decoder.Bytes(b)
	if err != nil {
		return lost
	}
	return strings.ReplaceAll(string(text), string(utf8.RuneError), lost)
}

// strays holds where b is a piece of UTF-8 in a file of another encoding.
// GB18030 gives a meaning to nearly any bytes, so pasted-in UTF-8 would
// otherwise go into the archive as 涓枃.
func (c charset) strays(b []byte) bool {
	return c.decoder != nil && looksUTF8(b) && len(b)-asciiCount(b) >= 6
}

// charsetOf tells the encoding of a file without a UTF-16 mark from its first
// bytes. complete says that head is the whole file.
func charsetOf(head []byte, complete bool) charset {
	utf8Text := charset{name: UTF8}
	if !complete {
		head = wholeLines(head)
	}
	if bytes.HasPrefix(head, bomUTF8) || utf8.Valid(head) || mostlyUTF8(head) || looksUTF8(wholeCharacters(head)) {
		return utf8Text
	}
	if gb, big5 := gb18030(), big5charset(); commonShare(big5.decode(head)) <= commonShare(gb.decode(head)) {
		return gb
	}
	return big5charset()
}

func gb18030() charset     { return charset{GB18030, simplifiedchinese.GB18030.NewDecoder()} }
func big5charset() charset { return charset{Big5, traditionalchinese.Big5.NewDecoder()} }

// wholeLines drops the last line of head, which may be cut within a character.
func wholeLines(head []byte) []byte {
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
	if looksUTF8(first) {
		return true
	}
	valid, invalid := 0, 0
	for line := range bytes.Lines(head) {
		if n := len(line) - asciiCount(line); looksUTF8(line) {
			valid += n
		} else {
			invalid += n
		}
	}
	return valid > invalid
}

// looksUTF8 holds for UTF-8 with characters of three bytes, as Chinese has,
// and none of two but the middle dot. Bytes of GB18030 are often valid UTF-8
// of two bytes a character ("联通"), hardly ever of three.
func looksUTF8(b []byte) bool {
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

// utf16Of returns the decoder of a UTF-16 file: one with a byte order mark,
// or one without whose NULs all stand on the same side. nil for any other.
func utf16Of(head []byte) *encoding.Decoder {
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

func isASCII(b []byte) bool { return asciiCount(b) == len(b) }

func asciiCount(b []byte) int {
	n := 0
	for _, c := range b {
		if c < utf8.RuneSelf {
			n++
		}
	}
	return n
}
