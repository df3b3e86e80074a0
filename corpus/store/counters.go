package store

import "shiyun/corpus/store/db"

const (
	countPoems       db.Counter = "poems"
	countAuthors     db.Counter = "authors"
	countPlaces      db.Counter = "places"
	countCollections db.Counter = "collections"
	countStones      db.Counter = "stones"
)
