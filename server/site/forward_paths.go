package site

import "shiyun/server/paths"

// What server/curator still asks of this package.
const AccountsPath = paths.Accounts
const AuditPath = paths.Audit
const CuratorPath = paths.Curator
const CuratorPoemsPath = paths.CuratorPoems
const CuratorStonesPath = paths.CuratorStones
const MePath = paths.Me
const ReviewPath = paths.Review
const SignInPath = paths.SignIn

var CuratorAuthorPath = paths.CuratorAuthor
var CuratorPoemPath = paths.CuratorPoem
var LocalAddress = paths.Local
var Numbered = paths.Numbered
