package corpus

import "strings"

// PlaceID numbers a place: short, permanent, never reused.
type PlaceID int64

// PlaceKind tells what sort of place it is.
type PlaceKind string

// The kinds of place. A pavilion, a stone and a corner carry inscriptions;
// the others are where people live.
const (
	PlaceCommunity PlaceKind = "社区"
	PlaceCompound  PlaceKind = "小区"
	PlaceLane      PlaceKind = "小邻里"
	PlacePavilion  PlaceKind = "亭"
	PlaceStone     PlaceKind = "石"
	PlaceCorner    PlaceKind = "角"
	PlaceWater     PlaceKind = "水"
	PlaceOther     PlaceKind = "其他"
)

// PlaceKinds lists every kind in the order curators choose from.
func PlaceKinds() []PlaceKind {
	return []PlaceKind{PlaceCommunity, PlaceCompound, PlaceLane, PlacePavilion, PlaceStone, PlaceCorner, PlaceWater, PlaceOther}
}

// MaxSpot is the right and the lower edge of the drawn plan.
const MaxSpot = 1000

// Spot is a point of the drawn plan, 0 to MaxSpot from its upper left corner.
type Spot struct{ X, Y int }

// Within reports whether the spot is on the plan.
func (s Spot) Within() bool { return s.X >= 0 && s.X <= MaxSpot && s.Y >= 0 && s.Y <= MaxSpot }

// NewSpot returns the spot with these coordinates; nil where one is missing.
func NewSpot(x, y *int) *Spot {
	if x == nil || y == nil {
		return nil
	}
	return &Spot{X: *x, Y: *y}
}

// Coordinates returns what NewSpot made the spot of, nil for no spot.
func (s *Spot) Coordinates() (x, y *int) {
	if s == nil {
		return nil, nil
	}
	return &s.X, &s.Y
}

// PlaceRef is a place as a poem names it. Path runs from the top of the tree
// down, parted by "/".
type PlaceRef struct {
	ID   PlaceID
	Path string
}

// Name is the last part of the path.
func (p PlaceRef) Name() string { return p.Path[strings.LastIndexByte(p.Path, '/')+1:] }

// Place is one node of the tree of places.
type Place struct {
	ID     PlaceID
	Parent PlaceID // 0 at the top
	Name   string
	Path   string
	Kind   PlaceKind
	About  string
	At     *Spot // on the drawn plan; nil where nobody has said
	Poems  int   // published poems here and below; filled by public listings
}

// placeSuffixes guess the kind of a place from how its name ends; the longer
// suffix must come first.
var placeSuffixes = []struct {
	suffix string
	kind   PlaceKind
}{
	{"社区", PlaceCommunity}, {"小区", PlaceCompound}, {"小邻里", PlaceLane},
	{"亭", PlacePavilion}, {"石", PlaceStone}, {"碑", PlaceStone}, {"角", PlaceCorner}, {"湖", PlaceWater},
	{"苑", PlaceCompound}, {"园", PlaceCompound}, {"花园", PlaceCompound}, {"公寓", PlaceCompound},
	{"里", PlaceLane}, {"巷", PlaceLane}, {"邻里", PlaceLane},
}

// GuessPlaceKind proposes a kind for a place known only by name.
func GuessPlaceKind(name string) PlaceKind {
	for _, s := range placeSuffixes {
		if strings.HasSuffix(name, s.suffix) {
			return s.kind
		}
	}
	return PlaceOther
}

// SplitPlacePath cuts a path as curators write it ("东亭社区/梧桐里", also with
// a full-width slash or "＞") into trimmed names, dropping empty ones.
func SplitPlacePath(path string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(path, isPlaceSeparator) {
		if part = strings.TrimSpace(part); part != "" {
			names = append(names, part)
		}
	}
	return names
}

func isPlaceSeparator(r rune) bool { return r == '/' || r == '／' || r == '>' || r == '＞' }
