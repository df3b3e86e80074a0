package corpus

import "time"

// Actor is who did something: the name of an account, or one of the actors
// below. Accounts' names never begin with "@" and are never given out again.
type Actor string

// The actors without an account.
const (
	ActorCommand  Actor = "@command"  // whoever can run the program on the machine
	ActorResident Actor = "@resident" // a visitor, with a receipt or without
	ActorVisitor  Actor = "@visitor"  // who tried to sign in and did not
	ActorSystem   Actor = "@system"   // the program by itself
)

// Verb names an act in the audit log. Its sentence for people is in the
// catalogue under "act." and the verb.
type Verb string

// The acts.
const (
	ActSignIn       Verb = "sign_in"
	ActSignInFailed Verb = "sign_in_failed"
	ActSignOut      Verb = "sign_out"
	ActAccount      Verb = "account" // made, changed, disabled, given a link
	ActImport       Verb = "import"
	ActUndo         Verb = "undo"
	ActRevise       Verb = "revise"
	ActStatus       Verb = "status"
	ActErase        Verb = "erase" // a person, at their request
	ActHide         Verb = "hide"  // former revisions taken away from readers, or given back
	ActMerge        Verb = "merge"
	ActBulkEdit     Verb = "bulk_edit"
	ActSubmit       Verb = "submit"
	ActDecide       Verb = "decide"
	ActReadContact  Verb = "read_contact" // looked at how to reach somebody
	ActExport       Verb = "export"
	ActWords        Verb = "words" // synonyms, aliases, dictionary words
	ActSite         Verb = "site"  // what the community set of its site
	ActPlace        Verb = "place"
	ActStone        Verb = "stone"
	ActCollection   Verb = "collection"
	ActMedia        Verb = "media" // a recording or picture added ("+3 stone") or taken away ("-3 stone")
)

// Verbs lists all acts, in the order in which they are offered to who looks for
// one.
func Verbs() []Verb {
	return []Verb{ActDecide, ActRevise, ActStatus, ActMerge, ActBulkEdit, ActHide, ActMedia, ActSubmit, ActImport, ActUndo, ActExport, ActCollection, ActPlace, ActStone,
		ActWords, ActSite, ActSignIn, ActSignInFailed, ActSignOut, ActAccount, ActReadContact, ActErase}
}

// Act is one entry of the audit log.
type Act struct {
	Seq    int64
	At     time.Time
	By     Actor
	Verb   Verb
	Object string // what it was done to, such as "poem/12" or "batch/3"
	Detail string // never a text, a contact or what somebody searched for
	Hash   string // of this act and all before it, hexadecimal SHA-256
}
