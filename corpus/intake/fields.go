package intake

import (
	"regexp"
	"slices"
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
	// FieldPrivate is of columns that identify or reach a person. What is in
	// them never enters a draft.
	FieldPrivate Field = "private"
)

// fields are the fields in the order of an exported sheet, and FieldPrivate
// after them. names are those of columns, of members of JSON and of the heads
// of texts, simplified and traditional, parted by spaces; the first is what
// people are shown. Those in others are looser: where a sheet has another
// column of the field by one of names, they are left unused (投稿时间 beside
// 写作时间).
//
// Plain "id" is not among those of FieldID: such a column
// in somebody's table is a number of theirs, and reading it as ours would
// overwrite other people's poems. Nor is 序号 among those of FieldRef: every
// sheet counts its rows from 1, and the second would overwrite the first's.
var fields = []struct {
	field         Field
	names, others string
}{
	{FieldID, "诗韵编号 詩韻編號 shiyun_id", ""},
	{FieldRevision, "修订 修訂 修订号 修訂號 revision", ""},
	{FieldRef, "编号 ref 編號", ""},
	{FieldTitle, "标题 title 题目 诗题 题 名称 诗名 题名 篇名 標題 題目 詩題 題 名稱 詩名 題名", "篇目 篇题 诗篇名 诗作名 稿件名称 稿件标题 稿名 篇題 稿件名稱 稿件標題 文章标题 文章题目 作品名 歌名 词名 曲名 联名 联题 用途 文章標題 文章題目 詞名 聯名 聯題 subject heading poem_title"},
	{FieldAuthor, "作者 author 姓名 笔名 诗人 作者姓名 署名 筆名 詩人",
		"投稿人 投稿者 撰稿 撰稿人 撰稿者 撰写人 撰文 作者名 作者名字 作者笔名 诗人姓名 名字 昵称 网名 发表名 创作者 创作人 写作者 著者 文 供稿 供稿人 报送人 投稿人姓名 投稿者姓名 作品作者 诗友 社员 撰联人 撰者 参赛者 参赛人 选手 学生姓名 居民姓名 参赛者姓名 选手姓名 詩友 社員 撰聯人 參賽者 參賽人 選手 學生姓名 參賽者姓名 選手姓名 " +
			"作者筆名 詩人姓名 暱稱 網名 發表名 創作者 創作人 寫作者 撰寫人 authors author_name authorname writer poet pen_name penname byline"},
	{FieldAliases, "别名 aliases 別名 又名", "alias 曾用笔名 曾用筆名"},
	{FieldPreface, "序 preface 小序 序言", "诗序 题记 引言 引 prologue 詩序 題記"},
	{FieldBody, "正文 body 内容 诗文 诗 诗句 诗歌 原文 全文 內容 詩文 詩 詩句 詩歌",
		"作品 诗作 诗稿 稿件 诗词 诗稿内容 稿件内容 作品 诗歌作品 诗词作品 文本 文字 诗歌文本 段落 诗行 诗节 歌词 联文 楹联内容 对联内容 全诗 词文 赋文 文稿 本文 具体内容 詩行 詩節 歌詞 聯文 楹聯內容 對聯內容 全詩 詞文 賦文 具體內容 詩作 詩稿 詩詞 稿件內容 詩歌作品 content contents paragraphs para paras lines poem verse verses text stanza stanzas lyrics"},
	{FieldNote, "注 note 注释 自注 备注 註 註釋 注釋 自註 備註", "notes 注解 作者注 作者自注 附注 註解 作者註 附註 annotation annotations 备注说明 创作背景 写作背景 创作说明 備註說明 創作背景 寫作背景 創作說明"},
	{FieldForm, "体裁 form 形式 诗体 體裁 詩體", "类别 类型 文体 分类 种类 诗歌类别 诗歌类型 类 类別 門類 门类 類別 類型 文體 分類 種類 体例 體例 genre type category"},
	{FieldTune, "词牌 tune 曲牌 词牌名 曲牌名 詞牌 詞牌名", "词调 曲调 牌名 调名 rhythmic cipai 詞調 曲調 調名"},
	{FieldPlace, "地点 place 社区 地址 地方 地點 社區",
		"小区 所在小区 居住小区 小区名称 所属社区 所在社区 居委会 居委 村居 街道 楼栋 楼号 地区 所在楼栋 楼栋号 居住楼栋 所在樓棟 樓棟號 居住樓棟 区域 所在地 写作地点 创作地点 写作地 address location " +
			"小區 所在小區 居住小區 小區名稱 所屬社區 所在社區 居委會 樓棟 樓號 地區 區域 寫作地點 創作地點 寫作地"},
	{FieldDate, "日期 date 年份 年代 年月 时间 创作日期 创作时间 写作时间 写作日期 创作年份 写作年份 创作年代 時間 創作日期 創作時間 寫作時間 寫作日期 創作年份 寫作年份 創作年代",
		"投稿日期 投稿时间 提交时间 提交日期 写于 作于 写作年代 成诗时间 完成时间 成稿时间 成稿日期 作诗时间 投稿日 成稿時間 作詩時間 发表时间 发表日期 填写时间 答题时间 时间戳 朝代 时代 year created createtime createdat writtenat publishedat published pubdate written timestamp dynasty " +
			"投稿時間 提交時間 寫於 作於 寫作年代 成詩時間 完成時間 發表時間 發表日期 填寫時間 時間戳 時代"},
	{FieldTags, "标签 tags tag 关键词 關鍵詞 標籤 標簽", "题材 主题 keywords 題材 主題"},
	{FieldCollection, "诗集 collection collections 合集 集 詩集", "集子 诗集名 诗集名称 栏目 所属诗集 集名 书名 册名 書名 冊名 詩集名稱 欄目"},
	{FieldSource, "来源 source 出处 來源 出處", "选自 出自 稿源 origin 選自"},
	{FieldStatus, "状态 status 狀態", ""},
	{FieldPrivate, "私人信息 private 电话 手机 手机号 联系电话 联系方式 微信 微信号 qq qq号 邮箱 email 身份证 身份证号 家庭住址 住址 门牌 银行卡 出生年月 " +
		"手机号码 电话号码 固定电话 座机 联系号码 联系手机号 聯繫號碼 聯繫手機號 联系手机 联络方式 联系人 紧急联系人 微信id 微信帐号 微信账号 微信昵称 微信名 微信openid openid qq号码 qq群 电子邮箱 电子邮件 邮件 邮箱地址 e-mail mail " +
		"身份证号码 身份证件号 证件号 证件号码 家庭地址 居住地址 通讯地址 通信地址 联系地址 邮寄地址 收件地址 寄送地址 详细地址 住处 门牌号 门牌号码 房号 房间号 室号 " +
		"银行卡号 银行账号 银行帐号 开户行 收款账号 出生日期 出生年月日 出生年 生日 真实姓名 真名 本名 实名 身份 年龄 性别 ip ip地址 来自ip 提交ip 提交者 填写者 填写人 填写ip " +
		"tel telephone phone phone_number mobile cell cellphone contact wechat weixin wx vx idcard id_card id_number birthday birth_date birthdate home_address real_name realname bank_account " +
		"電話 手機 手機號 聯繫電話 聯絡電話 聯繫方式 聯絡方式 微信號 qq號 郵箱 身份證 身分證 身份證號 門牌 銀行卡 " +
		"手機號碼 電話號碼 固定電話 聯絡人 電子郵箱 電子郵件 電郵 身份證號碼 身分證字號 身分證號碼 證件號碼 通訊地址 聯絡地址 郵寄地址 詳細地址 門牌號 門牌號碼 房間號 室號 " +
		"銀行卡號 銀行帳號 開戶行 真實姓名 實名 年齡 性別", ""},
}

// named is what a name stands for. A loose one gives way to another column of
// the same field.
type named struct {
	field Field
	loose bool
}

var fieldsByName, labels = func() (map[string]named, map[Field]string) {
	byName, labels := make(map[string]named), make(map[Field]string)
	for _, f := range fields {
		for name := range strings.FieldsSeq(f.names) {
			byName[name] = named{f.field, false}
			if labels[f.field] == "" {
				labels[f.field] = name
			}
		}
	}
	for _, f := range fields {
		for name := range strings.FieldsSeq(f.others) {
			if _, taken := byName[name]; !taken {
				byName[name] = named{f.field, true}
			}
		}
	}
	return byName, labels
}()

// Fields lists every field in the order of an exported sheet.
func Fields() []Field {
	all := make([]Field, 0, len(fields))
	for _, f := range fields {
		if f.field != FieldPrivate {
			all = append(all, f.field)
		}
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
	n, ok := fieldsByName[name]
	return n.field, ok
}

// remark is what people add to the name of a column: 标题（必填）, 正文*.
var remark = regexp.MustCompile(`[(\[【〔].*[)\]】〕]|^[*]+|[*:]+$`)

// numbered is what forms put before a question, and asked how they put it:
// 3、请填写您的笔名.
var (
	numbered = regexp.MustCompile(`^(?:q|第)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:题|題)?[.、:_)\-,]+`)
	asked    = regexp.MustCompile(`^(?:请|請)?(?:在此|在此处)?(?:输入|填写|写下|粘贴|提供|留下|输入|輸入|填寫|寫下|貼上|粘貼)?(?:您|你|我)?(?:的)?`)
)

// worded are the words people begin the names of columns with: 诗歌内容.
var worded = strings.Fields("诗歌 诗词 诗作 诗稿 作品 投稿 稿件 诗文 本诗 原作 詩歌 詩詞 詩作 詩稿 詩文 本詩")

// privateEnds end the names of columns that are private whoever's they are:
// 家长电话, 常用邮箱.
var privateEnds = strings.Fields("电话 手机 手机号 手机号码 电话号码 联系方式 微信 微信号 邮箱 住址 身份证号 身份证 身份证号码 银行卡号 " +
	"電話 手機 手機號 手機號碼 電話號碼 聯絡方式 聯繫方式 微信號 郵箱 電郵 身份證號 身分證 phone email mobile wechat")

// FieldNamed is the field a column of this name stands for, or a member of
// JSON or a head of a text: FieldPrivate for what identifies or reaches a
// person.
func FieldNamed(name string) Field { return lookUp(name).field }

// IsLoose reports whether a name gives way to another of the same field.
func IsLoose(name string) bool { return lookUp(name).loose }

// lookUp finds what a name stands for: the name itself, and else without what
// people put around it, and else one of those that strokes part (姓名/笔名).
func lookUp(name string) named {
	name = NormalHeader(name)
	for _, plainer := range []func(string) string{
		func(s string) string { return s },
		func(s string) string { return remark.ReplaceAllString(s, "") },
		func(s string) string { return numbered.ReplaceAllString(s, "") },
		func(s string) string { return asked.ReplaceAllString(s, "") },
		withoutWorded,
		func(s string) string { return strings.NewReplacer("_", "", "-", "", ".", "").Replace(s) },
	} {
		if plain := plainer(name); plain != "" {
			name = plain
		}
		if n, ok := fieldsByName[name]; ok {
			return n
		}
	}
	if _, ok := bodyPart(name); ok {
		return named{field: FieldBody}
	}
	n := oneOf(name)
	if n.field == FieldNone && slices.ContainsFunc(privateEnds, func(end string) bool { return strings.HasSuffix(name, end) }) {
		n.field = FieldPrivate
	}
	return n
}

func withoutWorded(name string) string {
	for _, word := range worded {
		if rest := strings.TrimPrefix(name, word); rest != "" {
			name = rest
		}
	}
	return name
}

// oneOf finds the first of several names in one that stands for a field. What
// is private counts only where nothing else is there: a cell of 姓名/电话 has
// a name in it, and what else is in it is cut off.
func oneOf(name string) named {
	var found named
	parts := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/|、或和及与&+,", r) })
	if len(parts) < 2 || len(parts) > 4 {
		return found
	}
	for _, part := range parts {
		switch n := fieldsByName[part]; {
		case n.field == FieldNone:
		case n.field != FieldPrivate:
			return named{n.field, true}
		default:
			found = n
		}
	}
	return found
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
