package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

// covers tells whether a font's range names the character.
func covers(t *testing.T, style string, r rune) bool {
	t.Helper()
	_, list, found := strings.Cut(style, "unicode-range:")
	if !found {
		t.Fatalf("no range in %.200q", style)
	}
	list, _, _ = strings.Cut(list, "}")
	for part := range strings.SplitSeq(list, ",") {
		first, last, span := strings.Cut(strings.TrimPrefix(part, "U+"), "-")
		if !span {
			last = first
		}
		from, err := strconv.ParseUint(first, 16, 32)
		to, err2 := strconv.ParseUint(last, 16, 32)
		if err != nil || err2 != nil {
			t.Fatalf("range %q", part)
		}
		if rune(from) <= r && r <= rune(to) {
			return true
		}
	}
	return false
}

func TestPoemFont(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	page := servertest.Parse(t, servertest.Get(t, site, "/poems/1").Body.String())
	var style, font string
	for _, n := range page.All("link") {
		switch {
		case servertest.Attr(n, "rel") == "preload":
			font = servertest.Attr(n, "href")
		case strings.HasSuffix(servertest.Attr(n, "href"), "kai.css"):
			style = servertest.Attr(n, "href")
		}
	}
	css, woff := servertest.Get(t, site, style), servertest.Get(t, site, font)
	if css.Code != http.StatusOK || woff.Code != http.StatusOK || woff.Header().Get("Content-Type") != "font/woff" {
		t.Fatalf("%s: %d, %s: %d %s", style, css.Code, font, woff.Code, woff.Header().Get("Content-Type"))
	}
	if !strings.HasPrefix(woff.Body.String(), "wOFF") || woff.Body.Len() > 60_000 {
		t.Errorf("a font of %d bytes that begins %.4q", woff.Body.Len(), woff.Body.String())
	}
	for _, rec := range []http.Header{css.Header(), woff.Header()} {
		if !strings.Contains(rec.Get("Cache-Control"), "immutable") || rec.Get("Set-Cookie") != "" {
			t.Errorf("headers %v", rec)
		}
	}
	// Title, author and text, and what they become in the other script.
	for _, r := range "鹧鸪天雨后楚凤散人一湖秋水叶葉鷓鳳後" {
		if !covers(t, css.Body.String(), r) {
			t.Errorf("no %c", r)
		}
	}
	if covers(t, css.Body.String(), '，') || covers(t, css.Body.String(), '龘') {
		t.Error("the font claims what it has not")
	}
}

// A font tells what is in a text, so only what is published has one.
func TestFontsOfOtherPoems(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, poem := range []string{servertest.Withdrawn + "/1", servertest.Withdrawn + "/2", servertest.InReview + "/1", servertest.Published + "/2", servertest.Published + "/0", servertest.Published + "/01", "999999/1", "abc/1", "1/x"} {
		for _, file := range []string{"/kai.woff", "/kai.css"} {
			if rec := servertest.Get(t, site, "/fonts/poem/"+poem+file); rec.Code != http.StatusNotFound || strings.Contains(rec.Header().Get("Cache-Control"), "immutable") {
				t.Errorf("%s%s: %d, %s", poem, file, rec.Code, rec.Header().Get("Cache-Control"))
			}
		}
	}
}

// The fonts of the site's own words are declared in the style sheet and found
// where that says: a small one for the pages visits begin with, one for the
// others, and no character in both.
func TestSiteFonts(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.OpenStore(t))
	css := servertest.Get(t, site, stylesheet(t, site)).Body.String()
	faces := strings.Split(css, `font-family:shiyun words`)[1:]
	if len(faces) != 2 {
		t.Fatalf("%d declared", len(faces))
	}
	for i, most := range []int{40_000, 120_000} {
		_, address, _ := strings.Cut(faces[i], "url(")
		address, _, _ = strings.Cut(address, ")")
		rec := servertest.Get(t, site, strings.Trim(address, `"`))
		if rec.Code != http.StatusOK || rec.Body.Len() < 10_000 || rec.Body.Len() > most {
			t.Errorf("%s: %d, %d bytes", address, rec.Code, rec.Body.Len())
		}
	}
	for i, text := range []string{"诗韵东亭体裁作者地方标签新近收录带走这首诗", "七绝楹辞赋"} {
		for _, r := range text {
			if !covers(t, faces[i], r) || covers(t, faces[1-i], r) {
				t.Errorf("%c is not in font %d, or not there alone", r, i+1)
			}
		}
	}
	if rec := servertest.Get(t, site, "/fonts/site/000000000000/kai.woff"); rec.Code != http.StatusNotFound {
		t.Errorf("another hash: %d", rec.Code)
	}
}

func stylesheet(t *testing.T, site http.Handler) string {
	t.Helper()
	for _, n := range servertest.Parse(t, servertest.Get(t, site, "/").Body.String()).All("link") {
		if strings.HasSuffix(servertest.Attr(n, "href"), "/shiyun.css") {
			return servertest.Attr(n, "href")
		}
	}
	t.Fatal("no style sheet")
	return ""
}
