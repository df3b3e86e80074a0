package assets

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

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
