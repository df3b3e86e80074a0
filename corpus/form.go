package corpus

import "strings"

// Form is the 体裁 of a poem, one of Forms.
type Form string

// FormOther is the form of a work that fits none of the named ones, or whose
// form nobody has said.
const FormOther Form = "其他"

var forms = []Form{"五绝", "七绝", "五律", "七律", "排律", "古风", "词", "曲", "辞赋", "楹联", "新诗", FormOther}

// Forms lists every form in the order curators are used to. The list must not
// be changed.
func Forms() []Form { return forms }

// formAliases are the other ways curators write a form's name.
var formAliases = map[string]Form{
	"五言绝句": "五绝", "七言绝句": "七绝", "五言律诗": "五律", "七言律诗": "七律",
	"五言排律": "排律", "七言排律": "排律", "长律": "排律",
	"古诗": "古风", "古体": "古风", "古体诗": "古风", "五古": "古风", "七古": "古风", "乐府": "古风",
	"宋词": "词", "长短句": "词", "词牌": "词",
	"散曲": "曲", "元曲": "曲", "小令": "曲", "套数": "曲",
	"赋": "辞赋", "辞": "辞赋", "骈文": "辞赋",
	"对联": "楹联", "联": "楹联", "春联": "楹联", "楹聯": "楹联", "對聯": "楹联",
	"现代诗": "新诗", "自由诗": "新诗", "白话诗": "新诗", "新体诗": "新诗", "散文诗": "新诗",
	"五絕": "五绝", "七絕": "七绝", "詞": "词", "辭賦": "辞赋", "新詩": "新诗", "古風": "古风",
	"古詩": "古风", "現代詩": "新诗", "其它": FormOther,
}

// ParseForm reads a form's name or one of its common other names. An empty
// name is FormOther. The second result is false for a wording it does not
// know.
func ParseForm(s string) (Form, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return FormOther, true
	}
	for _, f := range Forms() {
		if s == string(f) {
			return f, true
		}
	}
	f, ok := formAliases[s]
	return f, ok
}
