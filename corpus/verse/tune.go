package verse

import "strings"

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

// Melodies are the tunes of 曲 alone, whose form is not 词.
var Melodies = strings.Fields(`天净沙 山坡羊 水仙子 清江引 落梅风 小桃红 凭阑人 凭栏人 折桂令 殿前欢 红绣鞋 普天乐
沉醉东风 朝天子 醉高歌 叨叨令 寄生草 喜春来 卖花声 塞鸿秋`)

// TuneOf is the tune a title begins with and what comes after its separator.
func TuneOf(title string) (tune, rest string) {
	for _, name := range tunes {
		after, ok := strings.CutPrefix(title, name)
		if !ok || len(name) <= len(tune) {
			continue
		}
		if subtitle, parted := CutSeparator(after); after == "" || parted {
			tune, rest = name, subtitle
		}
	}
	return tune, rest
}

// CutSeparator takes off what stands between a tune or form and the title.
func CutSeparator(s string) (rest string, parted bool) {
	rest = strings.TrimLeft(s, "·•・‧∙．.:：—-－|｜/／ \u3000\t")
	if rest == s && !strings.HasPrefix(s, "《") && !strings.HasPrefix(s, "（") && !strings.HasPrefix(s, "(") {
		return s, false
	}
	return rest, rest != ""
}
