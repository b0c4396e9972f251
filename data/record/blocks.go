package record

import (
	"context"
	"math/big"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
)

// Blocks says how a kind's records come in blocks of scores (评分块, see [intake.BlockLayout]): which fields the names around the points are for, and who
// and what may stand there.
type Blocks struct {
	Fields intake.BlockFields
	Open   func(ctx context.Context, db bun.IDB, scope Scope) (BlockRoster, error)
}

// BlockRoster is who may judge whom in a year.
type BlockRoster interface {
	// Words are the names that may stand in blocks; indicators are the headings of the kind's fields.
	Words() intake.BlockWords

	// Find tells which target is meant by what a block calls it and by its judges.
	Find(target string, judges []string) (BlockPlace, error)
}

// BlockPlace is where the rows of a block go.
type BlockPlace struct {
	Values  Values                          // of the fields that Blocks.Fields.Place names; nil: nobody can say which target is meant
	Targets []string                        // then: those that may be meant, as Find knows them
	Judges  []string                        // those who may judge the target
	Where   string                          // which judges these are: 第 3 评议小组
	Total   func(v Values) (*big.Rat, bool) // what a sheet comes to by the rules it is scored with, where it is complete; may be nil
}
