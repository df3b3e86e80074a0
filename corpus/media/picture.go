package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"net/http"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"shiyun/corpus"
)

const (
	// maxSide is the longer side of a picture as it is kept, in pixels.
	maxSide = 1600
	// maxPixels and maxDimension bound what is unpacked: a file of a few
	// kilobytes can claim to be gigabytes.
	maxPixels    = 50_000_000
	maxDimension = 16_000
	quality      = 86 // of JPEG
)

// format is a kind of picture that is taken in.
type format struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = map[string]format{
	"image/jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"image/png":  {png.DecodeConfig, png.Decode},
	"image/webp": {webp.DecodeConfig, webp.Decode},
}

// picture draws a picture anew as JPEG. Nothing of the file itself is kept:
// not where it was taken, and not what somebody hid behind it. One that was
// drawn here before holds nothing of the kind and stays as it is: each drawing
// costs a little of it.
func picture(content []byte) (Vetted, error) {
	if len(content) > MaxPicture {
		return Vetted{}, corpus.NewError(corpus.Invalid, "archive.picture_too_large")
	}
	kind := http.DetectContentType(content)
	f, ok := formats[kind]
	if !ok {
		return Vetted{}, corpus.NewError(corpus.Invalid, "archive.picture_kind")
	}
	config, err := f.config(bytes.NewReader(content))
	if err != nil {
		return Vetted{}, broken(err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxDimension || config.Height > maxDimension || config.Width*config.Height > maxPixels {
		return Vetted{}, corpus.NewError(corpus.Invalid, "archive.picture_dimensions", config.Width, config.Height)
	}
	img, err := f.decode(bytes.NewReader(content))
	if err != nil {
		return Vetted{}, broken(err)
	}
	if kind == "image/jpeg" && max(config.Width, config.Height) <= maxSide && isBare(content) {
		return Vetted{Type: kind, Ext: ".jpg", Width: config.Width, Height: config.Height, Content: content}, nil
	}
	small := shrunk(img)
	if kind == "image/jpeg" {
		small = upright(small, orientation(content))
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: quality}); err != nil {
		return Vetted{}, broken(err)
	}
	return Vetted{Type: "image/jpeg", Ext: ".jpg", Width: small.Rect.Dx(), Height: small.Rect.Dy(), Content: b.Bytes()}, nil
}

func broken(err error) error {
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("archive.picture_broken"), Err: err}
}

// shrunk draws a picture on white, which is what shows through, at most
// maxSide long. It is halved as often as can be, so that every pixel counts:
// the finer scalers hold 32 bytes for each pixel of a tall picture.
func shrunk(img image.Image) *image.RGBA {
	for {
		size := img.Bounds().Size()
		longer := max(size.X, size.Y)
		last := longer <= 2*maxSide
		switch {
		case !last:
			size = image.Pt(max(1, size.X/2), max(1, size.Y/2))
		case longer > maxSide:
			size = image.Pt(max(1, size.X*maxSide/longer), max(1, size.Y*maxSide/longer))
		}
		small := image.NewRGBA(image.Rectangle{Max: size})
		draw.Draw(small, small.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.ApproxBiLinear.Scale(small, small.Rect, img, img.Bounds(), draw.Over, nil)
		if last {
			return small
		}
		img = small
	}
}

// upright turns a picture the way it was taken. Telephones write it as the
// sensor lay and say so in EXIF, which is not kept.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	// from is where the pixel of the turned picture comes from (EXIF 2.3, tag
	// 0x0112).
	from := map[int]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, h - 1 - x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return w - 1 - y, x },
	}[orientation]
	if from == nil {
		return img
	}
	size := image.Pt(w, h)
	if orientation >= 5 {
		size = image.Pt(h, w)
	}
	turned := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			turned.SetRGBA(x, y, img.RGBAAt(from(x, y)))
		}
	}
	return turned
}
