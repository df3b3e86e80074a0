package manuscript

import (
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/verse"
)

// surnames are the commonest, simplified and traditional; names of two
// characters stand after them. They only tip the balance where a line may be
// a name or a verse.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤楚温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官" +
	"張劉陳楊黃趙吳孫馬鄭謝羅許韓馮鄧蕭蔣餘葉蘇魏呂盧鍾譚陸範賈韋鄒陽龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭寧單畢駱藍遊榮"

// doubleSurnames are those of two characters.
const doubleSurnames = "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 南宫 歐陽 司馬 諸葛 東方 長孫 尉遲"

// formHeads are the names of forms that people write before a title. Others,
// 联 or 乐府, begin titles of their own.
var formHeads = func() map[string]corpus.Form {
	heads := make(map[string]corpus.Form)
	for name := range strings.FieldsSeq("五绝 七绝 五律 七律 五古 七古 排律 五言排律 七言排律 五言绝句 七言绝句 五言律诗 七言律诗 " +
		"古风 新诗 现代诗 楹联 对联 辞赋 词 散曲 五絕 七絕 五言絕句 七言絕句 五言律詩 七言律詩 新詩") {
		heads[name], _ = corpus.ParseForm(name)
	}
	return heads
}()

// formOf is the form a title names before its separator, and the title after
// it.
func formOf(title string) (form corpus.Form, rest string) {
	for name, f := range formHeads {
		after, ok := strings.CutPrefix(title, name)
		if !ok {
			continue
		}
		if subtitle, parted := verse.CutSeparator(after); parted && subtitle != "" {
			return f, subtitle
		}
	}
	return "", title
}

// StartsWithSurname reports whether a name begins with a common surname.
func StartsWithSurname(name string) bool {
	for double := range strings.FieldsSeq(doubleSurnames) {
		if strings.HasPrefix(name, double) {
			return true
		}
	}
	for _, r := range name {
		return strings.ContainsRune(surnames, r)
	}
	return false
}
