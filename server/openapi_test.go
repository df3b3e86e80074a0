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
	for _, path := range site.Routes() {
		if strings.HasPrefix(path, "/api/") && !strings.HasSuffix(path, "*") {
			want = append(want, strings.ReplaceAll(path, ":id", "{id}"))
		}
	}
	described := servertest.JSON(t, site, "/api/v1/openapi.json")["paths"].(map[string]any)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(described))); diff != "" {
		t.Errorf("paths (-routes +described):\n%s", diff)
	}
}
