package textcut

import (
	"strings"
	"testing"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/textcut/table"
)

// TestTables reads tables as Markdown and HTML draw them.
func TestTables(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"a list", "# 夏天的稿子\n\n| 序号 | 标题 | 作者 | 正文 |\n|---|:--:|---|---|\n| 1 | 蝉 | 竹声 | 一树的声音<br>没有一句是说给我的 |\n| 2 | **瓜** | 石桥 | 切开的红\\|白<br/>一刀两半的&nbsp;夏天 |\n",
			"蝉·竹声·一树的声音/没有一句是说给我的\n瓜·石桥·切开的红|白/一刀两半的\u00a0夏天"},
		{"without a rule", "| 作者 | 题目 | 内容 |\n| 竹声 | 蝉 | 一树的声音<br>没有一句是说给我的 |\n| 石桥 | 瓜 |\n",
			"蝉·竹声·一树的声音/没有一句是说给我的\n瓜·石桥·"},
		{"a form", "| 标题 | 蝉 |\n|---|---|\n| 姓名 | 竹声 |\n| 电话 | 13871230042 |\n| 正文 | 一树的声音<br>没有一句是说给我的 |\n", "蝉·竹声·一树的声音/没有一句是说给我的"},
		{"below front matter", "---\ntitle: 夏天的稿子\ndate: 2023-07-01\n---\n\n| 标题 | 正文 |\n|---|---|\n| 蝉 | 一树的声音<br>没有一句是说给我的 |\n", "蝉··一树的声音/没有一句是说给我的"},
		{"beside other poems", "## 井\n\n井水照人<br>不说话\n桶落下去\n天就碎了\n\n| 标题 | 正文 |\n|---|---|\n| 蝉 | 一树的声音<br>没有一句是说给我的 |\n", "井··井水照人/不说话/桶落下去/天就碎了\n蝉··一树的声音/没有一句是说给我的"},
		{"a list in HTML", "<h1>夏天的稿子</h1>\n<table border=1>\n <thead><tr><th>序号</th><th>标题</th><th>作者</th><th>手机</th><th>正文</th></tr></thead>\n <tr><td>1</td><td rowspan=1>蝉</td><td>竹声</td><td>13871230042</td><td>一树的声音<br>没有一句是说给我的</td></tr>\n <tr>\n  <td>2</td>\n  <td><b>瓜</b></td>\n  <td>石桥</td><td></td>\n  <td><p>切开的红白</p><p>一刀两半的夏天</p></td>\n </tr>\n</table>\n",
			"蝉·竹声·一树的声音/没有一句是说给我的\n瓜·石桥·切开的红白/一刀两半的夏天"},
		{"cells that span, no end tags", "<table><tr><td>作者<td>标题<td>正文<tr><td rowspan=2>竹声<td>蝉<td>一树的声音<br>没有一句是说给我的<tr><td>瓜<td>切开的红白<br>一刀两半的夏天</table>",
			"蝉·竹声·一树的声音/没有一句是说给我的\n瓜·竹声·切开的红白/一刀两半的夏天"},
		{"a form in HTML", "<table><tr><td>标题</td><td>蝉</td></tr><tr><td>姓名</td><td>竹声</td></tr><tr><td>电话</td><td>13871230042</td></tr><tr><td>正文</td><td>一树的声音<br/>没有一句是说给我的</td></tr></table>", "蝉·竹声·一树的声音/没有一句是说给我的"},
		{"a page laid out by a table", "<table width=600><tr><td><h2>井</h2><p>井水照人<br>不说话<br>桶落下去<br>天就碎了</p></td></tr></table>", "井··井水照人/不说话/桶落下去/天就碎了"},
		{"strokes end lines of verse", "# 窗\n\n我在这头|你在那头\n中间|是下午\n", "窗··我在这头/你在那头/中间/是下午"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var lines []manuscript.Line
			for text := range strings.SplitSeq(tt.text, "\n") {
				lines = append(lines, manuscript.Line{Text: text})
			}
			d := NewDocument("稿子.md", lines, intake.Auto)
			labels, err := d.Label("")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range d.Poems(labels) {
				row := d.Row(p, labels)
				var fields []string
				for _, text := range []*string{row.Draft.Title, row.Draft.Author, row.Draft.Body} {
					if text == nil {
						text = new(string)
					}
					fields = append(fields, strings.ReplaceAll(*text, "\n", "/"))
				}
				got = append(got, strings.Join(fields, "·"))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), tt.want)
			}
			for _, line := range d.Lines {
				if strings.Contains(line.Text, "13871230042") {
					t.Errorf("a telephone number is shown: %s", line.Text)
				}
			}
		})
	}
}

// TestTableBounds makes tables that say little and mean much.
func TestTableBounds(t *testing.T) {
	t.Parallel()
	cell := func(text string) table.Cell { return table.Cell{Lines: []manuscript.Line{{Text: text}}} }
	merged := table.Table{{cell("标题"), cell("作者"), cell("正文")}, {cell("蝉"), cell(strings.Repeat("长", manuscript.MaxText/30)), cell("一树的声音")}}
	for range 2000 {
		again := merged[1][1]
		again.Above = true
		merged = append(merged, []table.Cell{cell("蝉"), again, cell("一树的声音")})
	}
	wide := table.Table{make([]table.Cell, table.MaxColumns+1)}
	for i := range wide[0] {
		wide[0][i] = cell("标题")
	}
	for name, table := range map[string]table.Table{"a long cell in every row": merged, "many columns": wide, "none": nil, "no cells": {{}, {}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			size := 0
			for _, line := range table.Lines() {
				size += len(line.Text)
			}
			if size > 3*manuscript.MaxText {
				t.Errorf("%d bytes of lines", size)
			}
		})
	}
}
