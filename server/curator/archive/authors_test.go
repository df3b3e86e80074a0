package archive_test

import (
	"testing"

	"shiyun/server/servertest"
)

// Whoever goes over the authors is shown who may be one person, and merges
// them from there; the list is narrowed in either script and by other names.
func TestAuthorsAreListedAndMerged(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "刘克庄", lotus), servertest.Draft("", "看鹤", "劉克莊", crane), servertest.Draft("", "港", "周望", "港口汽笛一声长。"))
	v.Open("/curator/authors")
	v.WantText("看起来是同一位", "全部作者，3 位")
	v.Press("把“劉克莊”并入“刘克庄”", nil)
	v.Press("合并", nil)
	if v.At != "/curator/authors/1?saved=1" {
		t.Fatalf("at %s", v.At)
	}
	v.Open("/curator/authors?text=劉克")
	v.WantText("全部作者，1 位", "又名：劉克莊", "2 首")
	v.WantNoText("看起来是同一位", "周望")
	v.Open("/curator/authors?from=-5")
	v.WantText("周望")
}

// A poem that is in the archive twice, in two scripts or under two names, is
// offered for a merge, and so are the two names; one that was withdrawn is not.
func TestDuplicatesAreOffered(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus), servertest.Draft("", "荷塘", "老周", "荷葉田田照晚塘，\n清風送我滿身香。"), servertest.Draft("", "看鹤", "汀兰", crane))
	v.Open("/curator/duplicates")
	v.WantText("采荷", "荷塘", "看看，并成一首", "把“老周”并入“汀兰”")
	v.WantNoText("看鹤")
	v.Press("把“老周”并入“汀兰”", nil)
	v.Press("合并", nil)
	v.Open("/curator/duplicates")
	v.WantText("荷塘")
	v.WantNoText("并入")
	v.Open("/curator/poems/2/merge?into=1")
	v.WantText("采荷")
}
