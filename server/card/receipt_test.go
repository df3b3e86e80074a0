package card_test

import (
	"bytes"
	"image/png"
	"testing"

	"shiyun/server/card"
)

// The number is what a receipt is kept for: each one looks different.
func TestReceiptShowsItsNumber(t *testing.T) {
	t.Parallel()
	draw := func(code string) []byte {
		content, err := card.DrawReceipt(face(t), card.Receipt{Heading: "回执", Title: "新荷", Code: code, Site: "诗韵", Seal: "诗韵", Address: "https://shiyun.example/receipt/1"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(bytes.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		return content
	}
	if bytes.Equal(draw("1234 5678 9012"), draw("1234 5678 9013")) {
		t.Error("two numbers make one picture")
	}
}
