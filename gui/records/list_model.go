package records

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/gui/kit"
)

// Row is one record as its list shows it.
type Row struct {
	ID     int64
	Values data.Values
	key    string // folded search key of everything shown
}

// readRows reads the kind's records with their search keys.
func readRows(ctx context.Context, store *data.Store, c *Config, scope data.Scope) ([]Row, error) {
	_, records, err := c.Kind.List(ctx, store.DB(), scope)
	if err != nil {
		return nil, err
	}
	fields := c.Kind.ListFields()
	rows := make([]Row, len(records))
	for i, r := range records {
		rows[i] = Row{ID: r.ID, Values: r.Values, key: searchKey(fields, c.Names, r.Values)}
	}
	return rows, nil
}

// searchKey folds what the list shows of a record; fields of names are read as the names of people. What is masked is not searched.
func searchKey(fields []data.Field, names []string, v data.Values) string {
	var text []string
	var key strings.Builder
	for _, f := range fields {
		switch {
		case f.Sensitive || v[f.Key] == "":
		case slices.Contains(names, f.Key):
			for _, name := range v.Many(f.Key) {
				key.WriteString(fold.Name(name) + " ")
			}
		default:
			text = append(text, v[f.Key])
		}
	}
	key.WriteString(fold.Key(text...))
	return key.String()
}

// shown is a field's value as lists and details show it.
func shown(f data.Field, v data.Values) string {
	if f.Sensitive {
		return masked(v[f.Key])
	}
	return strings.ReplaceAll(v[f.Key], "\n", " ")
}

// masked hides the middle of a phone, an ID number or an address: 138****5678.
func masked(value string) string {
	r := []rune(value)
	switch n := len(r); {
	case n == 0:
		return ""
	case n < 8:
		return string(r[:1]) + strings.Repeat("*", n-1)
	default:
		return string(r[:3]) + strings.Repeat("*", n-7) + string(r[n-4:])
	}
}

// columns are the list's columns as its kind declares them; those of c.Hide wait in the header's menu.
func columns(c *Config) []kit.Column[Row] {
	var out []kit.Column[Row]
	for _, f := range c.Kind.ListFields() {
		column := kit.Column[Row]{
			Key: f.Key, Title: f.Title, Width: f.Width, Flex: f.Key == c.Flex, Hidden: slices.Contains(c.Hide, f.Key),
			Text: func(r Row) string { return shown(f, r.Values) },
		}
		if column.Width == 0 {
			column.Width = 90
		}
		if f.Kind == intake.KindInt && !strings.HasSuffix(f.Key, "number") {
			column.Align = fyne.TextAlignTrailing
		}
		if f.Kind == intake.KindInt || slices.Contains(c.Numbers, f.Key) {
			column.Less = func(a, b Row) bool { return number(a.Values[f.Key]) < number(b.Values[f.Key]) }
		}
		out = append(out, column)
	}
	return out
}

// number orders texts of digits by value, those without any last.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 1 << 30
	}
	return n
}

// choices are the values of a field among the rows with their counts, the commonest first; several-valued fields count for each.
func choices(rows []Row, field string) []kit.Choice {
	counts := map[string]int{}
	for _, r := range rows {
		for _, value := range r.Values.Many(field) {
			counts[value]++
		}
	}
	out := make([]kit.Choice, 0, len(counts))
	for value, n := range counts {
		out = append(out, kit.Choice{Value: value, Label: value, Count: n})
	}
	slices.SortFunc(out, func(a, b kit.Choice) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(fold.SortKey(a.Value), fold.SortKey(b.Value)))
	})
	return out
}

// has reports whether one of the field's values is want.
func has(v data.Values, field, want string) bool { return slices.Contains(v.Many(field), want) }
