package paths

import (
	"net/url"
	"strconv"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
)

const (
	// Threads is where conversations in poems are.
	Threads = "/threads"
	// Stones is where the stones are, in the order of a walk.
	Stones = "/stones"
	// Screen is verse by itself, for a screen in a hall.
	Screen = "/screen"
	// Offline stands for pages that a phone without network does not have.
	Offline = "/offline"
	// Feed is the feed of all poems.
	Feed = "/feeds/poems.atom"
	// Preferences is where a reader chooses how pages are shown.
	Preferences = "/preferences"
	// HelpSearch is where the query language is explained.
	HelpSearch = Help + "/search"
)

// Tune returns where the poems of a tune are.
func Tune(tune string) string { return "/tunes/" + url.PathEscape(tune) }

// Thread returns where a poem stands among those that answer it and that it
// answers. There is a page for every published poem.
func Thread(id corpus.PoemID) string { return Numbered(Threads+"/", int64(id)) }

// AuthorFeed returns the feed of an author.
func AuthorFeed(id corpus.AuthorID) string { return Numbered("/feeds/authors/", int64(id)) + ".atom" }

// CollectionFeed returns the feed of a collection.
func CollectionFeed(id corpus.CollectionID) string {
	return Numbered("/feeds/collections/", int64(id)) + ".atom"
}

// SearchFeed returns a search as a feed.
func SearchFeed(query string) string { return "/feeds/search.atom?q=" + url.QueryEscape(query) }

// CollectionPaper returns a collection on paper.
func CollectionPaper(id corpus.CollectionID) string { return Numbered("/paper?collection=", int64(id)) }

// ThreadPaper returns a thread on paper.
func ThreadPaper(id corpus.PoemID) string { return Numbered("/paper?thread=", int64(id)) }

// SearchPaper returns what a search finds, on paper.
func SearchPaper(r search.Request) string {
	r.Cursor = ""
	return "/search/paper?" + SearchQuery(r).Encode()
}

// Paper returns a list on paper.
func Paper(f poems.Filter) string {
	q := url.Values{}
	for name, id := range map[string]int64{"author": int64(f.Author), "place": int64(f.Place), "year": int64(f.Year)} {
		if id != 0 {
			q.Set(name, strconv.FormatInt(id, 10))
		}
	}
	for name, value := range map[string]string{"form": string(f.Form), "tune": f.Tune, "tag": f.Tag} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/paper?" + q.Encode()
}
