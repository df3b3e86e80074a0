package almanac

import "time"

// termNames are the solar terms in the order of the year.
var termNames = []string{
	"小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
	"小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
}

// festival is a day that comes every year, in one calendar or the other.
type festival struct {
	month, day int
	words      []string
}

func (f festival) on(day time.Time) Occasion {
	return Occasion{Name: f.words[0], Kind: Festival, Day: day, Words: f.words}
}

// oldFestivals go by the old calendar (农历). None falls into a leap month:
// people keep the first of two.
var oldFestivals = []festival{
	{1, 1, []string{"春节", "新春", "元日", "贺岁", "拜年"}},
	{1, 15, []string{"元宵", "上元", "灯会", "花灯"}},
	{2, 2, []string{"龙抬头", "二月二"}},
	{3, 3, []string{"上巳", "三月三", "修禊"}},
	{5, 5, []string{"端午", "端阳", "龙舟", "粽"}},
	{7, 7, []string{"七夕", "乞巧", "鹊桥"}},
	{7, 15, []string{"中元"}},
	{8, 15, []string{"中秋", "团圆月"}},
	{9, 9, []string{"重阳", "重九", "茱萸"}},
	{12, 8, []string{"腊八"}},
	{12, 23, []string{"小年", "祭灶"}},
}

// newFestivals go by the calendar of today.
var newFestivals = []festival{
	{1, 1, []string{"元旦", "新年"}},
	{3, 8, []string{"妇女节", "三八节"}},
	{3, 12, []string{"植树节"}},
	{5, 1, []string{"劳动节", "五一"}},
	{5, 4, []string{"青年节", "五四"}},
	{6, 1, []string{"儿童节", "六一"}},
	{7, 1, []string{"建党节", "七一"}},
	{8, 1, []string{"建军节", "八一"}},
	{9, 10, []string{"教师节"}},
	{10, 1, []string{"国庆", "国庆节"}},
}
