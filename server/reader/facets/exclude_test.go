package facets

import (
	"strings"
	"testing"

	"shiyun/indexer/query"
)

func TestExclude(t *testing.T) {
	tests := []struct {
		text  string
		field query.Field
		name  string
		value string
		want  string
	}{
		{"明月", query.Form, "体", "七绝", "明月 -体:七绝"},
		{"", query.Form, "体", "七绝", "-体:七绝"},
		{"明月 -体:七绝", query.Year, "年", "2021", "明月 -体:七绝 -年:2021"},
		{"甲 OR 乙", query.Tag, "标签", "秋", "(甲 OR 乙) -标签:秋"},
		{"(甲 OR 乙) -标签:秋", query.Tag, "标签", "冬", "(甲 OR 乙) -标签:秋 -标签:冬"},
		{"床前明月光，疑是地上霜", query.Author, "作者", "李 白", `床前明月光，疑是地上霜 -作者:"李 白"`},
		{"月", query.Tag, "标签", "茶/酒", `月 -标签:"茶/酒"`},
		{"月", query.Tag, "标签", `a"b`, `月 -标签:"ab"`},
		{"月", query.Tag, "标签", "……", ""},                      // nothing to compare
		{"月", query.Tag, "标签", "OR", ""},                      // an operator
		{`"月`, query.Tag, "标签", "茶/酒", ""},                    // the quotation mark left open would end here
		{strings.Repeat("山", 199), query.Form, "体", "七绝", ""}, // taken for a pasted poem
		{strings.Repeat("山 ", 40), query.Form, "体", "七绝", ""}, // more terms than are looked at
		{`"月" "`, query.Form, "体", "七绝", `"月" " -体:七绝`},       // an open mark is punctuation
		{"(甲 乙", query.Form, "体", "七绝", "(甲 乙 -体:七绝"},         // and so is an open bracket
		{"甲 OR", query.Form, "体", "七绝", ""},                   // would be: 甲, or whatever is no 七绝
	}
	for _, tt := range tests {
		if got := exclude(tt.text, tt.field, tt.name, tt.value); got != tt.want {
			t.Errorf("%.20q without %s %q: %q, want %q", tt.text, tt.name, tt.value, got, tt.want)
		}
	}
}

func TestExclusions(t *testing.T) {
	tests := []struct{ text, want string }{
		{"明月", "明月"},
		{"明月 -体:七绝", "明月|体=七绝"},
		{"-体:七绝", "|体=七绝"},
		{`明月 -体:七绝 -标签:"茶/酒" －年：2021`, "明月|体=七绝|标签=茶/酒|年=2021"},
		{"明月 -体:七绝 清风", "明月 -体:七绝 清风"},
		{"(明月 -体:七绝)", "(明月 -体:七绝)"},
		{"明月-体:七绝", "明月-体:七绝"},
		{"明月 -清风", "明月 -清风"},
		{"", ""},
		{strings.Repeat("月 -体:词 ", 2000), strings.Repeat("月 -体:词 ", 2000)},
	}
	for _, tt := range tests {
		rest, out := Exclusions(tt.text)
		got := rest
		for _, x := range out {
			got += "|" + x.Field + "=" + x.Value
		}
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestKeepTo(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"明月", "明月 韵:一东"},
		{"", "韵:一东"},
		{"甲 OR 乙", "(甲 OR 乙) 韵:一东"},
		{"明月 -体:七绝", "明月 -体:七绝 韵:一东"},
		{"甲 OR", "甲 OR"}, // would be: 甲, or whatever rhymes so
		{strings.Repeat("山", 210), strings.Repeat("山", 210)},
	} {
		if got := keepTo(tt.text, query.Rhyme, "一东"); got != tt.want {
			t.Errorf("%.20q kept to 一东: %q, want %q", tt.text, got, tt.want)
		}
	}
	if !asks("月 -韵:一东", query.Rhyme) || asks("月", query.Rhyme) || asks("月 -韵:一东", query.Skeleton) {
		t.Error("asks")
	}
}
