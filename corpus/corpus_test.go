package corpus_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		in   string
		want corpus.Date
	}{
		{"", corpus.Date{}},
		{"2019", corpus.Date{Text: "2019", Year: 2019, Precision: corpus.PrecisionYear}},
		{"2024/3/5 10:32", corpus.Date{Text: "2024/3/5 10:32", Year: 2024, Month: 3, Day: 5, Precision: corpus.PrecisionDay}},
		{"2019年5月", corpus.Date{Text: "2019年5月", Year: 2019, Month: 5, Precision: corpus.PrecisionMonth}},
		{" 2019-05-03 ", corpus.Date{Text: "2019-05-03", Year: 2019, Month: 5, Day: 3, Precision: corpus.PrecisionDay}},
		{"２０１９／５／３", corpus.Date{Text: "２０１９／５／３", Year: 2019, Month: 5, Day: 3, Precision: corpus.PrecisionDay}},
		{"2019-13-01", corpus.Date{Text: "2019-13-01", Year: 2019, Precision: corpus.PrecisionLunar}},
		{"2019-02-30", corpus.Date{Text: "2019-02-30", Year: 2019, Precision: corpus.PrecisionLunar}},
		{"辛丑年重阳", corpus.Date{Text: "辛丑年重阳", Year: 2021, Precision: corpus.PrecisionLunar}},
		{"重阳", corpus.Date{Text: "重阳", Precision: corpus.PrecisionLunar}},
		{"壬寅年正月初三", corpus.Date{Text: "壬寅年正月初三", Year: 2022, Precision: corpus.PrecisionLunar}},
		{"岁次甲辰孟夏", corpus.Date{Text: "岁次甲辰孟夏", Year: 2024, Precision: corpus.PrecisionLunar}},
		{"甲丑年", corpus.Date{Text: "甲丑年", Precision: corpus.PrecisionLunar}},
		{"民国二十三年", corpus.Date{Text: "民国二十三年", Year: 1934, Precision: corpus.PrecisionLunar}},
		{"清道光元年秋", corpus.Date{Text: "清道光元年秋", Year: 1821, Precision: corpus.PrecisionLunar}},
		{"光緒廿六年", corpus.Date{Text: "光緒廿六年", Year: 1900, Precision: corpus.PrecisionLunar}},
		{"道光甲辰", corpus.Date{Text: "道光甲辰", Year: 1844, Precision: corpus.PrecisionLunar}},
		{"道光五十年", corpus.Date{Text: "道光五十年", Precision: corpus.PrecisionLunar}},
		{"20220105", corpus.Date{Text: "20220105", Year: 2022, Month: 1, Day: 5, Precision: corpus.PrecisionDay}},
		{"202201", corpus.Date{Text: "202201", Year: 2022, Month: 1, Precision: corpus.PrecisionMonth}},
		{"22年1月", corpus.Date{Text: "22年1月", Year: 2022, Month: 1, Precision: corpus.PrecisionMonth}},
		{"98年", corpus.Date{Text: "98年", Year: 1998, Precision: corpus.PrecisionYear}},
		{"2022年1月5日 星期三 下午3点", corpus.Date{Text: "2022年1月5日 星期三 下午3点", Year: 2022, Month: 1, Day: 5, Precision: corpus.PrecisionDay}},
		{"2022-01-05T13:45:00Z", corpus.Date{Text: "2022-01-05T13:45:00Z", Year: 2022, Month: 1, Day: 5, Precision: corpus.PrecisionDay}},
		{"1月5日", corpus.Date{Text: "1月5日", Precision: corpus.PrecisionLunar}},
		{"二〇一九年春", corpus.Date{Text: "二〇一九年春", Year: 2019, Precision: corpus.PrecisionLunar}},
		{"己亥（2019）端午", corpus.Date{Text: "己亥（2019）端午", Year: 2019, Precision: corpus.PrecisionLunar}},
	}
	for _, tt := range tests {
		if got := corpus.ParseDate(tt.in); got != tt.want {
			t.Errorf("ParseDate(%q) = %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func TestParseDateKeepsTheWording(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if got := corpus.ParseDate(s); got.Text != strings.TrimSpace(s) {
			t.Fatalf("ParseDate(%q) keeps %q", s, got.Text)
		}
	})
}

func TestCleanText(t *testing.T) {
	tests := []struct{ name, in, want, problem string }{
		{"line ends become LF", "春\r\n夏\r秋\v冬\u2028月", "春\n夏\n秋\n冬\n月", ""},
		{"composed", "e\u0301", "é", ""},
		{"spaces and tabs stay", " 　春\t", " 　春\t", ""},
		{"NUL", "春\x00夏", "", `intake.control_character 2 "U+0000"`},
		{"escape", "\x1b[31m", "", "U+001B"},
		{"bidirectional override", "春\u202e", "", "U+202E"},
		{"not UTF-8", "\xb4\xba", "", "intake.not_utf8"},
		{"too long", strings.Repeat("春", 11), "", "intake.too_many_characters 11 10"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := corpus.CleanText(tt.in, 10)
			if tt.problem == "" && (err != nil || got != tt.want) {
				t.Errorf("%q, %v, want %q", got, err, tt.want)
			}
			if tt.problem != "" && (corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), tt.problem)) {
				t.Errorf("%v, want %s", err, tt.problem)
			}
		})
	}
}

func TestCleanTextIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once, err := corpus.CleanText(rapid.String().Draw(t, "s"), 1000)
		if err != nil {
			return
		}
		if twice, err := corpus.CleanText(once, 4*utf8.RuneCountInString(once)); err != nil || twice != once {
			t.Fatalf("%q cleaned again is %q (%v)", once, twice, err)
		}
	})
}

func TestParseForm(t *testing.T) {
	for in, want := range map[string]corpus.Form{"": "其他", " 七绝 ": "七绝", "七言律诗": "七律", "對聯": "楹联", "现代诗": "新诗"} {
		if got, ok := corpus.ParseForm(in); !ok || got != want {
			t.Errorf("ParseForm(%q) = %s, %v", in, got, ok)
		}
	}
	if _, ok := corpus.ParseForm("打油诗"); ok {
		t.Error("an unknown form was taken for a known one")
	}
}

func TestGuessPlaceKind(t *testing.T) {
	for name, want := range map[string]corpus.PlaceKind{"东亭社区": "社区", "楚凤苑": "小区", "梧桐里": "小邻里",
		"望月亭": "亭", "诗韵石": "石", "东篱角": "角", "沙湖": "水", "东门外": "其他"} {
		if got := corpus.GuessPlaceKind(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
