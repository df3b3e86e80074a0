package quality

import "strings"

// longestPaste is the longest body pasted, in bytes.
const longestPaste = 3000

// frames are what surrounds a poem that is passed on: $T, $A and $B stand for
// title, author and body.
var frames = []string{
	"$T\n$A\n$B",
	"《$T》 $A\n\n$B",
	"《$T》\n【作者】$A\n$B\n😊😊😊",
	"早上好☀️！今天给大家分享一首诗：\n\n$T — $A\n$B\n\n🌹🌹祝群里的朋友们周末愉快[玫瑰][玫瑰]",
	"@所有人 谁知道这首叫什么？\n$B\n在线等😂",
	"张阿姨 9:41\n$B\n李叔叔 9:42\n👍👍写得真好！",
	"🎵 $B 🎵",
	"［转］$T（$A）$B ——来自我的手机",
	"[图片]\n[语音] 12\"\n老年大学作业：抄写$A的诗\n$B\n请大家多多指教🙏🙏🙏 https://example.org/a?b=1",
}

// pasted is a poem copied out of a chat, whole; one in four only its first
// half, one in six read off a photograph with a wrong character.
func (g *generator) pasted(p *Poem) (Case, bool) {
	if len(p.Body) > longestPaste || len(p.clauses()) < 4 {
		return Case{}, false
	}
	lines := strings.Split(p.Body, "\n")
	if g.IntN(4) == 0 {
		lines = lines[:(len(lines)+1)/2]
	}
	body := strings.Join(lines, "\n")
	shown := g.typed([]rune(body))
	if i := g.IntN(len(shown)); letter(shown[i]) && g.IntN(6) == 0 {
		shown[i] = g.sounds.any(g)
	}
	text := string(shown)
	switch g.IntN(6) {
	case 0, 1:
		text = strings.ReplaceAll(text, "\n", g.one("", " ", "\r\n"))
	case 2: // as typed without any marks
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !letter(r) }), " ")
	}
	query := strings.NewReplacer("$T", p.Title, "$A", p.Author, "$B", text).Replace(g.one(frames...))
	return g.finding(query, p.Title+" · "+p.Author, g.inBody(body))
}
