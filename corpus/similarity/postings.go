package similarity

// postings lead from a fingerprint to the slots of the poems that have it:
// chained hashing without keys, eight bytes a posting. A chain mixes the
// fingerprints that fall into one bucket; what they propose wrongly the
// comparison throws out.
type postings struct {
	heads []uint32 // first posting of a bucket; the length is a power of two
	pages [][]posting
	count uint32 // postings made, the nil one at 0 included
}

type posting struct {
	slot uint32
	next uint32 // 0 ends the chain
}

const (
	postingsPage = 1 << 16
	leastHeads   = 1 << 12
	perHead      = 2 // postings a bucket holds on average before there must be more buckets
)

// maxChain is how many poems are taken from one bucket, the latest first.
// Stock phrases run to several hundred; a poem made of nothing else is found
// among the latest of its like, and exact duplicates never depend on this.
const maxChain = 96

func newPostings(expected int) postings {
	heads := leastHeads
	for heads*perHead < expected {
		heads *= 2
	}
	return postings{heads: make([]uint32, heads), count: 1}
}

func (p *postings) full() bool { return int(p.count) > len(p.heads)*perHead }

func (p *postings) add(hash, slot uint32) {
	if int(p.count/postingsPage) == len(p.pages) {
		p.pages = append(p.pages, make([]posting, postingsPage))
	}
	head := &p.heads[hash&uint32(len(p.heads)-1)]
	p.pages[p.count/postingsPage][p.count%postingsPage] = posting{slot, *head}
	*head = p.count
	p.count++
}

// addTo appends the slots under a fingerprint, the latest first.
func (p *postings) addTo(slots []uint32, hash uint32) []uint32 {
	at := p.heads[hash&uint32(len(p.heads)-1)]
	for n := 0; at != 0 && n < maxChain; n++ {
		entry := p.pages[at/postingsPage][at%postingsPage]
		slots = append(slots, entry.slot)
		at = entry.next
	}
	return slots
}

// trim lets go of the pages that hold nothing any more.
func (p *postings) trim() {
	n := int(p.count+postingsPage-1) / postingsPage
	clear(p.pages[n:])
	p.pages = p.pages[:n]
}
