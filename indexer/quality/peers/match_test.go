package peers

import "testing"

func TestMatch(t *testing.T) {
	tests := []struct {
		query      string
		token      int
		all, anyOf string
	}{
		{"明月光", 1, `"明 月 光"`, `"明" OR "月" OR "光"`},
		{"明月光，地上霜", 3, `"明月光" AND "地上霜"`, `"明月光" OR "地上霜"`},
		{`"春风"`, 1, `"春 风"`, ""},
		{"雨 －荷", 1, `("雨") NOT ("荷")`, ""},
		{"作者：李白", 1, `author : "李 白"`, ""},
		{"body:春?花", 1, `body : "春" AND body : "花"`, ""},
		{"月", 3, "", ""},
		{"，。", 1, "", ""},
	}
	for _, tt := range tests {
		if all, anyOf := match(tt.query, tt.token); all != tt.all || anyOf != tt.anyOf {
			t.Errorf("match(%q, %d) = %q, %q; want %q, %q", tt.query, tt.token, all, anyOf, tt.all, tt.anyOf)
		}
	}
}
