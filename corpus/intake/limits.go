package intake

// The limits of a file, and what each protects.
const (
	// MaxFiles bounds the files of one run, so that a folder chosen by mistake
	// is noticed before its rows are in the archive.
	MaxFiles = 1000

	// maxJSONLine bounds the memory of one line of JSON in bytes. The longest
	// poem the archive takes, with every other field full, needs a tenth.
	maxJSONLine = 4 << 20

	// maxRecord bounds the memory of one CSV record in bytes, and how much of
	// a file one quote left open can hide.
	maxRecord = 1 << 20

	// maxColumns bounds the bookkeeping of one CSV record; a spreadsheet of
	// poems has some twenty.
	maxColumns = 1000

	// maxRescan bounds the bytes of one file read more than once. Each quote
	// left open costs up to maxRecord of them, and a forged file could have
	// one in every line.
	maxRescan = 64 << 20

	// maxCommas bounds the items a JSON array is taken apart into: a body of
	// corpus.MaxBody code points holds fewer commas however it is cut, while
	// 4 MB of "1," would become two million strings.
	maxCommas = 40_000

	// headSize is how much of a file is looked at to tell its kind and
	// encoding, in bytes.
	headSize = 64 << 10
)
