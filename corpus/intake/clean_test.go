package intake_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func TestAuthorCell(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"桥头老吴": "桥头老吴", "作者：桥头老吴": "桥头老吴", "文/桥头老吴": "桥头老吴", "3、桥头老吴": "桥头老吴", "桥头老吴（72岁）": "桥头老吴", "吴桥生先生": "吴桥生",
		"桥头老吴老师": "桥头老吴", "五柳先生": "五柳先生", "陈老师": "陈老师", "未知": corpus.Anonymous, "/": corpus.Anonymous, "N/A": corpus.Anonymous, "无": corpus.Anonymous, "匿名": corpus.Anonymous,
		"桥头老吴 13900005678": "桥头老吴", "吴桥生（笔名：桥头老吴）": "桥头老吴", "桥头老吴（本名吴桥生）": "桥头老吴", "[唐]孟浩然": "孟浩然", "孟浩然（唐）": "孟浩然", "user123": "user123",
		"&nbsp;桥头老吴": "桥头老吴", "<b>桥头老吴</b>": "桥头老吴",
	} {
		row := formattest.ReadOne(t, "a.csv", "标题,作者,正文\n春,"+cell+",山\n")
		if got := formattest.Value(row.Draft.Author); got != want {
			t.Errorf("%s: author %q, want %q", cell, got, want)
		}
	}
}

func TestBodyCell(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		`雨打芭蕉夜|灯摇小巷人|谁家收晒被|隔壁借柴薪`:  "雨打芭蕉夜\n灯摇小巷人\n谁家收晒被\n隔壁借柴薪",
		`雨打芭蕉夜 / 灯摇小巷人`:            "雨打芭蕉夜\n灯摇小巷人",
		`雨打芭蕉夜／灯摇小巷人／／谁家收晒被`:       "雨打芭蕉夜\n灯摇小巷人\n\n谁家收晒被",
		`雨打芭蕉夜\n灯摇小巷人`:             "雨打芭蕉夜\n灯摇小巷人",
		`雨打芭蕉夜<br>灯摇小巷人<br/>`:      "雨打芭蕉夜\n灯摇小巷人",
		`<p>雨打芭蕉夜</p><p>灯摇小巷人</p>`: "雨打芭蕉夜\n灯摇小巷人",
		`雨打芭蕉夜&#10;灯摇&amp;小巷人`:     "雨打芭蕉夜\n灯摇&小巷人",
		`每秒 1/2 度`:  "每秒 1/2 度",
		`a < b > c`: "a < b > c",
		`一/二/三`:     "一/二/三",
	} {
		row := formattest.ReadOne(t, "a.csv", "标题,作者,正文\n春,桥头老吴,"+cell+"\n")
		if got := formattest.Value(row.Draft.Body); got != want {
			t.Errorf("%s: body %q, want %q", cell, got, want)
		}
	}
}

func TestTitleCell(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{"《听雨》": "听雨", "【听雨】": "听雨", "标题：听雨": "听雨", "读《听雨》": "读《听雨》", "《听雨》与《看雪》": "《听雨》与《看雪》", "「听雨」": "听雨"} {
		row := formattest.ReadOne(t, "a.csv", "标题,作者,正文\n"+cell+",桥头老吴,山\n")
		if got := formattest.Value(row.Draft.Title); got != want {
			t.Errorf("%s: title %q, want %q", cell, got, want)
		}
	}
}

func TestFormCell(t *testing.T) {
	t.Parallel()
	qijue := "雨打芭蕉小院凉，灯摇深巷几家窗。谁人半夜收晒被，先替邻翁掩竹廊。"
	for _, c := range []struct{ title, form, body, want, tags, tune, warned string }{
		{"雨", "七绝（新韵）", qijue, "七绝", "新韵", "", ""},
		{"雨", "七绝·平水韵", qijue, "七绝", "平水韵", "", ""},
		{"雨", "新韵七绝", qijue, "七绝", "新韵", "", ""},
		{"雨", "七绝二首", qijue, "七绝", "", "", ""},
		{"雨", "类别：楹联", "山高月小，水落石出", "楹联", "", "", ""},
		{"雨", "现代诗歌", "雨来了", "新诗", "", "", ""},
		{"雨", "词（浣溪沙）", "雨来了", "词", "", "浣溪沙", ""},
		{"雨", "", qijue, "七绝", "", "", ""},
		{"雨", "打油诗", qijue, "七绝", "打油诗", "", ""},
		{"雨", "藏头诗", "雨来了", "其他", "藏头诗", "", ""},
		{"雨", "七律", qijue, "七律", "", "", "体裁:form"},
		{"雨", "古风", qijue, "古风", "", "", ""},
		{"水调歌头·登楼", "", "雨来了", "词", "", "水调歌头", ""},
		{"七绝·听雨", "", "雨来了", "七绝", "", "", ""},
	} {
		row := formattest.ReadOne(t, "a.csv", "标题,作者,体裁,正文\n"+c.title+",桥头老吴,"+c.form+",\""+c.body+"\"\n")
		form, tags := corpus.Form(""), ""
		if row.Draft.Form != nil {
			form = *row.Draft.Form
		}
		if row.Draft.Tags != nil {
			tags = strings.Join(*row.Draft.Tags, " ")
		}
		if tune := formattest.Value(row.Draft.Tune); form != corpus.Form(c.want) || tags != c.tags || strings.Trim(tune, "-") != c.tune || codes(row) != c.warned {
			t.Errorf("%s %s: %s %s %s %s", c.title, c.form, form, tags, tune, codes(row))
		}
	}
}

func TestDitto(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, want string }{
		{"the author above", "标题,作者,正文\n春,甲某,山\n夏,同上,水\n秋,〃,月\n", "甲某 甲某 甲某"},
		{"nothing above", "标题,作者,正文\n春,同上,山\n", "作者:value"},
		{"no title", "标题,作者,正文\n同,同上,山\n", "作者:value"},
	} {
		rows, err := formattest.ReadAll("a.csv", strings.NewReader(c.content), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range rows {
			if len(row.Problems) > 0 {
				got = append(got, row.Problems[0].Column+":"+row.Problems[0].Code)
				continue
			}
			got = append(got, formattest.Value(row.Draft.Author))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestRowsJoined(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, content, want string }{
		{"a line a row", "标题,作者,正文\n春,甲某,山高月小\n,,水落石出\n夏,乙某,雨来\n", "2 春 \"山高月小\\n水落石出\"\n4 夏 \"雨来\""},
		{"stanzas", "标题,作者,正文\n春,甲某,山高月小\n,,\n,,水落石出\n", "2 春 \"山高月小\\n\\n水落石出\""},
		{"whole poems without a title", "标题,作者,正文\n春,甲某,\"山高，月小，水落，石出。\"\n,,\"山高，月小，水落，石出。\"\n", "2 春 \"山高，月小，水落，石出。\"\n3  \"山高，月小，水落，石出。\""},
		{"broken after a comma", "标题,作者,正文\n春,甲某,雨打芭蕉，\n灯摇小巷。\n夏,乙某,雨来。\n", "2 春 \"雨打芭蕉，\\n灯摇小巷。\"\n4 夏 \"雨来。\""},
		{"broken in the middle", "标题,正文,作者\n春,雨打芭蕉，\n灯摇小巷。,甲某\n", "2 春 \"雨打芭蕉，\\n灯摇小巷。\""},
		{"broken for sure or not", "标题,作者,正文\n春,甲某,风一来\n树就摇着\n夏,乙某,雨来。\n", "2 :columns\n3 :columns 正文:no_text\n4 夏 \"雨来。\""},
		{"a heading between", "标题,作者,正文\n春,甲某,风一来\n第二辑\n夏,乙某,雨来。\n", "2 春 \"风一来\"\n3 正文:no_text\n4 夏 \"雨来。\""},
		{"short rows", "标题,正文,作者\n春,雨打芭蕉\n夏,雨来\n", "2 春 \"雨打芭蕉\"\n3 夏 \"雨来\""},
	} {
		rows, err := formattest.ReadAll("a.csv", strings.NewReader(c.content), intake.Options{})
		if got := formattest.Report(rows); got != c.want || err != nil {
			t.Errorf("%s: %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}
