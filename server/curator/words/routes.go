package words

import (
	"slices"

	"shiyun/server/route"
)

// Routes are the work on what is searched for: searches without results,
// and the words that would have helped.
func (s *Server) Routes() []route.Route {
	routes := []route.Route{
		route.Get(searchesPath, route.Curator, s.showSearches, route.Terms{}),
		route.Post(searchesPath+"/settle", route.Curator, s.settleMiss, route.Terms{}),
		route.Get(wordsPath, route.Curator, s.showWords, route.Terms{}),
		route.Post(wordsPath, route.Curator, s.saveSynonyms, route.Terms{}),
		route.Post(wordsPath+"/:id/remove", route.Curator, s.removeSynonyms, route.Terms{}),
		route.Get(aliasesPath, route.Curator, s.showAliases, route.Terms{}),
		route.Post(aliasesPath, route.Curator, s.addAlias, route.Terms{}),
		route.Post(aliasesPath+"/remove", route.Curator, s.removeAlias, route.Terms{}),
	}
	if s.explainer != nil {
		routes = append(routes, route.Get(whyPath, route.Curator, s.showWhy, route.Terms{}))
	}
	if s.bench == nil {
		return routes
	}
	return slices.Concat(routes, []route.Route{
		route.Get(themesPath, route.Curator, s.showThemes, route.Terms{}),
		route.Post(themesPath, route.Curator, s.saveTheme, route.Terms{}),
		route.Post(themesPath+"/:id/undo", route.Curator, s.undoTheme, route.Terms{}),
		route.Get(cutPath, route.Curator, s.showCut, route.Terms{}),
		route.Post(cutPath, route.Curator, s.addWord, route.Terms{}),
	})
}
