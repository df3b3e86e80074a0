package corpus

// CollectionID numbers a collection: short, permanent, never reused.
type CollectionID int64

// CollectionRef is a collection (诗集) as a poem names it.
type CollectionRef struct {
	ID   CollectionID
	Name string
}

// Collection is a collection as its own page shows it.
type Collection struct {
	ID       CollectionID
	Name     string
	Foreword string
	Poems    int // published
}
