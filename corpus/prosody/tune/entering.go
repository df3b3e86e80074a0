package tune

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// enteringTunes are the tunes that, where they rhyme in oblique tones, are sung
// in the entering one (入声). They are those that 戈载《词林正韵·发凡》 lists, of
// which 凤凰阁, 西湖月, 侍香金童 and 曲江秋 are left out because no song of theirs
// was there to look at; 念奴娇, 桂枝香 and 六丑 are by 龙榆生《唐宋词格律》. Of the
// 宋词 of npm chinese-poetry 73 in 100 to 满江红 do, 89 to 忆秦娥, 88 to 好事近, 65
// to 念奴娇: the others are as good, so it is a hint.
var enteringTunes = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`霜天晓角 庆春宫 忆秦娥 柳梢青 望梅花 声声慢 看花回 两同心 满江红
		丹凤吟 大酺 兰陵王 三部乐 霓裳中序第一 应天长 解连环 琵琶仙 雨霖铃 好事近 蕙兰芳引 六幺令 暗香 疏影
		凄凉犯 淡黄柳 惜红衣 尾犯 玉京秋 一寸金 浪淘沙慢 念奴娇 桂枝香 六丑`) {
		set[name] = true
	}
	return set
}()

// firstEntering is the first part of 词林正韵 with entering tones, from 0.
const firstEntering = 14

// checkEntering hints that a tune wants rhymes of the entering tone, at the
// first of them that has another.
func (r *Result) checkEntering(book rhyme.Book) {
	if book.Modern() || !enteringTunes[r.Form.Tune.Names[0]] || len(r.Rhymes) != 1 {
		return // today's speech has none; several rhymes are for no such tune
	}
	main := r.Rhymes[0]
	if rhyme.Cilin.Tone(main) == rhyme.Level || main/2 >= firstEntering {
		return
	}
	for _, l := range r.Lines {
		if l.Form.End == Unrhymed || l.Form.End == HalfStops || len(l.Chars) == 0 {
			continue
		}
		r.add(finding.At(l.Chars[len(l.Chars)-1], EnteringRhyme, finding.Warning,
			corpus.NewMessage("prosody.entering_rhyme", r.name(), corpus.Name(rhyme.Cilin.Name(main))), corpus.NewMessage("prosody.entering_rhyme_advice")))
		return
	}
}
