package typeface

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

var be = binary.BigEndian

var errBroken = errors.New("not a font this package can read")

// tables are the tables of one font by tag.
type tables map[string][]byte

// maxTable bounds a table once inflated, in bytes, and maxTables how many
// there are: a forged file could inflate one piece again and again.
const (
	maxTable  = 32 << 20
	maxTables = 64
)

// readWOFF takes a WOFF 1 file apart (W3C Recommendation, 2012).
func readWOFF(file []byte) (tables, error) {
	if len(file) < 44 || string(file[:4]) != "wOFF" {
		return nil, errBroken
	}
	t := tables{}
	count := int(be.Uint16(file[12:]))
	if count > maxTables {
		return nil, errBroken
	}
	for i := range count {
		at := 44 + 20*i
		if at+20 > len(file) {
			return nil, errBroken
		}
		e := file[at:]
		start, packed, size := int(be.Uint32(e[4:])), int(be.Uint32(e[8:])), int(be.Uint32(e[12:]))
		if start+packed > len(file) || size > maxTable {
			return nil, errBroken
		}
		table := file[start : start+packed]
		if packed < size {
			r, err := zlib.NewReader(bytes.NewReader(table))
			if err == nil {
				table, err = io.ReadAll(io.LimitReader(r, maxTable))
			}
			if err != nil {
				return nil, fmt.Errorf("inflate table: %w", err)
			}
		}
		if len(table) != size {
			return nil, errBroken
		}
		t[string(e[:4])] = table
	}
	return t, nil
}

// entry is one table on its way into a file.
type entry struct {
	tag      string
	content  []byte
	checksum uint32
}

// entries are the tables in order of tag, as a font's directory wants them,
// with the checksum of the whole written into head.
func (t tables) entries() []entry {
	be.PutUint32(t["head"][8:], 0)
	list := make([]entry, 0, len(t))
	for tag, content := range t {
		list = append(list, entry{tag, content, sumOf(content)})
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.tag, b.tag) })
	var total uint32
	for _, e := range list {
		total += e.checksum
	}
	be.PutUint32(t["head"][8:], 0xB1B0AFBA-total-sumOf(directory(list)))
	return list
}

// directory is the head of a TrueType file.
func directory(list []entry) []byte {
	n := len(list)
	power := 1
	for power*2 <= n {
		power *= 2
	}
	b := be.AppendUint32(nil, 0x00010000)
	b = be.AppendUint16(b, uint16(n))
	b = be.AppendUint16(b, uint16(power*16))
	b = be.AppendUint16(b, uint16(log2(power)))
	b = be.AppendUint16(b, uint16(n*16-power*16))
	at := len(b) + 16*n
	for _, e := range list {
		b = append(b, e.tag...)
		b = be.AppendUint32(b, e.checksum)
		b = be.AppendUint32(b, uint32(at))
		b = be.AppendUint32(b, uint32(len(e.content)))
		at += padded(len(e.content))
	}
	return b
}

// trueType joins the tables into a TrueType file.
func (t tables) trueType() []byte {
	list := t.entries()
	b := directory(list)
	for _, e := range list {
		b = pad(append(b, e.content...))
	}
	return b
}

// woff joins the tables into a WOFF 1 file.
func (t tables) woff() []byte {
	list := t.entries()
	var body []byte
	head := make([]byte, 44)
	at := len(head) + 20*len(list)
	total := 12 + 16*len(list)
	for _, e := range list {
		stored := deflated(e.content)
		head = append(head, e.tag...)
		head = be.AppendUint32(head, uint32(at+len(body)))
		head = be.AppendUint32(head, uint32(len(stored)))
		head = be.AppendUint32(head, uint32(len(e.content)))
		head = be.AppendUint32(head, e.checksum)
		body = pad(append(body, stored...))
		total += padded(len(e.content))
	}
	copy(head, "wOFF")
	be.PutUint32(head[4:], 0x00010000)
	be.PutUint32(head[8:], uint32(len(head)+len(body)))
	be.PutUint16(head[12:], uint16(len(list)))
	be.PutUint32(head[16:], uint32(total))
	be.PutUint16(head[20:], 1)
	return append(head, body...)
}

// deflated is the table packed, or as it is where packing gains nothing.
func deflated(table []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(table) // a buffer takes everything
	_ = w.Close()
	if b.Len() >= len(table) {
		return table
	}
	return b.Bytes()
}

func sumOf(table []byte) uint32 {
	var sum uint32
	for len(table) >= 4 {
		sum, table = sum+be.Uint32(table), table[4:]
	}
	var last [4]byte
	copy(last[:], table)
	return sum + be.Uint32(last[:])
}

func padded(n int) int { return (n + 3) &^ 3 }

func pad(b []byte) []byte { return append(b, make([]byte, padded(len(b))-len(b))...) }

func log2(power int) int {
	n := 0
	for ; power > 1; power /= 2 {
		n++
	}
	return n
}
