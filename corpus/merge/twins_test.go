package merge_test

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

// Authors in two scripts and with a courtesy are one person each; whoever is
// not known is nobody's namesake.
func TestNamesakeGroups(t *testing.T) {
	t.Parallel()
	all := []corpus.Author{{ID: 1, Name: "劉克莊"}, {ID: 2, Name: "佚名"}, {ID: 3, Name: "周望"}, {ID: 4, Name: "刘克庄"}, {ID: 5, Name: "老周", Aliases: []string{"周望先生"}},
		{ID: 6, Name: "佚名"}, {ID: 7, Name: "周旺"}}
	var got [][]corpus.AuthorID
	for _, group := range merge.NamesakeGroups(all) {
		var ids []corpus.AuthorID
		for _, a := range group {
			ids = append(ids, a.ID)
		}
		got = append(got, ids)
	}
	if len(got) != 2 || !slices.Equal(got[0], []corpus.AuthorID{1, 4}) || !slices.Equal(got[1], []corpus.AuthorID{3, 5}) {
		t.Errorf("groups %v", got)
	}
}

// A poem is known in another script, under another title and another name; what
// is too short to tell is not.
func TestTwins(t *testing.T) {
	t.Parallel()
	var twins merge.Twins
	for i, body := range []string{"荷葉田田照晚塘，清風送我滿身香。", "白鹤飞来又飞去，青山依旧对斜阳。", "荷叶田田照晚塘\n清风送我满身香", "待补", "待补", "白鹤飞来又飞去，青山依旧对夕阳。"} {
		twins.Add(corpus.Poem{ID: corpus.PoemID(i + 1), Body: body, Author: corpus.AuthorRef{ID: corpus.AuthorID(i + 1)}})
	}
	groups := twins.Groups()
	if len(groups) != 1 || len(groups[0]) != 2 || groups[0][0].ID != 1 || groups[0][1].ID != 3 {
		t.Errorf("groups %v", groups)
	}
}
