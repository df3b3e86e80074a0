package corpus

import (
	"maps"
	"strings"
	"sync"
)

// Form is the 体裁 of a poem, one of Forms.
type Form string

// The forms.
const (
	FormWujue    Form = "五绝"
	FormQijue    Form = "七绝"
	FormWulu     Form = "五律"
	FormQilu     Form = "七律"
	FormPailu    Form = "排律"
	FormGufeng   Form = "古风"
	FormCi       Form = "词"
	FormQu       Form = "曲"
	FormFu       Form = "辞赋"
	FormYinglian Form = "楹联"
	FormXinshi   Form = "新诗"
	FormOther    Form = "其他" // fits none of the named ones, or is not known
)

var forms = []Form{FormWujue, FormQijue, FormWulu, FormQilu, FormPailu, FormGufeng, FormCi, FormQu, FormFu, FormYinglian, FormXinshi, FormOther}

// Forms lists every form in the order curators are used to. The list must not
// be changed.
func Forms() []Form { return forms }

// formAliases are the other ways curators write a form's name.
var formAliases = byAlias(map[Form]string{
	FormWujue:    "五言绝句 五絕 五言絕句 五言绝 五绝句",
	FormQijue:    "七言绝句 七絕 七言絕句 七言绝 七绝句",
	FormWulu:     "五言律诗 五言律詩 五言律 五律诗",
	FormQilu:     "七言律诗 七言律詩 七言律 七律诗",
	FormPailu:    "五言排律 七言排律 长律",
	FormGufeng:   "古诗 古体 古体诗 五古 七古 乐府 古風 古詩 古体诗歌 歌行 歌行体 五言古诗 七言古诗 古體 古體詩 樂府 五言古詩 七言古詩",
	FormCi:       "宋词 长短句 词牌 詞 诗余 词作 填词 宋詞 長短句 詞牌 詩餘",
	FormQu:       "散曲 元曲 小令 套数 曲子 套數",
	FormFu:       "赋 辞 骈文 辭賦",
	FormYinglian: "对联 联 春联 楹聯 對聯 对子 婚联 挽联 寿联 喜联 楹联对联 聯 春聯 對子 婚聯 輓聯 壽聯",
	FormXinshi:   "现代诗 自由诗 白话诗 新体诗 散文诗 新詩 現代詩 现代诗歌 新诗歌 自由体 自由体诗 现代新诗 现代自由诗 白话新诗 现代体 现代 微诗 現代詩歌 自由詩 白話詩 散文詩",
	FormOther:    "其它",
})

// FormNames returns every name and other name of every form. The map must not
// be changed.
func FormNames() map[string]Form { return formNames() }

var formNames = sync.OnceValue(func() map[string]Form {
	names := maps.Clone(formAliases)
	for _, form := range forms {
		names[string(form)] = form
	}
	return names
})

func byAlias(aliases map[Form]string) map[string]Form {
	byAlias := make(map[string]Form)
	for form, names := range aliases {
		for name := range strings.FieldsSeq(names) {
			byAlias[name] = form
		}
	}
	return byAlias
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
