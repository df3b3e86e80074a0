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
		{"rights below", "a.txt", "《听雨》\n作者：晚晴\n" + rainVerse + "\n\n《荷塘》\n作者：晚晴\n" + pondVerse + "\n\n以上诗作版权归作者所有，转载请注明出处。\n", []string{rain, pond}, "版权"},
		{"an imprint below", "a.txt", "听雨\n晚晴\n" + rainVerse + "\n\n荷塘\n晚晴\n" + pondVerse + "\n\n责任编辑：小李\n二〇二四年六月\n东亭社区编印\n", []string{rain, pond}, "编印"},
		{"a notice above", "a.txt", "关于征集端午诗稿的通知\n\n各位诗友：\n端午将至，现征集诗稿，欢迎大家踊跃投稿，截止六月一日。\n\n《听雨》\n晚晴\n" + rainVerse + "\n\n《围裙》\n老吴\n\n" + apronVerse + "\n", []string{rain, apron}, "征集"},
		{"contents above", "a.txt", "楚风诗稿（第二期）\n目录\n听雨………3\n荷塘………4\n\n《听雨》\n晚晴\n" + rainVerse + "\n\n《荷塘》\n晚晴\n" + pondVerse + "\n", []string{rain, pond}, "目录"},
		{"a letter", "a.txt", "编辑同志：\n您好！寄上近作一首，不知能否采用，请指正。\n\n荷塘\n" + pondVerse + "\n\n此致\n敬礼\n\n王晚晴\n2024年6月2日\n", []string{"荷塘|王晚晴|" + pondVerse}, "采用"},
		{"a letter that is a poem", "a.txt", "致邻居\n老吴\n\n各位邻居：\n窗台上的花开了\n请来看看\n\n此致\n春天\n", []string{"致邻居|老吴|各位邻居：\n窗台上的花开了\n请来看看\n\n此致\n春天"}, ""},
		{"a remark under a heading", "a.md", "# 东亭新诗卷\n\n> 本卷收诗二首\n\n## 围裙\n\n*老吴*\n\n" + strings.ReplaceAll(apronVerse, "\n", "  \n") + "\n\n## 听雨\n\n*晚晴*\n\n" + strings.ReplaceAll(rainVerse, "\n", "  \n") + "\n", []string{apron, rain}, "本卷"},
		{"authors in brackets, titles below", "a.txt", "【王晚晴】\n\n听雨\n" + rainVerse + "\n\n荷塘\n" + pondVerse + "\n\n【李老吴】\n\n围裙\n" + apronVerse + "\n", []string{"听雨|王晚晴|" + rainVerse, "荷塘|王晚晴|" + pondVerse, "围裙|李老吴|" + apronVerse}, ""},
		{"works of authors", "a.txt", "晚晴作品\n\n《听雨》\n" + rainVerse + "\n\n《荷塘》\n" + pondVerse + "\n\n老吴作品\n\n《围裙》\n" + apronVerse + "\n", []string{rain, pond, apron}, ""},
		{"authors with counts", "a.txt", "王晚晴（二首）\n\n听雨\n" + rainVerse + "\n\n荷塘\n" + pondVerse + "\n\n\n李老吴（一首）\n\n围裙\n" + apronVerse + "\n", []string{"听雨|王晚晴|" + rainVerse, "荷塘|王晚晴|" + pondVerse, "围裙|李老吴|" + apronVerse}, ""},
		{"labelled authors, titles below", "a.txt", "作者：晚晴\n\n听雨\n" + rainVerse + "\n\n荷塘\n" + pondVerse + "\n\n作者：老吴\n\n围裙\n" + apronVerse + "\n", []string{rain, pond, apron}, ""},
		{"chapters of authors", "a.md", "# 诗稿\n\n## 王晚晴\n\n### 听雨\n\n" + strings.ReplaceAll(rainVerse, "\n", "  \n") + "\n\n### 荷塘\n\n" + strings.ReplaceAll(pondVerse, "\n", "  \n") + "\n", []string{"听雨|王晚晴|" + rainVerse, "荷塘|王晚晴|" + pondVerse}, ""},
		{"titles in brackets", "a.txt", "【金秋】\n王晚晴\n" + rainVerse + "\n\n【江畔】\n王晚晴\n" + pondVerse + "\n", []string{"金秋|王晚晴|" + rainVerse, "江畔|王晚晴|" + pondVerse}, ""},
		{"couplets with what they are for and by whom", "a.txt", "听雨轩：雨打芭蕉声细细；灯摇小巷影长长（晚晴）\n荷风亭：一池荷叶半池月；四面波光两岸花（老吴）\n书屋：藏得诗书三百卷；坐看云月一千年（晚晴）\n", []string{"听雨轩|晚晴|雨打芭蕉声细细；灯摇小巷影长长", "荷风亭|老吴|一池荷叶半池月；四面波光两岸花", "书屋|晚晴|藏得诗书三百卷；坐看云月一千年"}, ""},
		{"signed couplets", "a.txt", "雨打芭蕉声细细，灯摇小巷影长长。——晚晴\n一池荷叶半池月，四面波光两岸花。——老吴\n藏得诗书三百卷，坐看云月一千年。——晚晴\n", []string{"-|晚晴|雨打芭蕉声细细，灯摇小巷影长长。", "-|老吴|一池荷叶半池月，四面波光两岸花。", "-|晚晴|藏得诗书三百卷，坐看云月一千年。"}, ""},
		{"a name of three parts", "a.zip/王晚晴_围裙_新诗.txt", apronVerse, []string{"围裙|王晚晴|" + apronVerse}, ""},
		{"a name with a telephone", "a.zip/围裙-王晚晴-东亭社区-13871230042.txt", apronVerse, []string{"围裙|王晚晴|" + apronVerse}, "1387"},
		{"days as verse", "a.txt", "汛期\n老吴\n\n6月21日，雨\n6月22日，大雨\n我们数着台阶\n一级一级，交给江水\n", []string{"汛期|老吴|6月21日，雨\n6月22日，大雨\n我们数着台阶\n一级一级，交给江水"}, ""},
		{"paragraphs in Chinese", "a.json", `[{"标题":"听雨","作者名":"晚晴","段落":["` + strings.ReplaceAll(rainVerse, "\n", `","`) + `"],"id":"p-1"}]`, []string{rain}, ""},
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
