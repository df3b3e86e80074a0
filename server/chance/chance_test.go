package chance_test

import (
	"testing"

	"shiyun/server/chance"
)

func TestPick(t *testing.T) {
	t.Parallel()
	if got, want := chance.Pick("2026-11-30", "荷"), uint64(8700678395848656993); got != want {
		t.Errorf("the same words give %d at another start of the program, %d before", got, want)
	}
	if chance.Pick("ab", "c") == chance.Pick("a", "bc") {
		t.Error("where the words are parted makes no difference")
	}
	const boxes, draws = 7, 7000
	var hits [boxes]int
	for i := range draws {
		hits[chance.Pick("day", string(rune('一'+i)))%boxes]++
	}
	for box, n := range hits {
		if n < draws/boxes*8/10 || n > draws/boxes*12/10 {
			t.Errorf("box %d has %d of %d", box, n, draws)
		}
	}
}
