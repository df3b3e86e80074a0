package segment

import "sync"

// shared is a loaded dictionary that every segmenter of its fingerprint cuts
// by: a process with several archives open pays for it once.
type shared struct {
	cutter
	fingerprint string
	users       int // guarded by loaded.mu
}

// loaded are the dictionaries in memory.
var loaded = struct {
	mu            sync.Mutex         // held while a dictionary is loaded, so that none is loaded twice
	byFingerprint map[string]*shared // guarded by mu
}{byFingerprint: map[string]*shared{}}

// shareCutter returns the dictionary of a fingerprint, loading it from paths
// unless another segmenter has it. free releases it; the last one frees it.
func shareCutter(paths dictPaths, fingerprint string) (cutter, error) {
	loaded.mu.Lock()
	defer loaded.mu.Unlock()
	s := loaded.byFingerprint[fingerprint]
	if s == nil {
		c, err := newCutter(paths)
		if err != nil {
			return nil, err
		}
		s = &shared{cutter: c, fingerprint: fingerprint}
		loaded.byFingerprint[fingerprint] = s
	}
	s.users++
	return s, nil
}

func (s *shared) free() {
	loaded.mu.Lock()
	defer loaded.mu.Unlock()
	if s.users--; s.users == 0 {
		delete(loaded.byFingerprint, s.fingerprint)
		s.cutter.free()
	}
}
