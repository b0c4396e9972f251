package take

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// namesUnits reports whether a field holds what units of the office are called.
func namesUnits(f *record.Field) bool { return f.Key == "unit" || f.Key == "units" }

// callUnits has a row call units by their names, so that records are told apart by which unit it is and not by how it is written: 发改局 is the short
// name of 县发展和改革局.
func (im *Import) callUnits(ctx context.Context, db bun.IDB, values record.Values) error {
	for i := range im.Kind.Fields {
		f := &im.Kind.Fields[i]
		if !namesUnits(f) || values[f.Key] == "" {
			continue
		}
		text, err := readEach(f, values[f.Key], func(name string) (string, error) { return roster.UnitCalled(ctx, db, name) })
		if err != nil {
			return err
		}
		values[f.Key] = text
	}
	return nil
}
