package server

import "slices"

// wordRoutes are the work on what is searched for: searches without results,
// and the words that would have helped.
func (s *Server) wordRoutes() []route {
	routes := []route{
		get(searchesPath, curator, s.showSearches, terms{}),
		post(searchesPath+"/settle", curator, s.settleMiss, terms{}),
		get(wordsPath, curator, s.showWords, terms{}),
		post(wordsPath, curator, s.saveSynonyms, terms{}),
		post(wordsPath+"/:id/remove", curator, s.removeSynonyms, terms{}),
		get(aliasesPath, curator, s.showAliases, terms{}),
		post(aliasesPath, curator, s.addAlias, terms{}),
		post(aliasesPath+"/remove", curator, s.removeAlias, terms{}),
	}
	if s.Explain != nil {
		routes = append(routes, get(whyPath, curator, s.showWhy, terms{}))
	}
	if s.Bench == nil {
		return routes
	}
	return slices.Concat(routes, []route{
		get(cutPath, curator, s.showCut, terms{}),
		post(cutPath, curator, s.addWord, terms{}),
	})
}
