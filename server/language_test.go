package server_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"shiyun/corpus/fold"
	"shiyun/server/servertest"
	"shiyun/web"
)

func TestSiteSpeaksTheReadersScript(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, c := range []struct {
		name, cookie, accepts string
		traditional           bool
	}{
		{"nothing said", "", "", false},
		{"a browser of Taiwan", "", "zh-TW,zh;q=0.9,en;q=0.8", true},
		{"a browser of Hong Kong", "", "zh-HK", true},
		{"a browser of the mainland", "", "zh-CN,zh-TW;q=0.5", false},
		{"an English browser", "", "en-US", false},
		{"chosen", "shiyun_view=words%3Dhant", "zh-CN", true},
		{"chosen, over HTTPS", "__Host-shiyun_view=words%3Dhant", "zh-CN", true},
		{"chosen against the browser", "shiyun_view=words%3Dhans", "zh-TW", false},
		{"nonsense", "shiyun_view=words%3Dxx", ";;;q=", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cookie := strings.ReplaceAll(c.cookie, "%3D", "=")
			p := servertest.CheckPage(t, servertest.Get(t, site, "/authors", "Cookie", cookie, "Accept-Language", c.accepts).Body.String())
			heading, lang := servertest.Text(p.All("h1")[0]), servertest.Attr(p.All("html")[0], "lang")
			if traditional := lang == "zh-Hant"; traditional != c.traditional || traditional == (lang == "zh-Hans") {
				t.Errorf("lang %q, heading %q", lang, heading)
			}
			if name := servertest.Text(p.All("title")[0]); strings.Contains(name, "詩韻") != c.traditional {
				t.Errorf("title %q", name)
			}
		})
	}
}

var (
	blank  = regexp.MustCompile(`%(?:\[\d+\])?[-+ #0-9.]*[a-zA-Z%]`)
	marked = regexp.MustCompile(`%\[\d+\]`) // a blank that says which value it takes may stand anywhere
)

// quotations are what the catalogue shows of the other script on purpose: how
// both are found and told apart, and characters that fonts leave out.
var quotations = strings.NewReplacer("故人長坐處", "", "故人长坐處", "", "湖燈一点", "", "湖灯一點", "", "㑇", "")

// foreign are the characters of a text that only the other script has.
func foreign(text, lang string) string {
	return strings.Map(func(r rune) rune {
		traditional := !writes(simplifiedchinese.HZGB2312, r) && folds(r)
		simplified := writes(simplifiedchinese.HZGB2312, r) && !writes(traditionalchinese.Big5, r)
		if unicode.Is(unicode.Han, r) && (lang == "zh-Hans" && traditional || lang == "zh-Hant" && simplified) {
			return r
		}
		return -1
	}, quotations.Replace(text))
}

// folds holds for a character that stands for another in searches, as every
// traditional one does for its simplified form.
func folds(r rune) bool {
	folded, ok := fold.Rune(r)
	return ok && folded != r
}

func writes(charset encoding.Encoding, r rune) bool {
	_, err := charset.NewEncoder().String(string(r))
	return err == nil
}

// readCatalogue reads the files of one script by name.
func readCatalogue(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	names, err := fs.Glob(web.Files, "text/"+lang+"/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no catalogue of %s: %v", lang, err)
	}
	files := map[string]map[string]string{}
	for _, name := range names {
		text, err := web.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var sentences map[string]string
		if err := json.Unmarshal(text, &sentences); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if tokens(text) != 2+2*len(sentences) {
			t.Errorf("%s: a key stands twice, and its first sentence is never said", name)
		}
		files[path.Base(name)] = sentences
	}
	return files
}

// tokens counts those of a JSON text.
func tokens(text []byte) (n int) {
	for d := json.NewDecoder(bytes.NewReader(text)); ; n++ {
		if _, err := d.Token(); err != nil {
			return n
		}
	}
}

// Both scripts have the same files with the same sentences and blanks, and
// say the same: folded, each is the other.
func TestCataloguesAreComplete(t *testing.T) {
	hans, hant := readCatalogue(t, "zh-Hans"), readCatalogue(t, "zh-Hant")
	if a, b := slices.Sorted(maps.Keys(hans)), slices.Sorted(maps.Keys(hant)); !slices.Equal(a, b) {
		t.Fatalf("files %v and %v", a, b)
	}
	for name, sentences := range hans {
		if len(sentences) != len(hant[name]) {
			t.Errorf("%s: %d sentences and %d", name, len(sentences), len(hant[name]))
		}
		for key, sentence := range sentences {
			other, ok := hant[name][key]
			if !ok {
				t.Errorf("%s: %s is not in zh-Hant", name, key)
				continue
			}
			if a, b := blanks(sentence), blanks(other); !slices.Equal(a, b) {
				t.Errorf("%s: blanks %q and %q", key, a, b)
			}
			if fold.String(sentence) != fold.String(other) {
				t.Errorf("%s: %q and %q do not say the same", key, sentence, other)
			}
			if wrong := foreign(sentence, "zh-Hans"); wrong != "" {
				t.Errorf("%s: %s in %q is traditional", key, wrong, sentence)
			}
			if wrong := foreign(other, "zh-Hant"); wrong != "" {
				t.Errorf("%s: %s in %q is simplified", key, wrong, other)
			}
		}
	}
}

// blanks are those of a sentence in the order of the values they take.
func blanks(sentence string) []string {
	all := blank.FindAllString(sentence, -1)
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(marked.FindString(a), marked.FindString(b)) })
	for i := range all {
		all[i] = marked.ReplaceAllString(all[i], "%")
	}
	return all
}

// Characters that both scripts know, one for several, are beyond the sets of
// characters; these are the words that a conversion gets wrong.
var mistaken = regexp.MustCompile(`鄰裡|[這那哪家心夜]里|里[面頭]|以后|之后|[前背]后|后[面來]|[發公宣]佈|併[且非發]|不合并|[錶鐘手]格|[^皇太]后[面]|采[用取]|复|准[備確]|[農公]歷|制(?:作|造)|[复複]制|关系|联系|聯係|頭發|一只[貓狗雁]|爲|裏`)

func TestTraditionalWordsAreWellChosen(t *testing.T) {
	for name, sentences := range readCatalogue(t, "zh-Hant") {
		for key, sentence := range sentences {
			if word := mistaken.FindString(sentence); word != "" {
				t.Errorf("%s: %s in %s: %q", name, word, key, sentence)
			}
			if key != "help.quotes.examples" && strings.ContainsAny(sentence, "“”‘’") {
				t.Errorf("%s: the quotation marks of the other script in %s: %q", name, key, sentence)
			}
		}
	}
}
