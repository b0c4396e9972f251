package data

import (
	"context"
	"slices"
)

// known are the stored records of the kind, by id and by the values rows are matched by.
type known struct {
	kind    *Kind
	byID    map[int64]Record
	byValue map[string]map[string][]int64
	added   map[int64]bool // by this file
	stamp   string
}

func (im *Import) index(ctx context.Context, tx *Tx, rule MatchRule) (*known, error) {
	scope := im.scope
	if scope.TermID == 0 {
		termID, err := CurrentTerm(ctx, tx)
		if err != nil {
			return nil, err
		}
		scope.TermID = termID
	}
	records, err := im.Kind.Records(ctx, tx, scope)
	if err != nil {
		return nil, err
	}
	k := &known{kind: im.Kind, byID: make(map[int64]Record, len(records)), byValue: map[string]map[string][]int64{}, added: map[int64]bool{}}
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

func (k *known) add(r Record) {
	_, again := k.byID[r.ID]
	k.byID[r.ID] = r
	for key, ids := range k.byValue {
		for _, value := range indexValues(k.kind.Field(key), r.Values[key]) {
			if !again || !slices.Contains(ids[value], r.ID) {
				ids[value] = append(ids[value], r.ID)
			}
		}
	}
}

// indexValues are the values under which a record is found: each of several ones by itself.
func indexValues(f *Field, value string) []string {
	if f != nil && f.Many {
		return SplitNames(value)
	}
	if value == "" {
		return nil
	}
	return []string{value}
}

func (k *known) refresh(ctx context.Context, tx *Tx, id int64) (Record, error) {
	r, err := k.kind.Record(ctx, tx, id)
	if err != nil {
		return Record{}, err
	}
	k.add(r)
	return r, nil
}

func (k *known) candidates(key, value string) []Record {
	var found []Record
	for _, id := range k.byValue[key][value] {
		if r := k.byID[id]; slices.Contains(indexValues(k.kind.Field(key), r.Values[key]), value) {
			found = append(found, r)
		}
	}
	return found
}
