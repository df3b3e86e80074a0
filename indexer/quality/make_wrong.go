package quality

import "slices"

func (g *generator) oneWrong(p *Poem) (Case, bool) {
	return g.slip(p, func(q []rune) ([]rune, bool) {
		i, other := g.IntN(len(q)), g.sounds.any(g)
		if g.fold(string(q[i])) == string(other) {
			return nil, false
		}
		q[i] = other
		return q, true
	})
}

func (g *generator) oneMissing(p *Poem) (Case, bool) {
	return g.slip(p, func(q []rune) ([]rune, bool) {
		i := g.IntN(len(q))
		return append(q[:i], q[i+1:]...), true
	})
}

func (g *generator) oneAdded(p *Poem) (Case, bool) {
	return g.slip(p, func(q []rune) ([]rune, bool) {
		return slices.Insert(q, g.IntN(len(q)+1), g.sounds.any(g)), true
	})
}

func (g *generator) twoSwapped(p *Poem) (Case, bool) {
	return g.slip(p, func(q []rune) ([]rune, bool) {
		i := g.IntN(len(q) - 1)
		q[i], q[i+1] = q[i+1], q[i]
		return q, q[i] != q[i+1]
	})
}

// slip makes one slip in one clause of what is remembered.
func (g *generator) slip(p *Poem, slip func([]rune) ([]rune, bool)) (Case, bool) {
	meant, comma, ok := g.remembered(p)
	if !ok {
		return Case{}, false
	}
	query, ok := slip(g.typed(meant[:comma]))
	if !ok {
		return Case{}, false
	}
	rest := ""
	if comma < len(meant) {
		rest = g.one("，", " ", "") + string(g.typed(meant[comma:]))
	}
	return g.altered(string(query)+rest, string(meant))
}
