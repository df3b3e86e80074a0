package packed_test

import (
	"bytes"
	"compress/gzip"
	"slices"
	"testing"

	"shiyun/corpus/prosody/packed"
)

func TestLines(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte("一\t二\n\n三\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	lines, err := packed.Lines(b.Bytes())
	if want := []string{"一\t二", "", "三"}; err != nil || !slices.Equal(lines, want) {
		t.Errorf("%q, %v; want %q", lines, err, want)
	}
	for name, damaged := range map[string][]byte{"empty": nil, "half": b.Bytes()[:b.Len()/2], "plain text": []byte("一\n")} {
		if _, err := packed.Lines(damaged); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
