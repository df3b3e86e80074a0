package source

// The limits of every file, and what each protects.
const (
	// HeadSize is how much of a file is looked at to tell its kind and
	// encoding, in bytes.
	HeadSize = 64 << 10

	// maxZIP bounds a file that is read in any order, in bytes: what may lie
	// in a temporary file.
	maxZIP = 100 << 20
	// maxAtHand bounds, in bytes, an archive that lies on the disk already, as
	// one that somebody names on the command line does: it needs no room.
	maxAtHand = 64 << 30
	// MaxEntries bounds the files of an archive, and maxDirectory the bytes of
	// their list: names, sizes and times of that many.
	MaxEntries   = 5000 // save of a whole export, of which only what is known is opened
	maxDirectory = 3 << 20
	// MaxRatio bounds what a byte of an entry unpacks to, once freeUnpacked
	// bytes are out. Text packs to a third or a tenth, a bomb to a thousandth.
	MaxRatio     = 100
	FreeUnpacked = 1 << 20
	// maxRun bounds the text of one element in XML, in bytes: the 32,767
	// characters of a cell, of eight bytes each, and some.
	maxRun = 1 << 20
)
