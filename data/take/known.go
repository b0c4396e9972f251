package take

import (
	"context"
	"errors"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// known are the stored records of the kind, by id and by the values rows are matched by.
type known struct {
	kind    *record.Kind
	scope   record.Scope // without a day
	byID    map[int64]record.Record
	byValue map[string]map[string][]int64
	added   map[int64]bool // by this file
	stale   map[int64]bool // added, and known so far by the values it is matched by only
	liked   []liked        // by id, nil until a row is like one; see alike
	stamp   string
	tx      *store.Tx
	failed  error // to read a stale one
}

// knownIn gives the stored records among which a row of the scope finds its own. An import of all years has one set for them, told apart by
// what the records and rows say.
func (im *Import) knownIn(ctx context.Context, tx *store.Tx, scope record.Scope) (*known, error) {
	if !yearly(im.Kind) || im.scope.Year == 0 && im.Kind.Field("year") != nil {
		scope = im.scope
	}
	if im.known[scope.Year] == nil {
		k, err := im.index(ctx, tx, scope, im.rule)
		if err != nil {
			return nil, err
		}
		im.known[scope.Year] = k
	}
	return im.known[scope.Year], nil
}

func (im *Import) index(ctx context.Context, tx *store.Tx, scope record.Scope, rule MatchRule) (*known, error) {
	scope.Day = "" // nothing is matched by its state
	if scope.TermID == 0 {
		termID, err := roster.CurrentTerm(ctx, tx)
		if err != nil {
			return nil, err
		}
		scope.TermID = termID
	}
	records, err := im.Kind.Records(ctx, tx, scope)
	if err != nil {
		return nil, err
	}
	k := &known{kind: im.Kind, scope: scope, byID: make(map[int64]record.Record, len(records)), byValue: map[string]map[string][]int64{}, added: map[int64]bool{}, stale: map[int64]bool{}, tx: tx}
	if k.stamp, err = databaseStamp(ctx, tx); err != nil {
		return nil, err
	}
	for _, key := range slices.Concat(im.Kind.Index, rule.keys) {
		k.byValue[key] = map[string][]int64{}
	}
	for _, r := range records {
		k.add(r)
	}
	return k, nil
}

func (k *known) add(r record.Record) {
	_, again := k.byID[r.ID]
	k.byID[r.ID] = r
	k.liken(r)
	for key, ids := range k.byValue {
		for _, value := range indexValues(k.kind.Field(key), r.Values[key]) {
			if !again || !slices.Contains(ids[value], r.ID) {
				ids[value] = append(ids[value], r.ID)
			}
		}
	}
}

// indexValues are the values under which a record is found: each of several ones by itself, folded where the field is; f may be nil.
func indexValues(f *record.Field, value string) []string {
	if f == nil {
		f = &record.Field{}
	}
	values := f.Typed().Each(value)
	for i := range values {
		values[i] = f.Typed().Key(values[i])
	}
	return values
}

func (k *known) refresh(ctx context.Context, id int64) (record.Record, error) {
	r, err := k.kind.RecordWith(ctx, k.tx, record.Scope{}, id, record.FlatFields)
	if err != nil {
		return record.Record{}, err
	}
	delete(k.stale, id)
	k.add(r)
	return r, nil
}

// join makes a record of this file known by the values it is matched by. All of it is read back only once another row may speak of it: to read
// a record is half the work of a row.
func (k *known) join(ctx context.Context, id int64) error {
	r, err := k.kind.RecordWith(ctx, k.tx, record.Scope{}, id, func(f *record.Field) bool { return k.byValue[f.Key] != nil })
	if err != nil {
		return err
	}
	k.add(r)
	k.added[id], k.stale[id] = true, true
	return nil
}

// today are the values of the records of a year, 0 for those without, as they are today, with what follows from the day.
func (k *known) today(ctx context.Context, year int) (map[int64]record.Values, error) {
	scope := k.scope
	scope.Year, scope.Day = year, k.tx.Today()
	records, err := k.kind.Records(ctx, k.tx, scope)
	values := make(map[int64]record.Values, len(records))
	for _, r := range records {
		values[r.ID] = r.Values
	}
	return values, err
}

// parts reads the parts of a record, which rows of a file have no column for.
func (k *known) parts(ctx context.Context, id int64) (record.Values, error) {
	if !slices.ContainsFunc(k.kind.Fields, func(f record.Field) bool { return f.Part != nil }) {
		return nil, nil
	}
	r, err := k.kind.RecordWith(ctx, k.tx, record.Scope{}, id, func(f *record.Field) bool { return f.Part != nil })
	return r.Values, err
}

// partChanges are the changes of the parts of a record since they were as in was.
func (k *known) partChanges(ctx context.Context, id int64, was record.Values) ([]FieldChange, error) {
	is, err := k.parts(ctx, id)
	var changes []FieldChange
	for i := range k.kind.Fields {
		f := &k.kind.Fields[i]
		if f.Part == nil || is[f.Key] == was[f.Key] {
			continue
		}
		for _, c := range f.Part.CourseChanges(f.Key, was[f.Key], is[f.Key]) {
			changes = append(changes, FieldChange{Title: c.Title, Old: c.Old, New: c.New, key: f.Key})
		}
	}
	return changes, err
}

// get gives a record as it is stored now.
func (k *known) get(ctx context.Context, id int64) record.Record {
	if k.stale[id] {
		if _, err := k.refresh(ctx, id); err != nil {
			k.failed = errors.Join(k.failed, err)
		}
	}
	return k.byID[id]
}

// by gives the candidates of a Match.
func (k *known) by(ctx context.Context) record.Candidates {
	return func(key, value string) []record.Record {
		f := k.kind.Field(key)
		if f != nil {
			value = f.Typed().Key(value)
		}
		var found []record.Record
		for _, id := range k.byValue[key][value] {
			if r := k.get(ctx, id); slices.Contains(indexValues(f, r.Values[key]), value) {
				found = append(found, r)
			}
		}
		return found
	}
}
