// Package pagecache keeps finished pages as long as the archive they were made
// of stands as it was. Making a page costs a thousand times what sending it
// does: a page that a whole lane looks at is made once.
package pagecache

import (
	"container/list"
	"net/http"
	"sync"
	"time"

	"shiyun/corpus"
)

const (
	// mostBytes bounds what is kept: the pages of some 3,000 poems.
	mostBytes = 64 << 20
	// mostPage is more than any page readers look at; one larger is made anew.
	mostPage = 256 << 10
	// mostAge bounds how long a page stands that shows something no change of
	// the archive tells of.
	mostAge = 5 * time.Minute
	// overhead is what an entry takes besides its body, in bytes.
	overhead = 1 << 10
)

// Cache keeps pages, those asked for last. It is safe for concurrent use.
type Cache struct {
	mu    sync.Mutex // guards what follows
	pages map[string]*list.Element
	order *list.List // of *entry, the one asked for last in front
	bytes int
}

// page is a finished answer.
type page struct {
	header http.Header
	body   []byte
	again  func() // counts what the handler would have; nil for nothing
}

type entry struct {
	key  string
	at   corpus.Cursor // of the archive it was made of
	made time.Time
	page page
}

func (e *entry) size() int { return len(e.key) + len(e.page.body) + overhead }

// New returns an empty cache.
func New() *Cache { return &Cache{pages: map[string]*list.Element{}, order: list.New()} }

// get returns the page kept under key, if it was made of the archive at this
// cursor.
func (c *Cache) get(key string, at corpus.Cursor, now time.Time) (page, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	held := c.pages[key]
	if held == nil {
		return page{}, false
	}
	e := held.Value.(*entry)
	if age := now.Sub(e.made); e.at != at || age < 0 || age > mostAge {
		c.drop(held)
		return page{}, false
	}
	c.order.MoveToFront(held)
	return e.page, true
}

// put keeps a page in place of any other under the key.
func (c *Cache) put(e *entry) {
	if len(e.page.body) > mostPage {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if held := c.pages[e.key]; held != nil {
		c.drop(held)
	}
	c.pages[e.key] = c.order.PushFront(e)
	c.bytes += e.size()
	for c.bytes > mostBytes {
		c.drop(c.order.Back())
	}
}

// drop is called with mu held.
func (c *Cache) drop(held *list.Element) {
	e := c.order.Remove(held).(*entry)
	delete(c.pages, e.key)
	c.bytes -= e.size()
}
