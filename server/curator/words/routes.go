package words

import (
	"slices"

	"shiyun/server/site"
)

// Routes are the work on what is searched for: searches without results,
// and the words that would have helped.
func (s *Server) Routes() []site.Route {
	routes := []site.Route{
		site.Get(searchesPath, site.Curator, s.showSearches, site.Terms{}),
		site.Post(searchesPath+"/settle", site.Curator, s.settleMiss, site.Terms{}),
		site.Get(wordsPath, site.Curator, s.showWords, site.Terms{}),
		site.Post(wordsPath, site.Curator, s.saveSynonyms, site.Terms{}),
		site.Post(wordsPath+"/:id/remove", site.Curator, s.removeSynonyms, site.Terms{}),
		site.Get(aliasesPath, site.Curator, s.showAliases, site.Terms{}),
		site.Post(aliasesPath, site.Curator, s.addAlias, site.Terms{}),
		site.Post(aliasesPath+"/remove", site.Curator, s.removeAlias, site.Terms{}),
	}
	if s.explainer != nil {
		routes = append(routes, site.Get(whyPath, site.Curator, s.showWhy, site.Terms{}))
	}
	if s.bench == nil {
		return routes
	}
	return slices.Concat(routes, []site.Route{
		site.Get(cutPath, site.Curator, s.showCut, site.Terms{}),
		site.Post(cutPath, site.Curator, s.addWord, site.Terms{}),
	})
}
