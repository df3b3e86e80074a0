package submit

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/card"
)

// servePicture draws a receipt to be kept among the photographs of a telephone.
func (s *Server) servePicture(c echo.Context) (answer.Answer, error) {
	private(c)
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	face, err := assets.Kai()
	if err != nil {
		return nil, err
	}
	of := s.pages.Site(c.Request().Context())
	drawing := card.Receipt{Heading: s.words.Say("receipt.picture"), Title: v.About.Title, Code: v.Code, Where: s.words.Say("receipt.picture.where"), Site: of.Name, Seal: of.Seal, Colours: of.CardColours()}
	if s.origin != "" { // a code must lead somewhere, and never to where a visitor claims the site is
		drawing.Address = v.Link
	}
	content, err := card.DrawReceipt(face, drawing)
	if err != nil {
		return nil, fmt.Errorf("draw receipt: %w", err)
	}
	return answer.Body(http.StatusOK, "image/png", content)
}
