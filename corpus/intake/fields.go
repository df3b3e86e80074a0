package intake

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"shiyun/corpus"
)

// Field is a field of a draft as a mapping names it; FieldNone for a column
// the archive has no use for.
type Field string

// The fields. Their values are kept with remembered mappings and must not
// change.
const (
	FieldNone       Field = ""
	FieldID         Field = "id" // the archive's own, never a number of the curator's
	FieldRevision   Field = "revision"
	FieldRef        Field = "ref"
	FieldTitle      Field = "title"
	FieldAuthor     Field = "author"
	FieldAliases    Field = "aliases"
	FieldPreface    Field = "preface"
	FieldBody       Field = "body"
	FieldNote       Field = "note"
	FieldForm       Field = "form"
	FieldTune       Field = "tune"
	FieldPlace      Field = "place"
	FieldDate       Field = "date"
	FieldTags       Field = "tags"
	FieldCollection Field = "collection"
	FieldSource     Field = "source"
	FieldStatus     Field = "status"
)

// fields are the fields in the order of an exported sheet. names are those of
// columns, simplified and traditional, parted by spaces; the first is what
// people are shown. Plain "id" is not among those of FieldID: such a column
// in somebody's table is a number of theirs, and reading it as ours would
// overwrite other people's poems. Nor is 序号 among those of FieldRef: every
// sheet counts its rows from 1, and the second would overwrite the first's.
var fields = []struct {
	field Field
	names string
}{
	{FieldID, "诗韵编号 詩韻編號 shiyun_id"},
	{FieldRevision, "修订 修訂 修订号 修訂號 revision"},
	{FieldRef, "编号 ref 編號"},
	{FieldTitle, "标题 title 题目 诗题 题 名称 诗名 题名 篇名 標題 題目 詩題 題 名稱 詩名 題名"},
	{FieldAuthor, "作者 author 姓名 笔名 诗人 作者姓名 署名 筆名 詩人"},
	{FieldAliases, "别名 aliases 別名 又名"},
	{FieldPreface, "序 preface 小序 序言"},
	{FieldBody, "正文 body 内容 诗文 诗 诗句 诗歌 原文 全文 內容 詩文 詩 詩句 詩歌"},
	{FieldNote, "注 note 注释 自注 备注 註 註釋 注釋 自註 備註"},
	{FieldForm, "体裁 form 形式 诗体 體裁 詩體"},
	{FieldTune, "词牌 tune 曲牌 词牌名 曲牌名 詞牌 詞牌名"},
	{FieldPlace, "地点 place 社区 地址 地方 地點 社區"},
	{FieldDate, "日期 date 年份 年代 年月 时间 创作日期 创作时间 写作时间 写作日期 创作年份 写作年份 创作年代 時間 創作日期 創作時間 寫作時間 寫作日期 創作年份 寫作年份 創作年代"},
	{FieldTags, "标签 tags tag 关键词 關鍵詞 標籤 標簽"},
	{FieldCollection, "诗集 collection collections 合集 集 詩集"},
	{FieldSource, "来源 source 出处 來源 出處"},
	{FieldStatus, "状态 status 狀態"},
}

var fieldsByName, labels = func() (map[string]Field, map[Field]string) {
	byName, labels := make(map[string]Field), make(map[Field]string)
	for _, f := range fields {
		for name := range strings.FieldsSeq(f.names) {
			byName[name] = f.field
			if labels[f.field] == "" {
				labels[f.field] = name
			}
		}
	}
	return byName, labels
}()

// Fields lists every field in the order of an exported sheet.
func Fields() []Field {
	all := make([]Field, len(fields))
	for i, f := range fields {
		all[i] = f.field
	}
	return all
}

// Label is the field's Chinese name, under which an export writes it and an
// import finds it; "" for FieldNone and for what is no field.
func (f Field) Label() string { return labels[f] }

// Name is the label for a message or a page, which show it in the reader's
// script.
func (f Field) Name() corpus.Name { return corpus.Name(labels[f]) }

// FieldByName is the field that has exactly this name in the open format or
// in Chinese.
func FieldByName(name string) (Field, bool) {
	f, ok := fieldsByName[name]
	return f, ok
}

// remark is what people add to the name of a column: 标题（必填）, 正文*.
var remark = regexp.MustCompile(`[(\[【〔].*[)\]】〕]|^[*]+|[*:]+$`)

// worded are the words people begin the names of columns with: 诗歌内容.
var worded = strings.Fields("诗歌 诗词 诗作 诗稿 作品 詩歌 詩詞 詩作 詩稿")

// FieldNamed is the field a column of this name stands for.
func FieldNamed(name string) Field {
	name = NormalHeader(name)
	if f, ok := fieldsByName[name]; ok {
		return f
	}
	name = remark.ReplaceAllString(name, "")
	for _, word := range worded {
		if rest := strings.TrimPrefix(name, word); rest != "" {
			name = rest
		}
	}
	if f, ok := fieldsByName[name]; ok {
		return f
	}
	if _, ok := bodyPart(name); ok {
		return FieldBody
	}
	return FieldNone
}

// NormalHeader makes names equal that people take for equal: "Ｔｉｔｌｅ",
// "title" and "标 题", "标题".
func NormalHeader(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\uFEFF' {
			return -1
		}
		return r
	}, name)
	return strings.ToLower(width.Fold.String(name))
}
