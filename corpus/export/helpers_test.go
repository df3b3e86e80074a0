package export

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/intake"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
)

// at is the time of every export of these tests.
var at = time.Date(2026, 11, 30, 20, 15, 32, 0, time.FixedZone("", 8*60*60))

func options(t *testing.T, f intake.Format) Options {
	return Options{Format: f, TempDir: t.TempDir(), At: at, Render: corpus.Message.String}
}

func write(t *testing.T, s *store.Store, f intake.Format) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(t.Context(), s, options(t, f), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// newArchive is an archive with two poems, a stone, a picture and synonyms.
func newArchive(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	sheet := "编号,题,作者,正文,地点,诗集\n1,采荷,汀兰,一湖秋水半湖莲,东亭社区/听荷亭,初集\n2,看鹤,老周,白鹤飞来不避人,,初集\n"
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(sheet)), nil }
	report, err := batch.Run(t.Context(), s, batch.Options{By: "王老师", Publish: true, Sources: []batch.Source{{Name: "a.csv", Open: open}}})
	if err != nil || report.Created != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	if _, err := s.SaveStone(t.Context(), "王老师", corpus.Stone{Code: "t1", Name: "荷石", Writing: corpus.WritingColumns, Poem: 1, State: corpus.StoneStanding}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveSynonyms(t.Context(), "王老师", 0, []string{"荷", "莲"}); err != nil {
		t.Fatal(err)
	}
	addPicture(t, s)
	return s
}

func addPicture(t *testing.T, s *store.Store) {
	t.Helper()
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	v, err := media.Vet(t.Context(), corpus.MediaStone, drawn.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	name, err := media.Folder(s.MediaDir()).Put(v)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.AddMedia(t.Context(), "王老师", corpus.Media{Poem: 1, Kind: corpus.MediaStone, File: name, Type: v.Type, Size: int64(len(v.Content)),
		Width: v.Width, Height: v.Height, Alt: "诗碑正面", By: "老周", Consent: "本人同意"})
	if err != nil {
		t.Fatal(err)
	}
}

type zippedFile struct {
	name, content string
	modified      time.Time
}

func unzip(t *testing.T, content string) (files []zippedFile) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, zippedFile{f.Name, string(text), f.Modified})
	}
	return files
}

func contentOf(files []zippedFile, name string) string {
	for _, f := range files {
		if f.name == name {
			return f.content
		}
	}
	return ""
}
