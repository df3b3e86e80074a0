package script

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

var dictionaryNames = []string{"STCharacters", "STPhrases", "TSCharacters", "TSPhrases", "TWVariants"}

func TestDictionariesUnpack(t *testing.T) {
	t.Parallel()
	sums, err := os.ReadFile("dictionary/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range dictionaryNames {
		text, err := unpack("dictionary/" + name + ".txt.gz")
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(text))
		if line := hex.EncodeToString(sum[:]) + "  " + name + ".txt\n"; !strings.Contains(string(sums), line) {
			t.Errorf("%s: the checksum differs", name)
		}
	}
}

// Characters and phrases share one table, which needs keys of one code point
// in the one and of several in the other.
func TestEveryValueIsAsLongAsItsKey(t *testing.T) {
	t.Parallel()
	for _, name := range dictionaryNames {
		phrases, n := strings.HasSuffix(name, "Phrases"), 0
		for key, value := range load(name).values {
			n++
			length := utf8.RuneCountInString(key)
			if length != utf8.RuneCountInString(value) || phrases != (length > 1) {
				t.Errorf("%s: %s becomes %s", name, key, value)
			}
		}
		if n < 39 {
			t.Errorf("%s: only %d keys", name, n)
		}
	}
}
