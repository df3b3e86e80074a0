package quality

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"shiyun/corpus/script"
)

// maker makes a case of its class out of a poem; false where the poem does not
// serve.
type maker func(*generator, *Poem) (Case, bool)

// generator makes cases. Every class has its own stream of random numbers, so
// that a change of one class leaves the others as they were.
type generator struct {
	*rand.Rand
	*Library
	sounds  *sounds
	authors map[string]bool // folded names
}

// attempts bounds how many poems are tried for one case.
const attempts = 2000

// Generate makes n cases of every class. The same library, n and seed make the
// same cases.
func Generate(l *Library, n int, seed uint64) ([]Case, error) {
	g := &generator{Library: l, sounds: newSounds(l), authors: map[string]bool{}}
	for _, p := range l.poems {
		g.authors[p.author] = true
	}
	var cases []Case
	for _, class := range classes {
		g.Rand = rand.New(rand.NewPCG(seed, streamOf(class.Name)))
		made, err := g.class(class, n)
		if err != nil {
			return nil, err
		}
		cases = append(cases, made...)
	}
	return cases, nil
}

func streamOf(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return h.Sum64()
}

func (g *generator) class(class Class, n int) ([]Case, error) {
	var cases []Case
	met := map[string]bool{}
	for try := 0; len(cases) < n; try++ {
		if try == n*attempts || len(g.poems) == 0 {
			return nil, fmt.Errorf("generate: %d poems gave only %d of %d cases of class %q", len(g.poems), len(cases), n, class.Name)
		}
		p := g.poems[g.IntN(len(g.poems))]
		if !p.clean {
			continue
		}
		if c, ok := class.make(g, p); ok && !met[c.Query] {
			met[c.Query] = true
			c.Class = class.Name
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// finding makes a case that looks for poems.
func (g *generator) finding(query, wanted string, right func(*Poem) bool) (Case, bool) {
	return Case{Query: query, Wanted: wanted, Right: g.refs(right), Total: anyTotal}, true
}

// counting makes a case that asks for a total.
func (g *generator) counting(query string, right func(*Poem) bool) (Case, bool) {
	n := g.count(right)
	return Case{Query: query, Wanted: fmt.Sprintf("total %d", n), Total: n}, true
}

// altered makes a case of a search gone wrong. Right is who has what was
// meant, or the very text that was typed: whoever types it cannot complain to
// be shown it.
func (g *generator) altered(query, meant string) (Case, bool) {
	return g.finding(query, meant, either(g.inBody(meant), g.inBody(query)))
}

// typed is the text as most people type it, in simplified characters; one in
// five keeps the poem's own.
func (g *generator) typed(text []rune) []rune {
	if g.IntN(5) == 0 {
		return append([]rune(nil), text...)
	}
	return simplify(text)
}

func simplify(text []rune) []rune { return []rune(script.Simplified(string(text))) }

func (g *generator) one(of ...string) string { return of[g.IntN(len(of))] }
