package site

import "shiyun/server/typeset"

// What server/curator still asks of this package.
type Segment = typeset.Segment

var Segments = typeset.Segments
var Shorten = typeset.Shorten
