package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"shiyun/corpus"
)

// headerNames are the names of columns, simplified and traditional, parted by
// spaces. There is no name for the archive's own id: a column "id" in
// somebody's table is a number of theirs, and reading it as ours would
// overwrite other people's poems.
var headerNames = [keyCount]string{
	keyRef:         "ref 编号 序号 号 編號 序號 號",
	keyTitle:       "title 标题 题目 诗题 题 標題 題目 詩題 題",
	keyAuthor:      "author 作者 姓名 笔名 诗人 筆名 詩人",
	keyPreface:     "preface 序 小序 序言",
	keyBody:        "body 正文 内容 诗文 诗 內容 詩文 詩",
	keyNote:        "note 注 注释 自注 备注 註 註釋 注釋 自註 備註",
	keyForm:        "form 体裁 形式 诗体 體裁 詩體",
	keyTune:        "tune 词牌 曲牌 词牌名 曲牌名 詞牌 詞牌名",
	keyPlace:       "place 地点 社区 地址 地點 社區",
	keyDate:        "date 日期 时间 创作日期 创作时间 写作时间 写作日期 時間 創作日期 創作時間 寫作時間 寫作日期",
	keyTags:        "tags tag 标签 关键词 關鍵詞 標籤 標簽",
	keyCollections: "collection collections 诗集 合集 集 詩集",
	keySource:      "source 来源 出处 來源 出處",
}

var headerKeys = func() map[string]key {
	keys := make(map[string]key)
	for k, names := range headerNames {
		for name := range strings.FieldsSeq(names) {
			keys[name] = key(k)
		}
	}
	return keys
}()

// header is the first row of a table.
type header struct {
	names []string // as the file writes them
	keys  []key    // by column
	body  string   // the name of the column of bodies
}

// newHeader reads the names. Of two columns that mean the same thing neither
// can be chosen for the curator, who may have meant to keep one of them
// private: 姓名 and 笔名, say.
func newHeader(file string, names []string) (header, error) {
	h := header{names: names, keys: make([]key, len(names))}
	column := make(map[key]int)
	for i, name := range names {
		k := headerKey(name)
		h.keys[i] = k
		if k == keyNone {
			continue
		}
		if first, again := column[k]; again {
			return h, corpus.Errorf(corpus.Invalid, "“%s”的第 %d 列“%s”和第 %d 列“%s”意思相同，请删去一列或改掉列名",
				file, first+1, names[first], i+1, name)
		}
		column[k] = i
	}
	if len(column) == 0 {
		return h, corpus.Errorf(corpus.Invalid, "“%s”的第一行没有认得的列名，请在第一行写上列名，如：标题,作者,正文", file)
	}
	i, ok := column[keyBody]
	if !ok {
		return h, corpus.Errorf(corpus.Invalid, "“%s”缺少“正文”这一列，请把写诗文的那一列取名“正文”", file)
	}
	h.body = names[i]
	return h, nil
}

// nameless holds for a column that has content in some rows and no header,
// which is what an unquoted comma in a body makes of the columns after it.
func (h header) nameless(column int) bool {
	return column >= len(h.names) || strings.TrimSpace(h.names[column]) == ""
}

func headerKey(name string) key {
	if k, ok := headerKeys[normalHeader(name)]; ok {
		return k
	}
	return keyNone
}

// normalHeader makes names equal that people take for equal: "Ｔｉｔｌｅ",
// "title" and "标 题", "标题".
func normalHeader(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\uFEFF' {
			return -1
		}
		return r
	}, name)
	return strings.ToLower(width.Fold.String(name))
}
