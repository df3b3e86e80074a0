package ask

import (
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// phrase is a piece of asking. A weak one may be a poem's own word and counts
// only beside others.
type phrase struct {
	intent Intent
	ofLine Intent // what it asks of a line
	topic  bool   // what it stands beside is what a poem is to be about
	weak   bool
	lead   bool // a weak one that says so more surely than 的
	title  bool // what it stands beside is a poem's title
	not    denial
}

// denial is what a phrase takes out.
type denial int

const (
	denyNext denial = iota + 1 // what comes next
	denyLast                   // what came last
	denyText                   // what comes next, as a word
	denyWord                   // that, where 字 follows it
)

// ofText and ofTexts are what may end anything: 的, 诗 and 的诗.
var (
	ofText  = phrase{weak: true, topic: true}
	ofTexts = phrase{topic: true}
)

// phrases are looked up by their folded characters.
type phrases struct {
	of      map[string]phrase
	longest int
}

// tables are the phrases by where they stand: leads begin a question or what
// follows a part, tails end it, and any of them may fill what stands between
// parts.
var tables = sync.OnceValue(func() (t struct{ leads, tails, all phrases }) {
	t.leads = newPhrases(leads, between, denials)
	t.tails = newPhrases(tails, between, exceptions)
	t.all = newPhrases(tails, leads, between, particles, exceptions, denials)
	return t
})

// group is phrases that are alike, parted by spaces.
type group struct {
	phrase
	words string
}

// newPhrases makes a table; what is in several lists is as in the last.
func newPhrases(lists ...[]group) phrases {
	p := phrases{of: map[string]phrase{}}
	for _, list := range lists {
		for _, g := range list {
			for word := range strings.FieldsSeq(g.words) {
				word = fold.String(word)
				known, met := p.of[word]
				if met && known.intent != "" && g.intent == "" {
					continue // 作者 asks at the end of a question
				}
				p.of[word] = g.phrase
				p.longest = max(p.longest, utf8.RuneCountInString(word))
			}
		}
	}
	return p
}

var leads = []group{
	{phrase{}, `请问一下 请问 请帮 请给 请你 请您 麻烦你 麻烦您 麻烦 劳驾 劳烦 你好 您好 你们好 哈喽 大家好 老师好 师傅 同志 美女 帅哥 打扰一下 不好意思
		帮我 帮忙 帮个忙 帮我们 给我们 给我 替我 我想 我要 我来 我们想 想听听 想看看 想读读 想听 想找 想看 想读 想要 想知道 想了解 知道 知不知道 晓不晓得 晓得 能不能 能否 可不可以 可以 我想问一下 问一下 问问 问下
		找一下 找下 找找 找一首 找首 找几首 找一找 查一下 查下 查找 查查 查询 搜一下 搜下 搜索 搜搜 搜一搜 打开 显示 列出 列一下 调出
		放一首 放首 放一下 来一首 来首 来几首 来点 来个 来一个 来段 来一段 念一首 念一下 念首 念念 读一首 读一下 读首 读读 背一首 背一下 背诵 朗诵 朗读 听一首 听一下 听听 看一下 看看 看下
		有没有 有无 有没得 有冇得 有木有 有冇有 有不有 是不是有 是否有 是不是 是否 有哪些 有哪几首 哪一首 哪首 哪些 哪几首 推荐一首 推荐几首 推荐一下 推荐 几首 一首 一下 一些 几个 一点
		小爱同学 小度小度 小度 天猫精灵 小艺小艺 那个 这个 那种 这种 那些 这些 我记得 记得 好像是 好像有 好像 你们有 你们这里 你们这 你们 这里有 这里 这儿 咱们这 咱们 我们这 我们 大家 我们社区 社区里有 社区有 有首 有一首 有一句 有句诗 一句 有个 诵读 诗人 作者 标签是 标签 体裁是 体裁 词牌是 词牌 年份 地点是 地点 所有的 所有 全部的 全部 里面 当中`},
	{phrase{title: true}, `播放 题为 题目是 题目叫 标题是 标题叫 标题为 名字叫 名字是 诗名叫 诗名是 诗名 名叫 名为 叫做 叫作 有一首叫 有首叫 有一首诗叫 有首诗叫 一首叫 一首诗叫 那首叫 那个叫`},
	{phrase{topic: true, lead: true, ofLine: Who}, `谁写过 有人写过 谁写`},
	{phrase{topic: true, lead: true}, `关于 有关于 描写 描述 描绘 歌颂 歌唱 赞美 表达 抒发 形容 吟咏 咏叹 哪首诗写了 哪些诗写了 哪首诗写 哪首写了 哪首是写 什么诗写 主题是 主题为 题材是 内容是 写给 送给 献给 想念 怀念 思念 纪念 写的是 讲的是 说的是 写到 写过 提到 说到 讲到 反映 适合`},
	{phrase{topic: true, weak: true, lead: true}, `写 讲 说 唱 咏 谈 过 填`},
	{phrase{intent: Who}, `谁写的 谁写了 谁作的 哪个写的 是谁写的 是谁写了 是谁作的 哪位写的 谁是 谁知道`},
	{phrase{intent: Count}, `一共有几首 一共有多少首 有几首 有多少首 多少首 总共有多少首 总共有几首`},
	{phrase{weak: true}, `找 查 搜 放 听 念 读 看 背 有 请 叫 嗯 呃 啊 哦 哎 那 来 给 我 要 想 以 用 跟 和 与 按 在 都 求 首 嗨 喂 欸`},
}

var tails = []group{
	{phrase{}, `谢谢你 谢谢您 谢谢了 谢谢啦 谢谢 多谢 感谢 拜托了 拜托 辛苦了 辛苦 麻烦了 来着 好吗 好不好 可以吗 行吗 行不行 可以不 可不可以 有吗 有没有 有没得 有哪几首 来一首 来首 给我听 给我看 给我 听听 看看 听一下 看一下 念念 好 可以 行
		是哪首诗 是哪首 哪首诗 是哪一首 是哪一首诗 在哪首诗里 在哪首诗 哪首诗里有 哪首诗里 出自哪首诗 出自哪首 哪首 哪句 是哪句
		念一下 读一下 背一下 找一下 查一下 那个 作品 作品集 全集 诗集 这本诗集 那本诗集 诗册 文章 原作 东西 内容 名字 大全 合集 列表 目录
		写过 写的 写了 所写的 所写 所作 作的 写下的 都写过 都写了 写了些什么 写了些么事 都写了些什么 都写了些么事 写些么事 发表的 发表过 创作的 有哪些 有什么 有些什么 都有哪些 是哪些 是什么 是啥 是啥子 是哪句 怎么说 怎么讲 什么 哪些 方面 方面的 类的 类型的 这类 那样的 一类的`},
	{phrase{title: true}, `那首诗 这首诗 那首词 这首词 这首曲 那首 这首 那一首 这一首 这首诗词 那首歌 那篇 这篇`},
	{ofTexts, `的诗 的诗词 的诗歌 的诗句 deshi deci youmeiyou 诗词 诗歌 诗句 诗篇 诗作 诗文 古诗 好诗 名句 句子 那些诗 一首诗 有关的 相关的 有关 相关 题材的 题材 主题的 主题 为题 为题的 为主题 好`},
	{phrase{intent: Who}, `是谁写的 谁写的 是谁作的 谁作的 是谁写 谁写 是谁说的 谁说的 作者是谁 作者是哪个 作者是哪位 作者叫什么 作者叫什么名字 叫什么名字 作者是 作者 是谁的诗 是谁的作品 是谁的 谁的作品 谁的 出自谁 出自谁手 是哪个写的 哪个写的 是哪位写的 是哪位诗人写的 哪位诗人写的 哪位写的 哪一位写的 是哪一位写的 是谁的词 谁的诗 是哪个的诗 是哪个的 哪个的 是谁`},
	{phrase{intent: When}, `是哪一年写的 哪一年写的 是哪年写的 哪年写的 是什么时候写的 什么时候写的 是何时写的 何时写的 是几时写的 几时写的 写于哪年 写于哪一年 写于何时 写于什么时候 是什么时候的 什么时候的 是哪年的 哪年的 哪一年的 是哪一年的 写作时间 创作时间 写作年代 写作年份 是哪一年 哪一年 是哪年 哪年 什么时候 何时`},
	{phrase{intent: Next}, `下一句是什么 下一句是啥 下一句是啥子 下一句是 下一句 下句是什么 下句是啥 下句 后一句是什么 后一句 后面一句 下面一句 下面是什么 后面是什么 后面是啥 后面怎么说 后半句 下半句 接下来是什么 接下来 接下句 接下一句 下联是什么 下联 下一句怎么说 下一句怎么念 下一行 下面怎么说 后头是什么 下文`},
	{phrase{intent: Previous}, `上一句是什么 上一句是啥 上一句是啥子 上一句是 上一句 上句是什么 上句是啥 上句 前一句是什么 前一句 前面一句是什么 前面一句 前面是什么 前面是啥 上面一句 上面是什么 前半句 上半句 上联是什么 上联 上一行 上文 前头是什么`},
	{phrase{intent: Count}, `有几首 有多少首 一共有几首 一共有多少首 共有几首 共有多少首 总共有几首 总共有多少首 总共几首 总共多少首 几首 多少首 有几首诗 有多少首诗 写过几首诗 写了几首诗 写过多少首诗 写了多少首诗 写过几首 写了几首 写了多少首 写过多少首 写了多少诗 写过多少诗 一共写了几首 一共写了多少首 写过多少 写了多少 有多少诗 有多少 多少诗 几多首 有几多首`},
	{phrase{intent: Whole, title: true}, `全文 全诗 全篇 原文 完整版 全词 整首 整首诗`},
	{phrase{intent: Meaning, title: true}, `是什么意思 什么意思 是啥意思 啥意思 意思是什么 意思 怎么理解 翻译 译文 赏析 注释 怎么念 怎么念的 怎么读 怎么读的 怎么背 怎么说的 怎么说 怎么写的 怎么写 读音 怎么解释 解释 讲的什么 讲的是什么 写的是什么 写的什么 写什么 说的是什么 讲什么`},
	{phrase{intent: Meaning}, `出自哪里 出自哪儿 出处 出处是哪里 哪里来的`},
	{ofText, `的 诗 吟`},
	{phrase{weak: true}, `吗 呢 吧 呀 啊 嘛 么 哦 了 啦 哈 咧 撒 沙 罢 呐 哇 嘞 咯 噻 的话 话 这句 那句 这句话 这句诗 哪里有`},
}

// between are the words that may stand anywhere beside a part.
var between = []group{
	{phrase{}, `写于 作于 里的 里面的 里面 中的 一共 总共 这里 那里 那边 这边 那边的 这边的 那儿 周边 附近 之间 之间的 题写 以来 以来的 期间 期间的 时候 时候的 时期 那年 那天 那时 当年 年间 当时 当天 当日 当晚 那晚 晚上 夜里 夜晚 前后 前夕 这天 这一天 那一天 年写的 念什么诗 读什么诗`},
}

// particles ask for nothing where nothing else stands between two parts.
var particles = []group{
	{phrase{weak: true}, `写 和 与 及 里 中 作 于 是 咏 题 年 过 那 这 到 上 下 边 之 着 字 本 个 所`},
}

// denials take something out.
var denials = []group{
	{phrase{not: denyNext}, `除了 除开 除去 排除 不包括 不看 不想看 不想要 不想听 别要 去掉 去除 但不是 但不要 而不是 没写 不写`},
	{phrase{not: denyText}, `不含 不带 不包含 没提 没提到 没写到`},
	{phrase{not: denyWord}, `没有 没得 冇得 不是 不要`},
	{phrase{not: denyNext}, `不要 不是`}, // the last where nothing comes next
}

// exceptions take out what stands before them.
var exceptions = []group{
	{phrase{not: denyLast}, `除外 不算 不要`},
	{phrase{}, `以外 之外 以外的 之外的`},
}
