package textcut

import (
	"strings"

	"shiyun/corpus"
)

// surnames are the commonest, simplified and traditional; names of two
// characters stand after them. They only tip the balance where a line may be
// a name or a verse.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤楚温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官" +
	"張劉陳楊黃趙吳孫馬鄭謝羅許韓馮鄧蕭蔣餘葉蘇魏呂盧鍾譚陸範賈韋鄒陽龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭寧單畢駱藍遊榮"

// doubleSurnames are those of two characters.
const doubleSurnames = "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 南宫 歐陽 司馬 諸葛 東方 長孫 尉遲"

// tunes are 词牌 and 曲牌 residents write to, simplified, longest names first
// where one begins another.
var tunes = strings.Fields(`
十六字令 调笑令 三字令 如梦令 如夢令 捣练子 忆江南 望江南 江南好 忆王孙 渔歌子 长相思 相见欢 乌夜啼 生查子 点绛唇
浣溪沙 摊破浣溪沙 山花子 菩萨蛮 卜算子 采桑子 丑奴儿 减字木兰花 木兰花慢 木兰花 玉楼春 诉衷情 谒金门 好事近 忆秦娥 清平乐 阮郎归
画堂春 桃源忆故人 眼儿媚 朝中措 武陵春 太常引 柳梢青 西江月 南歌子 少年游 醉花阴 浪淘沙令 浪淘沙 鹧鸪天 思佳客 鹊桥仙 虞美人 南乡子
踏莎行 小重山 临江仙 一剪梅 唐多令 蝶恋花 破阵子 苏幕遮 渔家傲 定风波 行香子 青玉案 江城子 江神子 千秋岁 风入松 御街行 洞仙歌 满江红
水调歌头 满庭芳 声声慢 八声甘州 扬州慢 双双燕 念奴娇 高阳台 解语花 桂枝香 雨霖铃 永遇乐 喜迁莺 水龙吟 石州慢 瑞鹤仙 齐天乐 望海潮
沁园春 贺新郎 摸鱼儿 六州歌头 莺啼序 暗香 疏影 凤凰台上忆吹箫 巫山一段云 霜天晓角 人月圆 荷叶杯 天仙子 感皇恩 凤栖梧 醉太平 昭君怨
天净沙 山坡羊 水仙子 清江引 落梅风 小桃红 凭阑人 凭栏人 折桂令 殿前欢 红绣鞋 普天乐 沉醉东风 满庭芳 朝天子 醉高歌 叨叨令 寄生草 喜春来 卖花声 塞鸿秋
調笑令 憶江南 憶王孫 漁歌子 長相思 相見歡 烏夜啼 點絳唇 攤破浣溪沙 菩薩蠻 採桑子 減字木蘭花 木蘭花慢 木蘭花 玉樓春 訴衷情 謁金門 憶秦娥 清平樂
阮郎歸 畫堂春 鷓鴣天 鵲橋仙 南鄉子 臨江仙 蝶戀花 蘇幕遮 漁家傲 定風波 滿江紅 水調歌頭 滿庭芳 聲聲慢 念奴嬌 賀新郎 摸魚兒 齊天樂 沁園春`)

// melodies are the tunes of 曲 alone, whose form is not 词.
var melodies = strings.Fields(`天净沙 山坡羊 水仙子 清江引 落梅风 小桃红 凭阑人 凭栏人 折桂令 殿前欢 红绣鞋 普天乐
沉醉东风 朝天子 醉高歌 叨叨令 寄生草 喜春来 卖花声 塞鸿秋`)

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

// tuneOf is the tune a title begins with and what comes after its separator.
func tuneOf(title string) (tune, rest string) {
	for _, name := range tunes {
		after, ok := strings.CutPrefix(title, name)
		if !ok || len(name) <= len(tune) {
			continue
		}
		if subtitle, parted := cutSeparator(after); after == "" || parted {
			tune, rest = name, subtitle
		}
	}
	return tune, rest
}

// formOf is the form a title names before its separator, and the title after
// it.
func formOf(title string) (form corpus.Form, rest string) {
	for name, f := range formHeads {
		after, ok := strings.CutPrefix(title, name)
		if !ok {
			continue
		}
		if subtitle, parted := cutSeparator(after); parted && subtitle != "" {
			return f, subtitle
		}
	}
	return "", title
}

// cutSeparator takes off what stands between a tune or form and the title.
func cutSeparator(s string) (rest string, parted bool) {
	rest = strings.TrimLeft(s, "·•・‧∙．.:：—-－|｜/／ \u3000\t")
	if rest == s && !strings.HasPrefix(s, "《") && !strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "(") {
		return s, false
	}
	return rest, rest != ""
}

func startsWithSurname(name string) bool {
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
