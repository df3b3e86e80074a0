package media

import (
	"bytes"
	"encoding/binary"
)

// The markers of JPEG (ITU-T T.81, table B.1) that a picture cannot do
// without.
const (
	markerBaseline = 0xc0
	markerHuffman  = 0xc4
	markerQuant    = 0xdb
	markerScan     = 0xda
	markerEnd      = 0xd9
)

// isBare holds for a JPEG file that is a picture and nothing else: no EXIF, no
// comment, no profile, no thumbnail, one scan, and nothing after its end.
func isBare(jpeg []byte) bool {
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xff; {
		marker, length := jpeg[at+1], int(binary.BigEndian.Uint16(jpeg[at+2:]))
		at += 2 + length
		if length < 2 || at > len(jpeg) {
			return false
		}
		switch marker {
		case markerBaseline, markerHuffman, markerQuant:
		case markerScan:
			return endsWithScan(jpeg[at:])
		default:
			return false
		}
	}
	return false
}

// endsWithScan holds for the data of a scan with the end of the file right
// after it. Within the data 0xff is followed by 0.
func endsWithScan(b []byte) bool {
	for {
		i := bytes.IndexByte(b, 0xff)
		if i < 0 || i+1 >= len(b) {
			return false
		}
		if b[i+1] != 0 {
			return b[i+1] == markerEnd && i+2 == len(b)
		}
		b = b[i+2:]
	}
}
