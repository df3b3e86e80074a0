package batch

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/media"
	"shiyun/corpus/store/poems"
)

var teacher = poems.Edit{By: "李老师", Reason: corpus.OwnWords("照手稿改")}

// do fails the test on the first error.
func (a *archive) do(errs ...error) {
	a.t.Helper()
	for _, err := range errs {
		if err != nil {
			a.t.Fatal(err)
		}
	}
}

// furnished is an archive with something of everything that people build.
func furnished(t testing.TB) *archive {
	a := newArchive(t)
	s := a.store
	a.bring("a.csv", table("编号|题|作者|正文|地点|日期|标签|诗集",
		"1|采荷|汀兰|"+lotus+"|东亭社区/听荷亭|2019年秋|夏、荷|初集",
		"2|看鹤|老周|"+crane+"|东亭社区/梧桐里|||初集",
		"3|港|周先生|"+harbour+"|||海|初集；二集",
		"|采荷（改）|汀兰|"+lotusRevised+"||||"))
	gone := a.bring("b.csv", table("题|作者|正文", "错|错人|不该进来的诗"))
	a.undo(gone.ID)
	a.revise(1, corpus.Draft{Title: ptr("采莲")})
	a.revise(1, corpus.Draft{Note: ptr("自注 <一> & 二")})
	a.do(s.SetStatus(ctx(), teacher, 2, corpus.StatusInReview))
	a.do(s.EditAuthor(ctx(), teacher, corpus.Author{ID: 1, Name: "汀兰", Aliases: []string{"兰姐", "小汀"}, About: "住东亭。\n写荷。"}))
	a.do(s.MergeAuthors(ctx(), teacher, 3, 2))
	a.do(s.MergePoems(ctx(), teacher, 4, 1))
	a.do(s.EditPlace(ctx(), curator, corpus.Place{ID: 2, Name: "观荷亭", Kind: corpus.PlacePavilion, About: "塘边。", At: &corpus.Spot{X: 10, Y: 0}}),
		s.SetForeword(ctx(), curator, 1, "卷首语。"), s.MoveInCollection(ctx(), curator, 1, 3, 0))
	a.stone(corpus.Stone{Code: "t1", Name: "荷石", Place: corpus.PlaceRef{ID: 2}, At: &corpus.Spot{X: 5, Y: 6}, Writing: corpus.WritingColumns, Poem: 1, State: corpus.StoneStanding})
	was := a.stone(corpus.Stone{Code: "t2", Name: "旧匾", Text: "听\n荷", Writing: corpus.WritingBoard, Note: "补刻", State: corpus.StoneRemoved})
	was.Code = "t9"
	a.stone(was)
	a.media(1, corpus.MediaStone, "诗碑正面", drawn(t))
	a.media(3, corpus.MediaRecording, "老周朗诵", sound())
	a.do(s.SetSiteSettings(ctx(), curator, corpus.SiteSettings{Name: "柳岸", About: "我们是谁", NoPlan: true}))
	_, err := s.SaveSynonyms(ctx(), curator, 0, []string{"荷", "莲", "芙蕖"})
	a.do(err)
	return a
}

func (a *archive) stone(st corpus.Stone) corpus.Stone {
	a.t.Helper()
	st, err := a.store.SaveStone(ctx(), curator, st)
	a.do(err)
	return st
}

func (a *archive) media(poem corpus.PoemID, kind corpus.MediaKind, alt string, content []byte) {
	a.t.Helper()
	v, err := media.Vet(ctx(), kind, content)
	a.do(err)
	name, err := media.Folder(a.store.MediaDir()).Put(v)
	a.do(err)
	_, err = a.store.AddMedia(ctx(), curator, corpus.Media{Poem: poem, Kind: kind, File: name, Type: v.Type, Size: int64(len(v.Content)),
		Width: v.Width, Height: v.Height, Alt: alt, By: "老周", Consent: "本人同意，2024年"})
	a.do(err)
}

func drawn(t testing.TB) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sound is three frames of MP3.
func sound() []byte {
	return bytes.Repeat(append([]byte{0xff, 0xfb, 0x90, 0}, make([]byte, 413)...), 3)
}

// kept are the files of a whole export by which archives are compared: all but
// those for people.
func (a *archive) kept() map[string]string {
	a.t.Helper()
	content := a.export(intake.ZIP)
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	a.do(err)
	files := map[string]string{}
	for _, f := range z.File {
		if name := strings.TrimPrefix(f.Name, "data/"); strings.HasSuffix(name, ".jsonl") || strings.HasPrefix(name, "media/") {
			files[name] = string(must(io.ReadAll(must(f.Open()))))
		}
	}
	return files
}

// everything of the furnished archive is read: nothing is found to be equal
// because it is not there.
func TestWholeExportHoldsEverything(t *testing.T) {
	files := furnished(t).kept()
	for name, lines := range map[string]int{"authors.jsonl": 3, "places.jsonl": 3, "collections.jsonl": 2, "poems.jsonl": 4, "revisions.jsonl": 5,
		"orders.jsonl": 1, "redirects.jsonl": 2, "stones.jsonl": 2, "media.jsonl": 2, "synonyms.jsonl": 1, "site.jsonl": 1} {
		if got := strings.Count(files[name], "\n"); got != lines {
			t.Errorf("%s has %d lines, want %d:\n%s", name, got, lines, files[name])
		}
	}
	if len(files) != 13 {
		t.Errorf("%d files", len(files))
	}
}

func TestWholeExportReadsBack(t *testing.T) {
	a := furnished(t)
	want, content := a.kept(), a.export(intake.ZIP)
	t.Run("by command", func(t *testing.T) {
		empty := newArchive(t)
		report, err := Run(ctx(), empty.store, Options{By: corpus.ActorCommand, Publish: true, Sources: []Source{memory("all.zip", content)}})
		if err != nil || report.Failed > 0 || report.Read != report.Created+report.Updated {
			t.Errorf("%+v, %v", report, err)
		}
		empty.wantKept(want)
	})
	t.Run("by upload", func(t *testing.T) {
		empty := newArchive(t)
		id := empty.upload("all.zip", content)
		foretold := empty.check(id, keepNear)
		done := empty.start(id)
		if foretold.Counts != done.Counts || done.Counts.Failed > 0 {
			t.Errorf("foretold %+v, became %+v", foretold.Counts, done.Counts)
		}
		empty.wantKept(want)
		for _, former := range []string{"t2", "t9"} {
			if st, err := empty.store.StoneByCode(ctx(), former); err != nil || st.Name != "旧匾" {
				t.Errorf("%s leads to %+v, %v", former, st, err)
			}
		}
		if ref, err := empty.store.AddPlace(ctx(), curator, "东亭社区/听荷亭"); err != nil || ref.ID != 2 {
			t.Errorf("a former path finds %+v, %v", ref, err)
		}
	})
	t.Run("into the same archive", func(t *testing.T) {
		done := a.bring("all.zip", content)
		if done.Counts.Duplicate != done.Counts.Read {
			t.Errorf("%+v", done.Counts)
		}
		a.wantKept(want)
	})
	t.Run("in small chunks, twice", func(t *testing.T) {
		smallChunks(t, 2)
		empty := newArchive(t)
		empty.bring("all.zip", content)
		empty.wantKept(want)
		again := empty.bring("all.zip", content)
		if again.Counts.Duplicate != again.Counts.Read {
			t.Errorf("%+v", again.Counts)
		}
		empty.wantKept(want)
	})
}

func (a *archive) wantKept(want map[string]string) {
	a.t.Helper()
	if diff := cmp.Diff(want, a.kept()); diff != "" {
		a.t.Error(diff)
	}
}

func memory(name, content string) Source {
	return Source{name, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

// Exports were no bags once, and people unpack one and pack again what of it
// they take to be the archive.
func TestWholeExportPackedOtherwise(t *testing.T) {
	a := furnished(t)
	want, content := a.kept(), a.export(intake.ZIP)
	packed, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	a.do(err)
	for name, rename := range map[string]func(string) string{
		"as before bags": func(name string) string {
			rel, _ := strings.CutPrefix(name, "data/")
			if rel == name {
				return ""
			}
			return rel
		},
		"in a folder": func(name string) string { return "诗韵全部/" + name },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for _, f := range packed.File {
				if to := rename(f.Name); to != "" {
					_, err := io.Copy(must(z.CreateHeader(&zip.FileHeader{Name: to, Method: zip.Store})), must(f.Open()))
					a.do(err)
				}
			}
			a.do(z.Close())
			empty := newArchive(t)
			if done := empty.bring("all.zip", b.String()); done.Counts.Failed > 0 {
				t.Errorf("%+v", done.Counts)
			}
			empty.wantKept(want)
		})
	}
}
