package take

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// taking is a row on its way into the data.
type taking struct {
	table  int
	row    intake.Row
	result *Row

	read   bool
	failed error // to read it
	values record.Values
	masked int      // cells that say nothing
	unsaid []string // keys of the fields whose cells have a word for nothing, as —
	known  *known

	year   int          // the year that a column says it is of, 0 for none
	coarse []coarseCell // dates too coarse for their fields
	postBy string       // the title that says the post, 标题「常务委员名单」; "" for none
	noted  bool         // what of it is coarser than what is stored

	open         bool   // nothing says of which year it is
	numberYear   int    // the year its number is written with, 0 for none
	numberHeader string // what the column of that number is called

	sameAs *taking // the row that says the same; nil: none
	partOf *taking // the row that begins the proposal it goes on with; nil: none
	owner  int64   // the record it is a row of, where the kind is a ledger
	taken  bool
}

// run decides and stores every row. Rows of one record of a ledger are one change when they can be, see takeTogether; else each row stands alone:
// one that is refused leaves no trace. It fails with errToldTwice where it is to be done once more, see settled.
func (im *Import) run(ctx context.Context, tx *store.Tx) error {
	var err error
	if im.years, err = im.readYears(ctx, tx, tx.Now()); err != nil {
		return err
	}
	im.odd, im.over, im.captions = oddities{}, over{}, map[int]*captions{}
	for _, read := range []func(context.Context, bun.IDB) error{im.readWords, im.readNamed, im.readTerm, im.readBodies} {
		if err = read(ctx, tx); err != nil {
			return err
		}
	}
	added, err := im.newBodies(ctx, tx)
	if err != nil {
		return err
	}
	im.known = map[int]*known{}
	im.seen, im.refused, im.Masked, im.words, im.ownerless = map[int64]RowKey{}, map[string]RowKey{}, 0, wordsMet{}, false
	im.Words, im.asked, im.unsettled, im.twice = nil, map[WordKey]*WordQuestion{}, nil, nil
	takings := im.takings()
	im.numberNames(takings)
	im.progress(0, len(takings))
	tx.Importing = true
	for _, step := range []func(context.Context, *store.Tx, []*taking) error{im.settleOnce, im.settleTold, im.takeAll, im.noteDerived} {
		if err := step(ctx, tx, takings); err != nil {
			return err
		}
	}
	im.known = nil
	im.Words = append(slices.Clone(im.strangers), im.Words...)
	slices.SortStableFunc(im.Words, func(a, b *WordQuestion) int { return cmp.Compare(a.rank(), b.rank()) })
	bodies, err := added(ctx)
	if err != nil {
		return err
	}
	doubts, err := im.doubts(ctx, tx)
	im.Strange = slices.Concat(im.words.strange(im.Kind, im.dictionary), bodies, im.odd.sentences(), im.ownerNotes(), doubts)
	return err
}

// takeAll takes the rows one after the other, those of one record of a ledger together.
func (im *Import) takeAll(ctx context.Context, tx *store.Tx, takings []*taking) error {
	together, err := im.byOwner(ctx, tx, takings)
	if err != nil {
		return err
	}
	for i, t := range im.mergedLast(takings) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if group := together[t.owner]; !t.taken && len(group) > 1 {
			if err := im.takeTogether(ctx, tx, group); err != nil {
				return err
			}
			delete(together, t.owner)
		}
		if err := im.takeRow(ctx, tx, t); err != nil {
			return err
		}
		im.progress(i+1, len(takings))
	}
	if im.toldTwice(takings) {
		return errToldTwice
	}
	return nil
}

// takeRow takes a row by itself, unless it was taken with others, and notes what of it is not read.
func (im *Import) takeRow(ctx context.Context, tx *store.Tx, t *taking) error {
	switch {
	case t.sameAs != nil:
		return im.takeSame(t)
	case t.partOf != nil:
		return im.takePart(t)
	}
	if !t.taken {
		if err := im.takeAlone(ctx, tx, t); err != nil {
			return err
		}
	}
	im.noteUnsaid(ctx, t)
	if t.known == nil {
		return nil
	}
	return t.known.failed
}

// tookIn reports whether a row has become a record, or is the same as one.
func (t *taking) tookIn() bool {
	return t.result.ID != 0 && (t.result.Outcome == RowNew || t.result.Outcome == RowChanged || t.result.Outcome == RowSame)
}

// doubts are sentences about what was taken in and wants looking at.
func (im *Import) doubts(ctx context.Context, tx *store.Tx) ([]string, error) {
	if im.Kind.Doubts == nil {
		return nil, nil
	}
	var ids, added []int64
	for i := range im.Rows {
		switch row := &im.Rows[i]; {
		case row.ID == 0 || row.Outcome == RowRejected:
			continue
		case row.Outcome == RowNew:
			added = append(added, row.ID)
			fallthrough
		default:
			ids = append(ids, row.ID)
		}
	}
	doubts, err := im.Kind.Doubts(ctx, tx, ids, added)
	for i := range doubts {
		doubts[i] += "。请核对。"
	}
	return doubts, err
}

// takings are the rows of the file, with the results that become of them, but for those left out by their marks.
func (im *Import) takings() (takings []*taking) {
	im.Rows = nil
	var at []int
	for i := range im.Tables {
		headers := headersOf(im.Tables[i])
		grouped := groupColumn(im.Tables[i])
		for _, row := range im.Tables[i].Rows {
			row = im.entitle(im.ungroup(im.regroup(row, grouped)), i)
			result, out := im.leftOut(row)
			result.Sheet, result.Line, result.Left, result.From, result.Raw, result.Headers = row.Sheet, row.Line, row.Left, row.From, row.Raw, headers
			result.Group = row.Group
			if !out {
				takings, at = append(takings, &taking{table: i, row: row}), append(at, len(im.Rows))
			}
			im.Rows = append(im.Rows, result)
		}
	}
	for i, t := range takings {
		t.result = &im.Rows[at[i]]
	}
	im.joinRows(takings)
	return takings
}

// reject notes that the row was refused; an error that is no refusal it returns.
func (r *Row) reject(err error) error {
	if err == nil || !isRefusal(err) {
		return err
	}
	r.Outcome, r.Reason, r.Changes = RowRejected, store.Sentence(err), nil
	return nil
}

// readSaid reads what the row says.
func (im *Import) readSaid(ctx context.Context, db bun.IDB, t *taking) error {
	err := im.readValues(t)
	if err == nil {
		err = im.callUnits(ctx, db, t.values)
	}
	if err == nil {
		err = im.readUnitOf(ctx, db, t.values)
	}
	if t.row.Refused != "" && (err == nil || isRefusal(err)) {
		err = store.Refuse(store.CodeInvalid, "%s", t.row.Refused)
	}
	return err
}

// readRow finds what the row says and where it is taken into, once.
func (im *Import) readRow(ctx context.Context, tx *store.Tx, t *taking) error {
	if t.read {
		return t.failed
	}
	t.read = true
	t.failed = func() (err error) {
		err = im.readSaid(ctx, tx, t)
		im.Masked += t.masked
		t.result.Name = im.Kind.NameOf(t.values)
		if failed := im.settleWords(ctx, tx); failed != nil && (err == nil || !isRefusal(failed)) {
			err = failed
		}
		if err != nil {
			return err
		}
		if err := im.Kind.RefuseUnseen(t.values); err != nil {
			return err
		}
		if err := im.refuseBeyond(t); err != nil {
			return err
		}
		if t.result.scope, err = im.scopeOf(im.years, im.placeOf(im.years, t.table, t.row.Group), t); err != nil {
			return err
		}
		if err := refuseOtherYear(t); err != nil {
			return err
		}
		im.doubtScale(t)
		if err := im.settleYear(ctx, tx, t); err != nil {
			return err
		}
		if t.known, err = im.knownIn(ctx, tx, t.result.scope); err != nil {
			return err
		}
		if parseRecordKey(im.Kind, t.row.Text(recordKeyField), t.known.stamp) != 0 {
			return nil
		}
		return im.refuseOtherProposal(ctx, tx, t.table, t.row, t.values, t.result.scope)
	}()
	return t.failed
}

// meet finds the record the row speaks of, 0 for none, and notes that it does. decided reports whether that is all: the row waits or is left out.
func (im *Import) meet(ctx context.Context, t *taking, values record.Values, result *Row) (id int64, decided bool, err error) {
	id, err = im.find(ctx, t.known, t.row, values, result)
	if t.known.failed != nil {
		return 0, false, t.known.failed
	}
	if err != nil || result.Outcome == RowAsked || result.Outcome == RowSkipped {
		return 0, true, err
	}
	if err := im.refuseTwice(id, t); err != nil {
		return 0, false, err
	}
	if id != 0 {
		im.seen[id], result.ID = t.key(), id
	}
	return id, false, nil
}

func (t *taking) key() RowKey { return RowKey{t.row.Sheet, t.row.Line, t.row.Left, t.row.From} }

// takeAlone takes a row by itself, and notes what it is of when it is refused.
func (im *Import) takeAlone(ctx context.Context, tx *store.Tx, t *taking) error {
	err := t.failed
	if err == nil {
		err = im.refuseRest(t)
	}
	if err == nil {
		err = im.take(ctx, tx, t)
	}
	if err := t.result.reject(err); err != nil {
		return err
	}
	if same := im.sameAs(t); same != "" && t.result.Outcome == RowRejected {
		if _, noted := im.refused[same]; !noted {
			im.refused[same] = t.key()
		}
	}
	return nil
}

// take decides and stores a row.
func (im *Import) take(ctx context.Context, tx *store.Tx, t *taking) error {
	if err := im.readRow(ctx, tx, t); err != nil {
		return err
	}
	id, decided, err := im.meet(ctx, t, t.values, t.result)
	if err != nil || decided {
		return err
	}
	if id == 0 {
		return im.addNew(ctx, tx, t)
	}
	return im.change(ctx, tx, t, id)
}

func (im *Import) addNew(ctx context.Context, tx *store.Tx, t *taking) error {
	if err := cmp.Or(im.refuseOlder(t, false), im.settleCoarse(nil, t), im.refuseRemark(t)); err != nil {
		return err
	}
	id, wrote, err := im.save(ctx, tx, 0, t)
	if err != nil {
		return err
	}
	im.noteTwin(ctx, t)
	return im.settleNew(ctx, t, id, wrote, t.values, t.result)
}

func (im *Import) change(ctx context.Context, tx *store.Tx, t *taking, id int64) error {
	old := t.known.get(ctx, id).Values
	if err := cmp.Or(joinBody(t, old), refuseFirstRound(t, old)); err != nil {
		return err
	}
	if err := cmp.Or(im.refuseOlder(t, true), im.settleCoarse(old, t)); err != nil {
		return err
	}
	if !im.differs(old, t.values, t.result) {
		return nil
	}
	im.noteCalled(t)
	im.noteShorter(t)
	parts, err := t.known.parts(ctx, id)
	if err != nil {
		return err
	}
	_, wrote, err := im.save(ctx, tx, id, t)
	if err != nil {
		return err
	}
	return im.settle(ctx, t.known, t.result, wrote, old, parts)
}

// differs finds what the row would change of the record as it is, and leaves of its values what is to be saved.
func (im *Import) differs(old, values record.Values, result *Row) bool {
	result.Changes = im.changesOf(old, values)
	if len(result.Changes) == 0 {
		result.Outcome = RowSame
		return false
	}
	for _, f := range im.Kind.Fields { // what is the same is not spoken of
		if !f.TakeOnly && values[f.Key] == old[f.Key] {
			delete(values, f.Key)
		}
	}
	return true
}

// settleNew notes what became of a row that was saved as a new one.
func (im *Import) settleNew(ctx context.Context, t *taking, id int64, wrote bool, values record.Values, result *Row) error {
	im.seen[id], result.ID = t.key(), id
	old, there := t.known.byID[id]
	if !there {
		return t.known.join(ctx, id)
	}
	result.Changes = im.changesOf(old.Values, maps.Clone(values)) // found by what only its saver knows, such as another name of a unit
	return im.settle(ctx, t.known, result, wrote, old.Values, nil)
}

// save stores one row inside its own savepoint, and reports whether that changed anything. A new row that turns out to be the record of another
// row is refused.
func (im *Import) save(ctx context.Context, tx *store.Tx, id int64, t *taking) (savedID int64, wrote bool, err error) {
	tx.TakeRemarks()
	err = inSavepoint(ctx, tx, func() error {
		before, err := tx.Journalled(ctx)
		if err != nil {
			return err
		}
		if err := im.beginTerm(ctx, tx); err != nil {
			return err
		}
		if savedID, err = im.Kind.Save(ctx, tx, t.result.scope, id, maps.Clone(t.values)); err != nil {
			im.closeWord(err)
			return err
		}
		if id == 0 {
			if err := im.refuseTwice(savedID, t); err != nil {
				return err
			}
		}
		after, err := tx.Journalled(ctx)
		wrote = after != before
		return err
	})
	if err != nil {
		return 0, false, im.nameTwin(ctx, im.nameCheck(err, t), t)
	}
	im.words.meet(im.Kind, t.values)
	im.noteRemarks(tx, t.row, t.result.Name)
	return savedID, wrote, nil
}

// noteRemarks keeps what savers say of a row beside what it says itself.
func (im *Import) noteRemarks(tx *store.Tx, row intake.Row, name string) {
	im.noteAll(tx.TakeRemarks(), row, name)
}

func (im *Import) noteAll(remarks []store.Remark, row intake.Row, name string) {
	for _, r := range remarks {
		im.odd.note(r.Sentence, lineOf(row, cmp.Or(r.About, name)))
	}
}

// inSavepoint undoes what do did when it fails.
func inSavepoint(ctx context.Context, tx *store.Tx, do func() error) error {
	if err := tx.Run(ctx, "SAVEPOINT import_row"); err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, tx.Run(ctx, "ROLLBACK TO import_row"), tx.Run(ctx, "RELEASE import_row"))
	}
	return tx.Run(ctx, "RELEASE import_row")
}
