package batch

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/store/batches"
)

const (
	lotus = "荷叶田田照晚塘，清风送我满身香。"
	// nearly the same, one character revised
	lotusRevised = "荷叶田田映晚塘，清风送我满身香。"
	crane        = "白鹤飞来又飞去，青山依旧对斜阳。"
	harbour      = "港口汽笛一声长，渔灯点点入沧浪。"
)

// What the curator of the issue does: a GBK sheet with three bad rows and two
// near-duplicates, mended and taken back.
func TestTheWayOfABatch(t *testing.T) {
	a := newArchive(t)
	a.bring("旧作.csv", table("题|作者|正文", "采荷|汀兰|"+lotus))
	before := a.content()
	sheet, err := simplifiedchinese.GBK.NewEncoder().String(table("题目|诗人|诗文|页码",
		"采荷又一稿|汀兰|"+lotusRevised+"|1", "无文|汀兰||2", "看鹤|老周|"+crane+"|3", "看鹤再稿|老周|"+strings.Replace(crane, "青山", "远山", 1)+"|4",
		"空|老周| |5", "港|老周|"+harbour+"|6", "也空|老周||7"))
	if err != nil {
		t.Fatal(err)
	}
	id := a.upload("诗稿.csv", sheet)
	if p, err := a.desk.Preview(ctx(), id, 0, intake.Options{}); err != nil || p.Encoding != intake.GB18030 || p.Tables[0].Mapping[2] != intake.FieldBody {
		t.Fatalf("preview %+v, %v", p, err)
	}
	b := a.check(id, nil)
	a.wantCounts(b, corpus.Counts{Created: 4, Failed: 3})
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Errorf("the check changed the archive: %s", diff)
	}
	near, err := a.store.BatchRows(ctx(), id, batches.RowFilter{Near: true}, 0, 10)
	if err != nil || len(near) != 2 || near[0].Number != 2 || near[0].Poem != 1 || near[1].Number != 5 || near[1].Twin != 4 {
		t.Fatalf("near rows %+v, %v", near, err)
	}
	if _, err := a.desk.Start(ctx(), curator, id); corpus.CodeOf(err) != corpus.Conflict {
		t.Errorf("started with two rows undecided: %v", err)
	}
	if n, err := a.desk.Decide(ctx(), id, 0, corpus.DecideMerge); err != nil || n != 2 {
		t.Fatalf("decided %d, %v", n, err)
	}
	b = a.start(id)
	a.wantCounts(b, corpus.Counts{Created: 2, Updated: 2, Failed: 3})
	if p := a.poem(1); p.Body != lotusRevised || p.Title != "采荷又一稿" {
		t.Errorf("merged poem %+v", p)
	}
	a.wantNoUploads()
	a.mendAndContinue(id)
	a.undo(id)
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Errorf("undone, the archive differs: %s", diff)
	}
	acts, err := a.store.Acts(ctx(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, act := range acts {
		if act.Object == "batch/2" {
			said = append(said, act.Detail)
		}
	}
	want := "undoing → undone, done → undoing, running → done, done → running, running → done, done → running, running → done, checked → running, checking → checked, mapped → checking, uploaded → mapped, uploaded"
	if got := strings.Join(said, ", "); got != want {
		t.Errorf("audit: %s", got)
	}
}

func (a *archive) mendAndContinue(id corpus.BatchID) {
	a.t.Helper()
	for _, f := range []intake.Format{intake.XLSX, intake.CSV} {
		var out bytes.Buffer
		if err := a.desk.MendedSheet(ctx(), id, f, &out, describe); err != nil || out.Len() == 0 {
			a.t.Fatalf("mended sheet as %s: %v", f, err)
		}
	}
	var out bytes.Buffer
	if err := a.desk.MendedSheet(ctx(), id, intake.CSV, &out, describe); err != nil {
		a.t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(strings.TrimPrefix(out.String(), "\uFEFF")), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "题目,诗人,诗文,页码,问题,建议,原行号") || !strings.HasPrefix(lines[1], "无文,汀兰,,2,") || !strings.Contains(lines[1], ",3") {
		a.t.Fatalf("mended sheet %q", lines)
	}
	// Two rows are mended, one of them with text of its own; the third is not.
	mended := strings.Replace(out.String(), "无文,汀兰,,2", "有文了,汀兰,新月如钩照小楼,2", 1)
	mended = strings.Replace(mended, "也空,老周,,7", "也有了,老周,旧雨敲窗一夜秋,7", 1)
	if _, err := a.desk.ContinueWith(ctx(), curator, id, File{"别的.csv", strings.NewReader(table("题|正文", "一|二"))}); corpus.CodeOf(err) != corpus.Invalid {
		a.t.Errorf("another sheet was taken for the mended one: %v", err)
	}
	a.must(a.desk.ContinueWith(ctx(), curator, id, File{"改好.csv", strings.NewReader(mended)}))
	b := a.finish(id, corpus.BatchDone)
	a.wantCounts(b, corpus.Counts{Created: 4, Updated: 2, Failed: 1})
	rows, err := a.store.BatchRows(ctx(), id, batches.RowFilter{Outcome: corpus.Failed}, 0, 10)
	if err != nil || len(rows) != 1 || rows[0].Number != 6 {
		a.t.Errorf("rows still bad %+v, %v", rows, err)
	}
	// The same sheet once more re-decides only what is still bad.
	a.must(a.desk.ContinueWith(ctx(), curator, id, File{"改好.csv", strings.NewReader(mended)}))
	a.wantCounts(a.finish(id, corpus.BatchDone), corpus.Counts{Created: 4, Updated: 2, Failed: 1})
}

func (a *archive) wantNoUploads() {
	a.t.Helper()
	entries, err := os.ReadDir(filepath.Join(a.dir, "uploads"))
	if err != nil || len(entries) != 0 {
		a.t.Errorf("left in uploads: %v, %v", entries, err)
	}
}

func TestSameFileTwiceChangesNothing(t *testing.T) {
	a := newArchive(t)
	sheet := table("编号|题|作者|正文", "1|采荷|汀兰|"+lotus, "|看鹤|老周|"+crane)
	a.bring("a.csv", sheet)
	before := a.content()
	a.wantCounts(a.bring("a.csv", sheet), corpus.Counts{Duplicate: 2})
	if diff := cmp.Diff(before, a.content()); diff != "" {
		t.Error(diff)
	}
}

func TestDecisions(t *testing.T) {
	for _, tt := range []struct {
		decision corpus.Decision
		want     corpus.Counts
		status   corpus.Status // of the second poem, "" for none
	}{
		{corpus.DecideKeep, corpus.Counts{Created: 1}, corpus.StatusPublished},
		{corpus.DecideReview, corpus.Counts{Created: 1}, corpus.StatusInReview},
		{corpus.DecideSkip, corpus.Counts{Skipped: 1}, ""},
		{corpus.DecideMerge, corpus.Counts{Updated: 1}, ""},
	} {
		t.Run(string(tt.decision), func(t *testing.T) {
			a := newArchive(t)
			a.bring("a.csv", table("题|作者|正文", "采荷|汀兰|"+lotus))
			id := a.upload("b.csv", table("题|作者|正文", "新荷|汀兰|"+lotusRevised))
			a.check(id, func(p *Plan) { p.Near = tt.decision })
			a.wantCounts(a.start(id), tt.want)
			p, err := a.store.Poem(ctx(), 2)
			if p.Status != tt.status || (tt.status == "") != (corpus.CodeOf(err) == corpus.NotFound) {
				t.Errorf("second poem is %q, %v; want %q", p.Status, err, tt.status)
			}
		})
	}
}

func TestMappingIsRemembered(t *testing.T) {
	a := newArchive(t)
	sheet := table("甲栏|乙栏", "采荷|"+lotus)
	id := a.upload("a.csv", sheet)
	a.check(id, func(p *Plan) {
		p.Files[0].Options.Mappings = mappingOf("甲栏|乙栏", intake.FieldTitle, intake.FieldBody)
	})
	a.start(id)
	next := a.upload("b.csv", table("甲栏|乙栏", "看鹤|"+crane))
	if p, err := a.desk.Preview(ctx(), next, 0, intake.Options{}); err != nil || !p.Refusal.IsZero() || p.Tables[0].Mapping[1] != intake.FieldBody {
		t.Errorf("preview %+v, %v", p, err)
	}
	a.wantCounts(a.check(next, nil), corpus.Counts{Created: 1})
}

func mappingOf(header string, fields ...intake.Field) intake.Mappings {
	return intake.Mappings{intake.HeaderKey(strings.Split(header, "|")): fields}
}

// Every table of an archive can be mapped, each by its own header, and is
// mapped so again wherever its header comes.
func TestTablesOfAnArchiveAreMapped(t *testing.T) {
	a := newArchive(t)
	poems, songs := table("甲栏|乙栏", "采荷|"+lotus), table("子栏|丑栏", crane+"|看鹤")
	files := zipped(t, map[string]string{"a.csv": poems, "b.csv": songs, "c.csv": table("甲栏|乙栏", "港|"+harbour)})
	id := a.upload("诗.zip", files)
	p, err := a.desk.Preview(ctx(), id, 0, intake.Options{})
	if err != nil || len(p.Tables) != 2 || len(p.Tables[0].Files) != 2 || p.Tables[1].Unreadable.IsZero() {
		t.Fatalf("preview %+v, %v", p, err)
	}
	a.check(id, func(p *Plan) {
		p.Files[0].Options.Mappings = mappingOf("甲栏|乙栏", intake.FieldTitle, intake.FieldBody)
		maps.Copy(p.Files[0].Options.Mappings, mappingOf("子栏|丑栏", intake.FieldBody, intake.FieldTitle))
	})
	a.wantCounts(a.start(id), corpus.Counts{Created: 3})
	if p := a.poem(2); p.Title != "看鹤" || p.Body != crane {
		t.Errorf("%+v", p)
	}
	again := a.upload("诗.zip", files)
	a.wantCounts(a.check(again, nil), corpus.Counts{Duplicate: 3})
	next := a.upload("d.csv", table("子栏|丑栏", "山|新"))
	a.wantCounts(a.check(next, nil), corpus.Counts{Created: 1})
}

// zipped packs files, in order of their names.
func zipped(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := io.WriteString(must(z.Create(name)), files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestUploadsThatFailLeaveNothing(t *testing.T) {
	broken := iotest.DataErrReader(io.MultiReader(strings.NewReader("题,正文\n"), iotest.ErrReader(errors.New("connection reset"))))
	for name, tt := range map[string]struct {
		file File
		want corpus.Code
	}{
		"cut in the middle": {File{"a.csv", broken}, corpus.Unavailable},
		"text too long":     {File{"a.txt", endless{}}, corpus.Invalid},
		"table too long":    {File{"a.csv", endless{}}, corpus.Invalid},
		"archive too long":  {File{"a.zip", endless{}}, corpus.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			_, err := a.desk.Upload(ctx(), curator, Files(File{"good.csv", strings.NewReader("题,正文\n")}, tt.file))
			if corpus.CodeOf(err) != tt.want {
				t.Errorf("%v, want %s", err, tt.want)
			}
			a.wantNoUploads()
			if batches, err := a.store.Batches(ctx(), 1); err != nil || len(batches) != 0 {
				t.Errorf("batches %+v, %v", batches, err)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// /dev/full takes no byte, as a full disk does.
func TestFullDisk(t *testing.T) {
	_, err := receiveFile("/dev/full", "a.csv", strings.NewReader("题,正文\n"), MaxUpload)
	if corpus.CodeOf(err) != corpus.Unavailable || !strings.Contains(err.Error(), "desk.no_space") {
		t.Errorf("%v", err)
	}
}

// What cannot be written down with a batch, a full disk say, is said as long
// as it lasts.
func TestTroubleIsSaid(t *testing.T) {
	a := newArchive(t)
	if said := a.desk.Trouble(); !said.IsZero() {
		t.Errorf("trouble before any work: %v", said)
	}
	working, stop := context.WithCancel(ctx())
	done := make(chan struct{})
	go func() { defer close(done); a.desk.Run(working) }()
	a.store.Close()
	for a.desk.Trouble().IsZero() {
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	<-done
}

func TestLabels(t *testing.T) {
	for in, want := range map[string]string{"../../etc/诗.csv": "诗.csv", `C:\诗\稿.xlsx`: "稿.xlsx", "": "未命名", "a\x00b": "未命名", "一\n二.csv": "一 二.csv"} {
		if got := label(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	if got := []rune(label(strings.Repeat("长", 500) + ".csv")); len(got) != 200 || string(got[196:]) != ".csv" {
		t.Errorf("a long name is shown as %s", string(got))
	}
}

func TestSweep(t *testing.T) {
	a := newArchive(t)
	id := a.upload("a.csv", table("题|正文", "采荷|"+lotus))
	for _, name := range []string{unfinished + "1", "77"} {
		if err := os.MkdirAll(filepath.Join(a.desk.uploads.dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	b := a.must(a.store.Batch(ctx(), id))
	if err := a.desk.uploads.sweep(ctx(), a.store.Batch, b.StartedAt); err != nil {
		t.Fatal(err)
	}
	a.wantCounts(a.check(id, nil), corpus.Counts{Created: 1}) // its file is there
	if err := a.desk.uploads.sweep(ctx(), a.store.Batch, b.StartedAt.Add(2*keepUploads)); err != nil {
		t.Fatal(err)
	}
	a.wantNoUploads()
	a.must(a.desk.Cancel(ctx(), curator, id))
	if _, err := a.desk.Resume(ctx(), curator, id); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("resumed without its file: %v", err)
	}
}
