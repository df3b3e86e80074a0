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
}

// pasted is a poem copied out of a chat, whole; one in four only its first
// half.
func (g *generator) pasted(p *Poem) (Case, bool) {
	if len(p.Body) > longestPaste || len(p.clauses()) < 4 {
		return Case{}, false
	}
	lines := strings.Split(p.Body, "\n")
	if g.IntN(4) == 0 {
		lines = lines[:(len(lines)+1)/2]
	}
	body := strings.Join(lines, "\n")
	shown := string(g.typed([]rune(body)))
	if g.IntN(3) == 0 {
		shown = strings.ReplaceAll(shown, "\n", g.one("", " ", "\r\n"))
	}
	query := strings.NewReplacer("$T", p.Title, "$A", p.Author, "$B", shown).Replace(g.one(frames...))
	return g.finding(query, p.Title+" · "+p.Author, g.inBody(body))
}
