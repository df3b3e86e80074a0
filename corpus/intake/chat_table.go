package intake

import (
	"slices"
	"strings"

	"shiyun/corpus"
)

// ChatColumns are the columns, from 0, of a chat exported as a table. Senders and
// Times are in order of likelihood. Kind is the column of the kind of message, -1
// where there is none.
type ChatColumns struct {
	Senders, Times []int
	Kind, Text     int
}

// The names of the columns of chats, the likeliest first. Those before the
// stroke are of chats alone.
var (
	chatTexts   = chatNames("消息内容 聊天内容 信息内容 消息 strcontent msgcontent message msg 訊息內容 訊息 | content 内容 text 內容")
	chatSenders = chatNames("群昵称 群名片 发送者昵称 发言人昵称 nickname 发送者 发送人 发言人 发言者 发信人 说话人 sendername sender talker 發送者 發送人 發言人 傳送者 發訊者 | 昵称 微信昵称 暱稱 from name 姓名 备注 remark")
	chatTimes   = chatNames("strtime 发送时间 消息时间 聊天时间 發送時間 | 日期时间 datetime time 时间 日期 date timestamp createtime 時間")
	chatKinds   = chatNames("消息类型 msgtype 訊息類型 | 类型 type 种类 類型")
)

// chatNamesOf are names, and how many of them are of chats alone.
type chatNamesOf struct {
	all []string
	own int
}

func chatNames(names string) chatNamesOf {
	own, others, _ := strings.Cut(names, "|")
	n := strings.Fields(own)
	return chatNamesOf{append(n, strings.Fields(others)...), len(n)}
}

// find are the columns of these names, and whether one is of chats alone.
func (n chatNamesOf) find(header []string) (columns []int, own bool) {
	for k, name := range n.all {
		if i := slices.Index(header, name); i >= 0 {
			columns, own = append(columns, i), own || k < n.own
		}
	}
	return columns, own
}

// ChatOf finds the columns of a chat in a header; nil for that of a sheet of
// poems. Whoever sends a form has a name and a time as well: the sender or the
// message has to be called so, and no column holds titles.
func ChatOf(header []string) *ChatColumns {
	names := make([]string, len(header))
	for i, name := range header {
		names[i] = remark.ReplaceAllString(strings.ReplaceAll(NormalHeader(name), "_", ""), "")
		if n := lookUp(name); n.field == FieldTitle && !n.loose || n.field == FieldID {
			return nil
		}
	}
	texts, ownText := chatTexts.find(names)
	senders, ownSender := chatSenders.find(names)
	times, _ := chatTimes.find(names)
	kinds, _ := chatKinds.find(names)
	if len(texts) == 0 || len(senders) == 0 || len(times) == 0 || !ownText && !ownSender {
		return nil
	}
	c := &ChatColumns{Senders: senders, Times: times, Kind: -1, Text: texts[0]}
	if len(kinds) > 0 {
		c.Kind = kinds[0]
	}
	return c
}

// mapping shows the columns as those of a table.
func (c *ChatColumns) mapping(columns int) Mapping {
	m := make(Mapping, columns)
	m[c.Senders[0]], m[c.Times[0]], m[c.Text] = FieldAuthor, FieldDate, FieldBody
	return m
}

// WarnUnusedOfChat names the columns of a chat that are not read.
func (t *Table) WarnUnusedOfChat(row *Row) {
	for i, name := range t.Header {
		used := i == t.Chat.Kind || i == t.Chat.Text || slices.Contains(t.Chat.Senders, i) || slices.Contains(t.Chat.Times, i)
		switch {
		case used || strings.TrimSpace(name) == "":
		case FieldNamed(name) == FieldPrivate:
			row.LeaveOut(name)
		default:
			row.Warn(name, CodeUnused, corpus.NewMessage("intake.warn.unused_column", name))
		}
	}
}
