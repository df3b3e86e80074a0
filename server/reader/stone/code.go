package stone

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/paths"
	"shiyun/server/qr"
)

// modulePixels is the width of a module of the PNG: 300 dots an inch make a
// code of 8 cm or so out of it, large enough for a sign.
const modulePixels = 24

// stoneQR leads to a stone.
func (s *Server) stoneQR(c echo.Context, code string) (qr.Code, error) {
	return qr.NewTough(s.origin.Of(c) + paths.Stone(code))
}

func (s *Server) serveStoneSVG(c echo.Context, st corpus.Stone) (answer.Answer, error) {
	code, err := s.stoneQR(c, st.Code)
	if err != nil {
		return nil, err
	}
	return answer.Body(http.StatusOK, assets.ContentTypes[".svg"], fmt.Appendf(nil,
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dh-%dz"/><path d="%s"/></svg>`,
		code.Size, code.Size, code.Size, code.Size, code.Size, code.Path))
}

func (s *Server) serveStonePNG(c echo.Context, st corpus.Stone) (answer.Answer, error) {
	code, err := s.stoneQR(c, st.Code)
	if err != nil {
		return nil, err
	}
	picture, err := code.PNG(modulePixels)
	if err != nil {
		return nil, err
	}
	return answer.Body(http.StatusOK, "image/png", picture)
}
