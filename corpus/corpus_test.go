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
		{"辛丑年重阳", corpus.Date{Text: "辛丑年重阳", Precision: corpus.PrecisionLunar}},
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
