package format_test

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// Verse of our own, one to be measured and one that is free.
const (
	rainVerse  = "雨打芭蕉声细细，\n灯摇小巷影长长。\n谁家晚饭飘香过，\n一段新歌出短墙。"
	pondVerse  = "一池荷叶半池风，\n蜻蜓立在旧栏东。\n老来最爱黄昏后，\n闲看邻家晒谷红。"
	apronVerse = "阳台上晾着母亲的围裙\n风把它吹成一面小小的旗\n她在厨房里喊我的名字\n声音比三十年前轻了一点\n\n我走过去，替她把葱切完\n刀落在砧板上\n像雨落在旧屋的瓦上"
)

// TestKindsOfFiles reads what people bring, and fails where a poem has not
// title, author and the whole of its verse.
func TestKindsOfFiles(t *testing.T) {
	t.Parallel()
	rain, pond, apron := "听雨|晚晴|"+rainVerse, "荷塘|晚晴|"+pondVerse, "围裙|老吴|"+apronVerse
	for _, c := range []struct {
		name, file, content string
		want                []string
		absent              string // of every field
	}{
		{"signed below", "a.txt", rainVerse + "\n\n——晚晴《听雨》\n\n\n" + apronVerse + "\n\n——《围裙》老吴\n", []string{rain, apron}, ""},
		{"heads below", "a.txt", rainVerse + "\n题目：听雨\n笔名：晚晴\n\n" + apronVerse + "\n题目：围裙\n笔名：老吴\n", []string{rain, apron}, ""},
		{"作品 is the title", "a.txt", "作品：听雨\n姓名：晚晴\n性别：女\n住址：东亭社区3栋2单元501\n\n" + rainVerse + "\n\n作品：围裙\n姓名：老吴\n性别：男\n住址：东亭社区4栋1单元101\n\n" + apronVerse + "\n", []string{rain, apron}, "501"},
		{"an address beside the author", "a.txt", "听雨\n晚晴（东亭社区12栋3单元402室）\n" + rainVerse + "\n\n荷塘\n晚晴 138 7123 0042\n" + pondVerse + "\n", []string{rain, pond}, "7123"},
		{"front matter and a heading", "a.md", "---\n标题: 围裙\n作者: 老吴\n---\n# 围裙\n\n" + apronVerse + "\n", []string{apron}, ""},
		{"an author who is an object", "a.md", "---\ntitle: 围裙\nauthor:\n  name: 老吴\n  email: wu@example.com\n---\n" + apronVerse + "\n", []string{apron}, "example"},
		{"a list of authors", "a.md", "---\ntitle: 围裙\nauthors:\n- name: 老吴\n---\n" + apronVerse + "\n", []string{apron}, ""},
		{"an author of TOML", "a.md", "+++\ntitle = \"围裙\"\n[author]\nname = \"老吴\"\n+++\n" + apronVerse + "\n", []string{apron}, ""},
		{"pen names in a chat", "a.txt", "小李 2024-05-01 09:12\n晚晴\n《听雨》\n" + rainVerse + "\n\n小王 2024-05-01 09:13\n笔名：晚晴\n《荷塘》\n" + pondVerse + "\n\n老吴 2024-05-01 09:20\n近作\n《围裙》\n" + apronVerse + "\n", []string{rain, pond, apron}, ""},
		{"strokes between cells", "a.csv", "标题|作者|正文\n听雨|晚晴|\"" + rainVerse + "\"\n", []string{rain}, ""},
		{"lines of stanzas", "a.json", `[{"name":"围裙","poet":{"name":"老吴","phone":"13871230042"},"verses":[["` + strings.ReplaceAll(strings.ReplaceAll(apronVerse, "\n\n", `"],["`), "\n", `","`) + `"]]}]`, []string{apron}, "1387123"},
		{"a name that is the author's", "a.jsonl", `{"name":"晚晴","title":"听雨","body":"` + strings.ReplaceAll(rainVerse, "\n", `\n`) + `"}`, []string{rain}, ""},
		{"what a program answers", "a.json", `{"code":0,"data":{"page":1,"rows":[{"title":"听雨","author":"晚晴","content":"` + strings.ReplaceAll(rainVerse, "\n", `\n`) + `","openid":"o6_bmjrPTlm6"}]}}`, []string{rain}, "o6_bm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantPoems(t, c.file, []byte(c.content), c.want, c.absent)
		})
	}
}

// wantPoems fails unless a file has these poems and no others.
func wantPoems(t *testing.T, name string, content []byte, want []string, absent string) {
	t.Helper()
	var got []string
	for _, row := range formattest.RowsOf(t, name, content, intake.Options{}) {
		got = append(got, formattest.Value(row.Draft.Title)+"|"+formattest.Value(row.Draft.Author)+"|"+formattest.Value(row.Draft.Body))
		if all := fmt.Sprintf("%+v %s", row.Draft, got); absent != "" && strings.Contains(all, absent) {
			t.Errorf("%s is in %s", absent, all)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNamesInArchive reads archives whose files are named by author and title.
func TestNamesInArchive(t *testing.T) {
	t.Parallel()
	for pattern, encoded := range map[string]bool{"%[1]s-%[2]s": true, "%[2]s（%[1]s）": false, "0%[3]d%[2]s %[1]s": true, "%[1]s/%[2]s": true} {
		var entries []zipEntry
		for i, p := range [][3]string{{"晚晴", "听雨", rainVerse}, {"晚晴", "荷塘", pondVerse}, {"老吴", "围裙", apronVerse}} {
			name := fmt.Sprintf(pattern+".txt%[4]s", p[0], p[1], i+1, "")
			entries = append(entries, zipEntry{name: name, content: p[2], gbk: encoded})
		}
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			wantPoems(t, "诗.zip", archiveOf(t, entries...), []string{"听雨|晚晴|" + rainVerse, "荷塘|晚晴|" + pondVerse, "围裙|老吴|" + apronVerse}, "")
		})
	}
}

// TestSidesOfCouplets reads the sides from columns in any order.
func TestSidesOfCouplets(t *testing.T) {
	t.Parallel()
	content := "横批,下联,上联,作者\n人寿年丰,月临南浦水如天,春到东亭花似锦,晚晴\n,老人说古到黄昏,小院种瓜分巷陌,老吴\n"
	wantPoems(t, "a.csv", []byte(content), []string{"-|晚晴|春到东亭花似锦\n月临南浦水如天\n横批：人寿年丰", "-|老吴|小院种瓜分巷陌\n老人说古到黄昏"}, "")
	for _, row := range formattest.RowsOf(t, "a.csv", []byte(content), intake.Options{}) {
		if row.Draft.Form == nil || *row.Draft.Form != "楹联" || len(row.Warnings) > 0 {
			t.Errorf("form %v, warned %v", row.Draft.Form, row.Warnings)
		}
	}
}
