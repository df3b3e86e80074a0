package merge_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

func TestNameKey(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"two scripts", "劉克莊", "刘克庄", true},
		{"a variant character", "陳峯", "陈峰", true},
		{"marks and space", "老 周", "老周", true},
		{"先生 behind it", "周望先生", "周望", true},
		{"a name that ends so", "王老师", "王", false},
		{"others", "周望", "周旺", false},
		{"whoever is not known", "佚名", "佚名", false},
		{"nothing to find", "……", "。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all := []corpus.Author{{ID: 1, Name: c.a}, {ID: 2, Name: "别人", Aliases: []string{c.b}}}
			if found := merge.Namesakes(all[0], all); (len(found) == 1) != c.same {
				t.Errorf("%q and %q: %v", c.a, c.b, found)
			}
		})
	}
}
