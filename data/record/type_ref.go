package record

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
)

// Ref is a record of another kind, by the name it has now.
type Ref struct {
	plain
	Kind string // name of that kind, as committees; "" for people, who are of several kinds

	// Meant is for names of whom a sheet may say too little: what it makes finds who is meant by a text in a row with the values v, which are read before
	// the field. A name that it is not certain of is asked about. Nil: the field names whoever it says.
	Meant Finding
}

// Finding makes what finds whom a text means.
type Finding func(ctx context.Context, db bun.IDB, scope Scope) (func(v Values, text string) (Meant, error), error)

// Meant is who is meant by a name: Name, in the form lists have it, or one of Likely, the most likely first, and Why it is not certain which: a phrase
// to follow the name. Other is how somebody is named on purpose who is none of them, "" where nobody else can be.
type Meant struct {
	Name   string
	Likely []string
	Why    string
	Other  string
}

// Key implements Type.
func (t Ref) Key(one string) string {
	if t.Meant == nil {
		return one
	}
	return fold.Person(one)
}

// table is the rows of a part.
type table struct {
	plain
	part *Part
}

// Parse implements Type.
func (t table) Parse(text string) (string, error) { return t.part.Canonical(text) }

// SQL implements Type: expr is that of the record's id.
func (t table) SQL(expr string) string { return t.part.expr(expr) }
