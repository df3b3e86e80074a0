package archive_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/server"
	"shiyun/server/servertest"
)

func filled(kind corpus.MediaKind) map[string]string {
	return map[string]string{"kind": string(kind), "alt": "石碑正面", "by": "李敏", "consent": "作者之女李敏，2026年5月3日"}
}

func sound() []byte {
	return bytes.Repeat(append([]byte{0xff, 0xfb, 0x90, 0}, make([]byte, 413)...), 20)
}

func photo(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2000, 1000))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gallery is a site with a poem and a curator signed in.
func gallery(t testing.TB) (*store.Store, *server.Server, string) {
	t.Helper()
	st, site := servertest.SiteOf(t, servertest.Draft("M1", "东亭碑", "汀兰", "一湖秋水"))
	return st, site, servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
}

func only(t testing.TB, st *store.Store) corpus.Media {
	t.Helper()
	all, err := st.Media(t.Context(), 1)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d media, %v", len(all), err)
	}
	return all[0]
}

func TestARecordingIsPutBesideAPoem(t *testing.T) {
	st, site, cookie := gallery(t)
	rec := servertest.Upload(t, site, "/curator/poems/1/media", cookie, "../../evil.html", sound(), filled(corpus.MediaRecording))
	if rec.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", rec.Code, rec.Body)
	}
	m := only(t, st)
	if m.Type != "audio/mpeg" || m.By != "李敏" || m.Alt != "石碑正面" || strings.Contains(m.File, "evil") || !strings.HasSuffix(m.File, ".mp3") {
		t.Errorf("%+v", m)
	}
	path := mediaPath(m)
	body := servertest.Get(t, site, "/poems/1").Body.String()
	p := servertest.CheckPage(t, body)
	if audio := p.All("audio"); len(audio) != 1 || servertest.Attr(audio[0], "src") != path || servertest.Attr(audio[0], "preload") != "none" {
		t.Errorf("no recording on the page")
	}
	if strings.Contains(body, "2026年5月3日") || strings.Contains(body, "作者之女") {
		t.Error("readers are told who agreed")
	}
	rec = servertest.Get(t, site, path)
	if rec.Code != 200 || !bytes.Equal(rec.Body.Bytes(), sound()) {
		t.Errorf("%d, %d bytes", rec.Code, rec.Body.Len())
	}
	for name, want := range map[string]string{"Content-Type": "audio/mpeg", "X-Content-Type-Options": "nosniff", "Accept-Ranges": "bytes",
		"Cache-Control": "no-cache", "Content-Encoding": "", "Content-Disposition": "inline"} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := servertest.Verbs(t, st, 1); !strings.Contains(got, string(corpus.ActMedia)) {
		t.Errorf("audit: %s", got)
	}
}

// Of a file that was damaged or lost, readers get nothing, and the log names it:
// only the log of a site can ask for it to be put back.
func TestADamagedRecordingIsNotSent(t *testing.T) {
	for _, tt := range []struct {
		name string
		harm func(path string) error
	}{
		{"half", func(path string) error { return os.Truncate(path, 200) }},
		{"empty", func(path string) error { return os.Truncate(path, 0) }},
		{"gone", os.Remove},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var log bytes.Buffer
			st, _ := servertest.SiteOf(t, servertest.Draft("M1", "东亭碑", "汀兰", "一湖秋水"))
			site := servertest.NewSite(t, st, func(c *server.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
			servertest.Upload(t, site, "/curator/poems/1/media", servertest.SignIn(t, st, "王老师", corpus.RoleCurator), "a.mp3", sound(), filled(corpus.MediaRecording))
			m := only(t, st)
			if err := tt.harm(filepath.Join(st.MediaDir(), m.File)); err != nil {
				t.Fatal(err)
			}
			if rec := servertest.Get(t, site, mediaPath(m)); rec.Code != http.StatusNotFound {
				t.Errorf("%d, %d bytes", rec.Code, rec.Body.Len())
			}
			if !strings.Contains(log.String(), "media file missing or damaged") {
				t.Errorf("the log has nothing of it: %s", log.String())
			}
		})
	}
}

func TestPartsOfARecording(t *testing.T) {
	st, site, cookie := gallery(t)
	servertest.Upload(t, site, "/curator/poems/1/media", cookie, "a.mp3", sound(), filled(corpus.MediaRecording))
	m := only(t, st)
	path := mediaPath(m)
	for asked, want := range map[string]struct {
		code   int
		length int
		place  string
	}{
		"bytes=0-99":     {206, 100, "bytes 0-99/8340"},
		"bytes=8000-":    {206, 340, "bytes 8000-8339/8340"},
		"bytes=-40":      {206, 40, "bytes 8300-8339/8340"},
		"bytes=9000-":    {416, -1, "bytes */8340"},
		"bytes=0-0,5-5x": {416, -1, ""},
	} {
		rec := servertest.Get(t, site, path, "Range", asked, "Accept-Encoding", "gzip")
		if rec.Code != want.code || want.length >= 0 && rec.Body.Len() != want.length || rec.Header().Get("Content-Range") != want.place {
			t.Errorf("%s: %d, %d bytes, %q", asked, rec.Code, rec.Body.Len(), rec.Header().Get("Content-Range"))
		}
	}
	etag := servertest.Get(t, site, path).Header().Get("ETag")
	if rec := servertest.Get(t, site, path, "If-None-Match", etag); rec.Code != http.StatusNotModified {
		t.Errorf("known already: %d", rec.Code)
	}
}

func TestAPictureIsDrawnAnew(t *testing.T) {
	st, site, cookie := gallery(t)
	hidden := "<script>alert(1)</script>"
	servertest.Upload(t, site, "/curator/poems/1/media", cookie, "stone.png", append(photo(t), hidden...), filled(corpus.MediaStone))
	m := only(t, st)
	rec := servertest.Get(t, site, mediaPath(m))
	if rec.Header().Get("Content-Type") != "image/jpeg" || bytes.Contains(rec.Body.Bytes(), []byte(hidden)) {
		t.Errorf("%s", rec.Header().Get("Content-Type"))
	}
	if c, err := jpeg.DecodeConfig(rec.Body); err != nil || c.Width != 1600 || c.Height != 800 {
		t.Errorf("%+v, %v", c, err)
	}
	p := servertest.CheckPage(t, servertest.Get(t, site, "/poems/1").Body.String())
	found := false
	for _, n := range p.All("img") {
		found = found || servertest.Attr(n, "src") == mediaPath(m) && servertest.Attr(n, "alt") == "石碑正面" && servertest.Attr(n, "width") == "1600"
	}
	if !found {
		t.Error("no picture on the page")
	}
}

func TestMediaThatIsRefused(t *testing.T) {
	st, site, cookie := gallery(t)
	missing := func(kind corpus.MediaKind, key string) map[string]string {
		fields := filled(kind)
		delete(fields, key)
		return fields
	}
	for name, tt := range map[string]struct {
		content []byte
		fields  map[string]string
		code    int
	}{
		"a page as a recording":    {[]byte("<!doctype html><script>alert(1)</script>"), filled(corpus.MediaRecording), 422},
		"a page as a picture":      {[]byte("<svg onload=alert(1)>"), filled(corpus.MediaStone), 422},
		"a recording as a picture": {sound(), filled(corpus.MediaStone), 422},
		"a picture as a recording": {photo(t), filled(corpus.MediaRecording), 422},
		"no file":                  {nil, filled(corpus.MediaRecording), 422},
		"nobody agreed":            {sound(), missing(corpus.MediaRecording, "consent"), 422},
		"nothing to see":           {sound(), missing(corpus.MediaRecording, "alt"), 422},
		"no such kind":             {sound(), filled("film"), 422},
		"too large":                {bytes.Repeat(sound(), media.MaxRecording/8000), filled(corpus.MediaRecording), 413},
		"a field without end":      {sound(), map[string]string{"alt": strings.Repeat("长", 50_000)}, 400},
	} {
		if rec := servertest.Upload(t, site, "/curator/poems/1/media", cookie, "x.mp3", tt.content, tt.fields); rec.Code != tt.code {
			t.Errorf("%s: %d, want %d", name, rec.Code, tt.code)
		}
	}
	if rec := servertest.Upload(t, site, "/curator/poems/1/media", "", "x.mp3", sound(), filled(corpus.MediaRecording)); rec.Code != http.StatusUnauthorized {
		t.Errorf("a visitor: %d", rec.Code)
	}
	if rec := servertest.Upload(t, site, "/curator/poems/77/media", cookie, "x.mp3", sound(), filled(corpus.MediaRecording)); rec.Code != http.StatusNotFound {
		t.Errorf("no such poem: %d", rec.Code)
	}
	if all, err := st.Media(t.Context(), 1); err != nil || len(all) != 0 {
		t.Errorf("%d media, %v", len(all), err)
	}
	if files, err := os.ReadDir(st.MediaDir()); err == nil && len(files) != 0 {
		t.Errorf("%d files are left behind", len(files))
	}
}

func TestWhoMaySeeMedia(t *testing.T) {
	st, site, cookie := gallery(t)
	servertest.Upload(t, site, "/curator/poems/1/media", cookie, "x.mp3", sound(), filled(corpus.MediaRecording))
	m := only(t, st)
	path := mediaPath(m)
	for _, other := range []string{"/media/1/", "/media/1/x.mp3", "/media/1/" + strings.Repeat("0", 32) + ".mp3", "/media/2/" + m.File, "/media/0/" + m.File,
		"/media/1/..%2f..%2farchive.db", "/media/1/%2e%2e%2f" + m.File} {
		if rec := servertest.Get(t, site, other); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", other, rec.Code)
		}
	}
	status := func(s corpus.Status) {
		t.Helper()
		if err := st.SetStatus(t.Context(), poems.Edit{By: "王老师"}, 1, s); err != nil {
			t.Fatal(err)
		}
	}
	status(corpus.StatusWithdrawn)
	if rec := servertest.Get(t, site, path); rec.Code != http.StatusNotFound {
		t.Errorf("of a withdrawn poem: %d", rec.Code)
	}
	if rec := servertest.Get(t, site, path, "Cookie", cookie); rec.Code != 200 || rec.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("for curators: %d, %q", rec.Code, rec.Header().Get("Cache-Control"))
	}
	status(corpus.StatusPublished)
	if rec := servertest.Post(t, site, "/curator/poems/1/media/1/withdraw", nil); rec.Code != http.StatusUnauthorized {
		t.Errorf("a visitor withdraws: %d", rec.Code)
	}
	if rec := servertest.Post(t, site, "/curator/poems/1/media/1/withdraw", nil, "Cookie", cookie); rec.Code != http.StatusSeeOther {
		t.Fatalf("withdraw: %d", rec.Code)
	}
	if rec := servertest.Get(t, site, path); rec.Code != http.StatusNotFound {
		t.Errorf("withdrawn: %d", rec.Code)
	}
	if files, err := os.ReadDir(st.MediaDir()); err != nil || len(files) != 0 {
		t.Errorf("%d files are left, %v", len(files), err)
	}
	if got := len(servertest.Parse(t, servertest.Get(t, site, "/poems/1").Body.String()).Classed("media")); got != 0 {
		t.Error("the page still shows it")
	}
}

func TestMediaPageForCurators(t *testing.T) {
	_, site, cookie := gallery(t)
	servertest.Upload(t, site, "/curator/poems/1/media", cookie, "x.mp3", sound(), filled(corpus.MediaRecording))
	body := servertest.Get(t, site, "/curator/poems/1/media", "Cookie", cookie).Body.String()
	servertest.CheckPage(t, body)
	for _, want := range []string{"作者之女李敏", "multipart/form-data", "/curator/poems/1/media/1/withdraw"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q on the page", want)
		}
	}
	refused := servertest.Upload(t, site, "/curator/poems/1/media", cookie, "x.mp3", []byte("junk"), filled(corpus.MediaRecording)).Body.String()
	if p := servertest.CheckPage(t, refused); len(p.Classed("wrong")) != 1 || !strings.Contains(refused, `value="石碑正面"`) {
		t.Error("the form forgot what was filled in, or does not say what is wrong")
	}
}

func mediaPath(m corpus.Media) string { return fmt.Sprintf("/media/%d/%s", m.ID, m.File) }
