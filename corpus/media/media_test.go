package media_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/media"
)

func picture(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for y := range h / 2 { // the upper left corner is red
		for x := range w / 2 {
			img.SetRGBA(x, y, color.RGBA{0xff, 0, 0, 0xff})
		}
	}
	return img
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// asJPEG writes a JPEG with EXIF data that say how it lay and where it was
// taken.
func asJPEG(t testing.TB, img image.Image, orientation byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), orientation, 0, 0)
	exif = append(exif, "GPS 30.5N 114.3E"...)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(append([]byte{}, b.Bytes()[:2]...), segment...), b.Bytes()[2:]...)
}

// bomb is a PNG of a few bytes that claims to be huge.
func bomb(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, 8, 6, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
}

func mp3() []byte {
	frame := append([]byte{0xff, 0xfb, 0x90, 0}, make([]byte, 413)...) // 128 kbit/s at 44.1 kHz: 417 bytes
	return bytes.Repeat(frame, 3)
}

func recordings() map[string][]byte {
	return map[string][]byte{
		"audio/mpeg": mp3(),
		"audio/mp4":  []byte("\x00\x00\x00\x14ftypM4A \x00\x00\x00\x00isom" + "\x00\x00\x00\x20moov....hdlr....soun......"),
		"audio/ogg":  []byte("OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x13OpusHead\x01"),
		"audio/wav":  []byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + strings.Repeat("\x00", 40)),
	}
}

func TestRecordings(t *testing.T) {
	for kind, content := range recordings() {
		v, err := media.Vet(t.Context(), corpus.MediaRecording, content)
		if err != nil || v.Type != kind || !bytes.Equal(v.Content, content) {
			t.Errorf("%s: %q, %v", kind, v.Type, err)
		}
	}
	tagged := append([]byte("ID3\x04\x00\x00\x00\x00\x00\x05hello"), mp3()...)
	if v, err := media.Vet(t.Context(), corpus.MediaRecording, tagged); err != nil || v.Type != "audio/mpeg" {
		t.Errorf("with a tag: %q, %v", v.Type, err)
	}
}

func TestWhatIsNotARecordingIsRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"nothing":            nil,
		"a page":             []byte("<!doctype html><script>alert(1)</script>"),
		"a page with a tag":  []byte("ID3\x04\x00\x00\x00\x00\x00\x00<script>alert(1)</script>"),
		"a tag without end":  []byte("ID3\x04\x00\x00\x7f\x7f\x7f\x7f"),
		"a program":          append([]byte("MZ"), make([]byte, 200)...),
		"one frame and junk": append(mp3()[:417], "<script>alert(1)</script>"...),
		"a film":             []byte("\x00\x00\x00\x14ftypisom\x00\x00\x00\x00isom" + "moov hdlr soun hdlr vide"),
		"other ogg":          []byte("OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x13theora.."),
		"an AVI":             []byte("RIFF\x24\x00\x00\x00AVI fmt " + strings.Repeat("\x00", 40)),
		"a picture":          asPNG(t, picture(4, 4)),
		"too much":           bytes.Repeat(mp3(), media.MaxRecording/1251+1),
	} {
		if _, err := media.Vet(t.Context(), corpus.MediaRecording, content); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPicturesAreDrawnAnew(t *testing.T) {
	hidden := "<script>alert(1)</script>"
	for name, content := range map[string][]byte{
		"png":  append(asPNG(t, picture(3200, 800)), hidden...),
		"jpeg": append(asJPEG(t, picture(3200, 800), 1), hidden...),
	} {
		v, err := media.Vet(t.Context(), corpus.MediaStone, content)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v.Type != "image/jpeg" || v.Width != 1600 || v.Height != 400 {
			t.Errorf("%s: %s of %d×%d", name, v.Type, v.Width, v.Height)
		}
		for _, lost := range []string{hidden, "Exif", "GPS"} {
			if bytes.Contains(v.Content, []byte(lost)) {
				t.Errorf("%s: still holds %q", name, lost)
			}
		}
		if config, err := jpeg.DecodeConfig(bytes.NewReader(v.Content)); err != nil || config.Width != v.Width {
			t.Errorf("%s: %+v, %v", name, config, err)
		}
	}
}

// What was drawn here is not drawn again, unless something was put into it.
func TestPicturesDrawnBeforeStayAsTheyAre(t *testing.T) {
	first, err := media.Vet(t.Context(), corpus.MediaStone, asPNG(t, picture(640, 480)))
	if err != nil {
		t.Fatal(err)
	}
	again, err := media.Vet(t.Context(), corpus.MediaPicture, first.Content)
	if err != nil || !bytes.Equal(again.Content, first.Content) || again.Width != 640 || again.Type != first.Type {
		t.Errorf("%d×%d of %d bytes, %v; was %d bytes", again.Width, again.Height, len(again.Content), err, len(first.Content))
	}
	comment := slices.Concat(first.Content[:2], []byte("\xff\xfe\x00\x0fhidden there?"), first.Content[2:])
	for name, content := range map[string][]byte{"a comment": comment, "something behind it": append(slices.Clone(first.Content), "hidden there?"...)} {
		v, err := media.Vet(t.Context(), corpus.MediaPicture, content)
		if err != nil || bytes.Contains(v.Content, []byte("hidden")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A telephone held in whatever way: the red corner ends where it was.
func TestPicturesStandUpright(t *testing.T) {
	corners := map[byte]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}}
	for orientation, corner := range corners {
		v, err := media.Vet(t.Context(), corpus.MediaPicture, asJPEG(t, picture(64, 32), orientation))
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(v.Content))
		if err != nil {
			t.Fatal(err)
		}
		if turned := orientation >= 5; turned != (v.Height > v.Width) {
			t.Errorf("%d: %d×%d", orientation, v.Width, v.Height)
		}
		x, y := v.Width/4+corner.X*v.Width/2, v.Height/4+corner.Y*v.Height/2
		if _, g, _, _ := img.At(x, y).RGBA(); g > 0x4000 {
			t.Errorf("%d: no red at %d,%d", orientation, x, y)
		}
	}
}

func TestWhatIsNotAPictureIsRefused(t *testing.T) {
	for name, content := range map[string][]byte{
		"nothing":       nil,
		"a page":        []byte("<html><svg onload=alert(1)>"),
		"svg":           []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`),
		"gif":           []byte("GIF89a" + strings.Repeat("\x00", 30)),
		"a recording":   mp3(),
		"a bomb":        bomb(60_000, 60_000),
		"a long bomb":   bomb(1, 2_000_000_000),
		"a square bomb": bomb(15_000, 15_000),
		"half a png":    asPNG(t, picture(64, 64))[:80],
		"webp of junk":  []byte("RIFF\x24\x00\x00\x00WEBPVP8 " + strings.Repeat("\x00", 30)),
		"too much":      make([]byte, media.MaxPicture+1),
	} {
		if _, err := media.Vet(t.Context(), corpus.MediaStone, content); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	f := media.Folder(dir + "/media")
	name, err := f.Put(media.Vetted{Ext: ".mp3", Content: mp3()})
	if err != nil {
		t.Fatal(err)
	}
	file, err := f.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := io.ReadAll(file)
	if err != nil || !bytes.Equal(kept, mp3()) {
		t.Errorf("kept %d bytes, %v", len(kept), err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(dir+"/secret.jpg", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", ".", "..", "../secret.jpg", "/etc/passwd", strings.Repeat("0", 32) + ".jpg", name + "/..", name + "\x00.jpg", strings.ToUpper(name), "new-1.mp3"} {
		if _, err := f.Open(bad); corpus.CodeOf(err) != corpus.NotFound {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := f.Remove(name); err != nil {
		t.Error(err)
	}
	if err := f.Remove(name); err != nil {
		t.Errorf("once more: %v", err)
	}
	if _, err := f.Open(name); corpus.CodeOf(err) != corpus.NotFound {
		t.Errorf("after it is gone: %v", err)
	}
}

// Whatever is sent in, it is refused with a sentence or becomes something
// with a type.
func FuzzVet(f *testing.F) {
	for _, content := range recordings() {
		f.Add(content, true)
	}
	f.Add(asPNG(f, picture(8, 8)), false)
	f.Add(asJPEG(f, picture(8, 8), 6), false)
	f.Add(bomb(60_000, 60_000), false)
	f.Fuzz(func(t *testing.T, content []byte, sound bool) {
		kind := corpus.MediaPicture
		if sound {
			kind = corpus.MediaRecording
		}
		v, err := media.Vet(t.Context(), kind, content)
		if err != nil && corpus.CodeOf(err) != corpus.Invalid {
			t.Fatal(err)
		}
		if err == nil && (v.Type == "" || v.Ext == "" || len(v.Content) == 0) {
			t.Fatalf("%+v", v)
		}
	})
}

// A picture costs what it unpacks to and not several times as much, or one of
// 50 megapixels takes more than a small machine has.
func TestPictureCostsLittleMoreThanItsPixels(t *testing.T) {
	content := asPNG(t, picture(1700, 6000))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	v, err := media.Vet(t.Context(), corpus.MediaPicture, content)
	runtime.ReadMemStats(&after)
	if err != nil || v.Height != 1600 {
		t.Fatalf("height %d, %v", v.Height, err)
	}
	if got, most := after.TotalAlloc-before.TotalAlloc, uint64(2*1700*6000*4); got > most {
		t.Errorf("%d bytes, want at most %d", got, most)
	}
}
