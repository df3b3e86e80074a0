package format_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io/fs"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
)

// zipEntry is an entry as an archive states it. Without a size of its own it
// is stated truly.
type zipEntry struct {
	name    string
	content string
	gbk     bool // the name is as Windows writes it
	flags   uint16
	mode    fs.FileMode
	size    uint64 // what the archive says it unpacks to
}

func archiveOf(t testing.TB, entries ...zipEntry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		if err := e.write(t, w); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (e zipEntry) write(t testing.TB, w *zip.Writer) error {
	h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, NonUTF8: e.gbk}
	if e.gbk {
		h.Name = formattest.GB(t, e.name)
	}
	if e.mode != 0 {
		h.SetMode(e.mode)
	}
	if e.size == 0 && e.flags == 0 {
		out, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = out.Write([]byte(e.content))
		return err
	}
	h.Method, h.Flags = zip.Store, h.Flags|e.flags
	h.CRC32 = crc32.ChecksumIEEE([]byte(e.content))
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(e.content)), max(e.size, uint64(len(e.content)))
	out, err := w.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = out.Write([]byte(e.content))
	return err
}

func archive(entries ...zipEntry) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return archiveOf(t, entries...) }
}

func awkwardArchives() []awkward {
	spring, summer := "标题,正文\n春,山\n", "标题,正文\n夏,水\n"
	return []awkward{
		{"zip_names_of_windows", "诗集.zip", archive(zipEntry{name: "春天/春晓集.csv", content: spring, gbk: true}, zipEntry{name: "夏.csv", content: summer})},
		{"zip_path_tricks", "诗集.zip", archive(
			zipEntry{name: "../../etc/x.csv", content: spring}, zipEntry{name: `C:\诗\y.csv`, content: summer},
			zipEntry{name: "/abs/\u202ez\x00.csv", content: spring}, zipEntry{name: strings.Repeat("长", 300) + ".csv", content: summer})},
		{"zip_in_zip", "诗集.zip", func(t testing.TB) []byte {
			inner := string(archiveOf(t, zipEntry{name: "春.csv", content: spring}))
			return archiveOf(t, zipEntry{name: "里面.zip", content: inner}, zipEntry{name: "夏.csv", content: summer})
		}},
		{"zip_with_a_workbook", "诗集.zip", func(t testing.TB) []byte {
			book := string(book(t, row(1, "标题", "正文")+row(2, "春", "山")))
			return archiveOf(t, zipEntry{name: "春.xlsx", content: book}, zipEntry{name: "夏.csv", content: summer})
		}},
		{"zip_with_junk", "诗集.zip", archive(
			zipEntry{name: "诗/"}, zipEntry{name: "__MACOSX/诗/._春.csv", content: "\x00\x05"}, zipEntry{name: ".DS_Store", content: "\x00"},
			zipEntry{name: "诗/Thumbs.db", content: "\x00"}, zipEntry{name: "诗/春.csv", content: spring}, zipEntry{name: "诗/照片.png", content: "\x89PNG\r\n"})},
		{"zip_only_junk", "诗集.zip", archive(zipEntry{name: ".DS_Store", content: "\x00"})},
		{"zip_empty", "诗集.zip", archive()},
		{"zip_encrypted", "诗集.zip", archive(zipEntry{name: "春.csv", content: spring, flags: 1}, zipEntry{name: "夏.csv", content: summer})},
		{"zip_link", "诗集.zip", archive(zipEntry{name: "春.csv", content: "/etc/passwd", mode: fs.ModeSymlink | 0o777}, zipEntry{name: "夏.csv", content: summer})},
		{"zip_same_name_twice", "诗集.zip", archive(zipEntry{name: "春.csv", content: spring}, zipEntry{name: "春.csv", content: summer})},
		{"zip_lying_size", "诗集.zip", archive(zipEntry{name: "春.csv", content: spring, size: 1 << 40}, zipEntry{name: "夏.csv", content: summer})},
		{"zip_bomb", "诗集.zip", archive(zipEntry{name: "春.csv", content: spring + strings.Repeat(" \n", 32<<20)}, zipEntry{name: "夏.csv", content: summer})},
		{"zip_100000_entries", "诗集.zip", func(t testing.TB) []byte {
			entries := make([]zipEntry, 100_000)
			for i := range entries {
				entries[i].name = fmt.Sprintf("%d.csv", i)
			}
			return archiveOf(t, entries...)
		}},
		{"zip_cut", "诗集.zip", cut(archive(zipEntry{name: "春.csv", content: spring}, zipEntry{name: "夏.csv", content: summer}))},
		{"zip_damaged_entry", "诗集.zip", func(t testing.TB) []byte {
			b := archiveOf(t, zipEntry{name: "春.csv", content: spring + strings.Repeat("夏,水\n", 30)}, zipEntry{name: "夏.csv", content: summer})
			i := bytes.Index(b, []byte("春.csv")) + len("春.csv")
			copy(b[i+20:], "\xFF\xFF\xFF\xFF\xFF\xFF")
			return b
		}},
	}
}
