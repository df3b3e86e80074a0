package server_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/server/servertest"
)

func TestOpenAPIListsExactlyTheRoutes(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	var want []string
	for _, row := range site.Table() {
		if strings.HasPrefix(row.Path, "/api/") && !strings.HasSuffix(row.Path, "*") {
			want = append(want, strings.ReplaceAll(row.Path, ":id", "{id}"))
		}
	}
	slices.Sort(want)
	described := servertest.JSON(t, site, "/api/v1/openapi.json")["paths"].(map[string]any)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(described))); diff != "" {
		t.Errorf("paths (-routes +described):\n%s", diff)
	}
}
