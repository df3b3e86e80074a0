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
	topic  bool // what it stands beside is what a poem is to be about
	weak   bool
}

// phrases are looked up by their folded characters.
type phrases struct {
	of      map[string]phrase
	longest int
}

// tables are those of what a question begins with, what it ends with and what
// stands between its parts.
var tables = sync.OnceValue(func() (t struct{ leads, tails, infixes phrases }) {
	t.leads = newPhrases(leads)
	t.tails = newPhrases(tails)
	t.infixes = newPhrases(infixes)
	return t
})

// group is phrases that are alike, parted by spaces.
type group struct {
	phrase
	words string
}

func newPhrases(groups []group) phrases {
	p := phrases{of: map[string]phrase{}}
	for _, g := range groups {
		for word := range strings.FieldsSeq(g.words) {
			word = fold.String(word)
			p.of[word] = g.phrase
			p.longest = max(p.longest, utf8.RuneCountInString(word))
		}
	}
	return p
}

var leads = []group{
	{phrase{}, `请问一下 请问 请帮我 请给我 请你 请您 麻烦你 麻烦您 麻烦 劳驾 你好 您好 嗨 喂 哈喽 大家好 老师好
		帮我 帮忙 帮我们 给我们 给我 替我 我想听 我想找 我想看 我想读 我想要 我想 我要听 我要找 我要看 我要 想听 想找 想看 想读 想要 想知道 我想知道
		找一下 找找 找一首 找首 找几首 找一找 查一下 查找 查查 查询 搜一下 搜索 搜搜 搜一搜
		播放 放一首 放首 来一首 来首 来几首 来点 来个 来一个 念一首 念一下 念首 念念 给我念 读一首 读一下 读首 读读 背一首 背一下 背诵 朗诵 朗读 听一首 听一下 听听 看一下 看看
		有没有 有无 有没得 有冇得 有木有 是不是有 是否有 有哪些 有哪几首 哪一首 哪首 哪些 哪几首 推荐一首 推荐几首 推荐一下 推荐 几首 一首 一下 一些
		题为 题目是 题目叫 标题是 标题叫 标题为 名字叫 名字是 诗名叫 诗名是 诗名 名叫 名为 叫做 叫作 有一首叫 有首叫 有一首诗叫 有首诗叫 一首叫
		小爱同学 小度小度 小度 天猫精灵 那个 这个 我记得 记得 好像是 好像有 是不是 你们有 你们这里有 这里有 咱们这有 我们社区有 社区里有 社区有 那首叫 那首 这首 有首 有一首
		背 诵读 诗人 作者 作者是 标签 标签是 体裁 体裁是 词牌 词牌是 年份 地点 地点是 所有 全部 全部的 所有的`},
	{phrase{topic: true}, `关于 有关 有关于 描写 描述 描绘 歌颂 歌唱 赞美 表达 抒发 形容 吟咏 咏叹 谁写过 哪首诗写了 哪首诗写 哪首写了 哪首是写 什么诗写 主题是 主题为 题材是 内容是 题写 写的是 讲的是 说的是`},
	{phrase{topic: true, weak: true}, `写 讲 说 唱 咏 谈`},
	{phrase{intent: Who}, `谁写的 谁写了 谁作的 哪个写的 是谁写的 是谁写了 是谁作的 哪位写的 谁是`},
	{phrase{intent: Count}, `一共有几首 一共有多少首 有几首 有多少首 多少首 总共有多少首`},
	{phrase{weak: true}, `找 查 搜 放 听 念 读 看 有 请 叫 嗯 呃 啊 哦 那 来 给 我 要 想`},
}

var tails = []group{
	{phrase{}, `谢谢你 谢谢您 谢谢了 谢谢啦 谢谢 多谢 感谢 拜托了 拜托 辛苦了 来着 好吗 好不好 可以吗 行吗 有吗 有没有 有哪几首 来一首 来首 给我听 给我看 给我
		那首诗 这首诗 那首词 这首词 那首诗的 那首 这首 那一首 这一首 一首诗 是哪首诗 是哪首 哪首诗 是哪一首 是哪一首诗 在哪首诗里 在哪首诗 哪首诗里有 出自哪首诗 出自哪首
		念一下 读一下 背一下 找一下 查一下 那个 的作品 的作品有哪些 的作品集 作品 全集 诗集 写的诗 写的诗歌 写的诗词 所写的诗 作的诗 写过的诗 写过哪些诗 写了哪些诗 写过什么诗 写过什么 写了什么诗 写的诗有哪些
		写过 写的 所写 所作 的文章 的原作 的吗`},
	{phrase{topic: true}, `的诗词 的诗歌 的诗句 的诗篇 的诗作 的诗 的诗有哪些 的诗有吗 的诗词有哪些 的句子 的诗文 的古诗 的好诗 的名句 的那首诗 的那首 的那一首 的这首诗 的这首 的这一首 的那首诗是哪首 的那些诗 的一首诗 的一首
		有哪些 有哪些诗 有什么 有什么诗 都有哪些 有哪几首诗 有诗吗 诗有哪些 诗句 诗词 诗歌 相关的诗 有关的诗 题材的诗 题材 主题的诗 主题`},
	{phrase{intent: Who}, `是谁写的 谁写的 是谁作的 谁作的 是谁写 谁写 作者是谁 的作者是谁 的作者是哪个 的作者叫什么 的作者 作者 是谁的诗 是谁的作品 是谁的 出自谁 出自谁手 是哪个写的 哪个写的 是哪位写的 是哪位诗人写的 哪位写的 哪一位写的 是哪一位写的 是谁的词 谁的诗 是哪个的诗 这首诗是谁写的 那首诗是谁写的 的作者是 是谁`},
	{phrase{intent: When}, `是哪一年写的 哪一年写的 是哪年写的 哪年写的 是什么时候写的 什么时候写的 是何时写的 何时写的 是几时写的 几时写的 写于哪年 写于哪一年 写于何时 写于什么时候 是什么时候的 什么时候的 是哪年的 哪年的 哪一年的 是哪一年的 写作时间 的写作时间 创作时间 的创作时间 是哪一年 哪一年 是哪年`},
	{phrase{intent: Next}, `的下一句是什么 的下一句是啥 下一句是什么 下一句是啥 下一句是 的下一句 下一句 的下句是什么 下句是什么 的下句 下句 的后一句 后一句 的后面一句 后面一句 的下面一句 下面一句 下面是什么 后面是什么 后面是啥 的后半句 后半句 下半句 的下半句 接下来是什么 的下联 下联是什么 下联 的下一句怎么说 下一句怎么说 的下一句怎么念 的下一行 下一行`},
	{phrase{intent: Previous}, `的上一句是什么 的上一句是啥 上一句是什么 上一句是啥 上一句是 的上一句 上一句 的上句是什么 上句是什么 的上句 上句 的前一句 前一句是什么 前一句 的前面一句 前面一句 前面是什么 的前半句 前半句 上半句 的上半句 的上联 上联是什么 上联 的上一行 上一行`},
	{phrase{intent: Count}, `有几首 有多少首 一共有几首 一共有多少首 共有几首 共有多少首 总共几首 总共多少首 几首 多少首 有几首诗 有多少首诗 写过几首诗 写了几首诗 写过多少首诗 写了多少首诗 写过几首 写了几首 写了多少首 写过多少首 写了多少诗 写过多少诗 的诗有几首 的诗有多少首 的诗一共有几首 的有几首 的有多少首 的诗有多少 有多少诗 有多少`},
	{phrase{intent: Whole}, `的全文 全文 的全诗 全诗 的全篇 全篇 的原文 原文 的完整版 完整版 的全词 全词 整首 整首诗 的整首诗`},
	{phrase{intent: Meaning}, `是什么意思 什么意思 是啥意思 啥意思 的意思 的意思是什么 怎么理解 的翻译 的译文 的赏析 赏析 的注释 怎么念 怎么念的 怎么读 怎么读的 怎么背 怎么说的 怎么写的 怎么写 的读音 出自哪里 出自哪儿 出处 的出处 出处是哪里 怎么解释 的解释 讲的什么 讲的是什么 写的是什么 写的什么 写什么 说的是什么`},
	{phrase{weak: true, topic: true}, `的 诗`},
	{phrase{weak: true}, `吗 呢 吧 呀 啊 嘛 么 哦 了 啦 哈 咧 撒 沙 罢 呐 哇`},
}

// infixes stand between parts.
var infixes = []group{
	{phrase{}, `写过的 写过 写的 写了 写于 所写的 作的 作于 里的 里面的 中的 里面 关于 有关 描写 的那首 的一首 那首 一首 有哪些 有什么 题写 发表的 创作的 以来的 期间的 时候的 期间 时候 这首 那一首 年写的`},
	{phrase{intent: Count}, `有几首 有多少首 写过几首 写了几首 写过多少首 写了多少首 一共有几首 一共写了几首 一共写了多少首 共有几首 共有多少首 写过多少 写了多少 有多少`},
	{phrase{weak: true}, `的 写 和 与 及 在 里 中 作 于 是 咏 题 有 年`},
}
