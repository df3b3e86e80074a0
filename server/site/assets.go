package site

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

	"github.com/labstack/echo/v4"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"shiyun/web"

	"shiyun/server/answer"
)

// assets are the files pages refer to, by name. Each is served under a hash
// of its content, so that it may be kept for ever and a new one is seen at
// once.
type assets map[string]asset

type asset struct {
	hash        string
	contentType string
	content     []byte
}

// icon is the site's mark.
const icon = "favicon.svg"

// sheets are the style sheets: the files of styles each is joined from, in
// order of name. What only curators' pages need is not sent to residents.
var sheets = map[string]string{
	"shiyun.css":  "styles/[0-7]*.css",
	"curator.css": "styles/[89]*.css",
}

// loadAssets joins the styles, makes styles and scripts small, and takes images
// as they are.
func loadAssets(headings []fixedFont) (assets, error) {
	all := assets{}
	for name, pattern := range sheets {
		styles, err := joined(pattern)
		if err != nil {
			return nil, err
		}
		if name == "shiyun.css" {
			for _, font := range headings {
				styles = append(styles, font.style()...)
			}
		}
		if err := all.add(name, styles); err != nil {
			return nil, err
		}
	}
	for _, pattern := range []string{"scripts/*.js", "images/*.*", "images/help/*"} {
		names, err := fs.Glob(web.Files, pattern)
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", pattern, err)
		}
		for _, name := range names {
			content, err := web.Files.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("read asset: %w", err)
			}
			if err := all.add(path.Base(name), content); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

func joined(pattern string) ([]byte, error) {
	names, err := fs.Glob(web.Files, pattern)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", pattern, err)
	}
	var b bytes.Buffer
	for _, name := range names {
		content, err := web.Files.ReadFile(name)
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

func (a assets) add(name string, content []byte) error {
	kept, err := minifier.Bytes(path.Ext(name), content)
	switch {
	case err == nil:
		content = kept
	case !errors.Is(err, minify.ErrNotExist):
		return fmt.Errorf("minify %s: %w", name, err)
	}
	contentType := ContentTypes[path.Ext(name)]
	if contentType == "" {
		contentType = mime.TypeByExtension(path.Ext(name))
	}
	sum := sha256.Sum256(content)
	a[name] = asset{hash: hex.EncodeToString(sum[:6]), contentType: contentType, content: content}
	return nil
}

// path is the address of an asset. A name that is not there fails the
// rendering of the page that asks for it.
func (a assets) path(name string) (string, error) {
	file, ok := a[name]
	if !ok {
		return "", fmt.Errorf("no asset %q", name)
	}
	return "/assets/" + file.hash + "/" + name, nil
}

// Asset is the content of an asset; nil for a name that is not there.
func (s *Site) Asset(name string) []byte { return s.assets[name].content }

func (s *Site) serveAsset(c echo.Context) (answer.Answer, error) {
	file, ok := s.assets[c.Param("name")]
	if !ok || file.hash != c.Param("hash") {
		return nil, echo.ErrNotFound
	}
	return answer.Forever(file.contentType, file.content)
}

// serveIcon answers browsers that look for the mark where it used to be.
func (s *Site) serveIcon(c echo.Context) (answer.Answer, error) {
	file := s.assets[icon]
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return answer.Blob(http.StatusOK, file.contentType, file.content)
}
