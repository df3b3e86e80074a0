package published

import "shiyun/corpus"

// Places returns those of all places that have a page: those with published poems,
// those a curator has put on the plan, and what is above them. A place that
// only waiting poems name stays out.
func Places(places []corpus.Place) []corpus.Place {
	shown := map[corpus.PlaceID]bool{}
	for i := len(places) - 1; i >= 0; i-- { // children come after their parents
		if p := places[i]; p.Poems > 0 || p.At != nil || shown[p.ID] {
			shown[p.ID], shown[p.Parent] = true, true
		}
	}
	var kept []corpus.Place
	for _, p := range places {
		if shown[p.ID] {
			kept = append(kept, p)
		}
	}
	return kept
}
