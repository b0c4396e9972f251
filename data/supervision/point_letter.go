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

// letterOfPoint finds the letter of a row of points by its 文号; one that has none yet by its title, and by group and unit where several are called so.
func letterOfPoint(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values) (int64, error) {
	year, err := record.YearOf(ctx, tx, scope, v)
	if err != nil {
		return 0, err
	}
	record.CanonicalNumber(v, "number")
	if v["number"] == "" {
		return titledLetter(ctx, tx, year, v)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM opinion_letter WHERE year = ? AND CAST(number AS TEXT) = ? AND deleted_at = ''", year, v["number"])
	if err == nil && id == 0 {
		err = store.Refuse(store.CodeNotFound, "没有「文号」为「%s」的监督意见书，请先登记，或检查这一栏。", v["number"])
	}
	return id, err
}

// titledLetter is the one letter of the year that has the title of v and not another group or unit than v says.
func titledLetter(ctx context.Context, tx *store.Tx, year int, v record.Values) (int64, error) {
	title := fold.Called(v["title"])
	if title == "" {
		return 0, store.Refuse(store.CodeInvalid, "缺少「文号」，请补上；还没有文号的，写明「意见书」的标题。")
	}
	all, err := lettersTitled(ctx, tx, year, title)
	if err != nil {
		return 0, err
	}
	if len(all) == 0 {
		return 0, store.Refuse(store.CodeNotFound, "%d 年没有标题为「%s」的监督意见书，请先登记，或检查这一栏。", year, v["title"])
	}
	var right []record.Record
	for _, r := range all {
		what, err := saysOther(ctx, tx, r, v)
		switch {
		case err != nil:
			return 0, err
		case what == "":
			right = append(right, r)
		case len(all) == 1:
			return 0, store.Refuse(store.CodeConflict, "「%s」是%s，这一行写的是%s；请核对。", v["title"], fromTo(r.Values), what)
		}
	}
	switch {
	case len(right) == 1:
		return right[0].ID, nil
	case len(right) == 0:
		return 0, store.Refuse(store.CodeNotFound, "%d 年标题为「%s」的监督意见书有%s，没有一份是这一行写的小组和单位的；请核对。", year, v["title"], eachFromTo(all))
	}
	return 0, store.Refuse(store.CodeInvalid, "%d 年标题为「%s」的监督意见书有 %d 份，是%s，不知道是哪一份；有文号的写明文号，没有的写明「监督小组」和「责任单位」，都相同的请先改成不同的标题。",
		year, v["title"], len(right), eachFromTo(right))
}

// lettersTitled are the letters of the year with a folded title.
func lettersTitled(ctx context.Context, tx *store.Tx, year int, title string) (all []record.Record, err error) {
	var ids []int64
	err = store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var id int64
		var called string
		err := scan(&id, &called)
		if fold.Called(called) == title {
			ids = append(ids, id)
		}
		return err
	}, "SELECT id, title FROM opinion_letter WHERE year = ? AND deleted_at = '' ORDER BY number IS NULL, number, id", year)
	for _, id := range ids {
		r, err := Letters.Record(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, err
}

// fromTo says who a letter is from and to: 第 3 组给「县教育局」的, 第 3 组给「县教育局」的 5 号.
func fromTo(letter record.Values) string {
	text := sender(letter["group"]) + "给「" + letter["unit"] + "」的"
	if letter["number"] != "" {
		text += " " + letter["number"] + " 号"
	}
	return text
}

func eachFromTo(letters []record.Record) string {
	texts := make([]string, len(letters))
	for i, r := range letters {
		texts[i] = fromTo(r.Values)
	}
	return zh.JoinNames(texts)
}

// pointsOfLetter leaves of the points found by the 文号 or the title that v says those of its letter, as otherLetter or its reader left that in v.
func pointsOfLetter(v record.Values, found []record.Record) ([]record.Record, error) {
	return slices.DeleteFunc(found, func(r record.Record) bool {
		is := r.Values
		return v["year"] != "" && v["year"] != is["year"] || v["number"] != is["number"] || v["number"] == "" && (v["group"] != is["group"] || v["unit"] != is["unit"])
	}), nil
}

// otherLetter refuses a row of points that has another unit, group or title beside what names letter id. Of a row that is its own it leaves in v the 文号,
// or the title, group and unit of a letter without one.
func otherLetter(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if v["number"] != "" && v["title"]+v["group"]+v["unit"] == "" {
		return nil
	}
	r, err := Letters.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	is := r.Values
	what, err := saysOther(ctx, tx, r, v)
	switch {
	case err != nil:
		return err
	case what != "" && is["number"] == "":
		return store.Refuse(store.CodeConflict, "「%s」是%s，这一行写的是%s；请核对。", is["title"], fromTo(is), what)
	case what != "":
		return store.Refuse(store.CodeConflict, "%s 号意见书是%s给「%s」的「%s」，这一行写的是%s；请核对文号。", is["number"], sender(is["group"]), is["unit"], is["title"], what)
	}
	for _, key := range []string{"title", "group", "unit"} {
		if v[key] = is[key]; is["number"] != "" {
			delete(v, key)
		}
	}
	put(v, "number", is["number"])
	return nil
}

// saysOther is the unit, group or title of v that is not that of the letter; "" for none.
func saysOther(ctx context.Context, tx *store.Tx, letter record.Record, v record.Values) (what string, err error) {
	is := letter.Values
	if v["unit"] != "" {
		right, err := namesUnit(ctx, tx, letter.ID, v["unit"])
		if err != nil {
			return "", err
		}
		if !right {
			what = "单位「" + v["unit"] + "」"
		}
	}
	if _, number, _ := record.CalledNumber(v["group"]); number != 0 && record.WholeNumber(number) != is["group"] {
		what = "监督小组「" + v["group"] + "」"
	}
	if a, b := fold.Plain(v["title"]), fold.Plain(is["title"]); a != "" && !strings.Contains(b, aboutOf(a)) && !strings.Contains(a, aboutOf(b)) {
		what = "意见书「" + v["title"] + "」"
	}
	return what, nil
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
