package site

import (
	"sync"

	"github.com/longbridgeapp/opencc"
)

// The converters of OpenCC, by phrases and not by single characters: 皇后 stays
// and 以后 becomes 以後. They take some 80 ms to load, which only those wait for
// who first ask for a conversion.
var (
	toSimplified  = sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("t2s") })
	toTraditional = sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("s2t") })

	toTraditionalWords = sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("s2tw") })
)

// Simplified and Traditional return a text in one script. It comes back as it
// is where it cannot be converted.
func Simplified(text string) string  { return converted(text, toSimplified) }
func Traditional(text string) string { return converted(text, toTraditional) }

func converted(text string, with func() (*opencc.OpenCC, error)) string {
	converter, err := with()
	if err != nil {
		return text
	}
	other, err := converter.Convert(text)
	if err != nil {
		return text
	}
	return other
}
