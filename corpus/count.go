package corpus

// Count is a value and how many published poems have it.
type Count[T any] struct {
	Value T
	Poems int
}
