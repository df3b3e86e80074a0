package batch

import (
	"context"
	"strings"
	"testing"

	"shiyun/corpus"
)

// TestFilesAreReadBesideEachOther brings files one by one whose names say who
// wrote them: what a name alone leaves in doubt, the others beside it show, as
// they do in an archive.
func TestFilesAreReadBesideEachOther(t *testing.T) {
	a := newArchive(t)
	verse := "收摊以后\n她把剩下的三根黄瓜\n排在塑料布上\n像排着三个\n不肯回家的孩子，第"
	var files []File
	for i, name := range []string{"晚晴-听雨.txt", "晚晴-荷塘.txt", "老吴-围裙.txt", "老吴-铁门.txt"} {
		files = append(files, File{Name: name, Content: strings.NewReader(verse + string("甲乙丙丁"[i*3:i*3+3]) + "个")})
	}
	b := a.must(a.desk.Upload(context.Background(), corpus.ActorSystem, Files(files...)))
	plan, err := PlanOf(b)
	if err != nil || plan.Files[0].Options.Alias != "晚晴/听雨.txt" || plan.Files[3].Options.Alias != "老吴/铁门.txt" {
		t.Fatalf("%+v, %v", plan, err)
	}
	p, err := a.desk.Preview(context.Background(), b.ID, 2, plan.Files[2].Options)
	if err != nil || len(p.Cuts) != 1 || p.Cuts[0].Author != "老吴" || p.Cuts[0].Title != "围裙" {
		t.Errorf("%+v, %v", p.Cuts, err)
	}
}
