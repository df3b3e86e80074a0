package browsertest

// shot is a picture of the help: a part of a page, with the numbers of the
// steps it belongs to.
type shot struct {
	name     string // of the file
	path     string // "" stays on the page of the shot before
	curator  bool
	size     string // of type, "" for the ordinary
	acts     []act  // before the picture
	from, to string // what it shows: from the top of one to the bottom of the other, as selectors; "" for from alone
	marks    []mark
	paper    bool // as printed
	most     int  // height in pixels of CSS; 0 for mostTall
}

// mark is the number of a step on what it speaks of.
type mark struct {
	step int
	on   string
}

const (
	ciPoem   = "/poems/{词}"
	scriptOf = `.tools nav.switch a:nth-of-type`
	pinyinOf = `.tools fieldset.switch button:nth-of-type`
)

// noFile stands for the browser's own field, which speaks the language of the
// machine.
const noFile = `(() => {
	const [choose, none] = document.documentElement.lang == "zh-Hant" ? ["選擇檔案", "未選擇"] : ["选择文件", "没有选"];
	document.querySelector("#files").outerHTML = "<span id=files class=button>" + choose + "</span> " + none;
	return true;
})()`

// shots are all pictures of the help that are not drawings, in an order in
// which one can be made after the other.
var shots = []shot{
	{name: "read-size", path: "/preferences", from: ".top .head", to: ".look:nth-of-type(1)", marks: []mark{{1, ".settings"}, {2, ".size-24"}}},
	{name: "read-script", path: ciPoem + "?script=hant", acts: []act{open(".rest")}, from: ".verse .group:last-child", to: ".tools nav.switch", marks: []mark{{2, scriptOf + "(3)"}, {3, scriptOf + "(1)"}}, most: 900},
	{name: "read-pinyin", path: "/poems/1", acts: []act{open(".rest"), click(pinyinOf+"(3)", ".verse.sounded")}, from: ".verse .group:last-child", to: ".lookup-row", marks: []mark{{1, pinyinOf + "(3)"}, {2, "#char"}, {3, ".lookup button"}}, most: 960},
	{name: "print-pinyin", path: "/poems/1", acts: []act{open(".rest"), click(pinyinOf+"(3)", ".verse.sounded")}, paper: true, from: ".poem-title", to: ".verse", most: 700},
	{name: "read-vertical", path: "/poems/{七绝}", acts: []act{click("button[value=vertical]", "button[value=horizontal]")}, from: ".verse", to: ".switches", marks: []mark{{2, "button[value=horizontal]"}}, most: 900},
	{name: "read-speak", path: ciPoem, acts: []act{{`document.querySelector(".speaking").hidden = false; true`, "[data-speak]"}}, from: ".verse .group:last-child", to: ".switches", marks: []mark{{1, "[data-speak]"}}, most: 800},
	{name: "read-card", path: ciPoem, acts: []act{open(".taking details"), open(".taking .item:nth-of-type(2)"), {`document.querySelector(".share-card").loading = "eager"; document.querySelector(".share-card").decode().then(() => true)`, ".share-card"}}, from: ".taking h2", to: ".share-card", marks: []mark{{1, ".taking .item:nth-of-type(2) summary"}, {2, ".share-card"}}, most: 900},

	{name: "submit-new", path: "/submit", acts: []act{put("#title", "湖边"), put("#body", jueju), {`location.hash = "menu"; true`, ".menu:target"}}, from: ".menu", to: "#body", marks: []mark{{1, ".menu a[href='/submit']"}, {2, "#title"}, {3, "#body"}}, most: 900},
	{name: "submit-proxy", path: "/submit", acts: []act{click("input[value=other]", "#relation"), put("#author", "林下"), put("#relation", "孙女")}, from: ".choices", to: "#relation", marks: []mark{{2, "label:has(input[value=other])"}, {3, "#author"}, {4, "#relation"}}},
	{name: "privacy-contact", path: "/submit", from: "label[for=contact]", to: "#contact"},
	{name: "privacy-consent", path: "/submit", from: ".consent", to: "form > button.main"},
	{name: "submit-receipt", path: "/receipt/" + receipt, acts: []act{put("#link", "https://…/receipt/7GQ4MWK2…")}, from: "h1", to: "[data-copy-from]", marks: []mark{{1, "h1"}, {2, "[data-copy-from]"}}, most: 700},
	{name: "submit-change", path: "/receipt/" + receipt, from: "section:has(a[href$='/withdraw']) h2", to: "section:has(a[href$='/withdraw']) .actions", marks: []mark{{2, "a[href$='/edit']"}, {3, "a[href$='/withdraw']"}}},
	{name: "privacy-withdraw", path: "/receipt/" + receipt + "/withdraw", from: "h1", to: ".actions", marks: []mark{{2, "main form button"}}},
	{name: "submit-lost", path: "/poems/1/correct", from: "h1", to: "#body", marks: []mark{{2, "#body"}}, most: 800},

	{name: "print-one", path: "/poems/1", acts: []act{open(".taking details")}, from: ".taking h2", to: ".copying", marks: []mark{{2, "[data-print]"}}},
	{name: "print-paper", path: "/poems/{七绝}", paper: true, from: ".poem-title", to: ".colophon dl", most: 1000},
	{name: "print-many", path: "/paper?author=1", paper: true, from: "h1", to: "main", most: 560},
	{name: "share-text", path: "/poems/1", acts: []act{open(".taking details")}, from: ".taking h2", to: ".copying", marks: []mark{{1, "[data-take]"}}},

	{name: "import-upload", path: "/curator/batches", curator: true, acts: []act{{noFile, "#files"}}, from: ".desk", to: "form.sending > button", marks: []mark{{1, ".desk a[href='/curator/batches']"}, {2, "#files"}, {3, "form.sending > button"}}, most: 900},
	{name: "import-chat", path: "/curator/batches", curator: true, acts: []act{put("#text", chat), click("form:has(#text) button", "form.plan .cuts")}, from: ".cuts", to: ".cuts", marks: []mark{{3, ".cuts select"}}, most: 700},
	{name: "import-columns", path: "/curator/batches", curator: true, acts: []act{{upload, "form.plan .heads"}}, from: ".heads", to: ".heads", marks: []mark{{1, ".heads select"}}, most: 700},
	{name: "import-mend", curator: true, acts: []act{click("button[value=check]", "#problems")}, from: "#problems", to: "#problems", marks: []mark{{1, "#problems .problem"}, {2, "#problems .actions a"}}, most: 900},
	{name: "import-near", curator: true, from: ".nearly", to: ".nearly .actions", marks: []mark{{2, ".nearly .actions button"}}, most: 900},
	{name: "import-check", curator: true, acts: []act{click(".nearly button[value=merge]", ".nearly [aria-pressed=true]")}, from: ".state", to: ".batch > .actions", marks: []mark{{1, ".counts"}, {2, "form.begin button"}, {3, ".batch > .actions a"}}, most: 800},
	{name: "import-undo", curator: true, acts: []act{click("form.begin button", "a[href$='/undo']"), click("a[href$='/undo']", ".will")}, from: "h1", to: ".batch form > .actions", marks: []mark{{2, ".will"}, {3, ".batch form button.main"}}},

	{name: "review-one", path: "/curator/review?text=湖边", curator: true, acts: []act{click(".queue a", ".split:not(.listed)")}, from: "#item", to: "#item .decide", marks: []mark{{2, ".decide [value=accept]"}, {3, "#item a[data-key=e]"}, {4, ".turn-down > summary"}}, most: 950},
	{name: "review-correction", path: "/curator/review?kind=correction", curator: true, acts: []act{click(".queue a", ".split:not(.listed)")}, from: "#item", to: ".decide", marks: []mark{{1, ".diff"}, {2, ".decide [value=accept]"}}, most: 900},
	{name: "review-many", path: "/curator/review", curator: true, acts: []act{open(".waiting-list details")}, from: ".waiting-list", to: ".waiting-list", marks: []mark{{2, ".queue .tick input"}, {3, ".waiting-list details button"}}, most: 900},
	{name: "review-keys", curator: true, acts: []act{open("details.keys")}, from: "details.keys", to: "details.keys"},
	{name: "review-alike", path: "/curator/review?text=望月", curator: true, acts: []act{click(".queue a", ".split:not(.listed)")}, from: ".alike", to: ".alike", marks: []mark{{1, ".twin .diff"}, {2, ".twin .actions a"}}, most: 800},

	{name: "words-searches", path: "/curator/searches", curator: true, from: ".misses li", to: ".misses li", marks: []mark{{2, ".misses .act"}, {3, ".misses button[value=gap]"}}},
	{name: "words-synonyms", path: "/curator/words", curator: true, acts: []act{put("#words", "东篱角 诗韵东篱角")}, from: "h1", to: "form.ask", marks: []mark{{2, "#words"}, {3, "form.ask button"}}, most: 800},
	{name: "words-aliases", path: "/curator/words/aliases?author=林下", curator: true, from: ".tabs", to: ".rows li", marks: []mark{{1, ".tabs a[href$='/aliases']"}, {2, ".rows li .button"}}, most: 800},
	{name: "words-bench", path: "/curator/words/cut?line=东篱角上菊花开&word=东篱角", curator: true, from: "form.ask", to: "main section .said", marks: []mark{{1, "#line"}, {2, "#word"}, {3, "form.ask button"}}, most: 950},
	{name: "words-why", path: "/curator/searches/why?q=故人&poem={望月亭}", curator: true, from: "form.ask", to: ".verdict", marks: []mark{{2, "#why-q"}, {2, "#poem"}, {3, "form.ask button"}}, most: 950},

	{name: "accounts-code", path: "/curator/me", curator: true, acts: []act{{`document.querySelector("main .heading").remove(); document.querySelector("main section").remove(); true`, "main section"}}, from: ".desk", to: "main section", marks: []mark{{1, ".desk-me a"}, {1, "main section .button"}}},
	{name: "accounts-devices", path: "/curator/me", curator: true, from: "main section", to: "main section", marks: []mark{{1, "main section h2"}, {3, "main section .actions button"}}},
	{name: "accounts-add", path: "/curator/accounts", curator: true, acts: []act{put("#name", "李老师")}, from: "main section:last-of-type", to: "main section:last-of-type", marks: []mark{{2, "#name"}, {2, "form.fields > button"}}, most: 800},
	{name: "accounts-audit", path: "/curator/audit", curator: true, from: "h1", to: ".acts li:nth-child(4)", marks: []mark{{1, "form.actions button"}}},
	{name: "accounts-first", path: "/curator/sign-in", from: "h1", to: ".entry button.main"},
}
