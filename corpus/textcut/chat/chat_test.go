package chat_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// verseOfChats are the poems sent in the chats below.
const (
	lamp   = "旧巷收灯早，阶前叶自飞。\n邻窗犹有语，知是夜班归。"
	boat   = "一橹摇开水上云，芦花岸外雁成群。\n渔翁不识江湖事，只卖鲜鱼三两斤。"
	lift   = "电梯停在七楼\n门开了没有人\n风先进来\n替谁按下一楼\n\n我抱着一袋米\n像抱着一个\n睡熟的孩子"
	market = "菜市场收摊以后\n一片白菜叶\n还醒着\n它记得早晨的水\n和那只挑拣的手"
)

// sent is a poem as a chat gives it: title, author, date and text.
type sent struct{ title, author, date, body string }

func sentIn(t *testing.T, text string, f intake.Format) (all []sent) {
	t.Helper()
	for _, r := range formattest.RowsOf(t, "a.txt", []byte(text), intake.Options{Format: f}) {
		s := sent{formattest.Value(r.Draft.Title), formattest.Value(r.Draft.Author), "", formattest.Value(r.Draft.Body)}
		if r.Draft.Date != nil {
			s.date = r.Draft.Date.Text
		}
		all = append(all, s)
	}
	return all
}

// TestChats reads the chats that programs show, copy and export.
func TestChats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []sent
	}{
		{"WeChat copied on a telephone", "南湖渔翁:\n早\n\n南湖渔翁:\n《夜班》\n" + lamp + "\n\n梅岭陈姨:\n好诗！\n\n楼上小陆:\n[强][强]\n",
			[]sent{{"夜班", "南湖渔翁", "", lamp}}},
		{"WeChat forwarded by mail", "—————  2023-05-01  —————\n\n\n南湖渔翁  10:41\n\n《夜班》\n" + lamp + "\n\n梅岭陈姨  10:42\n\n写得好👍👍\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"WeChat copied on Windows, with times", "南湖渔翁 2023/5/1 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n收藏了\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a name above its time", "南湖渔翁\n2023/5/1 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨\n2023/5/1 10:42\n拜读\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"飞书, a name above a day of this year", "南湖渔翁\n5月1日 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨\n5月1日 10:42\n拜读\n",
			[]sent{{"夜班", "南湖渔翁", "", lamp}}},
		{"钉钉", "南湖渔翁 5月1日 10:41\n《夜班》\n" + lamp + "\n梅岭陈姨 5月1日 10:42\n好\n",
			[]sent{{"夜班", "南湖渔翁", "", lamp}}},
		{"QQ with levels and a head", "消息记录（此消息记录为文本格式，不支持重新导入）\n\n================================================================\n消息分组:我的QQ群\n================================================================\n消息对象:荷塘诗社\n================================================================\n\n" +
			"2023-05-01 10:41:05 【管理员】南湖渔翁(123456789)\n《夜班》\n" + lamp + "\n\n2023-05-01 10:42:33 【LV5】梅岭陈姨<chenyi@example.com>\n我也来一首\n\n2023-05-01 10:43:33 【LV5】梅岭陈姨<chenyi@example.com>\n《渔翁》\n" + boat + "\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}, {"渔翁", "梅岭陈姨", "2023-05-01", boat}}},
		{"LINE", "[LINE] 荷塘詩社的聊天記錄\n儲存日期： 2023/05/02 09:00\n\n2023/05/01（一）\n10:41\t南湖渔翁\t\"《夜班》\n" + lamp + "\"\n10:42\t梅岭陈姨\t寫得好\n10:43\t梅岭陈姨已收回訊息\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"LINE with half days", "[LINE] Chat history with 荷塘詩社\nSaved on: 2023/05/02 09:00\n\n2023/05/01(週一)\n上午10:41\t南湖渔翁\t\"《夜班》\n" + lamp + "\"\n上午10:42\t梅岭陈姨\t[貼圖]\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"exported with the kind of message", "2023-05-01 10:41:05 [文本] 南湖渔翁\n《夜班》\n" + lamp + "\n\n2023-05-01 10:42:00 [图片] 梅岭陈姨\n一张图片的说明\n有四行那么长\n看起来像一首诗\n其实并不是\n\n2023-05-01 10:43:05 [引用] 梅岭陈姨\n《夜班》\n" + lamp + "\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"exported with the kind behind", "南湖渔翁 2023-05-01 10:41:05 [文本]\n《夜班》\n" + lamp + "\n\n系统消息 2023-05-01 10:42:05 [系统]\n梅岭陈姨撤回了一条消息\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"exported with times in brackets", "[2023-05-01 10:41:05] 南湖渔翁(wxid_8a2k1): 《夜班》\n" + lamp + "\n[2023-05-01 10:42:05] 梅岭陈姨: 好词好诗\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a remark behind the name", "南湖渔翁（备注：三栋老周） 2023-05-01 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨（2栋） 2023-05-01 10:42\n好\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a quotation and its answer", "南湖渔翁 2023/5/1 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n「南湖渔翁：《夜班》\n" + lamp + "」\n- - - - - - - - - - - - - - -\n写得好\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a quotation answered with a poem", "南湖渔翁 2023/5/1 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n「南湖渔翁：《夜班》\n" + lamp + "」\n——————————\n和一首\n《渔翁》\n" + boat + "\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}, {"渔翁", "梅岭陈姨", "2023-05-01", boat}}},
		{"sent again by another", "南湖渔翁 2023/5/1 10:41\n《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n《夜班》\n" + lamp + "\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a forwarded chat", "南湖渔翁 2023/5/1 10:41\n[聊天记录]荷塘诗社的聊天记录\n老周: 《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n《渔翁》\n" + boat + "\n",
			[]sent{{"渔翁", "梅岭陈姨", "2023-05-01", boat}}},
		{"a title, then the poem", "南湖渔翁 2023/5/1 10:41\n夜班\n\n南湖渔翁 2023/5/1 10:41\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n好诗\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"a line a message", "南湖渔翁 2023/5/1 10:41\n夜班\n\n南湖渔翁 2023/5/1 10:41\n旧巷收灯早，\n\n南湖渔翁 2023/5/1 10:41\n阶前叶自飞。\n\n南湖渔翁 2023/5/1 10:42\n邻窗犹有语，\n\n南湖渔翁 2023/5/1 10:42\n知是夜班归。\n\n梅岭陈姨 2023/5/1 10:43\n好\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", "旧巷收灯早，\n阶前叶自飞。\n邻窗犹有语，\n知是夜班归。"}}},
		{"talk around the poem", "南湖渔翁 2023/5/1 10:41\n昨夜睡不着，写了一首，大家看看\n《夜班》\n" + lamp + "\n平仄不太懂，请各位老师指正\n\n梅岭陈姨 2023/5/1 10:42\n收藏了\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"talk without telling words", "南湖渔翁 2023/5/1 10:41\n昨晚下楼扔垃圾看见的，回来就记下了\n《夜班》\n" + lamp + "\n不知道第三句顺不顺，我改了好几遍\n\n梅岭陈姨 2023/5/1 10:42\n顺的\n",
			[]sent{{"夜班", "南湖渔翁", "2023-05-01", lamp}}},
		{"free verse", "南湖渔翁 2023/5/1 10:41\n《电梯》\n\n" + lift + "\n\n梅岭陈姨 2023/5/1 10:42\n好\n\n梅岭陈姨 2023/5/1 10:45\n《菜市场》\n" + market + "\n",
			[]sent{{"电梯", "南湖渔翁", "2023-05-01", lift}, {"菜市场", "梅岭陈姨", "2023-05-01", market}}},
		{"another's poem, introduced", "南湖渔翁 2023/5/1 10:41\n转：\n《夜班》\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n转老周的《渔翁》\n" + boat + "\n",
			[]sent{{"夜班", "-", "2023-05-01", lamp}, {"渔翁", "老周", "2023-05-01", boat}}},
		{"another's poem, with its author", "南湖渔翁 2023/5/1 10:41\n《夜班》\n作者：周望\n" + lamp + "\n\n梅岭陈姨 2023/5/1 10:42\n好\n",
			[]sent{{"夜班", "周望", "2023-05-01", lamp}}},
		{"a couplet offered and answered is left to a person", "南湖渔翁 2023/5/1 10:41\n上联：春回柳岸千丝绿\n\n梅岭陈姨 2023/5/1 10:42\n下联：日暖桃溪两岸红\n\n楼上小陆 2023/5/1 10:43\n《渔翁》\n" + boat + "\n",
			[]sent{{"渔翁", "楼上小陆", "2023-05-01", boat}}},
		{"a list to join in", "南湖渔翁 2023/5/1 10:41\n#接龙\n端午诗会\n1. 南湖渔翁\n2. 梅岭陈姨\n3. 楼上小陆\n\n梅岭陈姨 2023/5/1 10:42\n《渔翁》\n" + boat + "\n",
			[]sent{{"渔翁", "梅岭陈姨", "2023-05-01", boat}}},
		{"four short lines of talk", "南湖渔翁 2023/5/1 10:41\n明天降温了吗\n多穿点衣服吧\n晚上几点聚\n老地方见\n\n梅岭陈姨 2023/5/1 10:42\n《渔翁》\n" + boat + "\n",
			[]sent{{"渔翁", "梅岭陈姨", "2023-05-01", boat}}},
		{"to a tune", "南湖渔翁 2023/5/1 10:41\n如梦令·夜归\n楼下路灯谁守，檐下雨声初透。归去问猫儿，睡到几更时候。知否，知否，小巷比人还瘦。\n\n梅岭陈姨 2023/5/1 10:42\n拜读\n",
			[]sent{{"如梦令·夜归", "南湖渔翁", "2023-05-01", "楼下路灯谁守，檐下雨声初透。归去问猫儿，睡到几更时候。知否，知否，小巷比人还瘦。"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := sentIn(t, c.text, ""); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if got := sentIn(t, c.text, intake.Chat); !slices.Equal(got, c.want) {
				t.Errorf("as a chat: %q", got)
			}
		})
	}
}

// TestNoChats keeps poems whole in which somebody speaks.
func TestNoChats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, body string }{
		{"dialogue on a line each", "视频\n\n母亲：吃过了吗\n我：吃了\n母亲：那边冷不冷\n我：和你一样", "母亲：吃过了吗\n我：吃了\n母亲：那边冷不冷\n我：和你一样"},
		{"speakers on lines of their own", "母亲：\n吃过了吗\n\n我：\n吃了\n谢谢", "谢谢"},
		{"times within", "值班\n\n22:10\n钥匙转了半圈\n23:40\n灯灭了一盏\n01:15\n有人问路", "灯灭了一盏"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := sentIn(t, c.text, "")
			if len(got) != 1 || !strings.Contains(got[0].body, c.body) || got[0].author != "-" {
				t.Errorf("got %q", got)
			}
		})
	}
}
