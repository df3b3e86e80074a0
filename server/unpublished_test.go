package server_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/server"
	"shiyun/server/servertest"
)

// secret is a poem that is not published, every word of which is found nowhere
// else in the archive.
type secret struct {
	status                                             corpus.Status
	author, alias, place, tag, collection, tune, title string
	preface, note, source, line                        string
	before                                             string // the author it was first published with; "" for none
	id                                                 corpus.PoemID
}

func secrets() []secret {
	return []secret{
		{status: corpus.StatusDraft, author: "鄢秉彝", alias: "汜水钓叟", place: "虬髯坊", tag: "鬻茶", collection: "鸱鸮小稿", tune: "鞓红慢",
			title: "罨画溪晚归", preface: "霜降於菟舍中", note: "鹣鲽二字有误", source: "琬琰抄本", line: "鼯鼠窥窗衔月去"},
		{status: corpus.StatusInReview, author: "亓官鹔", alias: "橐驼老农", place: "蠡泽埠", tag: "麴糵", collection: "犍椎余响", tune: "氍毹引",
			title: "觇雒城残雪", preface: "癸酉谷雨煴火旁", note: "觱篥改作筚", source: "缣缃手录", line: "鸬鹚晒翅趁帆回"},
		{status: corpus.StatusWithdrawn, author: "谯孝芃", alias: "瓠落散樵", place: "豳雅巷", tag: "饆饠", collection: "霢霂初编", tune: "褵褷令",
			title: "闵嫠妇夜绩", preface: "己巳惊蛰甑山下", note: "趑趄读作平声", source: "蟫蠹残卷", line: "蜾蠃负儿穿户过"},
		{status: corpus.StatusWithdrawn, author: "郄懿筠", alias: "菡萏主人", place: "邘邰里", tag: "罾网", collection: "磈礧诗存", tune: "襜褕曲",
			title: "谒岣嵝碑", preface: "庚戌芒种瘗鹤处", note: "旖旎当删去", source: "绨帙藏本", line: "猰貐嗥林惊宿鸟", before: "郤鼐箴"},
	}
}

func (s secret) words() []string {
	return slices.DeleteFunc([]string{s.author, s.alias, s.place, s.tag, s.collection, s.tune, s.title, s.preface, s.note, s.source, s.line, s.before},
		func(word string) bool { return word == "" })
}

func (s secret) draft(n int) corpus.Draft {
	d := servertest.Draft(fmt.Sprintf("秘-%d", n), s.title, s.author, s.line+"，\n"+s.line+"。")
	place := "岱岩社区/" + s.place
	d.Aliases, d.Place, d.Tags, d.Collections = []string{s.alias}, &place, &[]string{s.tag}, &[]string{s.collection}
	d.Tune, d.Preface, d.Note, d.Source, d.Status = &s.tune, &s.preface, &s.note, &s.source, s.status
	if s.status == corpus.StatusWithdrawn {
		d.Status = corpus.StatusPublished // and withdrawn afterwards
	}
	if s.before != "" {
		d.Author = &s.before
	}
	return d
}

// guarded is a site with two published poems beside the secrets, of which
// those that are withdrawn have been seen by visitors before.
func guarded(t *testing.T) (*servertest.IndexedSite, []secret) {
	t.Helper()
	tune, place := "鹧鸪天", "东亭社区/听荷亭"
	full := servertest.Draft("T-1", "鹧鸪天·雨后", "楚凤散人", "一湖秋水，半岸芦花。\n两行雁字，一叶扁舟。")
	full.Tune, full.Place, full.Tags, full.Collections = &tune, &place, &[]string{"秋"}, &[]string{"甲集"}
	w := servertest.NewIndexedSite(t, full, servertest.Draft("T-2", "听荷", "汀兰", "荷叶如钱又似船。"))
	hidden := secrets()
	for i := range hidden {
		s := &hidden[i]
		servertest.Import(t, w.Store, true, s.draft(i))
		if s.id = corpus.PoemID(3 + i); s.before != "" {
			change := corpus.Draft{Author: &s.author, Aliases: []string{s.alias}}
			if _, err := w.Store.Revise(t.Context(), poems.Edit{By: corpus.ActorCommand}, s.id, 1, change); err != nil {
				t.Fatal(err)
			}
		}
	}
	hidden = append(hidden, hiddenRevision(t, w.Store))
	servertest.SaveStone(t, w.Store, corpus.Stone{Code: "old1", Name: "无字石", Poem: hidden[2].id, Text: "半岸芦花"})
	servertest.SaveStone(t, w.Store, corpus.Stone{Code: "old2", Name: gone.stone, Text: "半岸芦花", State: corpus.StoneRemoved})
	hideMedia(t, w.Store, hidden[2].id)
	w.Await()
	for _, target := range slices.Concat(pathsOf(w.Site, nil), []string{"/api/v1/suggest?q=qx", "/search?q=蜾蠃"}) {
		servertest.Get(t, w.Site, target)
	}
	for _, s := range hidden {
		if s.status == corpus.StatusWithdrawn {
			if err := w.Store.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, s.id, corpus.StatusWithdrawn); err != nil {
				t.Fatal(err)
			}
		}
		if s.status == corpus.StatusPublished { // of which only a revision is hidden
			continue
		}
		p, err := w.Store.Poem(t.Context(), s.id)
		if err != nil || p.Status != s.status || p.Title != s.title || p.Author.Name != s.author {
			t.Fatalf("poem %d: %+v, %v", s.id, p, err)
		}
	}
	w.Await()
	return w, hidden
}

// gone are words of what stands beside poems and is shown no more.
var gone = struct{ stone, recording, reader, portrait, sitter, reciter string }{"醽醁碑", "蹀躞而诵", "逄蒙叔", "簪缨旧影", "亶父公", "瞿昙瓘"}

// hideMedia adds a picture to a poem that is withdrawn afterwards, a recording
// to a published one that is withdrawn itself, and one that waits there.
func hideMedia(t *testing.T, st *store.Store, poem corpus.PoemID) {
	t.Helper()
	file := func(n int, ending string) string { return fmt.Sprintf("%032d%s", n, ending) }
	picture := corpus.Media{Poem: poem, Kind: corpus.MediaPicture, File: file(1, ".jpg"), Type: "image/jpeg", Size: 9, Width: 9, Height: 9,
		Alt: gone.portrait, By: gone.sitter, Consent: "本人"}
	recording := corpus.Media{Poem: 1, Kind: corpus.MediaRecording, File: file(2, ".mp3"), Type: "audio/mpeg", Size: 9, Alt: gone.recording, By: gone.reader, Consent: "本人"}
	for _, m := range []corpus.Media{picture, recording} {
		kept, err := st.AddMedia(t.Context(), corpus.ActorCommand, m)
		if err == nil && m.Poem == 1 {
			err = st.WithdrawMedia(t.Context(), corpus.ActorCommand, m.Poem, kept.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	sent := corpus.Media{Kind: corpus.MediaRecording, File: file(3, ".mp3"), Type: "audio/mpeg", Size: 9, Alt: gone.recording, By: gone.reciter, Consent: "r1"}
	_, err := st.SubmitRecitation(t.Context(), curation.Sent{Token: "recited", Submission: corpus.Submission{Poem: 1}, Media: []corpus.Media{sent}})
	if err != nil {
		t.Fatal(err)
	}
}

// hiddenRevision is a poem everyone may read, of which a revision that was
// public once is hidden.
func hiddenRevision(t *testing.T, st *store.Store) secret {
	t.Helper()
	s := secret{status: corpus.StatusPublished, author: "厍狄麐", alias: "蟠螭山樵", place: "甪直弄", tag: "糁粢", collection: "螟蛉集", tune: "鬒髯歌",
		title: "夜谒翙羽祠", preface: "丙辰霜降鬲津北", note: "蹒跚二字衍", source: "缥緗本", line: "鼍鼓逢逢催夜发"}
	servertest.Import(t, st, true, s.draft(9))
	s.id = 7
	public := servertest.Draft("", "夜发", "汀兰", "一湖灯火满船风。")
	public.Place, public.Tags, public.Collections = new(string), &[]string{}, &[]string{}
	public.Tune, public.Preface, public.Note, public.Source = new(string), new(string), new(string), new(string)
	_, err := st.Revise(t.Context(), poems.Edit{By: corpus.ActorCommand}, s.id, 1, public)
	if err == nil {
		err = st.HideRevisions(t.Context(), corpus.ActorCommand, s.id, 1, 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A name, a place, a tag or a line is public only while a published poem bears
// it: every address that a visitor may open is asked, and asked for the words
// themselves.
func TestNothingUnpublishedIsInAnyPublicOutput(t *testing.T) {
	t.Parallel()
	w, hidden := guarded(t)
	var words []string
	for _, s := range hidden {
		words = append(words, s.words()...)
	}
	words = append(words, gone.stone, gone.recording, gone.reader, gone.portrait, gone.sitter, gone.reciter)
	linked := regexp.MustCompile(`/(?:poems|threads)/[3-6]\b`)
	targets := slices.Concat(pathsOf(w.Site, words), askedByNumber(), askedByWord(words))
	for i, target := range targets {
		rec := servertest.Serve(w.Site, servertest.NewRequest(target, fmt.Sprintf("10.0.%d.%d:1000", i>>8, i&255))) // nobody is slowed down
		if rec.Code >= http.StatusInternalServerError {
			t.Fatalf("%s: %d", target, rec.Code)
		}
		asked := decoded(target)
		body := html.UnescapeString(rec.Body.String())
		body += decoded(body)
		for _, word := range words {
			own := word == gone.stone && strings.HasPrefix(asked, "/s/old2") // where it stood it may be asked for
			if !own && !strings.Contains(asked, word) && strings.Contains(body, word) {
				t.Errorf("%s (%d) gives %s away", asked, rec.Code, word)
			}
		}
		if found := linked.FindString(body); found != "" && target != "/styleguide" && !strings.Contains(asked, found) {
			t.Errorf("%s (%d) leads to %s", asked, rec.Code, found)
		}
	}
}

// decoded is a text with its escaped addresses readable.
func decoded(text string) string {
	return escaped.ReplaceAllStringFunc(text, func(part string) string {
		if plain, err := url.PathUnescape(part); err == nil {
			return plain
		}
		return part
	})
}

var escaped = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)

// pathsOf are addresses for every route that a visitor may open, with
// everything that a part of it may be.
func pathsOf(site *server.Server, words []string) []string {
	var targets []string
	for _, row := range site.Table() {
		if row.Method == http.MethodGet && row.Who == "" && !row.Endless {
			targets = append(targets, filledIn(row.Path, words)...)
		}
	}
	for _, letter := range "HLPQSTXYZ#" {
		targets = append(targets, "/authors?initial="+url.QueryEscape(string(letter)), "/api/v1/authors?initial="+url.QueryEscape(string(letter)))
	}
	return targets
}

// askedByNumber narrow lists and searches to every author, place, collection
// and thread.
func askedByNumber() []string {
	var targets []string
	for id := 1; id < numbers; id++ {
		for _, path := range []string{"/search?", "/api/v1/search?q=月&", "/search/paper?", "/paper?", "/api/v1/poems?", "/feeds/search.atom?"} {
			for _, field := range []string{"author", "place", "collection", "thread"} {
				targets = append(targets, fmt.Sprintf("%s%s=%d", path, field, id))
			}
		}
		targets = append(targets, fmt.Sprintf("/play/guess?poem=%d&n=%d", id, id))
	}
	return targets
}

// askedByWord ask for the words, or for what only begins or sounds like them.
func askedByWord(words []string) []string {
	var targets []string
	for _, word := range words {
		for _, path := range []string{"/search?author=", "/search?place=", "/api/v1/search?tag=", "/api/v1/poems?tag=", "/paper?tune=", "/play/feihua?c=", "/play/chain?line="} {
			targets = append(targets, path+url.QueryEscape(word))
		}
		for i, probe := range probes(word) {
			paths := []string{"/api/v1/suggest?q=", "/api/v1/search?q="}
			if i < 2 {
				paths = append(paths, "/search?q=", "/feeds/search.atom?q=", "/search/paper?q=", "/poems/1?in=s&q=")
			}
			for _, path := range paths {
				targets = append(targets, path+url.QueryEscape(probe))
			}
		}
	}
	return targets
}

// numbers is more than there are of anything.
const numbers = 12

// filledIn is a route's path with everything that its parameters may be.
func filledIn(path string, words []string) []string {
	made := []string{""}
	for _, part := range strings.Split(path, "/")[1:] {
		values := []string{part}
		switch part {
		case ":id":
			values = nil
			for id := 1; id < numbers; id++ {
				values = append(values, fmt.Sprint(id))
			}
		case ":name":
			values = []string{"0.xml"}
			for _, word := range words {
				values = append(values, url.PathEscape(word))
			}
			for id := 1; id < numbers; id++ {
				values = append(values, fmt.Sprintf("%d.atom", id))
			}
		case ":code":
			values = []string{"old1", "old2"}
		case ":slug", ":revision", ":hash", ":chapter", ":year", ":token":
			values = []string{"1"}
		}
		var next []string
		for _, before := range made {
			for _, value := range values {
				next = append(next, before+"/"+value)
			}
		}
		made = next
	}
	return made
}

// probes are ways to ask for a word that do not hold the whole of it, and the
// word itself.
func probes(word string) []string {
	runes := []rune(word)
	full, initials := "", ""
	for _, r := range runes {
		if readings := pinyin.Readings(r); len(readings) > 0 {
			full, initials = full+string(readings[0]), initials+string(readings[0][:1])
		}
	}
	asked := []string{initials, string(runes[:1]), word, full, full[:len(full)-1], word + "是谁写的", "作者:" + word}
	if len(runes) > 2 {
		asked = append(asked, string(runes[:2]), string(runes[:len(runes)-1])+"的", string(runes[1:]), string(runes[:1])+"?"+string(runes[2:]))
	}
	return asked
}
