package preferences

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// chosen draws any choice of every option.
func chosen(t *rapid.T) Preferences {
	p := Ordinary()
	for _, o := range options {
		o.set(&p, rapid.SampledFrom(o.values).Draw(t, o.name))
	}
	return p
}

func TestPreferencesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := chosen(t)
		if got := Read(p.Cookie()); got != p {
			t.Errorf("%+v came back as %+v", p, got)
		}
		if len(p.Cookie()) > longestView {
			t.Errorf("a cookie of %d bytes is not read", len(p.Cookie()))
		}
	})
	if cookie := Ordinary().Cookie(); cookie != "" {
		t.Errorf("nothing said is written as %q", cookie)
	}
}

func TestPreferencesOfOthersAreNotTaken(t *testing.T) {
	large := Ordinary()
	large.Size = "30"
	for cookie, want := range map[string]Preferences{
		"":                                       Ordinary(),
		"size=30":                                large,
		"size=31":                                Ordinary(),
		"size=30&theme=<script>":                 large,
		"size=30&colour=red":                     large,
		"size=30&size=18":                        large,
		"size=%zz":                               Ordinary(),
		"size=30;theme=dark":                     Ordinary(),
		"SIZE=30":                                Ordinary(),
		strings.Repeat("a=b&", 100) + "&size=30": Ordinary(),
	} {
		if got := Read(cookie); got != want {
			t.Errorf("%q: %+v, want %+v", cookie, got, want)
		}
	}
}

// Whatever a cookie says, every preference is one the pages know.
func FuzzReadPreferences(f *testing.F) {
	for _, cookie := range []string{"", "size=24&theme=dark", "elder=on&direction=vertical", "size=%00", "&&==;;%"} {
		f.Add(cookie)
	}
	f.Fuzz(func(t *testing.T, cookie string) {
		p := Read(cookie)
		for _, o := range options {
			if value := *o.field(&p); !slices.Contains(o.values, value) {
				t.Errorf("%s is %q", o.name, value)
			}
		}
		if again := Read(p.Cookie()); again != p {
			t.Errorf("%+v came back as %+v", p, again)
		}
	})
}
