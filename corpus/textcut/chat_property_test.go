package textcut_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// talk is what people say in the groups of residents.
var talk = strings.Split(`早
早上好
大家早
晚安各位
好诗！
好词，收藏了
写得好👍👍
拜读
拜读大作
学习了
我也来一首
昨夜睡不着写了一首
刚下班，路上想的
这两天降温，大家多穿点
谁家的快递放错了
电梯又坏了
物业说下午来修
几点聚
老地方见
收到
哈哈哈
👍👍👍
[强][强]
[玫瑰]
[图片]
[动画表情]
嗯嗯
第三句是不是出韵了
我查了一下，平水韵里是一个韵部
按新韵没问题
@楼上小陆 你也写一个
谢谢老师指点
不敢当，随便写写
今年的端午诗会还办吗
办的，六月初八晚上
我报名
+1
接上
改了一个字，再看看
这个“瘦”字用得妙
比上次那首好
下次见面聊
菜市场西门的豆腐不错
孙子今天会走路了
恭喜恭喜`, "\n")

// split is how many poems too many may come of a chat: those whose own lines
// look like titles.
const split = 3

var nicknames = []string{"南湖渔翁", "梅岭陈姨", "楼上小陆", "老周", "阿九", "听雨", "Lily", "三栋王师傅", "风吹麦浪🌾", "一个人的江湖"}

// chatPrograms are the ways programs write a message.
var chatPrograms = []struct {
	name  string
	head  string
	write func(who, minute, text string) string
}{
	{"wechat mail", "—————  2023-05-01  —————\n\n", func(who, minute, text string) string { return who + "  " + minute + "\n\n" + text + "\n\n" }},
	{"wechat windows", "", func(who, minute, text string) string { return who + " 2023/5/1 " + minute + "\n" + text + "\n\n" }},
	{"paired", "", func(who, minute, text string) string { return who + "\n2023/5/1 " + minute + "\n" + text + "\n\n" }},
	{"qq", "消息记录\n================\n消息对象:荷塘诗社\n================\n\n", func(who, minute, text string) string {
		return "2023-05-01 " + minute + ":05 【潜水】" + who + "(123456)\n" + text + "\n\n"
	}},
	{"line", "[LINE] 荷塘詩社的聊天記錄\n儲存日期： 2023/05/02 09:00\n\n2023/05/01（一）\n", func(who, minute, text string) string {
		if strings.Contains(text, "\n") {
			text = `"` + text + `"`
		}
		return minute + "\t" + who + "\t" + text + "\n"
	}},
	{"exporter", "", func(who, minute, text string) string {
		return "2023-05-01 " + minute + ":05 [文本] " + who + "\n" + text + "\n\n"
	}},
	{"brackets", "", func(who, minute, text string) string {
		return "[2023-05-01 " + minute + ":05] " + who + ": " + text + "\n"
	}},
}

// TestTalkStaysOut writes chats of talk and poems in every program's way:
// nothing a person said beside a poem comes out, and the poems do, whole.
func TestTalkStaysOut(t *testing.T) {
	free := modernPoems(t)
	measured := archivePoems(t)
	sentPoems, whole := map[string]int{}, map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		program := rapid.SampledFrom(chatPrograms).Draw(rt, "program")
		var text strings.Builder
		text.WriteString(program.head)
		want := map[known]bool{}
		poems, before := 0, ""
		for i := range rapid.IntRange(2, 12).Draw(rt, "messages") {
			who := rapid.SampledFrom(nicknames).Draw(rt, "who")
			words := rapid.SampledFrom(talk).Draw(rt, "talk")
			if rapid.IntRange(0, 2).Draw(rt, "kind") == 0 {
				p := rapid.SampledFrom(measured).Draw(rt, "measured")
				if rapid.Bool().Draw(rt, "free") {
					p = rapid.SampledFrom(free).Draw(rt, "modern")
				}
				words = "《" + p.Title + "》\n" + p.Body
				if above := rapid.SampledFrom(append([]string{"", "", ""}, talk...)).Draw(rt, "above"); above != "" {
					words = above + "\n" + words
				}
				if below := rapid.SampledFrom([]string{"", "", "请各位老师指正", "写得不好，大家见笑", "献丑了🙏", "随手写的", "初学写诗请见谅，望各位老师指正。"}).Draw(rt, "below"); below != "" {
					words += "\n" + below
				}
				want[known{Title: p.Title, Body: p.Body}] = true
				poems++
				before = "「" + who + "：《" + p.Title + "》\n" + p.Body + "」\n- - - - - - - - - - - - - - -\n"
			} else if rapid.Bool().Draw(rt, "quotes") {
				words = before + words
			}
			text.WriteString(program.write(who, fmt.Sprintf("10:%02d", i+10), words))
		}
		for _, f := range []intake.Format{intake.Auto, intake.Chat} {
			rows := formattest.RowsOf(t, "a.txt", []byte(text.String()), intake.Options{Format: f})
			if len(rows) > max(poems, 1)+split {
				rt.Fatalf("%d rows of %d poems in\n%s", len(rows), poems, text.String())
			}
			for _, r := range rows {
				got := known{Title: formattest.Value(r.Draft.Title), Body: formattest.Value(r.Draft.Body)}
				fields := strings.Join([]string{got.Title, got.Body, formattest.Value(r.Draft.Note), formattest.Value(r.Draft.Preface), formattest.Value(r.Draft.Author)}, "\n")
				for line := range strings.SplitSeq(fields, "\n") {
					if slices.Contains(talk, strings.TrimSpace(line)) || strings.Contains(line, "指正") || strings.Contains(line, "献丑") || strings.Contains(line, "见笑") {
						rt.Fatalf("%q came out of\n%s", line, text.String())
					}
				}
				if f == intake.Chat && want[got] {
					whole[program.name]++
				}
			}
		}
		sentPoems[program.name] += len(want)
	})
	n, right := 0, 0
	for name := range sentPoems {
		t.Logf("%s: %d of %d whole", name, whole[name], sentPoems[name])
		n, right = n+sentPoems[name], right+whole[name]
	}
	if right*100 < n*85 { // a few have 《》 in their title, or what looks like a name below it
		t.Errorf("%d of %d poems whole", right, n)
	}
}
