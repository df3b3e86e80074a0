package classics

import "crypto/sha256"

// ReadSummed reads a file of which all but mark and checksum is given.
func ReadSummed(body []byte) (*File, error) {
	content := append([]byte(mark), body...)
	sum := sha256.Sum256(content)
	return read(append(content, sum[:]...))
}
