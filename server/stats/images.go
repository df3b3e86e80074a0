package stats

import (
	"strings"
	"sync"
)

// Images are the 意象 counted: what verse shows of nature, the house and the
// heart. A longer one is counted beside the shorter it holds, as searches do.
var Images = strings.Fields(`
月 风 花 雨 云 山 水 雪 霜 露 星 江 湖 海 溪 泉 烟 雾 霞 虹 雷 冰
春 夏 秋 冬 春风 秋风 东风 西风 明月 夕阳 斜阳 白云 细雨 流水 落花 芳草
梅 兰 竹 菊 荷 莲 桂 桃 李 杏 柳 松 梧桐 枫 槐 桑 樟 海棠 牡丹 玉兰 芙蓉 芦花 茉莉 石榴 枇杷 红豆 苔 藕
燕 雁 鹤 莺 蝉 蛙 蝶 鸥 鹭 鸦 鹊 鸡 犬 马 鱼 萤
茶 酒 琴 棋 书 笔 墨 诗 画 笛 箫 钟 鼓 灯 烛 香 剑 扇 镜 帘
亭 桥 楼 窗 门 巷 井 阶 舟 船 帆 路 村 家 园 石 篱 灶 伞 檐
心 梦 泪 愁 乡 故人 孙 母
`)

var imageRuns = sync.OnceValue(func() *runs { return newRuns(Images) })

// bodyQuery asks for the poems that an image is counted in.
func bodyQuery(word string) string { return `句:"` + word + `"` }
