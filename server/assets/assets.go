// Package assets is the files that pages refer to, and the fonts cut for them:
// styles joined and made small, scripts, images, and the typeface of titles and
// verse in the characters that are needed. Each is served under a hash of its
// content.
package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"sync/atomic"

	"github.com/labstack/echo/v4"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"shiyun/server/answer"
	"shiyun/server/catalogue"
)

// Assets are the files pages refer to, by name. Each is served under a hash of
// its content, so that it may be kept for ever and a new one is seen at once.
// They are not changed once they are loaded, but for those of a site's own look.
type Assets struct {
	files    map[string]file
	styles   []byte // of residents' pages, made small, without the fonts
	headings headingTexts
	examples fixedFont
	own      *atomic.Pointer[ownFiles] // always set
}

type file struct {
	hash        string
	contentType string
	content     []byte
}

// Icon is the site's mark.
const Icon = "favicon.svg"

const residents = "shiyun.css"

// sheets are the style sheets: the files of styles each is joined from, in
// order of name. What only curators' pages need is not sent to residents.
var sheets = map[string]string{
	residents:     "styles/[0-7]*.css",
	"curator.css": "styles/[89]*.css",
}

// Load reads the assets from the folders of web: it joins the styles, makes
// styles and scripts small, and takes images as they are. The fonts of headings
// have the characters of what the catalogues say there.
func Load(from fs.FS, words ...*catalogue.Catalogue) (*Assets, error) {
	a := &Assets{files: map[string]file{}, own: &atomic.Pointer[ownFiles]{}}
	if err := a.loadFonts(from, words); err != nil {
		return nil, err
	}
	for name, pattern := range sheets {
		styles, err := join(from, pattern)
		if err != nil {
			return nil, err
		}
		if err := a.add(name, styles); err != nil {
			return nil, err
		}
	}
	for _, pattern := range []string{"scripts/*.js", "images/*.*", "images/help/*"} {
		if err := a.addAll(from, pattern); err != nil {
			return nil, err
		}
	}
	a.styles = a.files[residents].content
	return a, a.SetLook(Look{})
}

func (a *Assets) addAll(from fs.FS, pattern string) error {
	names, err := fs.Glob(from, pattern)
	if err != nil {
		return fmt.Errorf("list %s: %w", pattern, err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return fmt.Errorf("read asset: %w", err)
		}
		if err := a.add(path.Base(name), content); err != nil {
			return err
		}
	}
	return nil
}

func join(from fs.FS, pattern string) ([]byte, error) {
	names, err := fs.Glob(from, pattern)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", pattern, err)
	}
	var b bytes.Buffer
	for _, name := range names {
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, fmt.Errorf("read style: %w", err)
		}
		b.Write(content)
	}
	return b.Bytes(), nil
}

// ContentTypes are stated here because the machine's own table may lack them
// or say otherwise, and nosniff makes browsers take it at its word.
var ContentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
}

// minifier leaves out what only those who write styles and scripts read.
var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	return m
}()

func (a *Assets) add(name string, content []byte) error {
	f, err := newFile(name, content)
	a.files[name] = f
	return err
}

func newFile(name string, content []byte) (file, error) {
	content, err := small(name, content)
	if err != nil {
		return file{}, err
	}
	contentType := ContentTypes[path.Ext(name)]
	if contentType == "" {
		contentType = mime.TypeByExtension(path.Ext(name))
	}
	return file{hash: hashOf(content), contentType: contentType, content: content}, nil
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}

func small(name string, content []byte) ([]byte, error) {
	kept, err := minifier.Bytes(path.Ext(name), content)
	switch {
	case err == nil:
		return kept, nil
	case !errors.Is(err, minify.ErrNotExist):
		return nil, fmt.Errorf("minify %s: %w", name, err)
	}
	return content, nil
}

// Path returns the address of an asset. A name that is not there fails the
// rendering of the page that asks for it.
func (a *Assets) Path(name string) (string, error) {
	f, ok := a.find(name)
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return "/assets/" + f.hash + "/" + name, nil
}

// Content returns what an asset holds; nil for a name that is not there.
func (a *Assets) Content(name string) []byte {
	f, _ := a.find(name)
	return f.content
}

// Serve answers with the asset of the parameters hash and name.
func (a *Assets) Serve(c echo.Context) (answer.Answer, error) {
	f, ok := a.findAt(c.Param("name"), c.Param("hash"))
	if !ok {
		return nil, echo.ErrNotFound
	}
	return answer.Forever(f.contentType, f.content)
}

// ServeIcon answers browsers that look for the mark where it used to be.
func (a *Assets) ServeIcon(c echo.Context) (answer.Answer, error) {
	f, _ := a.find(Icon)
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return answer.Blob(http.StatusOK, f.contentType, f.content)
}
