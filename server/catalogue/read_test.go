package catalogue

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A catalogue with a hole does not start.
func TestCatalogueWithAHoleIsRefused(t *testing.T) {
	for name, tt := range map[string]struct{ hans, hant, fault string }{
		"missing in traditional": {`{"a": "诗", "b": "词"}`, `{"a": "詩"}`, `no sentence for "b" in zh-Hant`},
		"missing in simplified":  {`{"a": "诗"}`, `{"a": "詩", "b": "詞"}`, `no sentence for "b" in zh-Hans`},
		"a name too few":         {`{"names.x": "诗 词"}`, `{"names.x": "詩"}`, "2 names in zh-Hans, 1 in zh-Hant"},
		"broken":                 {`{"a": "诗"}`, `{"a": `, "parse text/zh-Hant/a.json"},
		"complete":               {`{"names.x": "诗 词"}`, `{"names.x": "詩 詞"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{"text/zh-Hans/a.json": {Data: []byte(tt.hans)}, "text/zh-Hant/a.json": {Data: []byte(tt.hant)}}
			_, hant, err := Load(files, nil)
			if tt.fault == "" && (err != nil || hant.Named("词") != "詞") {
				t.Errorf("%v, %v", err, hant)
			}
			if tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)) {
				t.Errorf("%v, want %s", err, tt.fault)
			}
		})
	}
}
