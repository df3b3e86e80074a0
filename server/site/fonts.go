package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/server/catalogue"
	"shiyun/server/lang"
	"shiyun/server/preferences"
	"shiyun/server/typeface"
	"shiyun/web"

	"shiyun/server/answer"
)

// Kai is the typeface of titles and verse.
func Kai() (*typeface.Face, error) {
	k, err := readKai()
	return k.Face, err
}

// readKai also gives the typeface a name, of its content. It is read once for
// the process: it is the same for all.
var readKai = sync.OnceValues(func() (k struct {
	*typeface.Face
	name string
}, err error) {
	pack, err := web.Files.ReadFile("fonts/kai.pack")
	if err != nil {
		return k, fmt.Errorf("read typeface: %w", err)
	}
	sum := sha256.Sum256(pack)
	k.name = hex.EncodeToString(sum[:6])
	k.Face, err = typeface.Open(pack)
	return k, err
})

const fontType = "font/woff"

// fixedFont is a font of words of the site's own. It is made when first asked
// for.
type fixedFont struct {
	family string
	folder string // its address
	runes  []rune
	make   func() ([]byte, error)
}

// The families. Headings may mix a poem's words with the site's; verse may
// not, for a poem without a font of its own would be half in kai.
const (
	familyPoem  = "Shiyun Kai"
	familyWords = "Shiyun Words"
)

func newFixedFont(family, text string) (fixedFont, error) {
	face, err := readKai()
	if err != nil {
		return fixedFont{}, err
	}
	runes := face.Characters(text)
	sum := sha256.Sum256([]byte(face.name + family + string(runes)))
	return fixedFont{family: family, folder: "/fonts/site/" + hex.EncodeToString(sum[:6]) + "/", runes: runes,
		make: sync.OnceValues(func() ([]byte, error) { return face.WOFF(runes) })}, nil
}

// saidInHeading finds the sentences that templates say in headings.
var saidInHeading = regexp.MustCompile(`<(?:h[1-6]|legend)\b[^>]*>[^<{]*(?:<a[^>]*>)?\{\{t "([^"]+)"`)

// opened are the templates of the pages most visits begin with.
var opened = regexp.MustCompile(`^templates/(\w+|pages/(home|search|poem|today))\.html$`)

// headingText is what is set in the fonts of the site's own words: its name,
// the names of the forms, and every heading residents see. What the pages
// opened most say comes apart from the rest, so that a first visit does not
// wait for the words of all others. Curators' pages do with the fonts of the
// machine.
func headingText(w *catalogue.Catalogue) (first, rest string, err error) {
	first, rest = w.Say("site.name")+w.Say("look.letter"), w.Say("names.forms")
	for _, name := range preferences.OptionNames() {
		rest += w.Say("look." + name + ".title")
	}
	err = fs.WalkDir(web.Files, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "curator") {
			return err
		}
		text := &rest
		if opened.MatchString(name) {
			text = &first
		}
		template, err := web.Files.ReadFile(name)
		for _, m := range saidInHeading.FindAllStringSubmatch(string(template), -1) {
			*text += w.Say(m[1])
		}
		return err
	})
	return first, rest, err
}

// loadFonts makes the fonts of the headings, which the style sheet declares,
// so that it comes before loadAssets; and that of the examples of the style
// page.
func (s *stock) loadFonts() (err error) {
	var first, rest, verses string
	for _, w := range []*catalogue.Catalogue{s.hans, s.hant} {
		f, r, err := headingText(w)
		if err != nil {
			return fmt.Errorf("read headings: %w", err)
		}
		first, rest, verses = first+f, rest+r, verses+w.Say("styleguide.verses")
	}
	rest = strings.Map(func(r rune) rune {
		if strings.ContainsRune(first, r) {
			return -1
		}
		return r
	}, rest)
	for _, text := range []string{first, rest} {
		font, err := newFixedFont(familyWords, text)
		if err != nil {
			return err
		}
		s.headings = append(s.headings, font)
	}
	s.examples, err = newFixedFont(familyPoem, verses)
	return err
}

// Prepare makes what the first visitor would wait for: the fonts of the
// headings, and the table by which scripts are told apart.
func (s *Site) Prepare() {
	lang.Prepare()
	for _, font := range s.headings {
		if _, err := font.make(); err != nil {
			s.Log.Error("cut font", "error", err)
		}
	}
}

// style declares the font for exactly its characters, so that a page without
// any of them does not load it.
func (f fixedFont) style() []byte { return fontFace(f.family, f.folder+"kai.woff", f.runes) }

// fontFace declares a font. A browser that has a kai of its own never comes to
// it; until it is there, text stands in the reader's own type.
func fontFace(family, address string, runes []rune) []byte {
	if len(runes) == 0 {
		return nil
	}
	return []byte(`@font-face{font-family:"` + family + `";font-display:swap;src:url("` + address + `") format("woff");unicode-range:` +
		ranges(runes) + "}\n")
}

// ranges writes sorted characters as CSS does.
func ranges(runes []rune) string {
	var parts []string
	for i := 0; i < len(runes); {
		j := i
		for j+1 < len(runes) && runes[j+1] == runes[j]+1 {
			j++
		}
		part := fmt.Sprintf("U+%X", runes[i])
		if j > i {
			part += fmt.Sprintf("-%X", runes[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}

// fixed is the font asked for.
func (s *Site) fixed(c echo.Context) (fixedFont, error) {
	for _, f := range append(s.headings[:len(s.headings):len(s.headings)], s.examples) {
		if f.folder == "/fonts/site/"+c.Param("hash")+"/" {
			return f, nil
		}
	}
	return fixedFont{}, s.NotFound()
}

// ExamplesFont is the folder of the font of the style page's examples.
func (s *Site) ExamplesFont() string { return s.examples.folder }

func (s *Site) serveSiteFont(c echo.Context) (answer.Answer, error) {
	f, err := s.fixed(c)
	if err != nil {
		return nil, err
	}
	font, err := f.make()
	if err != nil {
		return nil, fmt.Errorf("cut font: %w", err)
	}
	return answer.Forever(fontType, font)
}

func (s *Site) serveSiteFontStyle(c echo.Context) (answer.Answer, error) {
	f, err := s.fixed(c)
	if err != nil {
		return nil, err
	}
	return answer.Forever(ContentTypes[".css"], f.style())
}

// FontOf serves the font of a page of its own: of the characters that runes
// finds by the address.
func FontOf(runes func(echo.Context) ([]rune, error)) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		of, err := runes(c)
		if err != nil {
			return nil, err
		}
		face, err := Kai()
		if err != nil {
			return nil, err
		}
		font, err := face.WOFF(of)
		if err != nil {
			return nil, fmt.Errorf("cut font: %w", err)
		}
		return answer.Forever(fontType, font)
	}
}

// FontStyleOf serves the style sheet that declares that font.
func FontStyleOf(runes func(echo.Context) ([]rune, error)) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		of, err := runes(c)
		if err != nil {
			return nil, err
		}
		return answer.Forever(ContentTypes[".css"], fontFace(familyPoem, "kai.woff", of))
	}
}
