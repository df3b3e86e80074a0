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
)

// ParseStatus accepts exactly the four names.
func ParseStatus(s string) (Status, bool) {
	switch st := Status(s); st {
	case StatusDraft, StatusInReview, StatusPublished, StatusWithdrawn:
		return st, true
	}
	return "", false
}
