package pinyin_test

import (
	"testing"

	"shiyun/corpus/pinyin"
)

func TestSortKey(t *testing.T) {
	tests := []struct{ name, in, key, initial string }{
		{"plain", "楚凤散人", "chu feng san ren", "C"},
		{"surname with its own reading", "曾国藩", "zeng guo fan", "Z"},
		{"compound surname", "尉迟恭", "yuchi gong", "Y"},
		{"surname reading only in front", "白乐", "bai le", "B"},
		{"latin", "Anna 王", "a n n a   wang", "A"},
		{"no letter", "⊙", "⊙", "#"},
		{"nothing", "", "", "#"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			key := pinyin.SortKey(tt.in)
			if key != tt.key || pinyin.Initial(key) != tt.initial {
				t.Errorf("SortKey(%q) = %q in %q, want %q in %q", tt.in, key, pinyin.Initial(key), tt.key, tt.initial)
			}
		})
	}
}

func TestNameInitials(t *testing.T) {
	for name, want := range map[string]string{"李白": "lb", "曾几": "zj", "尉迟恭": "ycg", "朱淑真": "zsz", "李A": "", "": "", "单": "s"} {
		if got := pinyin.NameInitials(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
