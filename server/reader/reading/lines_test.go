package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus/borrowing/classics"
	"shiyun/server"
	"shiyun/server/servertest"
)

// Lines that stand in another poem, in the archive or in classical verse, are
// told with their source and accuse nobody.
func TestPoemLines(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	servertest.Import(t, st, true, servertest.Draft("甲-1", "夜思", "桥头老吴", "一行白鹭上青天，半湖秋水照人眠。\n月到中庭人不睡，风吹小巷夜如年。"),
		servertest.Draft("甲-2", "夜坐", "汀兰", "半湖秋水照人眠，小巷深深夜似年。\n明月不知何处去，菊花开在北窗前。"))
	dir := t.TempDir()
	m := classics.NewMaker()
	m.Add("杜甫", "绝句", "兩個黃鸝鳴翠柳，一行白鷺上青天。")
	f, err := os.Create(filepath.Join(dir, classics.FileName))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Write(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	site := servertest.SearchingOf(t, st, func(c *server.Config) { c.Classics = classics.NewLibrary(dir) })
	page := servertest.Get(t, site, "/poems/1/lines").Body.String()
	servertest.CheckPage(t, page)
	for _, want := range []string{"杜甫", "绝句", "用典", "/poems/2", "半湖秋水照人眠", "古人的诗词 1 首"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, never := range []string{"抄袭", "剽窃", "雷同"} {
		if strings.Contains(page, never) {
			t.Errorf("the page says %q", never)
		}
	}
	if page := servertest.Get(t, servertest.SearchingOf(t, st), "/poems/2/lines").Body.String(); !strings.Contains(page, "/poems/1") || !strings.Contains(page, "另装一份资料") {
		t.Error("without classical verse")
	}
}
