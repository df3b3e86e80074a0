package page

// Choice is a link among several.
type Choice struct {
	Label string
	Count int
	URL   string
	On    bool
	Out   bool   // of a filter in force: it leaves things out
	Less  string // address of the search without it; "" where that cannot be said
}
