package servertest

import "strings"

// HostileValues are what people and programs send where a word or a number
// belongs.
var HostileValues = []string{
	"99999999999999999999", "-1", "0", "abc", "1e9", "NaN", "+1", "0x1", " ", "\x00", "\xff\xfe", "\xc0\xaf", "\xed\xa0\x80",
	"'", `"`, `\`, "((((", "a:b:c", "^1e400", "山~2", "/(a|a)*$/", "%", "%00", "../../etc/passwd", "..", ".", "\u202e诗", "e\u0301",
	"𠮷\U000E0100", strings.Repeat("?", 60), strings.Repeat("body:* ", 100), strings.Repeat("山", 2500), Nasty,
	"1; DROP TABLE poems", "1 OR 1=1", "\r\nSet-Cookie: a=b",
}
