package record

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/store"
)

// LedgerKind makes of k, which has its name and titles, the sort of record that l says.
func LedgerKind(k *Kind, l *Ledger) *Kind {
	l.part = l.Of.Field(l.Key).Part
	l.fill()
	k.Table, k.Ledger, k.Save, k.Match = l.part.Table, l, l.save, l.match(k)
	if k.Scope == "" {
		k.Scope = l.Of.Scope
	}
	k.Index = l.names()
	columns := []string{"x.id"}
	column := func(f *Field) {
		columns = append(columns, cmp.Or(f.Expr, "x."+f.Key)+" AS "+store.QuoteName(f.Key))
		f.Expr = store.QuoteName(f.Key)
		k.Fields = append(k.Fields, *f)
	}
	for _, f := range l.Lead {
		column(&f)
	}
	orders := append([]string{l.Order}, strings.Split(l.part.Order, ", ")...)
	for i, order := range orders {
		orders[i] = "order_" + strconv.Itoa(i)
		value, down := strings.CutSuffix(order, " DESC")
		columns = append(columns, value+" AS "+orders[i])
		if down {
			orders[i] += " DESC"
		}
	}
	k.Order = strings.Join(orders, ", ")
	for i, f := range l.part.Fields {
		if i == 0 {
			f.Section = k.Title
		}
		f.Required = f.Required && slices.Contains(l.Same, f.Key) && f.Default == ""
		if name := l.part.Title + f.Title; !strings.HasPrefix(f.Title, l.part.Title) { // 面商日期 of the 日期 of a 面商
			f.Aliases = append(slices.Clip(f.Aliases), name)
		}
		column(&f)
	}
	k.From = "(SELECT " + strings.Join(columns, ", ") + " FROM " + l.part.From + " " + l.Join + ") AS ledger"
	return k
}

// LedgersOf are the sorts of record whose records are rows of parts of the kind's.
func LedgersOf(k *Kind) []*Kind {
	return slices.DeleteFunc(Kinds(), func(ledger *Kind) bool { return ledger.Ledger == nil || ledger.Ledger.Of != k })
}

// fill puts in what most ledgers have: the year and the fields of the Index of Of, which name a record, and its first required text to know it by.
func (l *Ledger) fill() {
	if l.Join != "" {
		return
	}
	l.Join = "JOIN (SELECT *, row_number() OVER (ORDER BY " + l.Of.Order + ") AS place FROM " + l.Of.From + ") o ON o.id = x." + l.part.Owner
	l.Order = "o.place"
	for _, f := range l.Of.Fields {
		names, about := slices.Contains(l.Of.Index, f.Key), f.Required && f.Part == nil && !f.Counted()
		if f.Key != yearKey && !names && !about {
			continue
		}
		f.Section, f.Required, f.ListOnly = "", names, about && !names
		if len(l.Lead) == 0 {
			f.Section = l.Of.Title
		}
		f.Expr = "o." + cmp.Or(f.Expr, f.Key)
		l.Lead = append(l.Lead, f)
	}
}

// names are the keys of the fields by which rows of a record are found.
func (l *Ledger) names() []string {
	if len(l.Names) > 0 {
		return l.Names
	}
	i := slices.IndexFunc(l.Lead, func(f Field) bool { return f.Required && !f.ListOnly })
	return []string{l.Lead[i].Key}
}

// named is the key of them by which v names its record.
func (l *Ledger) named(v Values) string {
	names := l.names()
	return names[max(0, slices.IndexFunc(names, func(key string) bool { return v[key] != "" }))]
}

// match finds the row of k that v is of: among those of the record it names the one with the same values under the keys Same. Where v does not say
// the key Unsaid, a single row will do that has the others.
func (l *Ledger) match(k *Kind) func(v Values, by Candidates) (int64, error) {
	return func(v Values, by Candidates) (int64, error) {
		l.canonical(v)
		named := l.named(v)
		among := l.Among
		if among == nil {
			among = l.sameLead
		}
		found, err := among(v, by(named, v[named]))
		if err != nil {
			return 0, err
		}
		var may []Record
		for _, r := range found {
			differs := func(key string) bool { return r.Values[key] != l.orDefault(key, v[key]) }
			if !slices.ContainsFunc(l.Same, differs) {
				return r.ID, nil
			}
			if !slices.ContainsFunc(l.Same, func(key string) bool { return differs(key) && (key != l.Unsaid || v[key] != "") }) {
				may = append(may, r)
			}
		}
		switch len(may) {
		case 0:
			return 0, nil
		case 1:
			return may[0].ID, nil
		default:
			return 0, store.Refuse(store.CodeInvalid, "%s %s 号已有 %d 条%s与这一行相符，请填「%s」说明是哪一条。", l.Of.Title, v[named], len(may), k.Title, k.Field(l.Unsaid).Title)
		}
	}
}

// canonical writes the numbers by which v names its record as they are stored.
func (l *Ledger) canonical(v Values) {
	for i := range l.Lead {
		key := l.Lead[i].Key
		if f := l.Of.Field(key); f != nil && f.Counted() {
			CanonicalNumber(v, key)
		}
	}
}

// sameLead leaves the rows whose record is what v says of it.
func (l *Ledger) sameLead(v Values, found []Record) ([]Record, error) {
	return slices.DeleteFunc(found, func(r Record) bool {
		return slices.ContainsFunc(l.Lead, func(f Field) bool { return !f.ListOnly && v[f.Key] != "" && v[f.Key] != r.Values[f.Key] })
	}), nil
}

// matchOwner finds the record that v names the way rows from outside find theirs.
func (l *Ledger) matchOwner(ctx context.Context, tx *store.Tx, scope Scope, v Values) (int64, error) {
	l.canonical(v)
	names, words := Values{}, []string(nil)
	for _, f := range l.Lead {
		if f.ListOnly {
			continue
		}
		names[f.Key] = v[f.Key]
		if f.Key == yearKey {
			year, err := YearOf(ctx, tx, scope, v)
			if err != nil {
				return 0, err
			}
			names[f.Key] = strconv.Itoa(year)
			continue
		}
		if v[f.Key] != "" {
			words = append(words, fmt.Sprintf("「%s」为「%s」", f.Title, v[f.Key]))
		}
	}
	var failed error
	id, err := l.Of.Match(names, func(key, value string) []Record {
		found, err := l.Of.having(ctx, tx, key, value)
		failed = err
		return found
	})
	switch {
	case failed != nil:
		return 0, failed
	case err == nil && id == 0:
		return 0, store.Refuse(store.CodeNotFound, "没有%s的%s，请先登记，或检查这一栏。", strings.Join(words, "、"), l.Of.Title)
	default:
		return id, err
	}
}
