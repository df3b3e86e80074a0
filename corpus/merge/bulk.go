package merge

import (
	"slices"

	"shiyun/corpus"
)

// BulkChange is one change of many poems. What is zero changes nothing.
type BulkChange struct {
	AddTags, RemoveTags               []string
	AddCollections, RemoveCollections []string
	Place                             *string // path of names; "" takes the place away
	Form                              *corpus.Form
	Publish                           bool // those in review; others stay as they are
}

// IsEmpty reports whether the change changes nothing.
func (c BulkChange) IsEmpty() bool {
	return len(c.AddTags)+len(c.RemoveTags)+len(c.AddCollections)+len(c.RemoveCollections) == 0 && c.Place == nil && c.Form == nil && !c.Publish
}

// Draft is what the change makes of one poem.
func (c BulkChange) Draft(p corpus.Poem) corpus.Draft {
	d := corpus.Draft{Place: c.Place, Form: c.Form}
	if len(c.AddTags)+len(c.RemoveTags) > 0 {
		tags := without(union(p.Tags, c.AddTags), c.RemoveTags)
		d.Tags = &tags
	}
	if len(c.AddCollections)+len(c.RemoveCollections) > 0 {
		var has []string
		for _, ref := range p.Collections {
			has = append(has, ref.Name)
		}
		names := without(union(has, c.AddCollections), c.RemoveCollections)
		d.Collections = &names
	}
	if c.Publish && p.Status == corpus.StatusInReview {
		d.Status = corpus.StatusPublished
	}
	return d
}

func without(list, out []string) []string {
	return slices.DeleteFunc(list, func(item string) bool { return slices.Contains(out, item) })
}
