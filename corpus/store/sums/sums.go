// Package sums keeps a checksum of every row of the tables that are truth, so
// that a byte changed by a disk, a cable or a hand is found, in whatever column
// it is.
//
// Triggers note each row that a statement writes. Before a transaction ends,
// the rows noted are read back and their checksums written, in the same
// transaction. Those of all other rows stay as they are: a row that was damaged
// before is not taken for whole because its neighbour was written.
//
// The checksum of a row is the first 8 bytes of SHA-256 over format byte 1 and,
// for every column in the order of the table, the kind of the value (n, i, r, t
// or b), its length as an unsigned varint and its bytes: numbers in decimal,
// reals as 8 bytes of IEEE 754, big endian. Rows that share a key have one:
// SHA-256 over theirs in ascending order. A block is the checksums of the keys
// that are equal when shifted right by blockBits: 8 bytes of SHA-256 over the
// rest, then for every key in ascending order of its text its length as a
// varint, its text, and the 8 bytes. It guards against decay, not against a
// forger, who can write a block too; against one stands the chain of package
// poems with a head kept elsewhere.
package sums

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"
)

const (
	format    = 1
	sumSize   = 8
	blockBits = 6 // a block is some 64 rows, 1 KB
)

// Sum is the checksum of the rows that share a key.
type Sum [sumSize]byte

func shorten(sum [sha256.Size]byte) Sum { return Sum(sum[:sumSize]) }

// appendValue writes a value so that no two rows have the same bytes.
func appendValue(b []byte, value any) []byte {
	kind, content := byte('n'), []byte(nil)
	switch v := value.(type) {
	case nil:
	case int64:
		kind, content = 'i', strconv.AppendInt(nil, v, 10)
	case bool:
		kind, content = 'i', []byte("0")
		if v {
			content = []byte("1")
		}
	case float64:
		kind, content = 'r', binary.BigEndian.AppendUint64(nil, math.Float64bits(v))
	case string:
		kind, content = 't', []byte(v)
	case []byte:
		kind, content = 'b', v
	case time.Time:
		kind, content = 't', v.AppendFormat(nil, time.RFC3339Nano)
	default:
		kind, content = 't', fmt.Append(nil, v)
	}
	b = append(b, kind)
	b = binary.AppendUvarint(b, uint64(len(content)))
	return append(b, content...)
}

// AppendRow writes the bytes that the checksum of a row is over.
func AppendRow(b []byte, values []any) []byte {
	b = append(b, format)
	for _, value := range values {
		b = appendValue(b, value)
	}
	return b
}

func sumRow(values []any) Sum { return shorten(sha256.Sum256(AppendRow(make([]byte, 0, 512), values))) }

// joinSums returns the checksum of rows that share a key.
func joinSums(rows []Sum) Sum {
	if len(rows) == 1 {
		return rows[0]
	}
	slices.SortFunc(rows, func(a, b Sum) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, sum := range rows {
		h.Write(sum[:])
	}
	return Sum(h.Sum(nil)[:sumSize])
}

// encodeBlock writes the checksums of a block.
func encodeBlock(sums map[string]Sum) []byte {
	b := make([]byte, sumSize, sumSize+16*len(sums))
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		b = binary.AppendUvarint(b, uint64(len(key)))
		b = append(b, key...)
		sum := sums[key]
		b = append(b, sum[:]...)
	}
	whole := shorten(sha256.Sum256(b[sumSize:]))
	copy(b, whole[:])
	return b
}

// decodeBlock reads the checksums of a block; whole is false where they are
// not what was written.
func decodeBlock(b []byte) (sums map[string]Sum, whole bool) {
	sums = map[string]Sum{}
	if len(b) < sumSize {
		return sums, false
	}
	if want := shorten(sha256.Sum256(b[sumSize:])); !bytes.Equal(b[:sumSize], want[:]) {
		return sums, false
	}
	for b = b[sumSize:]; len(b) > 0; {
		length, n := binary.Uvarint(b)
		if n <= 0 || uint64(len(b)-n) < length+sumSize {
			return sums, false
		}
		key := string(b[n : n+int(length)])
		b = b[n+int(length):]
		sums[key] = Sum(b[:sumSize])
		b = b[sumSize:]
	}
	return sums, true
}

// blockOf returns the block of a key.
func (t Table) blockOf(key string) (int64, error) {
	if t.Text {
		return 0, nil
	}
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("key of table %s: %w", t.Name, err)
	}
	return id >> blockBits, nil
}
