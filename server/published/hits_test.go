package published

import (
	"fmt"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
	"shiyun/web"
)

func TestRowsShowTheCouplet(t *testing.T) {
	words, _, err := catalogue.Load(web.Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	const four = "甲，\n乙。\n丙，\n丁。"
	tests := []struct {
		form  corpus.Form
		body  string
		lines []int
		want  string
	}{
		{"七绝", four, []int{3}, "第 3 行 丙， (丁。)"},
		{"七绝", four, []int{2}, "第 2 行 (甲，) 乙。"},
		{"七绝", four, []int{3, 4}, "第 3–4 行 丙， 丁。"},
		{"七绝", four, []int{2, 3}, "第 2 行 (甲，) 乙。|第 3 行 丙， (丁。)"},
		{"七绝", "甲，乙。\n丙，丁。", []int{2}, "第 2 行 丙，丁。"},
		{"五律", "甲\n乙\n丙", []int{3}, "第 3 行 丙"},
		{"词", four, []int{3}, "第 3 行 丙，"},
		{"新诗", four, []int{1}, "第 1 行 甲，"},
		{"楹联", "上\n下", []int{2}, "第 2 行 (上) 下"},
		{"楹联", "上\n\n下", []int{1}, "第 1 行 上 (下)"},
		{"楹联", "上一\n上二\n上三\n下一\n下二\n下三", []int{1}, "第 1 行 上一"},
		{"七绝", "", []int{3}, "第 3 行 丙，"}, // the poem could not be read, or was changed just now
	}
	for _, tt := range tests {
		var lines []search.Line
		for _, n := range tt.lines {
			text := "丙，"
			if body := verse.Lines(tt.body); n <= len(body) {
				text = body[n-1].Text
			}
			lines = append(lines, search.Line{N: n, Text: text})
		}
		got := ""
		for i, row := range Rows(words, lines, corpus.Poem{Form: tt.form, Body: tt.body}) {
			if i > 0 {
				got += "|"
			}
			got += row.Label
			for _, line := range row.Lines {
				if line.Beside {
					got += fmt.Sprintf(" (%s)", line.Text[0].Text)
				} else {
					got += " " + line.Text[0].Text
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s %q, lines %v: %s, want %s", tt.form, tt.body, tt.lines, got, tt.want)
		}
	}
}
