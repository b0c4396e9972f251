package record

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
)

// registry is what Register was told.
var registry struct {
	kinds  []*Kind
	main   []*Kind // by which people know a database
	binned []InBin // sorts without a list of their own, but for attachments

	tables map[string]TableWords
	lists  []WordList
	fields map[string]map[string]*Field
}

// Register adds sorts of records, when the program starts: kinds in the order in which they depend on each other, and what lies in the bin without
// being of a kind. By the main kinds people know a database.
func Register(kinds, main []*Kind, binned ...InBin) {
	registry.kinds, registry.main = append(registry.kinds, kinds...), append(registry.main, main...)
	registry.binned = append(registry.binned, binned...)
	registry.tables, registry.fields = tablesOf(registry.kinds), fieldsOf(registry.kinds)
	registry.lists = nil
	for _, k := range kinds {
		if k.Save != nil {
			k.Save = k.limited(k.Save)
		}
	}
	for _, k := range registry.kinds {
		registry.lists = append(registry.lists, k.Lists...)
	}
	listWords(registry.lists)
	titles := map[string]string{}
	var lines []*store.Line
	for _, k := range registry.kinds {
		if k.Line != nil {
			lines = append(lines, k.Line)
		}
		for _, f := range k.Fields {
			titles[k.Table+"."+f.Key] = f.Title
			if titles[f.Key] == "" {
				titles[f.Key] = f.Title
			}
		}
	}
	naming := store.Naming{Column: func(table, column string) string {
		return cmp.Or(titles[table+"."+column], titles[column])
	}}
	for _, k := range registry.main {
		naming.Main = append(naming.Main, store.Sort{Table: k.Table, Title: k.Title})
	}
	store.SetNaming(naming)
	store.SetLines(lines)
	store.SetJudge(FaultsNow)
	var guards []store.Guard
	lasting := map[string]string{}
	for _, k := range registry.kinds {
		maps.Copy(lasting, k.Lasting)
		if k.Guard != nil {
			guards = append(guards, k.Guard)
		}
	}
	store.SetGuard(func(ctx context.Context, tx *store.Tx, change store.Change) error {
		for _, guard := range guards {
			if err := guard(ctx, tx, change); err != nil {
				return err
			}
		}
		return nil
	}, lasting)
}

// Kinds are all sorts of records that can be taken in, in the order in which they depend on each other.
func Kinds() []*Kind { return slices.Clone(registry.kinds) }

// BinSorts are all sorts of records with a bin, those others hang on first. A test holds them against the schema.
func BinSorts() []InBin {
	sorts := slices.Clone(registry.binned)
	for _, k := range registry.kinds {
		if k.Binned != nil {
			sorts = append(sorts, k.inBin())
		}
	}
	return append(sorts, binnedAttachments)
}

// Figures computes every figure of a year as of the day (YYYY-MM-DD), those of each sort of record in their order.
func Figures(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	var all []measure.Figure
	for _, kind := range registry.kinds {
		if kind.Figures == nil {
			continue
		}
		figures, err := kind.Figures(ctx, db, year, day)
		if err != nil {
			return nil, err
		}
		all = append(all, figures...)
	}
	return all, nil
}

// FiguresEach are those of Figures and after them those of one thing each.
func FiguresEach(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	all, err := Figures(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	for _, kind := range registry.kinds {
		if kind.FiguresEach == nil {
			continue
		}
		figures, err := kind.FiguresEach(ctx, db, year, day)
		if err != nil {
			return nil, err
		}
		all = append(all, figures...)
	}
	return all, nil
}
