package search

// LimitCandidates bounds what the engine is asked for, as only an archive of
// several hundred thousand poems otherwise does.
func (s *Searcher) LimitCandidates(n int) { s.maxCandidates = n }
