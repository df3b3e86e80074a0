package chat

import (
	"strings"
	"testing"

	"shiyun/corpus/textcut/manuscript"
)

func TestChatWithoutTimes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"copied on a computer", "张师傅:\n早\n\n李婶：\n好", true},
		{"one person twice", "王大爷：\n早\n王大爷：\n好", true},
		{"pen names among people", "阿九:\n早\n\n李婶：\n好", true},
		{"titles before a colon", "立春：\n泥融新燕\n\n雨水：\n檐前点滴", false},
		{"a sequence", "其一：\n泥融新燕\n\n其二：\n檐前点滴", false},
		{"a title before the first", "晒书\n张师傅：\n翻箱\n李婶：\n蠹鱼", false},
		{"said within a poem", "李婶说道：今天\n张师傅：\n翻箱", false},
		{"one alone", "张师傅：\n翻箱晒得半阶书", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var lines []manuscript.Line
			for line := range strings.SplitSeq(c.text, "\n") {
				lines = append(lines, manuscript.Line{Text: line})
			}
			if got := looksNamed(lines); got != c.want {
				t.Errorf("taken for a chat: %v", got)
			}
		})
	}
}
