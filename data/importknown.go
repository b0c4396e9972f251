package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// known are the stored records of the kind, by id and by the values rows are matched by.
type known struct {
	kind    *Kind
	byID    map[int64]Record
	byValue map[string]map[string][]int64
	added   map[int64]bool // by this file
	stale   map[int64]bool // added, and known so far by what the row said only
	stamp   string
	reader  *recordReader
	failed  error // to read a stale one
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
	k := &known{kind: im.Kind, byID: make(map[int64]Record, len(records)), byValue: map[string]map[string][]int64{}, added: map[int64]bool{}, stale: map[int64]bool{}}
	if k.stamp, err = databaseStamp(ctx, tx); err != nil {
		return nil, err
	}
	if k.reader, err = im.Kind.newReader(ctx, tx); err != nil {
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

func (k *known) refresh(ctx context.Context, id int64) (Record, error) {
	r, err := k.reader.read(ctx, id)
	if err != nil {
		return Record{}, err
	}
	delete(k.stale, id)
	k.add(r)
	return r, nil
}

// join makes a record of this file known. A human being is read back only once another row may speak of him: in a roster of a
// hundred thousand that is half the work.
func (k *known) join(ctx context.Context, id int64, values Values) error {
	k.added[id] = true
	if k.kind.holdsPeople() {
		k.add(Record{ID: id, Values: values})
		k.stale[id] = true
		return nil
	}
	_, err := k.refresh(ctx, id)
	return err
}

// get gives a record as it is stored now.
func (k *known) get(ctx context.Context, id int64) Record {
	if k.stale[id] {
		if _, err := k.refresh(ctx, id); err != nil {
			k.failed = errors.Join(k.failed, err)
		}
	}
	return k.byID[id]
}

// recordReader reads one record after another by a statement that is prepared once: to prepare it takes half the time of a row.
type recordReader struct {
	kind  *Kind
	query *sql.Stmt
	texts []string
	into  []any
	id    int64
}

func (k *Kind) newReader(ctx context.Context, tx *Tx) (*recordReader, error) {
	query, err := tx.Tx.Tx.PrepareContext(ctx, k.selection(false)+" WHERE id = ?")
	if err != nil {
		return nil, fmt.Errorf("prepare to read %s: %w", k.Name, err)
	}
	r := &recordReader{kind: k, query: query, texts: make([]string, len(k.Fields))}
	r.into = append(r.into, &r.id)
	for i := range r.texts {
		r.into = append(r.into, &r.texts[i])
	}
	return r, nil
}

func (r *recordReader) read(ctx context.Context, id int64) (Record, error) {
	err := r.query.QueryRowContext(ctx, id).Scan(r.into...)
	if errors.Is(err, sql.ErrNoRows) {
		return Record{}, Refuse(CodeNotFound, "这条%s记录已经不在了,可能刚被删除。", r.kind.Title)
	}
	if err != nil {
		return Record{}, fmt.Errorf("read %s %d: %w", r.kind.Name, id, err)
	}
	values := Values{}
	for i, text := range r.texts {
		if text != "" {
			values[r.kind.Fields[i].Key] = text
		}
	}
	return Record{ID: r.id, Values: values}, nil
}

// by gives the candidates of a Match.
func (k *known) by(ctx context.Context) Candidates {
	return func(key, value string) []Record {
		var found []Record
		for _, id := range k.byValue[key][value] {
			if r := k.get(ctx, id); slices.Contains(indexValues(k.kind.Field(key), r.Values[key]), value) {
				found = append(found, r)
			}
		}
		return found
	}
}
