package metre_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/prosodytest"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/script"
)

// Characters of one tone and one reading, put in where a fault is wanted.
const (
	levelChars   = "山云人天花秋楼东南春"
	obliqueChars = "月水雪夜日晓酒岁树玉"
	farRhymes    = "东江鱼真寒萧歌麻阳庚尤侵盐"
)

// harm puts one fault into a poem without any and returns the line and the
// places at which it may be found; false where the poem has no room for it.
type harm func(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, others [][]clause.Clause) (line int, places []int, ok bool)

var harms = map[string]harm{
	"a tone turned":         turnTone,
	"a rhyme broken":        breakRhyme,
	"another skeleton":      replaceLine,
	"a lone level":          leaveLoneLevel,
	"three levels at a end": endLevel,
}

// everywhere are the places of a line.
var everywhere = []int{0, 1, 2, 3, 4, 5, 6}

func put(c clause.Clause, at int, r rune) {
	c.Chars[at].Rune, c.Chars[at].Sound = r, rhyme.Look(r)
}

func pick(rng *rand.Rand, chars string) rune {
	all := []rune(chars)
	return all[rng.IntN(len(all))]
}

func turnTone(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, _ [][]clause.Clause) (int, []int, bool) {
	line := rng.IntN(len(clauses))
	keys := []int{1, 3}
	if r.Length == 7 {
		keys = []int{1, 3, 5}
	}
	at := keys[rng.IntN(len(keys))]
	if rhymes, _ := clauses[line].Chars[at].Sound.By(rhyme.Pingshui); rhyme.Pingshui.Tones(rhymes) != r.Patterns[line][at] {
		return 0, nil, false // read in either tone, or an allowed exception already
	}
	chars := levelChars
	if r.Patterns[line][at] == rhyme.Level {
		chars = obliqueChars
	}
	put(clauses[line], at, pick(rng, chars))
	return line, []int{at}, true
}

func breakRhyme(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, _ [][]clause.Clause) (int, []int, bool) {
	line := rng.IntN(len(clauses)/2)*2 + 1
	for _, n := range rng.Perm(len([]rune(farRhymes))) {
		char := []rune(farRhymes)[n]
		rhymes, doubtful := rhyme.Look(char).By(rhyme.Pingshui)
		if rhymes.Or(doubtful).And(rhyme.Of(r.Rhymes[0])).IsEmpty() {
			put(clauses[line], r.Length-1, char)
			return line, []int{r.Length - 1}, true
		}
	}
	return 0, nil, false
}

func replaceLine(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, others [][]clause.Clause) (int, []int, bool) {
	line := rng.IntN(len(clauses)/2) * 2
	for _, n := range rng.Perm(len(others)) {
		other := metre.Check(others[n], rhyme.Pingshui)
		if other.Length != r.Length || line+1 >= len(others[n]) {
			continue
		}
		for i, pattern := range other.Patterns {
			if pattern[1] == r.Patterns[line][1].Opposite() && pattern[r.Length-1] == r.Patterns[line][r.Length-1] {
				for at, char := range others[n][i].Chars {
					put(clauses[line], at, char.Rune)
				}
				return line, everywhere[:r.Length], true
			}
		}
	}
	return 0, nil, false
}

func leaveLoneLevel(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, _ [][]clause.Clause) (int, []int, bool) {
	core := r.Length - 5
	for _, line := range rng.Perm(len(clauses)) {
		if p := r.Patterns[line]; line%2 == 1 && p[core+1] == rhyme.Level && p[core+4] == rhyme.Level {
			put(clauses[line], core, pick(rng, obliqueChars))
			put(clauses[line], core+2, pick(rng, obliqueChars))
			return line, []int{core}, true
		}
	}
	return 0, nil, false
}

func endLevel(rng *rand.Rand, clauses []clause.Clause, r *metre.Result, _ [][]clause.Clause) (int, []int, bool) {
	core := r.Length - 5
	for _, line := range rng.Perm(len(clauses)) {
		if p := r.Patterns[line]; line%2 == 1 && p[core+1] == rhyme.Oblique && p[core+4] == rhyme.Level {
			put(clauses[line], core+2, pick(rng, levelChars))
			return line, []int{core + 2}, true
		}
	}
	return 0, nil, false
}

// clean are the regulated poems of the anthologies in which nothing is found.
func clean(t *testing.T) (poems [][]clause.Clause) {
	tang, qian := prosodytest.Anthologies(t)
	for _, poem := range slices.Concat(tang, qian) {
		clauses, _ := clause.Read(poem.Body)
		if !metre.Suits(clauses) || len(clauses) > 8 {
			continue
		}
		if r := metre.Check(clauses, rhyme.Pingshui); r.Rhyme == rhyme.Level && !isFaulty(r) {
			poems = append(poems, clauses)
		}
	}
	return poems
}

func isFaulty(r *metre.Result) bool {
	return finding.Has(r.Findings, finding.Error) || finding.Has(r.Findings, finding.Warning)
}

// TestFaultsAreFound puts 100 faults of each kind into poems that have none.
func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	poems := clean(t)
	rng := rand.New(rand.NewPCG(15, 1))
	found, all, astray := 0, 0, 0
	for _, name := range []string{"a tone turned", "a rhyme broken", "another skeleton", "a lone level", "three levels at a end"} {
		hits, tries := 0, 0
		for tries < 100 {
			harmed := copied(poems[rng.IntN(len(poems))])
			line, places, ok := harms[name](rng, harmed, metre.Check(harmed, rhyme.Pingshui), poems)
			if !ok {
				continue
			}
			tries++
			hit, other := look(harmed, line, places)
			if hit {
				hits++
			} else if tries-hits < 4 {
				t.Logf("%s not found in %s: %s", name, harmed[line].Text(), errorsOf(metre.Check(harmed, rhyme.Pingshui)))
			}
			astray += other
		}
		t.Logf("%s: %d of %d found", name, hits, tries)
		found, all = found+hits, all+tries
	}
	t.Logf("%d of %d found at their places; %d findings elsewhere", found, all, astray)
	// Where the two rhymes of a 绝句 disagree both are shown: one is elsewhere.
	if found*100 < all*97 || astray*100 > all*5 {
		t.Errorf("%d of %d faults found, %d findings where there is none", found, all, astray)
	}
}

// TestNoFaultsInTheOtherScript checks poems without faults again as people type
// them here, in simplified characters: what several traditional ones became must
// give no false alarm.
func TestNoFaultsInTheOtherScript(t *testing.T) {
	t.Parallel()
	poems, alarms := clean(t), 0
	for _, clauses := range poems {
		var lines []string
		for _, c := range clauses {
			lines = append(lines, script.Simplified(c.Text()))
		}
		typed, _ := clause.Read(strings.Join(lines, "\n"))
		if r := metre.Check(typed, rhyme.Pingshui); isFaulty(r) {
			alarms++
			t.Logf("%v: %s", lines, errorsOf(r))
		}
	}
	t.Logf("%d false alarms in %d poems", alarms, len(poems))
	if alarms*100 > len(poems)*2 {
		t.Errorf("%d false alarms in %d poems", alarms, len(poems))
	}
}

// look reports whether a fault of a line is found at one of the places, and how
// many findings are elsewhere. A fault of the one line of a couplet may be said
// of the other.
func look(clauses []clause.Clause, line int, places []int) (hit bool, elsewhere int) {
	for _, f := range metre.Check(clauses, rhyme.Pingshui).Findings {
		if f.Severity == finding.Note && f.Rule != metre.GreatTwist { // made good by the next line, and said so
			continue
		}
		here := false
		for _, at := range places {
			char := clauses[line].Chars[at]
			here = here || f.Line == char.Line && f.Char == char.At
		}
		switch {
		case here:
			hit = true
		case f.Line != clauses[line].Chars[0].Line:
			elsewhere++
		}
	}
	return hit, elsewhere
}

func copied(clauses []clause.Clause) []clause.Clause {
	harmed := slices.Clone(clauses)
	for i := range harmed {
		harmed[i].Chars = slices.Clone(harmed[i].Chars)
	}
	return harmed
}
