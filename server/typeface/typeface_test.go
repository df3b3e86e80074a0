package typeface_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"

	"shiyun/server/typeface"
	"shiyun/web"
)

func face(t testing.TB) *typeface.Face {
	t.Helper()
	pack, err := web.Files.ReadFile("fonts/kai.pack")
	if err != nil {
		t.Fatal(err)
	}
	f, err := typeface.Open(pack)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const verse = "东亭雨歇柳初匀，𠮷祥裏裡龘。卧听春声到隔邻！鹧鸪凫㑇𪚥𲎯Ab1"

func TestCharactersAreThoseTheFaceCanDraw(t *testing.T) {
	f := face(t)
	got := string(f.Characters(verse + verse))
	for _, r := range "东亭雨歇柳初匀𠮷祥裏裡龘卧听春声到隔邻鹧鸪凫㑇" {
		if strings.Count(got, string(r)) != 1 {
			t.Errorf("Characters has %q %d times, want once", r, strings.Count(got, string(r)))
		}
	}
	if strings.ContainsAny(got, "，。！Ab1\U000323AF") {
		t.Errorf("Characters = %q; punctuation, Latin and what is missing belong to the reader's own fonts", got)
	}
}

// The font is read by a parser that is not ours, and every character has the
// outline it has on its own.
func TestFontHoldsEveryCharacter(t *testing.T) {
	f := face(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("东亭雨歇柳初匀卧听春声到隔邻一二三丁七龘鬱驫龍㐀中国")), 1, 40, -1).Draw(t, "text")
		runes := f.Characters(text)
		content, err := f.TrueType(runes)
		if err != nil {
			t.Fatal(err)
		}
		font, err := sfnt.Parse(content)
		if err != nil {
			t.Fatal(err)
		}
		if font.NumGlyphs() != len(runes)+1 {
			t.Fatalf("%d glyphs for %d characters", font.NumGlyphs(), len(runes))
		}
		var b sfnt.Buffer
		for i, r := range runes {
			id, err := font.GlyphIndex(&b, r)
			if err != nil || int(id) != i+1 {
				t.Fatalf("glyph of %q = %d, %v; want %d", r, id, err, i+1)
			}
			here := outline(t, font, id)
			alone, err := f.TrueType([]rune{r})
			if err != nil {
				t.Fatal(err)
			}
			other, err := sfnt.Parse(alone)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(here, outline(t, other, 1)) || len(here) == 0 {
				t.Fatalf("%q has another outline among others", r)
			}
		}
	})
}

func outline(t *rapid.T, font *sfnt.Font, id sfnt.GlyphIndex) sfnt.Segments {
	var b sfnt.Buffer
	segments, err := font.LoadGlyph(&b, id, 1000<<6, nil)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(segments)
}

func TestFontOfNothing(t *testing.T) {
	f := face(t)
	content, err := f.TrueType(f.Characters("no Chinese here"))
	if err != nil {
		t.Fatal(err)
	}
	if font, err := sfnt.Parse(content); err != nil || font.NumGlyphs() != 1 {
		t.Fatalf("Parse = %v; want a font with the empty glyph alone", err)
	}
}

func TestFontOfAPoemIsSmall(t *testing.T) {
	f := face(t)
	content, err := f.WOFF(f.Characters(verse))
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > 20_000 {
		t.Errorf("a font for %q has %d bytes", verse, len(content))
	}
}

func FuzzOpen(f *testing.F) {
	pack, err := web.Files.ReadFile("fonts/kai.pack")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(pack[:4096])
	f.Add([]byte("shiyun kai 1\n"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		if face, err := typeface.Open(b); err == nil {
			face.WOFF(face.Characters(verse)) // any error will do; a panic will not
		}
	})
}

// A WOFF made here is one that can be read again.
func TestFontsCanBePackedAgain(t *testing.T) {
	f := face(t)
	runes := f.Characters(verse)
	content, err := f.WOFF(runes)
	if err != nil {
		t.Fatal(err)
	}
	pack := typeface.NewPack()
	if err := pack.Add(content); err != nil {
		t.Fatal(err)
	}
	again, err := typeface.Open(pack.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Characters(verse); !slices.Equal(got, runes) {
		t.Errorf("characters = %q, want %q", string(got), string(runes))
	}
	second, err := again.WOFF(runes)
	if err != nil || !slices.Equal(second, content) {
		t.Errorf("the font packed again differs (%d and %d bytes), %v", len(content), len(second), err)
	}
}

func FuzzAdd(f *testing.F) {
	content, err := face(f).WOFF([]rune("东亭"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Fuzz(func(_ *testing.T, b []byte) {
		pack := typeface.NewPack()
		if pack.Add(b) == nil && pack.Len() < 100 {
			typeface.Open(pack.Bytes())
		}
	})
}
