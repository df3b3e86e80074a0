package relax

import (
	"slices"
	"testing"
)

func TestRewordings(t *testing.T) {
	t.Parallel()
	for run, want := range map[string]string{
		"草头何亭": "荷亭", "草字头加何花": "荷花", "三点水的江": "江", "木子李": "李", "双木林的林": "林", "听草头何": "听荷",
		"17把钥匙": "十七把钥匙", "五一": "51", "姥姥来接我": "外婆来接我",
	} {
		if got := rewordings(run); !slices.Contains(got, want) {
			t.Errorf("%s: %v, want %s", run, got, want)
		}
	}
	for _, run := range []string{"荷亭", "湖灯一点傍疏桥", "木"} {
		if got := undescribed(run); got != "" {
			t.Errorf("%s: %s", run, got)
		}
	}
}
