package site

import "shiyun/server/plan"

// What server/curator still asks of this package.
type Here = plan.Here
type Plan = plan.Plan
