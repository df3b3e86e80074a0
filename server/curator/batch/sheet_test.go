package batch_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func gbk(t testing.TB, rows ...string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, row := range rows {
		if err := w.Write(strings.Split(row, "|")); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}
