package bleve

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// bleve opens whatever it finds, and its own goroutines read on where no
// recover of ours reaches: a damaged file would end the program later, or
// answer wrongly. So every file is looked through before bleve sees it.

// Files of a generation.
const (
	rootFile = "store/root.bolt" // which segments there are, what is deleted, the cursor
	sumFile  = "root.sum"        // of rootFile, left by an orderly end
)

// checkFiles returns an error where a file of the generation in a folder is
// not as it was written.
func checkFiles(folder string) error {
	root, err := os.ReadFile(filepath.Join(folder, rootFile))
	if err != nil {
		return err
	}
	if err := checkRoot(folder, root); err != nil {
		return err
	}
	segments, err := filepath.Glob(filepath.Join(escapePattern(folder), "store", "*.zap"))
	if err != nil {
		return err
	}
	for _, segment := range segments {
		// One that a killed program had not finished belongs to no state of
		// the index, and bleve takes it away.
		if !bytes.Contains(root, []byte(filepath.Base(segment))) {
			continue
		}
		if err := checkSegment(segment); err != nil {
			return err
		}
	}
	return nil
}

func escapePattern(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// checkSegment compares a segment with the CRC-32 that ends it.
func checkSegment(path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.Size() <= crc32.Size {
		return fmt.Errorf("%s: %d bytes", filepath.Base(path), info.Size())
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, file, info.Size()-crc32.Size); err != nil {
		return err
	}
	var want [crc32.Size]byte
	if _, err := io.ReadFull(file, want[:]); err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return fmt.Errorf("%s: checksum does not match", filepath.Base(path))
	}
	return nil
}

// checkRoot compares the root file with its sum, where there is one of the
// same transaction: a program that was killed left an older one.
func checkRoot(folder string, root []byte) error {
	kept, err := os.ReadFile(filepath.Join(folder, sumFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	tx, sum, _ := strings.Cut(string(kept), " ")
	if tx == lastTransaction(root) && sum != hexSum(root) {
		return errors.New("root.bolt: checksum does not match")
	}
	return nil
}

// keepRootSum leaves the sum of the root file, once it is closed.
func keepRootSum(folder string) error {
	root, err := os.ReadFile(filepath.Join(folder, rootFile))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, sumFile), []byte(lastTransaction(root)+" "+hexSum(root)), 0o600)
}

func hexSum(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// lastTransaction returns the higher number of those in the two meta pages of
// a bolt file, 0 for what is none. A page begins with a header of 16 bytes,
// the number is 48 bytes into what follows; the size of a page is in the
// third word of the first.
func lastTransaction(root []byte) string {
	const header, sizeAt, numberAt = 16, 8, 48
	if len(root) < header+numberAt+8 {
		return "0"
	}
	size := int(binary.LittleEndian.Uint32(root[header+sizeAt:]))
	last := binary.LittleEndian.Uint64(root[header+numberAt:])
	if size > 0 && size+header+numberAt+8 <= len(root) {
		last = max(last, binary.LittleEndian.Uint64(root[size+header+numberAt:]))
	}
	return strconv.FormatUint(last, 10)
}
