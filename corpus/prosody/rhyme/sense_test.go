package rhyme

import "testing"

// Each character that has a sense for each tone is one of two tones.
func TestSensesAreOfTwoTones(t *testing.T) {
	t.Parallel()
	for char, of := range senses() {
		sound := Look(char)
		if sound == nil || of[0] == "" || of[1] == "" {
			t.Fatalf("%c %q", char, of)
		}
		if sure, doubtful := sound.By(Pingshui); Pingshui.Tones(sure.Or(doubtful)) != Either {
			t.Errorf("%c has one tone", char)
		}
	}
	if got := Sense('勝', Level); got != "禁得起" {
		t.Errorf("勝 level: %q", got)
	}
	if got := Sense('看', Level); got != "" {
		t.Errorf("看 level: %q", got)
	}
}
