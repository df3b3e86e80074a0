package help

import "shiyun/server/paths"

// helpChapter is one page of help. Its sentences are in the catalogue under its
// key: title, about (on the card), lead, and for each task its heading and, as
// far as there are any, steps or points (one a line), note, go (the words of
// the link) and alt (of the picture).
type helpChapter struct {
	Name  string // last part of its address, and first part of its pictures' names
	Key   string // in the catalogue, with the full stop
	Tasks []helpTask
}

// helpTask is something a person wants to do.
type helpTask struct {
	Name string
	Go   string // where it is done; "" for nowhere one could go at once
}

// helpForResidents and helpForCurators are the chapters in the order of the
// cards. The page on searching has a form of its own and is not among them.
var helpForResidents = []helpChapter{
	{"read", "help_read.", []helpTask{{"size", paths.Preferences}, {Name: "script"}, {Name: "pinyin"}, {Name: "vertical"}, {Name: "speak"}, {Name: "card"}}},
	{"submit", "help_submit.", []helpTask{{"new", paths.Submit}, {Name: "proxy"}, {Name: "receipt"}, {Name: "change"}, {Name: "lost"}}},
	{"print", "help_print.", []helpTask{{Name: "one"}, {Name: "paper"}, {Name: "pinyin"}, {Name: "many"}}},
	{"share", "help_share.", []helpTask{{Name: "wechat"}, {Name: "text"}, {"keep", "/"}, {Name: "desk"}}},
	{"privacy", "help_privacy.", []helpTask{{Name: "reading"}, {Name: "contact"}, {Name: "consent"}, {Name: "withdraw"}}},
}

var helpForCurators = []helpChapter{
	{"import", "help_import.", []helpTask{{"upload", "/curator/batches"}, {Name: "columns"}, {Name: "chat"}, {Name: "check"}, {Name: "near"}, {Name: "mend"}, {Name: "undo"}}},
	{"review", "help_review.", []helpTask{{"one", paths.Review}, {Name: "keys"}, {Name: "alike"}, {Name: "correction"}, {Name: "many"}, {Name: "contact"}}},
	{"words", "help_words.", []helpTask{{"searches", "/curator/searches"}, {Name: "synonyms"}, {Name: "aliases"}, {Name: "bench"}, {Name: "why"}}},
	{"accounts", "help_accounts.", []helpTask{{"first", paths.SignIn}, {Name: "code"}, {Name: "devices"}, {Name: "add"}, {Name: "audit"}}},
}
