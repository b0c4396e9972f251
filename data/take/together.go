package take

import (
	"cmp"
	"context"
	"maps"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// byOwner reads all rows of a ledger and puts those of one record together; for other kinds it does nothing.
func (im *Import) byOwner(ctx context.Context, tx *store.Tx, takings []*taking) (map[int64][]*taking, error) {
	ledger := im.Kind.Ledger
	if ledger == nil {
		return nil, nil
	}
	together := map[int64][]*taking{}
	for _, t := range takings {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		err := im.readRow(ctx, tx, t)
		if err == nil {
			id := parseRecordKey(im.Kind, t.row.Text(recordKeyField), t.known.stamp)
			if _, known := t.known.byID[id]; !known {
				id = 0
			}
			t.owner, err = ledger.OwnerOf(ctx, tx, t.result.scope, id, t.values)
			im.ownerless = im.ownerless || store.CodeOf(err) == store.CodeNotFound
		}
		if err == nil && ledger.Belied != nil {
			if err = ledger.Belied(ctx, tx, t.owner, t.values); err != nil {
				t.failed, t.owner = err, 0
			}
		}
		switch {
		case err == nil:
			together[t.owner] = append(together[t.owner], t)
		case !isRefusal(err):
			return nil, err
		}
	}
	return together, nil
}

// change is what a row of a ledger is to change, with what has become of it so far.
type change struct {
	*taking
	*record.LedgerRow // nil: it says what is stored

	apart  bool           // it is to be taken by itself
	naming []store.Remark // what is remarked on whom it names
	old    record.Values  // nil for a new one
	values record.Values
	result Row
}

// takeTogether stores the rows of one record as one change, so that only what they come to has to be right, in whatever order they are. Rows
// that are refused by themselves are left out, for each to be taken by itself; so are all when they are refused together, or when there are not
// two of them.
func (im *Import) takeTogether(ctx context.Context, tx *store.Tx, group []*taking) error {
	l, owner := im.Kind.Ledger, group[0].owner
	stored, err := l.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	changes, save := make([]change, len(group)), []*record.LedgerRow(nil)
	tx.TakeRemarks()
	for i, t := range group {
		c := &changes[i]
		*c = change{taking: t, values: maps.Clone(t.values), result: *t.result}
		err := im.prepare(ctx, c)
		if err == nil && c.LedgerRow != nil {
			err = l.RefuseAlone(ctx, tx, owner, stored, c.LedgerRow)
			c.naming = tx.TakeRemarks()
		}
		switch {
		case err != nil && !isRefusal(err):
			return err
		case err != nil:
			c.apart = true
		case c.LedgerRow != nil:
			save = append(save, c.LedgerRow)
		}
	}
	if len(save) < 2 {
		im.forget(changes)
		return nil
	}
	err = inSavepoint(ctx, tx, func() error {
		if err := l.SaveAll(ctx, tx, group[0].result.scope, owner, save); err != nil {
			return err
		}
		return im.refuseMet(changes)
	})
	switch {
	case err == nil:
		im.noteRemarks(tx, group[0].row, group[0].result.Name)
		return im.settleTogether(ctx, changes)
	case isRefusal(err):
		im.forget(changes)
		return nil
	default:
		return err
	}
}

// prepare finds the record the row speaks of and what it would change.
func (im *Import) prepare(ctx context.Context, c *change) error {
	id, decided, err := im.meet(ctx, c.taking, c.values, &c.result)
	if err != nil || decided {
		return err
	}
	if id != 0 {
		c.old = c.known.get(ctx, id).Values
	}
	if err := cmp.Or(im.refuseOlder(c.taking, id != 0), im.settleCoarse(c.old, c.taking)); err != nil {
		return err
	}
	if id != 0 {
		if !im.differs(c.old, c.values, &c.result) {
			return nil
		}
	}
	c.LedgerRow = &record.LedgerRow{ID: id, Values: maps.Clone(c.values)}
	return nil
}

// forget lets rows that were prepared be taken once more.
func (im *Import) forget(changes []change) {
	for i := range changes {
		if c := &changes[i]; c.result.ID != 0 {
			delete(im.seen, c.result.ID)
			c.result.ID = 0
		}
	}
}

// refuseMet refuses a new row that turned out to be the record of another.
func (im *Import) refuseMet(changes []change) error {
	for _, c := range changes {
		if c.apart || c.LedgerRow == nil || c.old != nil {
			continue
		}
		if err := im.refuseTwice(c.ID, c.taking); err != nil {
			return err
		}
	}
	return nil
}

func (im *Import) settleTogether(ctx context.Context, changes []change) error {
	for i := range changes {
		c := &changes[i]
		if c.apart {
			im.forget(changes[i : i+1])
			continue
		}
		var err error
		if c.LedgerRow != nil {
			im.words.meet(im.Kind, c.values)
			im.noteAll(c.naming, c.row, c.result.Name)
			if c.old == nil {
				err = im.settleNew(ctx, c.taking, c.ID, false, c.values, &c.result)
			} else {
				err = im.settle(ctx, c.known, &c.result, false, c.old, nil)
			}
		}
		if err != nil {
			return err
		}
		*c.taking.result, c.taken = c.result, true
	}
	return nil
}
