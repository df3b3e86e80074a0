package server

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/account"
)

type codeView struct {
	Secret string // in groups of four, to be typed
	Sealed string // the secret as the form carries it
	QR     qrCode
	Notice string
}

// showCode proposes a secret. Nothing is kept until a code shows that the
// phone has it.
func (s *Server) showCode(c echo.Context) error {
	return s.codePage(c, http.StatusOK, account.NewSecret(), "")
}

func (s *Server) codePage(c echo.Context, status int, secret, notice string) error {
	who, _ := accountOf(c)
	code, err := newQR(account.Address(s.Say("site.name"), who.Name, secret))
	if err != nil {
		return err
	}
	v := codeView{Secret: inFours(secret), Sealed: s.Store.Secrets().Seal(codeMark(who.ID) + secret), QR: code, Notice: notice}
	return s.page(c, status, "code", view{Title: s.Say("code.title"), Data: v})
}

// codeMark keeps a secret proposed to one account from being given by another.
func codeMark(id corpus.AccountID) string { return "code " + strconv.FormatInt(int64(id), 10) + " " }

func (s *Server) setCode(c echo.Context) error {
	form, err := s.formOf(c)
	if err != nil {
		return err
	}
	who, _ := accountOf(c)
	opened, err := s.Store.Secrets().Open(form.Get("secret"))
	secret, ok := strings.CutPrefix(opened, codeMark(who.ID))
	if err != nil || !ok {
		return c.Redirect(http.StatusSeeOther, mePath+"/code") // a form from elsewhere: begin anew
	}
	if err := s.confirm(c, form.Get("password")); err != nil {
		if notice := s.sentenceOf(err); notice != "" {
			return s.codePage(c, http.StatusUnprocessableEntity, secret, notice)
		}
		return err
	}
	step, ok := account.CodeStep(secret, form.Get("code"), s.Now(), 0)
	if !ok {
		return s.codePage(c, http.StatusUnprocessableEntity, secret, s.Say("code.wrong"))
	}
	if err := s.Store.SetCode(c.Request().Context(), who.Actor(), who.ID, secret, step); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, mePath)
}

func (s *Server) dropCode(c echo.Context) error {
	form, err := s.formOf(c)
	if err != nil {
		return err
	}
	who, _ := accountOf(c)
	if err := s.confirm(c, form.Get("password")); err != nil {
		if notice := s.sentenceOf(err); notice != "" {
			return s.mePage(c, http.StatusUnprocessableEntity, notice)
		}
		return err
	}
	if err := s.Store.SetCode(c.Request().Context(), who.Actor(), who.ID, "", 0); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, mePath)
}

// qrCode is a QR code as the path of an SVG, one unit a module.
type qrCode struct {
	Size int // of a side, the quiet zone included
	Path string

	modules barcode.Barcode // without the quiet zone, one pixel a module
}

// quiet is the empty margin that readers need (ISO/IEC 18004: four modules).
const quiet = 4

func newQR(text string) (qrCode, error) { return newToughQR(qr.M, text) }

// newToughQR makes a code that bears as much wear as the level says.
func newToughQR(level qr.ErrorCorrectionLevel, text string) (qrCode, error) {
	code, err := qr.Encode(text, level, qr.Auto)
	if err != nil {
		return qrCode{}, fmt.Errorf("make QR code: %w", err)
	}
	var path strings.Builder
	size := code.Bounds().Dx()
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return qrCode{size + 2*quiet, path.String(), code}, nil
}

func inFours(text string) string {
	var b strings.Builder
	for i, r := range text {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
