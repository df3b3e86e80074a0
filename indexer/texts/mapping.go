package texts

import (
	"fmt"
	"os"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mapping is a part of a file in memory, for reading. It is there while pages
// refer to it; what was cut out of it may be read for lastReads longer.
type mapping struct{ data []byte }

// lastReads is how long after its last page has gone a mapping can be read. A
// search may have let go of its snapshot and still read a text of it.
const lastReads = time.Minute

// mapFile maps length bytes of a file from an offset, which is a multiple of
// mapUnit, and of which all must be there.
func mapFile(f *os.File, offset int64, length int) (*mapping, error) {
	at, err := unix.MmapPtr(int(f.Fd()), offset, nil, uintptr(length), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	m := &mapping{unsafe.Slice((*byte)(at), length)}
	runtime.AddCleanup(m, func(data []byte) { time.AfterFunc(lastReads, func() { blank(data) }) }, m.data)
	return m, nil
}

// blank lets go of the file and leaves zeros in its place, which take no memory.
// The addresses are never used for anything else: a string of the file that was
// kept against the rule would read as nothing, and not as another's bytes.
func blank(data []byte) {
	_, err := unix.MmapPtr(-1, 0, unsafe.Pointer(unsafe.SliceData(data)), uintptr(len(data)), unix.PROT_READ, unix.MAP_FIXED|unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		panic(fmt.Sprintf("let go of texts: %v", err)) // only arguments that make no sense are refused
	}
}

// rest has the system take back the memory of what was read. It is read from
// the file again when it is next looked at.
func (m *mapping) rest() {
	_ = unix.Madvise(m.data, unix.MADV_DONTNEED) // advice: where it is not taken nothing changes
}
