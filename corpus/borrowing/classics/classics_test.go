package classics_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus/borrowing"
	"shiyun/corpus/borrowing/classics"
)

// made is a file of a few poems; 自君之出矣 has five authors, and each character
// of the others stands often enough to be tried.
func made(t *testing.T) []byte {
	t.Helper()
	m := classics.NewMaker()
	m.Add("李白", "靜夜思", "床前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。")
	m.Add("杜甫", "絕句四首\t三", "兩個黃鸝鳴翠柳（一作綠），一行白鷺上青天。")
	m.Add("佚名", "又", "一行白鷺上青天。")
	for _, author := range []string{"甲", "乙", "丙", "丁", "戊"} {
		m.Add(author, "自君", "自君之出矣。")
	}
	for range 20 {
		m.Add("己", "字", "看山柳竹明床。")
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func install(t *testing.T, content []byte) *classics.File {
	t.Helper()
	dir := t.TempDir()
	from := filepath.Join(dir, "from")
	if err := os.WriteFile(from, content, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := classics.NewLibrary(dir).Install(from)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func line(text string) borrowing.Line { return borrowing.LinesOf(text)[0] }

func TestLinesAreFound(t *testing.T) {
	t.Parallel()
	f := install(t, made(t))
	for text, want := range map[string]string{
		"疑是地上霜": "李白《靜夜思》", "一行白鹭上青天": "杜甫《絕句四首 三》", "兩個黃鸝鳴翠柳": "杜甫《絕句四首 三》",
		"自君之出矣": "", "疑是天上霜": "",
	} {
		found, ok := f.Find(line(text))
		if got := found.Source.Author + "《" + found.Source.Title + "》"; ok != (want != "") || ok && got != want {
			t.Errorf("%s: %v %s, want %s", text, ok, got, want)
		}
	}
	for text, want := range map[string]string{"床前明月光": "床前看月光", "两个黄鹂鸣翠竹": "两个黄鹂鸣翠柳", "举头望明月": "举头望山月", "疑是地上霜": "", "沙湖好冬泳": ""} {
		found := f.FindNear(line(text))
		if len(found) != min(1, len(want)) || len(found) > 0 && found[0].Theirs != want {
			t.Errorf("near %s: %v, want %q", text, found, want)
		}
	}
}

// A file that was changed anywhere, or cut, is refused and harms nothing.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	whole := made(t)
	dir := t.TempDir()
	library, from := classics.NewLibrary(dir), filepath.Join(dir, "from")
	if f, err := library.File(); f != nil || err != nil {
		t.Errorf("nothing installed: %v %v", f, err)
	}
	write := func(name string, content []byte) {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(from, whole)
	f, err := library.Install(from)
	if err != nil || len(f.SHA256) != 64 {
		t.Fatal(f, err)
	}
	damages := map[string][]byte{"empty": {}, "only the mark": whole[:18], "cut": whole[:len(whole)-40], "longer": append(bytes.Clone(whole), 0), "another": []byte(strings.Repeat("月", 100))}
	for at := 0; at < len(whole); at += len(whole)/50 + 1 {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x10
		damages["flipped"] = flipped
		for name, content := range damages {
			write(from, content)
			if _, err := library.Install(from); err == nil {
				t.Errorf("%s at %d is installed", name, at)
			}
		}
	}
	if again, err := library.File(); err != nil || again != f {
		t.Errorf("what was installed is gone: %v", err)
	}
	write(filepath.Join(dir, classics.FileName), whole[:100])
	if _, err := library.File(); err == nil {
		t.Error("a damaged file is opened")
	}
}

// FuzzFile opens any bytes behind a mark and a right checksum.
func FuzzFile(f *testing.F) {
	f.Add([]byte(`{"lines":1,"poems":1}` + "\n" + strings.Repeat("\x00", 300)))
	f.Add([]byte(`{"lines":-1,"poems":1048575,"alphabet":"月"}` + "\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		file, err := classics.ReadSummed(body)
		if err != nil {
			return
		}
		file.Find(line("疑是地上霜"))
		file.FindNear(line("疑是地上霜"))
	})
}
