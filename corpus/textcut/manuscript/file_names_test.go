package manuscript

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAuthorsInNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		files []string
		want  map[string]string
	}{
		{"a name that comes again", []string{"听雨-晚晴.txt", "荷塘-晚晴.txt", "围裙-老吴.txt"}, map[string]string{"听雨-晚晴.txt": "晚晴/听雨.txt", "荷塘-晚晴.txt": "晚晴/荷塘.txt", "围裙-老吴.txt": "老吴/围裙.txt"}},
		{"people on one side", []string{"周启明_登高_七绝.txt", "沈小满_蒲扇_新诗.txt", "晚晴_雨_七绝.txt"}, map[string]string{"周启明_登高_七绝.txt": "周启明/登高.txt", "沈小满_蒲扇_新诗.txt": "沈小满/蒲扇.txt", "晚晴_雨_七绝.txt": "晚晴/雨.txt"}},
		{"people on both sides", []string{"王昭君-周启明.txt", "李白-沈小满.txt", "杜甫-陈水莲.txt"}, nil},
		{"volumes", []string{"卷一·春.txt", "卷一·夏.txt", "卷二·秋.txt"}, nil},
		{"two files", []string{"听雨-晚晴.txt", "荷塘-晚晴.txt"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := AuthorsInNames(c.files)
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}
