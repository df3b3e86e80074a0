package lang

import (
	"testing"

	"shiyun/server/catalogue"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"月落烏啼霜滿天": catalogue.Traditional, "月落乌啼霜满天": catalogue.Simplified, "床前明月光": "", "": "", "abc": "",
		"皇后": "", "一里": "", // old characters, and simplified for others
		"山东與山西風雲": catalogue.Traditional, // more of one than of the other
	} {
		if got := Of(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
