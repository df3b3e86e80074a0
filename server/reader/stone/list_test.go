package stone

import (
	"fmt"
	"testing"

	"shiyun/corpus"
)

func TestWalk(t *testing.T) {
	t.Parallel()
	at := func(x, y int) *corpus.Spot { return &corpus.Spot{X: x, Y: y} }
	places := map[corpus.PlaceID]*corpus.Spot{7: at(500, 500)}
	stones := []corpus.Stone{{ID: 1, At: at(900, 900)}, {ID: 2}, {ID: 3, At: at(100, 100)}, {ID: 4, Place: corpus.PlaceRef{ID: 7}}, {ID: 5, At: at(200, 150)}}
	var ids []corpus.StoneID
	for _, st := range walk(stones, places) {
		ids = append(ids, st.ID)
	}
	if got := fmt.Sprint(ids); got != "[3 5 4 1 2]" {
		t.Errorf("walk %s", got)
	}
	if walk(nil, nil) != nil {
		t.Error("a walk without stones")
	}
}
