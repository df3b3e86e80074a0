package server

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"

	"github.com/boombuler/barcode/qr"
	"github.com/labstack/echo/v4"
)

// modulePixels is the width of a module of the PNG: 300 dots an inch make a
// code of 8 cm or so out of it, large enough for a sign.
const modulePixels = 24

// stoneQR leads to a stone. A quarter of it may wear off: it hangs outdoors.
func (s *Server) stoneQR(c echo.Context, code string) (qrCode, error) {
	return newToughQR(qr.Q, s.baseOf(c)+stonePath(code))
}

func (s *Server) serveStoneSVG(c echo.Context) error {
	st, err := s.stoneOf(c, func(code string) string { return stonePath(code) + "/qr.svg" })
	if err != nil || c.Response().Committed {
		return err
	}
	code, err := s.stoneQR(c, st.Code)
	if err != nil {
		return err
	}
	return write(c, http.StatusOK, contentTypes[".svg"], fmt.Appendf(nil,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dh-%dz"/><path d="%s"/></svg>`,
		code.Size, code.Size, code.Size, code.Size, code.Size, code.Path))
}

func (s *Server) serveStonePNG(c echo.Context) error {
	st, err := s.stoneOf(c, func(code string) string { return stonePath(code) + "/qr.png" })
	if err != nil || c.Response().Committed {
		return err
	}
	code, err := s.stoneQR(c, st.Code)
	if err != nil {
		return err
	}
	picture, err := code.png(modulePixels)
	if err != nil {
		return err
	}
	return write(c, http.StatusOK, "image/png", picture)
}

// png draws the code with its quiet zone, a module so many pixels wide.
func (q qrCode) png(module int) ([]byte, error) {
	side := q.Size * module
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if q.dark(x/module-quiet, y/module-quiet) {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode QR code: %w", err)
	}
	return b.Bytes(), nil
}

// dark tells whether a module is black; those of the quiet zone are not.
func (q qrCode) dark(x, y int) bool {
	return image.Pt(x, y).In(q.modules.Bounds()) && q.modules.At(x, y) == color.Black
}
