package batch_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

const (
	lotus        = "荷叶田田照晚塘，清风送我满身香。"
	lotusRevised = "荷叶田田映晚塘，清风送我满身香。"
	crane        = "白鹤飞来又飞去，青山依旧对斜阳。"
	craneRevised = "白鹤飞来又飞去，远山依旧对斜阳。"
)

// The whole way of a sheet as a volunteer brings it, without scripts.
func TestTheWayOfASheet(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus))
	before := v.Poems()
	v.Open("/curator/batches")
	v.Upload("/curator/batches", servertest.File("files", "诗稿.csv", gbk(t, "题目|谁写的|诗文|页码", "采荷又一稿|汀兰|"+lotusRevised+"|1", "无文|汀兰||2",
		"看鹤|老周|"+crane+"|3", "看鹤再稿|老周|"+craneRevised+"|4", "空|老周| |5", "港|老周|港口汽笛一声长，渔灯点点入沧浪。|6", "也空|老周||7")))
	v.WantText("诗稿.csv", "GB18030", "谁写的", "页码", "采荷又一稿")
	if v.Poems() != before {
		t.Error("an upload changed the archive")
	}
	v.Press("act=look", map[string]string{"c.1": "author"})
	v.WantText("老周")
	v.Press("act=check", map[string]string{"publish": "now"})
	b := v.Await(corpus.BatchChecked)
	if want := (corpus.Counts{Read: 7, Created: 4, Failed: 3}); b.Counts != want {
		t.Fatalf("checked: %+v, want %+v", b.Counts, want)
	}
	v.WantText("有问题的 3 行", "相近的 2 首", "还有 2 首相近的没有选")
	if len(v.Page.Classed("differs")) == 0 || strings.Contains(v.Answer.Body.String(), `value="start"`) || v.Poems() != before {
		t.Error("no differing characters are lit, it may be started undecided, or the check changed the archive")
	}
	v.Press("decision=merge", nil) // all of them …
	v.Press("decision=keep", nil)  // … and the first one otherwise
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
	v.WantText("已完成", "有问题的 3 行", "接着导入")
	mend(v)
	undo(v, before)
}

func mend(v *servertest.Curator) {
	v.T.Helper()
	path := v.At
	for _, kind := range []string{"xlsx", "csv"} {
		rec := servertest.Get(v.T, v.Site, path+"/sheet."+kind, "Cookie", v.Cookie)
		if rec.Code != http.StatusOK || !strings.HasPrefix(rec.Header().Get("Content-Disposition"), "attachment; filename*=utf-8''%E5%BE%85%E6%94%B9") {
			v.T.Fatalf("sheet.%s: %d %v", kind, rec.Code, rec.Header())
		}
	}
	sheet := servertest.Get(v.T, v.Site, path+"/sheet.csv", "Cookie", v.Cookie).Body.String()
	v.Upload(path+"/mended", servertest.File("files", "别的.csv", "题,正文\n一,二\n"))
	if v.Answer.Code != http.StatusBadRequest {
		v.T.Errorf("another sheet: %d", v.Answer.Code)
	}
	v.WantText("不是这里下载的待改表", "已完成")
	for from, to := range map[string]string{"无文,汀兰,,2": "无文,汀兰,新月如钩照小楼,2", `空,老周," ",5`: "空,老周,旧雨敲窗一夜秋,5", "也空,老周,,7": "也空,老周,何处笛声催柳绿,7"} {
		if !strings.Contains(sheet, from) {
			v.T.Fatalf("no %q in %s", from, sheet)
		}
		sheet = strings.Replace(sheet, from, to, 1)
	}
	v.Upload(path+"/mended", servertest.File("files", "改好.csv", sheet))
	b := v.Await(corpus.BatchDone)
	if b.Counts.Read != 7 || b.Counts.Failed != 0 || b.Counts.Created+b.Counts.Updated != 7 {
		v.T.Errorf("mended: %+v", b.Counts)
	}
}

func undo(v *servertest.Curator, before string) {
	v.T.Helper()
	path := v.At
	v.Open(path + "/undo")
	v.WantText("现在还什么都没有动", "首新增的将撤下")
	v.Press("撤销", nil)
	v.Await(corpus.BatchUndone)
	v.WantText("已撤销", "再导入一次")
	if after := v.Poems(); after != before {
		v.T.Errorf("undone:\n%s\nwant:\n%s", after, before)
	}
}

// A poem that somebody changed since is left or taken back as was chosen.
func TestUndoAsksAboutPoemsChangedSince(t *testing.T) {
	t.Parallel()
	for choice, want := range map[string]string{"leave": "改过的题", "take": ""} {
		v := servertest.NewCurator(t)
		bring(v, "题,作者,正文\n采荷,汀兰,"+lotus+"\n看鹤,老周,"+crane+"\n")
		if _, err := v.Store.Revise(t.Context(), poems.Edit{By: "李老师"}, 1, 1, corpus.Draft{Title: servertest.Ptr("改过的题")}); err != nil {
			t.Fatal(err)
		}
		v.Open("/curator/batches/1/undo")
		v.WantText("1 首新增的将撤下", "导入以后又有人改过", "改过的题")
		v.Press("撤销", map[string]string{"p.1": choice})
		v.Await(corpus.BatchUndone)
		p, err := v.Store.Poem(t.Context(), 1)
		if got := p.Title; p.Status != corpus.StatusRemoved && got != want || p.Status == corpus.StatusRemoved && want != "" || err != nil && want != "" {
			t.Errorf("%s: %q %s, %v", choice, got, p.Status, err)
		}
	}
}

// bring takes a sheet all the way in.
func bring(v *servertest.Curator, sheet string) {
	v.T.Helper()
	v.Upload("/curator/batches", servertest.File("files", "a.csv", sheet))
	v.Press("act=check", map[string]string{"near": "keep"})
	v.Await(corpus.BatchChecked)
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
}

// A chat is cut into poems, and the cuts are mended by hand.
func TestPastedTextIsCutByHand(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	v.Upload("/curator/batches", servertest.File("text", "", "采荷\n汀兰\n"+lotus+"\n\n看鹤\n老周\n"+crane+"\n"))
	v.WantText("粘贴的文字", "切成了 2 首", "采荷", "老周")
	v.Press("act=join.5", nil)
	v.WantText("切成了 1 首")
	v.Press("act=look", map[string]string{"l.5": "break"})
	v.WantText("切成了 2 首")
	v.Press("act=drop.1", nil)
	v.Press("act=check", nil)
	if b := v.Await(corpus.BatchChecked); b.Counts.Created != 1 || b.Counts.Failed != 0 {
		t.Errorf("%+v", b.Counts)
	}
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
	v.WantText("去审这 1 首")
	if got := v.Poems(); !strings.Contains(got, crane) || strings.Contains(got, lotus) {
		t.Errorf("brought in: %s", got)
	}
}

// An encoding chosen by hand is taken, and what was mapped before is not.
func TestEncodingIsChosenByHand(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	v.Upload("/curator/batches", servertest.File("files", "a.csv", gbk(t, "题目|正文", "采荷|"+lotus)))
	for encoding, want := range map[string]string{"Big5": "", "GB18030": lotus} {
		v.Press("act=look", map[string]string{"encoding": encoding})
		if said := servertest.Text(v.Page.All("main")[0]); want != "" && !strings.Contains(said, want) || !strings.Contains(said, encoding) {
			t.Errorf("as %s: %s", encoding, said)
		}
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	t.Parallel()
	whole, contentType := servertest.Multipart(t, servertest.File("files", "a.csv", "题,正文\n采荷,"+lotus+"\n"))
	pdf, _ := servertest.Multipart(t, servertest.File("files", "诗.csv", "%PDF-1.7 …"))
	none, _ := servertest.Multipart(t, servertest.File("files", "", ""))
	strange, _ := servertest.Multipart(t, servertest.File("avatar", "a.csv", "题,正文\n"))
	boundary := func(body []byte) string {
		line, _, _ := bytes.Cut(body, []byte("\r\n"))
		return "multipart/form-data; boundary=" + strings.TrimPrefix(string(line), "--")
	}
	for name, tt := range map[string]struct {
		body   io.Reader
		length int64
		kind   string
		status int
		says   string
	}{
		"cut in the middle":  {bytes.NewReader(whole[:len(whole)-60]), int64(len(whole)), contentType, 503, "上传中断了"},
		"cut between fields": {bytes.NewReader(whole[:len(whole)-4]), int64(len(whole)), contentType, 503, "上传中断了"},
		"a gigabyte":         {&pretended{left: 1 << 30}, 1 << 30, contentType, 413, "太大了"},
		"wrong type":         {bytes.NewReader(pdf), int64(len(pdf)), boundary(pdf), 400, "PDF"},
		"no file":            {bytes.NewReader(none), int64(len(none)), boundary(none), 400, "没有选文件"},
		"another form":       {bytes.NewReader(strange), int64(len(strange)), boundary(strange), 400, "看不明白"},
		"no form at all":     {strings.NewReader("x"), 1, "text/plain", 400, "看不明白"},
	} {
		t.Run(name, func(t *testing.T) {
			v := servertest.NewCurator(t)
			v.Follow("/curator/batches", v.Post("/curator/batches", tt.body, tt.length, tt.kind))
			if v.Answer.Code != tt.status {
				t.Errorf("%d, want %d", v.Answer.Code, tt.status)
			}
			v.WantText(tt.says, "上传文件")
			leftNothing(v)
			if p, ok := tt.body.(*pretended); ok && p.read > 8<<10 { // as far as the token of the form may stand
				t.Errorf("%d bytes were read before it was refused", p.read)
			}
		})
	}
}

// pretended is a body as long as it says, which nobody has.
type pretended struct{ left, read int64 }

func (p *pretended) Read(b []byte) (int, error) {
	n := min(int64(len(b)), p.left)
	p.left, p.read = p.left-n, p.read+n
	if n == 0 {
		return 0, io.EOF
	}
	return int(n), nil
}

func leftNothing(v *servertest.Curator) {
	v.T.Helper()
	entries, err := os.ReadDir(filepath.Join(v.Dir, "uploads"))
	if err != nil && !os.IsNotExist(err) || len(entries) != 0 {
		v.T.Errorf("left in uploads: %v, %v", entries, err)
	}
	if batches, err := v.Store.Batches(v.T.Context(), 10); err != nil || len(batches) != 0 {
		v.T.Errorf("batches %+v, %v", batches, err)
	}
}

// An upload without a length is refused once it is longer than a file may be,
// and not held in memory.
func TestEndlessUploadIsCutOff(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	head, contentType := servertest.Multipart(t, servertest.File("files", "a.txt", "诗"))
	head = head[:bytes.Index(head, []byte("诗"))]
	body := &pretended{left: 8 << 30}
	v.Follow("/curator/batches", v.Post("/curator/batches", io.MultiReader(bytes.NewReader(head), strings.NewReader(strings.Repeat("诗\n", 40_000)), textOnly{body}), -1, contentType))
	if v.Answer.Code != http.StatusBadRequest || body.read > 30<<20 {
		t.Errorf("%d after %d bytes", v.Answer.Code, body.read)
	}
	v.WantText("MB")
	leftNothing(v)
}

// textOnly makes bytes without meaning into a text.
type textOnly struct{ io.Reader }

func (o textOnly) Read(b []byte) (int, error) {
	n, err := o.Reader.Read(b)
	for i := range b[:n] {
		b[i] = 'a'
	}
	return n, err
}

// Two uploads at once are two batches.
func TestTwoUploadsAtOnce(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	body, contentType := servertest.Multipart(t, servertest.File("files", "a.csv", "题,正文\n采荷,"+lotus+"\n"))
	answers := make(chan *httptest.ResponseRecorder)
	for range 2 {
		go func() { answers <- v.Post("/curator/batches", bytes.NewReader(body), int64(len(body)), contentType) }()
	}
	a, b := <-answers, <-answers
	if a.Code != 303 || b.Code != 303 || a.Header().Get("Location") == b.Header().Get("Location") {
		t.Errorf("%d %s and %d %s", a.Code, a.Header().Get("Location"), b.Code, b.Header().Get("Location"))
	}
}

// Names of files and cells are text, whatever they say.
func TestBatchPagesShowTextAsText(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	cell := `"` + strings.ReplaceAll(servertest.Nasty, `"`, `""`) + `"`
	name := strings.NewReplacer("/", "", `"`, "").Replace(servertest.Nasty) + ".csv"
	pages := func(targets ...string) {
		t.Helper()
		for _, target := range append(targets, "/curator/batches") {
			v.Open(target)
			if strings.Contains(v.Answer.Body.String(), "<script>alert") || strings.Contains(v.Answer.Body.String(), "<img src=x") {
				t.Errorf("%s: unescaped", target)
			}
		}
	}
	servertest.Import(t, v.Store, true, servertest.Draft("", servertest.Nasty, servertest.Nasty, lotus+"\n"+servertest.Nasty))
	v.Upload("/curator/batches", servertest.File("files", name, "题,"+cell+",正文\n"+cell+","+cell+","+`"`+lotusRevised+"\n"+cell[1:]+"\n"+cell+",,\n"))
	at := strings.Split(v.At, "?")[0]
	pages(at)
	v.Open(at)
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	v.WantText("有问题的 1 行", "相近的 1 首")
	pages(at)
	v.Open(at)
	v.Press("decision=merge", nil)
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
	pages(at, at+"/undo")
}

// A second click, or a page that is out of date, does nothing.
func TestStepsOutOfTurnAreHarmless(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	v.Upload("/curator/batches", servertest.File("files", "a.csv", "题,正文\n采荷,"+lotus+"\n"))
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	start := url.Values{"act": {"start"}, "state": {"checked"}}
	for range 3 {
		if rec := servertest.Post(t, v.Site, v.At+"/step", start, "Cookie", v.Cookie); rec.Code != http.StatusSeeOther {
			t.Errorf("%d %s", rec.Code, rec.Body)
		}
	}
	if b := v.Await(corpus.BatchDone); b.Counts.Created != 1 {
		t.Errorf("%+v", b.Counts)
	}
	for _, step := range []url.Values{{"act": {"start"}, "state": {"done"}}, {"act": {"start"}, "state": {"checked"}}, {"act": {"resume"}, "state": {"done"}}, {"act": {"x"}, "state": {"done"}}, {}} {
		if rec := servertest.Post(t, v.Site, v.At+"/step", step, "Cookie", v.Cookie); rec.Code >= 500 {
			t.Errorf("%v: %d", step, rec.Code)
		}
	}
	for target, form := range map[string]url.Values{"/plan": {"act": {"check"}}, "/decide": {"row": {"all"}, "decision": {"keep"}}} {
		if rec := servertest.Post(t, v.Site, v.At+target, form, "Cookie", v.Cookie); rec.Code >= 500 {
			t.Errorf("%s: %d", target, rec.Code)
		}
	}
	if b, err := v.Store.Batch(t.Context(), 1); err != nil || b.State != corpus.BatchDone || b.Counts.Created != 1 {
		t.Errorf("%+v, %v", b, err)
	}
}

// What was stopped before it began says so and can be gone on with.
func TestStoppedBatchGoesOn(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	v.Upload("/curator/batches", servertest.File("files", "a.csv", "题,正文\n采荷,"+lotus+"\n空,\n"))
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	v.Open(v.At + "?edit=1")
	v.WantText("每一列是什么", "再点“检查”")
	v.Press("act=cancel", nil)
	v.WantText("已停下", "还没有导入任何诗")
	if strings.Contains(servertest.Text(v.Page.All("main")[0]), "新增") {
		t.Error("it counts poems that never came in")
	}
	v.Press("act=resume", nil)
	v.Await(corpus.BatchChecked)
	v.Press("act=start", nil)
	if b := v.Await(corpus.BatchDone); b.Counts.Created != 1 || b.Counts.Failed != 1 {
		t.Errorf("%+v", b.Counts)
	}
}

// What was chosen on one page of a long text is kept when the next is opened.
func TestChoicesSurvivePaging(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "《晚坐%d》\n荷风一阵一阵凉，\n邻里闲谈到月长。\n\n", i)
	}
	v.Upload("/curator/batches", servertest.File("files", "诗.txt", text.String()))
	v.Press("act=from.20", map[string]string{"l.3": "N"})
	b, err := v.Store.Batch(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := batch.PlanOf(b)
	if err != nil || !strings.HasPrefix(string(plan.Files[0].Options.Labels), "TBN") {
		t.Errorf("labels %.9s, %v; want the third line a note", plan.Files[0].Options.Labels, err)
	}
}

// A row of a file within an archive says which file: its number alone would
// send its curator to the wrong one.
func TestRowsOfAnArchiveSayWhere(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"春.csv", "夏.csv"} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, "题,正文\n采荷,\n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	v.Upload("/curator/batches", servertest.File("files", "诗.zip", b.String()))
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	for _, where := range []string{"诗.zip/春.csv，第 2 行", "诗.zip/夏.csv，第 2 行"} {
		if !strings.Contains(v.Answer.Body.String(), where) {
			t.Errorf("the page does not say %s", where)
		}
	}
}
