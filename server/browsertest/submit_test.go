package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shiyun/corpus/store/curation"
)

// attach fills in the two file fields as the camera and the recorder of a phone
// would: a photograph drawn here, and a recording of a few frames of MP3.
const attach = `new Promise(done => {
	const canvas = document.createElement("canvas");
	canvas.width = 600; canvas.height = 800;
	canvas.getContext("2d").fillRect(100, 100, 60, 600);
	const choose = (field, file) => { const d = new DataTransfer(); d.items.add(file); document.querySelector(field).files = d.files; };
	const frame = new Uint8Array(417);
	frame.set([0xff, 0xfb, 0x90]);
	choose("#voice", new File([frame, frame, frame], "录音.mp3", { type: "audio/mpeg" }));
	canvas.toBlob(blob => { choose("#photo", new File([blob], "手稿.jpg", { type: "image/jpeg" })); done(true); }, "image/jpeg");
})`

// An elder sends in a poem with a photograph and their voice, follows it by its
// number, and is told when a curator has published it: with the recording, and
// without the photograph.
func TestElderSubmitsAndIsTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/submit"})
	evaluate[bool](b, attach)
	b.act([]act{put("#title", "新荷"), put("#body", "一池新荷叶，\n半亩旧时风。"), put("#author", "荷风"), {"document.querySelector(`[name=consent]`).checked = true; true", "#voice"}})
	s.ahead.Add(int64(time.Minute))
	b.act([]act{click("form.fields button.main", ".handed .code")})
	code := b.text(".handed .code")
	b.open(s, sight{path: "/receipt"})
	if listed := b.text("[data-receipts]:not([hidden]) li a"); listed != "新荷" {
		t.Errorf("the phone remembers %q", listed)
	}
	b.act([]act{put("#code", code), click("form.fields button.main", ".state")})
	if state := b.text(".state"); state != "待审" {
		t.Errorf("found by %s it is %q", code, state)
	}
	items, _, err := s.store.Queue(t.Context(), curation.QueueFilter{Text: "新荷", Kind: curation.QueueSubmitted}, "", 2)
	if err != nil || len(items) != 1 {
		t.Fatalf("%v, %v", items, err)
	}
	poem := fmt.Sprintf("/poems/%d", items[0].Poem.ID)
	b.open(s, sight{path: "/curator/review?item=" + items[0].Key().String(), curator: true})
	if wide := evaluate[int](b, "document.querySelector(`.attached img`).naturalWidth"); wide != 600 {
		t.Errorf("the photograph is %d pixels wide", wide)
	}
	b.act([]act{{"document.querySelector(`.attached-one:has(img) [name=show]`).checked = false; true", ".attached audio"}, click(".decide [value=accept]", ".tell textarea")})
	if told := evaluate[string](b, "document.querySelector(`#tell`).value"); !strings.Contains(told, host+poem) {
		t.Errorf("told %q", told)
	}
	b.open(s, sight{path: "/receipt"})
	b.act([]act{click("[data-receipts] li a", ".state")})
	if state := b.text(".state"); !strings.Contains(state, "已发布") {
		t.Errorf("after it was published it is %q", state)
	}
	b.open(s, sight{path: poem})
	if heard, seen := evaluate[int](b, "document.querySelectorAll(`.heard audio`).length"), evaluate[int](b, "document.querySelectorAll(`.media img`).length"); heard != 1 || seen != 0 {
		t.Errorf("%d recordings and %d pictures beside the poem", heard, seen)
	}
	b.open(s, sight{path: "/receipt"})
	b.act([]act{click("[data-receipts] li button", "[data-receipts][hidden]")})
	for _, c := range b.heard() {
		t.Error("heard: ", c)
	}
}
