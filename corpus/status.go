package corpus

// Status says who may see a poem. Only Published poems reach the public
// pages, the API and the index.
type Status string

// The statuses a poem passes through.
const (
	StatusDraft     Status = "draft"     // 草稿
	StatusInReview  Status = "in_review" // 待审
	StatusPublished Status = "published" // 已发布
	StatusWithdrawn Status = "withdrawn" // 已撤回
	// StatusRemoved is that of a poem whose import was undone, 已撤销导入. No
	// file and no form can ask for it; lists and exports leave it out. The row
	// stays, so that its number is never given to another poem.
	StatusRemoved Status = "removed"
)

// ParseStatus accepts exactly the names of the statuses that can be asked for.
func ParseStatus(s string) (Status, bool) {
	switch st := Status(s); st {
	case StatusDraft, StatusInReview, StatusPublished, StatusWithdrawn:
		return st, true
	}
	return "", false
}
