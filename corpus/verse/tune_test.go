package verse_test

import (
	"os"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/script"
	"shiyun/corpus/verse"
)

// TestTuneTable finds every name of the table before a title, in both scripts.
func TestTuneTable(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("tunes.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{} // by folded name
	var of []string
	for line := range strings.Lines(string(table)) {
		cells := append(strings.Split(strings.TrimSpace(line), "\t"), "")
		name, kind := cells[0], cells[1]
		if before, again := lines[fold.String(name)]; again {
			t.Errorf("%s is listed as %s too", name, before)
		}
		lines[fold.String(name)] = name
		if cells[2] != "" {
			of = append(of, cells[2])
		}
		want := map[string]corpus.Form{"词": corpus.FormCi, "词曲": corpus.FormCi, "曲": corpus.FormQu}[kind]
		for _, written := range []string{name, script.Traditional(name), script.TraditionalTaiwan(name)} {
			tune, rest := verse.TuneOf(written + "·夜归")
			if form := verse.FormOfTune(written+"·夜归", tune); tune != written || rest != "夜归" || form != want || want == "" {
				t.Errorf("%s·夜归 is to the tune %q, title %q, form %q, want form %q", written, tune, rest, form, want)
			}
		}
	}
	for _, name := range of {
		if lines[fold.String(name)] != name {
			t.Errorf("%s has other names and no line of its own", name)
		}
	}
	if len(lines) < 1500 {
		t.Errorf("%d tunes", len(lines))
	}
}

func TestTuneOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, title string
		tune, rest  string
		form        corpus.Form
	}{
		{"a separator", "钗头凤·夜归", "钗头凤", "夜归", corpus.FormCi},
		{"another name is kept as written", "酹江月·登楼", "酹江月", "登楼", corpus.FormCi},
		{"a space", "更漏子　夜归", "更漏子", "夜归", corpus.FormCi},
		{"the tune alone", "喝火令", "喝火令", "", corpus.FormCi},
		{"traditional", "釵頭鳳·夜歸", "釵頭鳳", "夜歸", corpus.FormCi},
		{"the longest name", "木兰花慢·江岸", "木兰花慢", "江岸", corpus.FormCi},
		{"the longest name that is parted", "水调歌头·江岸", "水调歌头", "江岸", corpus.FormCi},
		{"brackets", "【钗头凤】夜归", "钗头凤", "夜归", corpus.FormCi},
		{"book marks", "钗头凤《夜归》", "钗头凤", "《夜归》", corpus.FormCi},
		{"调寄", "调寄鹧鸪天·夜归", "鹧鸪天", "夜归", corpus.FormCi},
		{"how many", "鹧鸪天二首", "鹧鸪天", "二首", corpus.FormCi},
		{"which", "鹧鸪天其二", "鹧鸪天", "其二", corpus.FormCi},
		{"a tune of 曲", "蟾宫曲·夜归", "蟾宫曲", "夜归", corpus.FormQu},
		{"of 词 and 曲", "满庭芳·夜归", "满庭芳", "夜归", corpus.FormCi},
		{"of both, with its mode", "中吕·满庭芳·夜归", "满庭芳", "夜归", corpus.FormQu},
		{"the mode in brackets", "【越调·天净沙】夜归", "天净沙", "夜归", corpus.FormQu},
		{"the mode in brackets of its own", "[双调]水仙子·夜归", "水仙子", "夜归", corpus.FormQu},
		{"tunes joined", "雁儿落带得胜令·夜归", "雁儿落带得胜令", "夜归", corpus.FormQu},
		{"an ordinary word", "暗香", "", "", ""},
		{"an ordinary word parted from a title", "暗香·窗前", "暗香", "窗前", corpus.FormCi},
		{"the beginning of another word", "渔家傲骨", "", "", ""},
		{"no tune", "夜归", "", "", ""},
		{"a mode and no tune", "双调的河", "", "", ""},
		{"nothing", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tune, rest := verse.TuneOf(c.title)
			if tune != c.tune || rest != c.rest {
				t.Fatalf("tune %q, title %q", tune, rest)
			}
			if form := verse.FormOfTune(c.title, tune); tune != "" && form != c.form {
				t.Errorf("form %q", form)
			}
		})
	}
}

// TestTuneFor asks the verse where the name of a tune is an ordinary word.
func TestTuneFor(t *testing.T) {
	t.Parallel()
	const song = "江南晚，灯影过石桥。谁在阶前呼旧伴，一舟渔火落寒潮。檐水数清宵。" // 27 characters
	for _, c := range []struct{ name, title, body, want string }{
		{"as long as the tune", "望江南", song, "望江南"},
		{"longer", "望江南", song + song + song, ""},
		{"free verse of that name", "暗香", "我在楼下遇见它\n没有人知道\n这是谁种的", ""},
		{"free verse under a title of its own", "西河·旧事", "我在河边坐了一个下午\n没有人经过", ""},
		{"song under a title of its own", "西河·旧事", song, "西河"},
		{"no ordinary word", "钗头凤", "我在楼下遇见它", "钗头凤"},
		{"a mode", "中吕·石榴花", "我在楼下遇见它", "石榴花"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := verse.TuneFor(c.title, c.body); got != c.want {
				t.Errorf("tune %q, want %q", got, c.want)
			}
		})
	}
}
