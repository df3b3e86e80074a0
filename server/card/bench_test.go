package card_test

import (
	"testing"

	"shiyun/server/assets"
	"shiyun/server/card"
)

// BenchmarkCard draws the picture that a link shows, as the first who asks
// for it waits.
func BenchmarkCard(b *testing.B) {
	face, err := assets.Kai()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := card.PNG(face, poem(), card.Square); err != nil {
			b.Fatal(err)
		}
	}
}
