package card_test

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/server/card"
	"shiyun/server/typeface"
	"shiyun/web"
)

func face(t testing.TB) *typeface.Face {
	t.Helper()
	pack, err := web.Files.ReadFile("fonts/kai.pack")
	if err != nil {
		t.Fatal(err)
	}
	f, err := typeface.Open(pack)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// drawn draws a card and checks what holds for every one: its size, and a
// margin that nothing runs into.
func drawn(t testing.TB, f *typeface.Face, c card.Card, size image.Point) image.Image {
	t.Helper()
	content, err := card.PNG(f, c, size)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != (image.Rectangle{Max: size}) {
		t.Fatalf("bounds = %v, want %v", img.Bounds(), size)
	}
	if n := ink(img, img.Bounds()) - ink(img, img.Bounds().Inset(80)); n != 0 {
		t.Fatalf("%d dark pixels in the margin", n)
	}
	return img
}

func poem() card.Card {
	return card.Card{Title: "东亭雨后", Author: "楚凤山人", Columns: strings.Fields("东亭雨歇柳初匀 卧听春声到隔邻 不问人间多少事 一瓯新茗一篇新"),
		Site: "诗韵东亭", Seal: "诗韵", Rest: "全诗请扫码", Address: "https://shiyun.example/poems/12"}
}

// ink counts the dark pixels: red is bright in the paper and in the rules.
func ink(img image.Image, in image.Rectangle) int {
	n := 0
	rgba := image.NewRGBA(img.Bounds())
	draw.Draw(rgba, rgba.Bounds(), img, image.Point{}, draw.Src)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for at := rgba.PixOffset(in.Min.X, y); at < rgba.PixOffset(in.Max.X, y); at += 4 {
			if rgba.Pix[at] < 0x80 {
				n++
			}
		}
	}
	return n
}

func TestCardShowsThePoemAndTheCode(t *testing.T) {
	f := face(t)
	corner := func(size image.Point) image.Rectangle {
		return image.Rect(96, size.Y-96-176, 96+176, size.Y-96)
	}
	for name, size := range map[string]image.Point{"tall": card.Tall, "square": card.Square} {
		t.Run(name, func(t *testing.T) {
			img := drawn(t, f, poem(), size)
			if n := ink(img, image.Rect(0, 0, size.X, size.Y/2)); n < 10_000 {
				t.Errorf("%d dark pixels in the upper half; the poem is missing", n)
			}
			if n := ink(img, corner(size)); n < 5_000 {
				t.Errorf("%d dark pixels where the code belongs", n)
			}
			c := poem()
			c.Address = ""
			if n := ink(drawn(t, f, c, size), corner(size)); n != 0 {
				t.Errorf("%d dark pixels where there is no code", n)
			}
		})
	}
}

// Whatever the poem, the card is drawn and nothing runs over its margin. A few
// examples of the generator will do: a picture takes long to draw and to read.
func TestAnyPoemFits(t *testing.T) {
	f := face(t)
	text := func(most int) *rapid.Generator[string] {
		return rapid.StringOfN(rapid.RuneFrom([]rune("东亭雨歇柳初匀𠮷龘A·，\u3000")), 0, most, -1)
	}
	cards := rapid.Custom(func(t *rapid.T) card.Card {
		c := poem()
		c.Title, c.Author = text(60).Draw(t, "title"), text(20).Draw(t, "author")
		c.Columns = rapid.SliceOfN(text(40), 0, 60).Draw(t, "columns")
		return c
	})
	for i := range 12 {
		drawn(t, f, cards.Example(i), []image.Point{card.Tall, card.Square}[i%2])
	}
}

func TestTitleOfTwoHundredCharacters(t *testing.T) {
	c := poem()
	c.Title = strings.Repeat("东亭雨歇", 50)
	drawn(t, face(t), c, card.Square)
}
