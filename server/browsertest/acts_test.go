package browsertest

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
)

// act is done in the page; then there is something that waitFor selects.
type act struct{ script, waitFor string }

// act does them one after the other.
func (b *browser) act(acts []act) {
	b.t.Helper()
	for _, a := range acts {
		evaluate[any](b, a.script)
		b.await(a.waitFor)
	}
}

// await waits for something to be on the page, whatever pages come between.
func (b *browser) await(selector string) {
	b.t.Helper()
	there := fmt.Sprintf("document.readyState === 'complete' && document.querySelector(`%s`) !== null", selector)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		found, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](there))
		if err == nil && found {
			return
		}
		if time.Now().After(deadline) {
			b.t.Fatalf("no %s: %v", selector, err)
		}
	}
}

func click(on, waitFor string) act {
	return act{"document.querySelector(`" + on + "`).click(); true", waitFor}
}

func put(on, text string) act {
	return act{"document.querySelector(`" + on + "`).value = `" + text + "`; true", on}
}

func open(on string) act { return act{"document.querySelector(`" + on + "`).open = true", on} }

const jueju = "春水初生绿满塘，\n柳丝轻拂钓船旁。\n老来无事常临水，\n看罢游鱼看夕阳。"

// table is a sheet with a good row, one that is nearly in the archive, and two
// with faults.
const table = "诗题,作者,正文,写作时间,备注\n" +
	"早梅,林下,\"墙角寒梅三两枝，无人看处自开时。老翁不觉霜风冷，提笔先题一首诗。\",2024年春,\n" +
	"浣溪沙·早市,菜篮子,\"豆角堆尖露未干，鱼鳞溅上算题边。娃儿咬笔小眉攒。手借秤星教进位，他拈豆粒数铜钱。学成算我欠三元。\",2017-07,\n" +
	"桂花,山石,,2023年,稿子找不到了\n" +
	"晨练,菜篮子,\"东门早起练身手，一路桂花香满头。\",2022年13月,\n"

const chat = "王阿姨 2026/9/20 08:12\n大家早上好！\n石榴居士 2026/9/20 08:15\n《晨起》\n推窗一笑见南山，\n昨夜风来雨已还。\n最喜邻翁先我到，\n石边新煮一壶闲。\n林下 2026/9/20 08:20\n好诗！👍\n"

const upload = "{ const d = new DataTransfer(); d.items.add(new File([`" + table + "`], '诗稿.csv')); document.querySelector('#files').files = d.files; document.querySelector('#files').form.querySelector('button').click(); true }"

// receipt is the address of one; the tests know it, nobody could guess it.
var receipt = rand.Text()

// send puts in what residents sent: a poem, one that is nearly in the archive,
// and a correction.
func (s *site) send(t *testing.T) {
	t.Helper()
	title, author, body := "湖边", "林下", jueju
	near, other := "望月", "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人曾坐处，\n月来替坐到天明。"
	message := "祖母八十岁写的，请多指教。"
	_, err := s.store.SubmitPoem(t.Context(), curation.Sent{Draft: corpus.Draft{Title: &title, Author: &author, Body: &body}, Token: receipt,
		Submission: corpus.Submission{Message: message, Proxy: "孙女", Consent: "v1"}})
	if err == nil {
		_, err = s.store.SubmitPoem(t.Context(), curation.Sent{Draft: corpus.Draft{Title: &near, Author: &author, Body: &other}, Token: rand.Text(),
			Submission: corpus.Submission{Consent: "v1"}})
	}
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.store.Poem(t.Context(), s.poems["望月亭"])
	if err != nil {
		t.Fatal(err)
	}
	mended := strings.Replace(p.Body, "独自", "独对", 1)
	_, err = s.store.SubmitCorrection(t.Context(), curation.Sent{Token: rand.Text(), Submission: corpus.Submission{Poem: p.ID, Revision: p.Revision,
		Proposal: corpus.Proposal{Body: &mended}, Message: "原稿是“独对”。", Consent: "v1"}})
	if err != nil {
		t.Fatal(err)
	}
}

// miss looks for what is not there, for curators to see.
func (b *browser) miss(s *site) {
	b.t.Helper()
	for _, q := range []string{"东篱角的菊花", "广场舞大妈", "东篱角的菊花"} {
		b.open(s, sight{path: "/search?q=" + q})
	}
}
