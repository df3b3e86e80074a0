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

	// maxZIP, maxXLSX and maxDOCX bound a file that is read in any order, in
	// bytes: what may lie in a temporary file.
	maxZIP  = 100 << 20
	maxXLSX = 20 << 20
	maxDOCX = 20 << 20
	// maxEntries bounds the files of an archive, and maxDirectory the bytes of
	// their list: names, sizes and times of that many.
	maxEntries   = 5000 // save of a whole export, of which only what is known is opened
	maxDirectory = 3 << 20
	// maxUnpacked bounds what all entries of an archive unpack to, in bytes,
	// and maxRatio what a byte of one may, once freeUnpacked bytes are out.
	// Text packs to a third or a tenth, a bomb to a thousandth.
	maxUnpacked  = 500 << 20
	maxRatio     = 100
	freeUnpacked = 1 << 20
	// maxMediaRatio bounds what a byte of a recording or picture unpacks to:
	// silence packs well, everything else not at all.
	maxMediaRatio = 20
	// maxAtHand bounds, in bytes, an archive that lies on the disk already, as
	// one that somebody names on the command line does: it needs no room.
	maxAtHand = 64 << 30
	// maxName bounds the name of an entry in reports, in code points.
	maxName = 200
	// maxSheet bounds one part of a workbook or its shared strings, unpacked,
	// in bytes; 100,000 poems need half. It lies in a temporary file.
	maxSheet   = 192 << 20
	maxStrings = 64 << 20
	// maxPart and maxParts bound the other parts, one and all, which the
	// library holds in memory, some of them several times over.
	maxPart  = 8 << 20
	maxParts = 40 << 20
	// maxLibrary is how many bytes of a sheet or the shared strings the library
	// may hold in memory, where they take ten times that; longer ones go to
	// temporary files.
	maxLibrary = 4 << 20
	// maxRun bounds the text of one cell in XML, in bytes: 32,767 characters
	// of eight bytes each, and some.
	maxRun = 1 << 20
	// maxShown bounds the bytes of a line that breaks its format and goes back
	// to the curator as one cell; a spreadsheet's holds 32,767 characters.
	maxShown = 32 << 10
	// headSize is how much of a file is looked at to tell its kind and
	// encoding, in bytes.
	headSize = 64 << 10
)
