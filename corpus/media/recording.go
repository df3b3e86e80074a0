package media

import (
	"bytes"
	"encoding/binary"

	"shiyun/corpus"
)

// recording takes MP3, M4A, Ogg (Opus, Vorbis) and WAV, as told by how they
// begin. Browsers take the type at the server's word (nosniff), so what else
// may hide in a file is never run.
func recording(content []byte) (Vetted, error) {
	if len(content) > MaxRecording {
		return Vetted{}, corpus.NewError(corpus.Invalid, "archive.recording_too_large")
	}
	for _, f := range []struct {
		is        func([]byte) bool
		kind, ext string
	}{{isMP3, "audio/mpeg", ".mp3"}, {isM4A, "audio/mp4", ".m4a"}, {isOgg, "audio/ogg", ".ogg"}, {isWAV, "audio/wav", ".wav"}} {
		if f.is(content) {
			return Vetted{Type: f.kind, Ext: f.ext, Content: content}, nil
		}
	}
	return Vetted{}, corpus.NewError(corpus.Invalid, "archive.recording_kind")
}

// isMP3 holds for frames of MPEG audio layer III, with an ID3v2 tag before
// them or without. A tag alone is no recording.
func isMP3(b []byte) bool {
	if bytes.HasPrefix(b, []byte("ID3")) && len(b) >= 10 {
		size := 0
		for _, c := range b[6:10] { // seven bits a byte (ID3v2.4, 6.2)
			if c > 0x7f {
				return false
			}
			size = size<<7 | int(c)
		}
		if size += 10; size >= len(b) {
			return false
		}
		b = bytes.TrimLeft(b[size:], "\x00") // padding that some programs do not count
	}
	next := frameLength(b)
	return next > 0 && (next == len(b) || next < len(b) && frameLength(b[next:]) > 0)
}

// The bit rates of layer III in kbit/s, and the sample rates in Hz, of MPEG 1
// and of MPEG 2 (ISO/IEC 11172-3, 13818-3); index 0 is a free rate, which
// hardly anything writes.
var (
	bitRates    = [2][16]int{{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}}
	sampleRates = [4][4]int{{11025, 12000, 8000}, {}, {22050, 24000, 16000}, {44100, 48000, 32000}}
)

// frameLength is the length of the frame of layer III that b begins with, 0
// where it begins with none.
func frameLength(b []byte) int {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe6 != 0xe2 {
		return 0
	}
	version := b[1] >> 3 & 3
	rates, samples := bitRates[1], 72
	if version == 3 {
		rates, samples = bitRates[0], 144
	}
	bits, rate := rates[b[2]>>4], sampleRates[version][b[2]>>2&3]
	if bits == 0 || rate == 0 {
		return 0
	}
	return samples*bits*1000/rate + int(b[2]>>1&1)
}

// isM4A holds for MP4 files: telephones write their recordings under any of
// these brands.
func isM4A(b []byte) bool {
	if len(b) < 16 || string(b[4:8]) != "ftyp" {
		return false
	}
	size := binary.BigEndian.Uint32(b)
	switch string(b[8:12]) {
	case "M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso5", "iso6", "3gp4", "3gp5":
		return size >= 16 && int64(size) < int64(len(b)) && bytes.Contains(b, []byte("soun")) && !bytes.Contains(b, []byte("vide"))
	}
	return false
}

func isOgg(b []byte) bool {
	const header = 27
	if len(b) < header || string(b[:4]) != "OggS" {
		return false
	}
	body := b[min(len(b), header+int(b[26])):]
	return bytes.HasPrefix(body, []byte("OpusHead")) || bytes.HasPrefix(body, []byte("\x01vorbis"))
}

func isWAV(b []byte) bool {
	return len(b) >= 44 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WAVE" && bytes.Contains(b[12:min(len(b), 4096)], []byte("fmt "))
}
