package intake_test

import (
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// codes are the codes of warnings with their columns.
func codes(row intake.Row) string {
	var list []string
	for _, w := range row.Warnings {
		list = append(list, w.Column+":"+w.Code)
	}
	return strings.Join(list, " ")
}

func TestPrivateLeftOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, content, want, warned string }{
		{"columns", "a.csv", "标题,作者,手机号,身份证号,正文\n春,甲,13800001234,110101199003074512,山\n", `2 春 "山"`, "手机号:private 身份证号:private"},
		{"members", "a.jsonl", `{"title":"春","author":"甲","phone":"13800001234","wechat":"lu_1990","body":"山"}`, `1 春 "山"`, "phone:private wechat:private"},
		{"in a name", "a.csv", "标题,作者,正文\n春,甲 138-0000-1234,山\n", `2 春 "山"`, "作者:private"},
		{"in a title", "a.csv", "标题,作者,正文\n春（电话：65551234）,甲,山\n", `2 春 "山"`, "标题:private"},
		{"in tags", "a.jsonl", `{"title":"春","author":"甲","tags":["山水","QQ12345678"],"body":"山"}`, `1 春 "山"`, "tags:private"},
		{"a line of the body", "a.csv", "标题,作者,正文\n春,甲,\"山\n水\n联系电话：13800001234\"\n", `2 春 "山\n水"`, "正文:private"},
		{"who and how at its end", "a.csv", "标题,作者,正文\n春,甲,\"山\n水\n陆某 13800001234\"\n", `2 春 "山\n水"`, "正文:private"},
		{"an address at its end", "a.csv", "标题,作者,正文\n春,甲,\"山\n地址：锦绣苑3栋2单元501室\"\n", `2 春 "山"`, "正文:private"},
		{"a sentence", "a.csv", "标题,作者,正文\n春,甲,\"山\n打我13800001234就来\"\n", `2 正文:private`, ""},
		{"a sentence of a note", "a.csv", "标题,作者,正文,注\n春,甲,山,此诗写给住在锦绣苑3栋2单元501室的老友。\n", `2 注:private`, ""},
		{"nothing else in it", "a.csv", "标题,作者,正文\n春,甲,电话13800001234\n", `2 正文:no_text`, "正文:private"},
		{"verse with numbers", "a.csv", "标题,作者,正文\n一九九八,甲,\"拨打12345，或者110\n2021年5月3日，3号楼，1949 1959\"\n", "2 一九九八 \"拨打12345，或者110\\n2021年5月3日，3号楼，1949 1959\"", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			row := formattest.ReadOne(t, c.file, c.content)
			if got := formattest.Report([]intake.Row{row}); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := codes(row); got != c.warned {
				t.Errorf("warned %q, want %q", got, c.warned)
			}
			for _, p := range append(row.Problems, row.Warnings...) {
				if s := p.Message.String() + p.Advice.String(); strings.Contains(s, "1380000") || strings.Contains(s, "501") {
					t.Errorf("%s says what is private", s)
				}
			}
			if s := strings.Join(row.Cells, " "); strings.Contains(s, "1380000") || strings.Contains(s, "501") {
				t.Errorf("%s is kept", s)
			}
		})
	}
}

func TestPlaceWithoutHouse(t *testing.T) {
	t.Parallel()
	row := formattest.ReadOne(t, "a.csv", "标题,作者,正文,小区\n春,甲,山,锦绣苑3栋2单元501室\n")
	if got := formattest.Value(row.Draft.Place); got != "锦绣苑" || codes(row) != "小区:private" {
		t.Errorf("place %q, warned %s", got, codes(row))
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, want string }{
		{"unused", "标题,作者,正文,印数\n春,甲,山,1\n", "印数:unused"},
		{"no date", "标题,作者,正文,日期\n春,甲,山,2021-13-45\n", "日期:date"},
		{"a wording for a date", "标题,作者,正文,日期\n春,甲,山,辛丑年重阳\n", ""},
		{"none given", "标题,作者,正文\n,,山\n", "标题:no_title 作者:no_author"},
		{"long", "标题,作者,正文\n" + strings.Repeat("春", 101) + ",甲,山\n", "标题:long_title"},
		{"two", "标题,作者,正文\n春,甲某、乙某,山\n", "作者:authors"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := codes(formattest.ReadOne(t, "a.csv", c.content)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLooseNamesGiveWay(t *testing.T) {
	t.Parallel()
	row := formattest.ReadOne(t, "a.csv", "1.您的笔名（必填）,请填写作品题目,诗歌正文,写作时间,投稿时间,姓名/电话\n甲,春,山,2021年,2022年,乙\n")
	if formattest.Value(row.Draft.Author) != "甲" || formattest.Value(row.Draft.Title) != "春" || row.Draft.Date.Year != 2021 || codes(row) != "投稿时间:unused 姓名/电话:unused" {
		t.Errorf("%+v, %s", row.Draft, codes(row))
	}
}
