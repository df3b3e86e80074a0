package corpus

import "time"

// AccountID numbers an account.
type AccountID int64

// Role says what an account may do.
type Role string

// The roles. An administrator may do all that a curator may.
const (
	RoleCurator Role = "curator" // 整理者
	RoleAdmin   Role = "admin"   // 管理员
)

// ParseRole accepts exactly the two names.
func ParseRole(s string) (Role, bool) {
	switch r := Role(s); r {
	case RoleCurator, RoleAdmin:
		return r, true
	}
	return "", false
}

// Account is somebody who looks after the archive. Nothing secret is in it.
type Account struct {
	ID          AccountID
	Name        string
	Role        Role
	Disabled    bool
	HasPassword bool // the first link has been used
	HasCode     bool // asked for a code from their phone at sign-in
	CreatedAt   time.Time
}

// Actor is the account as it stands in revisions and the audit log.
func (a Account) Actor() Actor { return Actor(a.Name) }

// May tells whether the account may do what is open to role.
func (a Account) May(role Role) bool { return a.Role == role || a.Role == RoleAdmin }

// Session is a device on which an account is signed in.
type Session struct {
	Handle    string // names the session among those of its account; of no use for signing in
	Device    string // what it called itself, in words
	CreatedAt time.Time
	SeenAt    time.Time
	EndsAt    time.Time
	Current   bool // the one that asks
}
