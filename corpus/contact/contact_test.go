package contact

import (
	"strings"
	"testing"
)

// cut is a text without what was found in it.
func cut(text string, scope Scope) string {
	var b strings.Builder
	at := 0
	for _, s := range Find(text, scope) {
		b.WriteString(text[at:s.From] + "□")
		at = s.To
	}
	return b.String() + text[at:]
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, want string
		scope      Scope
	}{
		{"陆某 13800001234", "陆某 □", Name},
		{"138 0000 1234", "□", Prose},
		{"138-0000-1234。", "□。", Prose},
		{"138—0000—1234", "□", Prose},
		{"１３８００００１２３４", "□", Prose},
		{"+86 138 0000 1234", "□", Prose},
		{"（+86）13800001234", "□", Prose},
		{"008613800001234", "□", Prose},
		{"手机13800001234转告", "□转告", Prose},
		{"138\u200b00001234", "□", Prose},
		{"TEL13800001234", "□", Prose},
		{"1380 000 1234", "□", Prose},
		{"1 3 8 0 0 0 0 1 2 3 4", "□", Prose},
		{"一三八零零零零一二三四", "□", Prose},
		{"010-65551234", "□", Prose},
		{"（021）6555 1234", "□", Prose},
		{"0912-345-678", "□", Prose},
		{"400-800-1234", "□", Prose},
		{"电话：65551234", "□", Prose},
		{"110101199003074512", "□", Prose},
		{"11010119900307451X", "□", Prose},
		{"110101 19900307 4512", "□", Prose},
		{"身份证号：F12345678", "□", Prose},
		{"6222 0212 3456 7890 128", "□", Prose},
		{"lu.mou@example.cn", "□", Prose},
		{"lumou＠example．com 收", "□ 收", Prose},
		{"微信号：loushang_lu", "□", Prose},
		{"加微信 lu1990 便可", "加□ 便可", Prose},
		{"vx:loushang", "□", Prose},
		{"QQ 12345678", "□", Prose},
		{"扣扣：12345678", "□", Prose},
		{"抖音号loushang", "□", Prose},
		{"锦绣苑3栋2单元501室", "锦绣苑□", Place},
		{"锦绣苑三栋二单元五〇一", "锦绣苑□", Place},
		{"锦绣苑A座", "锦绣苑□", Place},
		{"锦绣苑3-2-501", "锦绣苑□", Place},
		{"东亭社区/中山路12号", "东亭社区/中山路□", Place},
		{"上海路100弄12号", "上海路□", Place},
		{"锦绣苑3栋2单元501室", "锦绣苑□", Prose},
		{"寄到锦绣苑２栋３０１", "寄到锦绣苑□", Prose},
		{"家住幸福路88号", "□", Prose},
		{"东城区和平路12号收", "□收", Prose},
		{"和平路12号3单元401", "和平路12号□", Prose},
		{"陆某，和平路12号", "陆某，和平□", Name},
	} {
		if got := cut(c.text, c.scope); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// Numbers of which verse, titles and notes are full.
func TestFindNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"一九九八", "拨打110", "12345有事找政府", "2021年5月3日", "20210503", "2021-05-03 13:45:10", "1998-2003-110", "1949 1959 1969 1979",
		"1949.10.01—1999.10.01", "三千里路云和月，八百年来剑与琴", "一二三四五", "九九八十一难，一万二千峰", "致三号楼的邻居", "3号楼1998年建成",
		"住在三栋的老王", "一座桥", "地铁2号线", "平安里十二号", "微信里的朋友，群里的诗", "QQ空间", "路灯 100 盏", "第123456789行", "3.1415926535",
		"https://example.cn/s/13800001234", "mp.weixin.qq.com", "他数到 1 2 3 4 5 6 7", "G1234次列车", "手机 110", "一楼二楼三楼", "八室五房", "单元门", "1937年",
		"ISBN 978-7-02-000220-7", "卷100第12首", "三单元的灯都亮了", "十里长街", "二〇二三年九月", "霞飞路1836号的梧桐",
	} {
		for _, scope := range []Scope{Prose, Name} {
			if scope == Name && strings.Contains(text, "路1836") {
				continue
			}
			if got := cut(text, scope); got != text {
				t.Errorf("%s: %s", text, got)
			}
		}
	}
	for _, place := range []string{"东亭社区/梧桐里", "第三社区", "一座桥", "五里桥街道", "二七路", "十里铺", "798", "三号桥社区", "百花园"} {
		if got := cut(place, Place); got != place {
			t.Errorf("%s: %s", place, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("锦绣苑3栋2单元501室 138-0000-1234", 0)
	f.Fuzz(func(t *testing.T, text string, scope int) {
		at := 0
		for _, s := range Find(text, Scope(scope%3)) {
			if s.From < at || s.To <= s.From || s.To > len(text) {
				t.Fatalf("%+v of %q after %d", s, text, at)
			}
			at = s.To
		}
	})
}
