package segment

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
)

// The dictionaries travel in the binary: the library would look for them where
// its source lay when it was compiled, and that is on another machine.
//
//go:embed dict/*.gz
var dictFS embed.FS

// manifest lists each dictionary file with the SHA-256 of its contents, in the
// format of sha256sum.
//
//go:embed dict/SHA256SUMS
var manifest []byte

// dictSums returns the manifest as file name → SHA-256 in hex.
func dictSums() (map[string]string, error) {
	sums := make(map[string]string)
	for line := range strings.Lines(string(manifest)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || len(sum) != 64 {
			return nil, fmt.Errorf("read the dictionary manifest: bad line %q", line)
		}
		sums[name] = sum
	}
	return sums, nil
}

// embeddedDict unpacks one dictionary file.
func embeddedDict(name string) ([]byte, error) {
	packed, err := dictFS.ReadFile("dict/" + name + ".gz")
	if err != nil {
		return nil, fmt.Errorf("read embedded dictionary %s: %w", name, err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack dictionary %s: %w", name, err)
	}
	contents, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack dictionary %s: %w", name, err)
	}
	return contents, nil
}
