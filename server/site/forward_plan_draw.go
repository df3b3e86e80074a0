package site

import (
	"shiyun/corpus"
	"shiyun/server/plan"
	"shiyun/server/preferences"
)

// Draw is called by server/curator.
func (s *Site) Draw(places []corpus.Place, stones []corpus.Stone, at plan.Here, prefs preferences.Preferences) *plan.Plan {
	return plan.Draw(places, stones, at, prefs)
}
