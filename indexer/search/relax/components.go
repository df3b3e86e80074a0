package relax

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// spokenParts are the parts of characters as people name them, to say which
// character is meant, and what each makes of another part: 草头何 is 荷. The
// table is our own, of characters that poems and names have.
var spokenParts = []string{
	"草头 草字头 草头儿: 何荷 连莲 化花 平苹 分芬 方芳 古苦 早草 央英 采菜 余茶 倍蓓 朱茱 乐药 田苗 名茗 阑蘭 监蓝 户芦 支芰 肖萧 如茹 加茄 令苓",
	"三点水 三点水儿 水字旁: 工江 可河 每海 胡湖 青清 台治 州洲 朝潮 良浪 目泪 原源 永泳 也池 羊洋 奚溪 先洗 白泊 少沙 去法 包泡 皮波 骨滑 林淋 兰澜 尧浇 由油 中冲 度渡 主注 曷渴",
	"木字旁 木头旁 木旁: 公松 白柏 风枫 每梅 同桐 吾梧 卯柳 乔桥 娄楼 兆桃 主柱 支枝 木林 寸村 反板 对树 兰栏 圭桂 黄横 章樟 奇椅 几机 又权",
	"竹字头 竹头: 由笛 寺等 间简 相箱 官管 合答 毛笔 夭笑 争筝 旬筍 尹笋 肃箫 廉簾",
	"雨字头 雨头: 令零 相霜 路露 务雾 云雲 田雷 辰震 林霖 而需 包雹 彐雪",
	"单人旁 单立人 人字旁: 木休 言信 故做 主住 也他 山仙 中仲 弋代 云传 韦伟 白伯 尔你 象像 谷俗",
	"口字旁: 少吵 马吗 门问 今吟 永咏 昌唱 鸟鸣 禾和 欠吹 斤听 十叶 乞吃 可呵",
	"女字旁: 马妈 少妙 古姑 未妹 家嫁 良娘 因姻 且姐 子好 帚妇",
	"提手旁 提手: 丁打 石拓 白拍 卜扑 少抄 采採 非排 包抱",
	"日字旁: 月明 青晴 免晚 寺时 央映 尧晓 每晦 军晖",
	"鸟字旁: 江鸿 甲鸭 我鹅 区鸥 路鹭",
	"王字旁 斜玉旁: 里理 令玲 月玥 求球 见现 朱珠 炎琰 林琳",
	"走之 走之底 走之旁: 元远 反返 斤近 米迷 车连 力边 首道 寸过 关送 文这 井进",
	"宝盖头 宝盖: 女安 子字 豕家 玉宝 各客 示宗 木宋 谷容 元完",
}

// spokenWhole are characters taken apart whole, as names are told.
const spokenWhole = `木子李 双木林 弓长张 立早章 耳东陈 古月胡 言午许 口天吴 双人徐 人可何 草头黄 木土杜 禾火秋 日月明 日青晴 三日晶 三木森 三人众 女子好 木目相 田心思 自心息 十口古 门口问 门日间 门耳闻
	山石岩 白水泉 八刀分 千里重 口十叶 禾口和 文武斌 日京景 亡心忘 相心想 秋心愁 今心念 士心志 走己起 走取趣 火火炎 土土圭 石皮破 言寺诗 音员韵 立日音 鱼羊鲜`

// described are characters by how they are said, the longest first.
var described = sync.OnceValue(func() (list [][2]string) {
	for _, line := range spokenParts {
		names, made, _ := strings.Cut(line, ": ")
		for name := range strings.FieldsSeq(names) {
			for pair := range strings.FieldsSeq(made) {
				part, whole := first(pair), pair[len(first(pair)):]
				for _, between := range []string{"", "加", "的", "一个"} {
					list = append(list, [2]string{name + between + part, whole})
				}
				list = append(list, [2]string{name + "的" + whole, whole}) // 三点水的江
			}
		}
	}
	for word := range strings.FieldsSeq(spokenWhole) {
		_, size := utf8.DecodeLastRuneInString(word)
		whole := word[len(word)-size:]
		list = append(list, [2]string{word + "的" + whole, whole}, [2]string{word, whole})
	}
	slices.SortStableFunc(list, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	return list
})

// undescribed writes the characters of a folded run that are told by their
// parts, "" where none is: 草头何亭 is 荷亭.
func undescribed(run string) string {
	written := run
	for _, d := range described() {
		if utf8.RuneCountInString(d[0]) > 2 && strings.Contains(written, d[0]) {
			written = strings.ReplaceAll(written, d[0], d[1])
		}
	}
	if written == run {
		return ""
	}
	return written
}
