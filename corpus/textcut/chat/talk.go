package chat

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

var (
	systemLine = regexp.MustCompile(`撤回了?一[条則则]|收回[了訊讯]|拍了拍|加入了?群|移出了?群|退出了?群|离开了?群|邀请.{1,20}加入|以下为新消息|以上是打招呼|修改群名为|群公告|领取了.*红包|发出红包|通話時間|通话时长|^\s*\[?(?:图片|照片|貼圖|贴图|相片|表情|动画表情|语音|视频|影片|文件|链接|连结|位置|红包|转账|音乐|小程序|聊天记录|名片|群公告|接龙|合并转发|引用)\]?\s*$|^\s*\[(?:图片|照片|貼圖|表情|动画表情|语音|视频|文件|链接|位置|红包|转账|音乐|小程序|聊天记录|名片|群公告|接龙|合并转发|引用)[^\[\]]{0,12}\]|^\s*(?:\[[^\[\]]{1,6}\])+\s*$|^\s*语音通话|#接龙|^\s*接龙|^\s*<(?:图片|媒体|Media)`)
	chatter    = regexp.MustCompile(`指正|雅正|斧正|赐教|请教|点评|献丑|见笑|学习了|拜读|拜讀|各位|大家|老师|群友|群里|诗友|分享|早上好|晚上好|早安|晚安|谢谢|謝謝|@|好诗|好詩|好词|好联|点赞|转发|收到|哈哈|嘿嘿|请多|写得|寫得|收藏|来一首|來一首|写了一首|寫了一首|刚写|随手|习作|厉害|佩服|欣赏|大作|和一首|见谅|打卡|👍|👏|🌹|\[强\]|\[玫瑰\]|\[鼓掌\]|^赞|^早[啊呀]?$|^好[！!。]*$`)
	listLine   = regexp.MustCompile(`^\s*\d{1,3}\s*[、.．)）]|\d{5,}|https?://`)
	begging    = regexp.MustCompile(`指正|雅正|斧正|赐教|献丑|见笑|拜读|拜讀|见谅|请教|群友|诗友|写得不好|收藏了`) // is talk in any metre
	particle   = regexp.MustCompile(`[啊呀呢吧吗嘛哈哦噢啦嘞哟么嗯][！!？?。~～…]*$|[?？]$|^[嗯哦噢哈诶]`)

	// quoteOpen begins what somebody answers, and quoteRule ends it.
	quoteOpen = regexp.MustCompile(`^\s*(?:「|『|“[^”]{1,20}[:：]|\[?引用\]?|\[?回[复覆]\]?\s*[:：@\p{Han}]|>|》)`)
	quoteRule = regexp.MustCompile(`^[\s\-－—–_＿=]{3,}$`)
	forwarded = regexp.MustCompile(`^\s*\[?(?:聊天记录|聊天記錄|合并转发|轉傳)|的聊天[记記][录錄]\s*$`)
)

// isChatter reports whether a line is talk around a poem.
func isChatter(text string) bool {
	if len(text) > manuscript.MaxLook {
		return false
	}
	if systemLine.MatchString(text) {
		return true
	}
	s := verse.ShapeOf(text)
	regular := s.IsRegular() && len(s.Clauses) >= 2 && !begging.MatchString(text)
	return chatter.MatchString(text) && !regular && !strings.Contains(text, "《") && !isLabelled(text) || strings.TrimSpace(text) != "" && s.Letters == 0
}

// blankTalk empties the lines of a message that are none of a poem: what is
// quoted of others, and the talk above a title and below the verse. Within a
// poem the same words may be verse.
func blankTalk(words []manuscript.Line) {
	blankQuotation(words)
	for i := range words {
		if systemLine.MatchString(manuscript.Clip(words[i].Text)) {
			words[i].Text = ""
		}
	}
	first := 0
	for first < len(words) && (words[first].Blank() || isChatter(words[first].Text)) {
		first++
	}
	for i := first; i < len(words); i++ {
		if isBookTitle(words[i].Text) {
			first = i // whatever stands above is about it
			break
		}
	}
	blank(words[:first])
	last := len(words)
	for last > first && (words[last-1].Blank() || isChatter(words[last-1].Text)) {
		last--
	}
	blank(words[last:])
}

func blank(words []manuscript.Line) {
	for i := range words {
		if !isLabelled(words[i].Text) || forwardMark.MatchString(manuscript.Clip(words[i].Text)) {
			words[i].Text = ""
		}
	}
}

// isBookTitle reports whether a line is a title in 《》 and little else.
func isBookTitle(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) > 150 || !strings.Contains(text, "《") {
		return false
	}
	before, _, _ := strings.Cut(text, "《")
	_, after, closed := strings.Cut(text, "》")
	return closed && utf8.RuneCountInString(before) <= 6 && utf8.RuneCountInString(after) <= 10 && !verse.ShapeOf(after).Ended && !chatter.MatchString(before+after)
}

// blankQuotation empties what a message quotes of another, down to the rule
// below it, and all of a message that forwards a chat.
func blankQuotation(words []manuscript.Line) {
	first := 0
	for first < len(words) && words[first].Blank() {
		first++
	}
	if first == len(words) {
		return
	}
	text := manuscript.Clip(words[first].Text)
	if forwarded.MatchString(text) {
		for i := range words {
			words[i].Text = ""
		}
		return
	}
	if !quoteOpen.MatchString(text) {
		return
	}
	end := first
	for i := first; i < len(words); i++ {
		switch line := strings.TrimSpace(words[i].Text); {
		case i > first && quoteRule.MatchString(line):
			end = i
		case end == first && (strings.HasSuffix(line, "」") || strings.HasSuffix(line, "』")):
			end = i
			continue
		default:
			continue
		}
		break
	}
	for i := first; i <= end; i++ {
		words[i].Text = ""
	}
}
