package supervision

import (
	"context"
	"slices"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// otherLetter refuses a row of points that has the 文号 of letter id and another's unit, group or title beside it.
func otherLetter(ctx context.Context, tx *store.Tx, id int64, said record.Values) error {
	if len(said) == 0 {
		return nil
	}
	r, err := Letters.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	is := r.Values
	what := ""
	if said["unit"] != "" {
		right, err := namesUnit(ctx, tx, id, said["unit"])
		if err != nil {
			return err
		}
		if !right {
			what = "单位「" + said["unit"] + "」"
		}
	}
	if _, number, _ := record.CalledNumber(said["group"]); number != 0 && record.WholeNumber(number) != is["group"] {
		what = "监督小组「" + said["group"] + "」"
	}
	if a, b := fold.Plain(said["title"]), fold.Plain(is["title"]); a != "" && !strings.Contains(b, aboutOf(a)) && !strings.Contains(a, aboutOf(b)) {
		what = "意见书「" + said["title"] + "」"
	}
	if what == "" {
		return nil
	}
	return store.Refuse(store.CodeConflict, "%s 号意见书是%s给「%s」的「%s」，这一行写的是%s；请核对文号。", is["number"], sender(is["group"]), is["unit"], is["title"], what)
}

// namesUnit reports whether one of the units named is, or was, the one letter id is to.
func namesUnit(ctx context.Context, tx *store.Tx, id int64, text string) (bool, error) {
	have, err := store.IDs(ctx, tx, "SELECT unit_id FROM opinion_letter WHERE id = ?0 UNION SELECT unit_id FROM opinion_unit_past WHERE letter_id = ?0", id)
	if err != nil {
		return false, err
	}
	for _, name := range zh.SplitNames(text) {
		switch unit, err := roster.FindUnit(ctx, tx, name, have...); {
		case err != nil && store.CodeOf(err) != store.CodeNotFound && store.CodeOf(err) != store.CodeInvalid:
			return false, err
		case err == nil && slices.Contains(have, unit):
			return true, nil
		}
	}
	return false, nil
}

// signedBefore counts the points of letter ?0 that are signed off and that the write ?1 has not touched.
const signedBefore = `SELECT count(*) FROM opinion_point x WHERE x.letter_id = ?0 AND x.closed_on <> ''
	AND NOT EXISTS (SELECT 1 FROM journal_row j WHERE j.tbl = 'opinion_point' AND j.row_id = x.id AND j.write_id = ?1)`

// refuseReopened refuses a file that adds open points to a letter whose points were all signed off before it. The points of one letter may be over several
// rows of a file, some signed off.
func refuseReopened(ctx context.Context, tx *store.Tx, id int64, was record.Values) error {
	if !tx.Importing || was["status"] != Closed {
		return nil
	}
	open, err := store.Texts(ctx, tx, "SELECT text FROM opinion_point WHERE letter_id = ? AND closed_on = '' LIMIT 1", id)
	if err != nil || len(open) == 0 {
		return err
	}
	before, err := store.LookUp(ctx, tx, signedBefore, id, tx.WriteID())
	if err != nil || before == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "%s 号意见书「%s」的 %s 条意见已全部销号，再记「%s」它就重新成了未办结的；新的意见或复发的请另写意见书，确是漏记的请打开这份意见书，在「意见」中补上。",
		was["number"], was["title"], was["points_count"], open[0])
}
