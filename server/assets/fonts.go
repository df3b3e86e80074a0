package assets

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/catalogue"
	"shiyun/server/typeface"
	"shiyun/web"
)

// Kai returns the typeface of titles and verse.
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
	k.name = hashOf(pack)
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

// cut are the fonts that were asked for, by folder: sites of one process that
// have the same words share them.
var cut sync.Map // of func() ([]byte, error)

func newFixedFont(family, text string) (fixedFont, error) {
	face, err := readKai()
	if err != nil {
		return fixedFont{}, err
	}
	runes := face.Characters(text)
	folder := "/fonts/site/" + hashOf([]byte(face.name+family+string(runes))) + "/"
	made, _ := cut.LoadOrStore(folder, sync.OnceValues(func() ([]byte, error) { return face.WOFF(runes) }))
	return fixedFont{family: family, folder: folder, runes: runes, make: made.(func() ([]byte, error))}, nil
}

// headingTexts are the words in headings, of the pages opened most and of all
// others.
type headingTexts struct{ first, rest string }

// fonts returns the fonts of headings on a site with a name.
func (t headingTexts) fonts(names string) ([]fixedFont, error) {
	first := t.first + names
	remaining := strings.Map(func(r rune) rune {
		if strings.ContainsRune(first, r) {
			return -1
		}
		return r
	}, t.rest)
	var fonts []fixedFont
	for _, text := range []string{first, remaining} {
		font, err := newFixedFont(familyWords, text)
		if err != nil {
			return nil, err
		}
		fonts = append(fonts, font)
	}
	return fonts, nil
}

// loadFonts reads the words in headings and makes the font of the examples of
// the style page.
func (a *Assets) loadFonts(from fs.FS, words []*catalogue.Catalogue) (err error) {
	first, rest, err := headingKeys(from)
	if err != nil {
		return fmt.Errorf("read headings: %w", err)
	}
	var firstText, restText, verses strings.Builder
	for _, w := range words {
		say(&firstText, w, first)
		say(&restText, w, rest)
		say(&verses, w, []string{"styleguide.verses"})
	}
	a.headings = headingTexts{firstText.String(), restText.String()}
	a.examples, err = newFixedFont(familyPoem, verses.String())
	return err
}

func say(b *strings.Builder, words *catalogue.Catalogue, keys []string) {
	for _, key := range keys {
		b.WriteString(words.Say(key))
	}
}

// Prepare cuts the fonts of the headings, which the first visitor would wait
// for.
func (a *Assets) Prepare() error {
	var errs []error
	for _, font := range a.own.Load().headings {
		if _, err := font.make(); err != nil {
			errs = append(errs, fmt.Errorf("cut font: %w", err))
		}
	}
	return errors.Join(errs...)
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

// fixedAt returns the font at the address asked for.
func (a *Assets) fixedAt(c echo.Context) (fixedFont, error) {
	for at := a.own.Load(); at != nil; at = at.before {
		for _, f := range append(at.headings[:len(at.headings):len(at.headings)], a.examples) {
			if f.folder == "/fonts/site/"+c.Param("hash")+"/" {
				return f, nil
			}
		}
	}
	return fixedFont{}, echo.ErrNotFound
}

// ExamplesFont returns the folder of the font of the style page's examples.
func (a *Assets) ExamplesFont() string { return a.examples.folder }

// ServeFont answers with a font of the site's own words.
func (a *Assets) ServeFont(c echo.Context) (answer.Answer, error) {
	f, err := a.fixedAt(c)
	if err != nil {
		return nil, err
	}
	font, err := f.make()
	if err != nil {
		return nil, fmt.Errorf("cut font: %w", err)
	}
	return answer.Forever(fontType, font)
}

// ServeFontStyle answers with the style sheet that declares that font.
func (a *Assets) ServeFontStyle(c echo.Context) (answer.Answer, error) {
	f, err := a.fixedAt(c)
	if err != nil {
		return nil, err
	}
	return answer.Forever(ContentTypes[".css"], f.style())
}
