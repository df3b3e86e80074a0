package batch

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

func TestExportedFilesReadBack(t *testing.T) {
	a := newArchive(t)
	a.bring("a.csv", table("编号|题|作者|正文|序|地点|日期|标签|诗集", "1|采/荷|汀兰|"+lotus+"|小序|东亭社区/听荷亭|2019年秋|夏、荷|初集", "|=看鹤|老周|"+crane+"||||+1|"))
	gone := a.bring("b.csv", table("题|正文", "港|"+harbour))
	a.undo(gone.ID)
	content := a.export(intake.ZIP)
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	var list string
	for _, f := range z.File {
		name, ok := strings.CutPrefix(f.Name, "data/")
		if !ok {
			continue
		}
		files[name] = must(io.ReadAll(must(f.Open())))
		if name != format.SumsName {
			list += fmt.Sprintf("%x  %s\n", sha256.Sum256(files[name]), name)
		}
	}
	if string(files[format.SumsName]) != list {
		t.Errorf("checksums %s, want %s", files[format.SumsName], list)
	}
	if text := string(files["texts/000000.txt"]); !strings.Contains(text, "1\n采/荷\n汀兰\n小序\n\n"+lotus) || !strings.Contains(text, crane) {
		t.Errorf("files %s", list)
	}
	if strings.Contains(string(files["poems.jsonl"]), harbour) || !strings.Contains(string(files["poems.csv"]), "'=看鹤") {
		t.Error("a removed poem is exported, or a formula is not escaped")
	}
	for _, name := range []string{"poems.jsonl", "poems.csv", "poems.xlsx"} {
		t.Run(name, func(t *testing.T) {
			empty := newArchive(t)
			id := empty.must(empty.desk.Upload(ctx(), curator, Files(File{name, bytes.NewReader(files[name])}))).ID
			empty.check(id, keepNear)
			empty.wantCounts(empty.start(id), corpus.Counts{Created: 2})
			if diff := cmp.Diff(a.content(), empty.content()); diff != "" {
				t.Error(diff)
			}
			empty.wantSameBytes(a)
		})
	}
}

// wantSameBytes leaves out when poems were published, which a sheet does not
// say.
func (a *archive) wantSameBytes(other *archive) {
	a.t.Helper()
	published := regexp.MustCompile(`,"published":"[^"]*"`)
	if diff := cmp.Diff(published.ReplaceAllString(other.export(intake.JSONL), ""), published.ReplaceAllString(a.export(intake.JSONL), "")); diff != "" {
		a.t.Error(diff)
	}
}
