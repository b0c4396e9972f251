package records

import (
	"context"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Row is one record as its list shows it.
type Row struct {
	ID     int64
	Values record.Values
	key    string // folded search key of everything shown
}

// readRows reads the kind's records with their search keys.
func readRows(ctx context.Context, store *store.Store, c *Config, scope record.Scope) ([]Row, error) {
	_, records, err := c.Kind.List(ctx, store.DB(), scope)
	if err != nil {
		return nil, err
	}
	fields := c.Kind.ListFields()
	keys := folded{}
	rows := make([]Row, len(records))
	for i, r := range records {
		rows[i] = Row{ID: r.ID, Values: r.Values, key: searchKey(fields, c.Names, r.Values, keys)}
	}
	return rows, nil
}

// folded remembers the search keys of texts while a list is read: a sector or a party stands in thousands of rows.
type folded map[string]string

func (f folded) key(text string) string {
	key, ok := f[text]
	if !ok {
		key = fold.Key(text)
		f[text] = key
	}
	return key
}

// searchKey folds what the list shows of a record; fields of names are read as the names of people. What is masked is not searched.
func searchKey(fields []record.Field, names []string, v record.Values, keys folded) string {
	var key strings.Builder
	for _, f := range fields {
		switch {
		case f.Sensitive || v[f.Key] == "":
		case slices.Contains(names, f.Key):
			for _, name := range v.Many(f.Key) {
				key.WriteString(fold.Name(name) + " ")
			}
		default:
			key.WriteString(keys.key(v[f.Key]) + " ")
		}
	}
	return key.String()
}

// shown is a field's value as lists and details show it.
func shown(f record.Field, v record.Values) string {
	if f.Sensitive {
		return masked(v[f.Key])
	}
	return f.Typed().Show(v[f.Key])
}

func masked(value string) string { return record.Mask(value) }
