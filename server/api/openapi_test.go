package api_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/servertest"
)

// The description names the very keys that the answers have.
func TestOpenAPIDescribesTheAnswers(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	schemas := servertest.JSON(t, site, "/api/v1/openapi.json")["components"].(map[string]any)["schemas"].(map[string]any)
	result := servertest.JSON(t, site, "/api/v1/search?q=秋水")
	loose := servertest.NewSite(t, servertest.OpenStore(t), servertest.WithSearch(&servertest.FixedSearcher{Result: search.Result{DidYouMean: "秋水", Notice: corpus.NewMessage("query.long")}}))
	for key, value := range servertest.JSON(t, loose, "/api/v1/search?q=x") {
		if result[key] == nil { // a key that is there only at times
			result[key] = value
		}
	}
	answers := map[string]map[string]any{
		"Poem":         servertest.JSON(t, site, "/api/v1/poems/1"),
		"SearchResult": result,
		"Hit":          result["hits"].([]any)[0].(map[string]any),
		"Author":       servertest.JSON(t, site, "/api/v1/authors")["authors"].([]any)[0].(map[string]any),
		"Suggestion":   servertest.JSON(t, site, "/api/v1/suggest?q=秋")["suggestions"].([]any)[0].(map[string]any),
		"Related":      servertest.JSON(t, site, "/api/v1/poems/1/similar")["related"].([]any)[0].(map[string]any),
		"Problem":      servertest.JSON(t, site, "/api/v1/poems/2"),
	}
	for name, answer := range answers {
		schema := schemas[name].(map[string]any)
		described := schema["properties"].(map[string]any)
		for key := range answer {
			if described[key] == nil {
				t.Errorf("%s.%s is not described", name, key)
			}
		}
		for _, key := range schema["required"].([]any) {
			if _, ok := answer[key.(string)]; !ok {
				t.Errorf("%s.%s is described and not there", name, key)
			}
		}
	}
}
