package supervision

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Relapse is the name of the step that opens a letter on what was signed off and came back (销号后复发).
const Relapse = "复发"

// relapseOf makes the step 复发 of a kind: a draft of another letter, linked to the one that letter finds. It leaves the record as it is.
func relapseOf(letter func(ctx context.Context, tx *store.Tx, r record.Record) (id, point int64, err error)) record.Step {
	return record.Step{
		Name: Relapse, From: []string{Closed}, To: []string{Closed}, Rare: true,
		Also: func(ctx context.Context, tx *store.Tx, scope record.Scope, r record.Record, _ record.Values) error {
			id, point, err := letter(ctx, tx, r)
			if err != nil {
				return err
			}
			return relapse(ctx, tx, scope, id, point)
		},
	}
}

func relapsedLetter(_ context.Context, _ *store.Tx, r record.Record) (id, point int64, err error) {
	return r.ID, 0, nil
}

func relapsedPoint(ctx context.Context, tx *store.Tx, r record.Record) (id, point int64, err error) {
	id, err = LetterOf(ctx, tx, r.ID)
	return id, r.ID, err
}

// relapse writes the points of letter id, or the one given, into a draft linked to it: the one there is, else a new one of the scope's year.
func relapse(ctx context.Context, tx *store.Tx, scope record.Scope, id, point int64) error {
	old, err := Letters.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	v, draft, have, err := relapsed(ctx, tx, scope, old)
	if err != nil {
		return err
	}
	for i, row := range partRows(old) {
		if point != 0 && record.RowID(row) != point {
			continue
		}
		text := row["text"] + "（" + old.Values["number"] + "-" + record.WholeNumber(i+1) + " 于 " + row["closed_on"] + " 销号后复发）"
		if err := refuseTwice(ctx, tx, id, text); err != nil {
			return err
		}
		have = append(have, rows.Row{"text": text})
	}
	v["points"] = rows.Text(have)
	_, err = Letters.Save(ctx, tx, scope, draft, v)
	return err
}

// relapsed is the draft that is linked to an old letter with its points, or what a new one says.
func relapsed(ctx context.Context, tx *store.Tx, scope record.Scope, old record.Record) (v record.Values, draft int64, have []rows.Row, err error) {
	draft, err = store.LookUp(ctx, tx, "SELECT COALESCE(min(id), 0) FROM opinion_letter WHERE earlier_id = ? AND submitted_on = '' AND deleted_at = ''", old.ID)
	if err != nil {
		return nil, 0, nil, err
	}
	if draft != 0 {
		r, err := Letters.Record(ctx, tx, draft)
		return record.Values{"title": r.Values["title"]}, draft, partRows(r), err
	}
	v = record.Values{
		"title": strings.TrimSuffix(old.Values["title"], "（复发）") + "（复发）", "unit": old.Values["unit"],
		"earlier": old.Values["year"] + "-" + old.Values["number"],
	}
	if group := old.Values["group"]; group != "" && old.Values["year"] == record.WholeNumber(scope.Year) { // the groups of another year are others
		v["group"] = group
	}
	return v, 0, nil, nil
}

// refuseTwice refuses to write a relapse into a second letter.
func refuseTwice(ctx context.Context, tx *store.Tx, id int64, text string) error {
	in, err := store.Texts(ctx, tx, "SELECT l.title FROM opinion_letter l JOIN opinion_point x ON x.letter_id = l.id WHERE l.earlier_id = ? AND l.deleted_at = '' AND x.text = ? LIMIT 1", id, text)
	if err == nil && len(in) > 0 {
		err = store.Refuse(store.CodeDuplicate, "「%s」已写入意见书「%s」，一条只写一次，请到那里办。", text, in[0])
	}
	return err
}

// checkEarlier refuses the link of a letter to an earlier one of which nothing was signed off before this one was submitted, from either end.
func checkEarlier(ctx context.Context, tx *store.Tx, id int64) error {
	const query = `SELECT e.year || '-' || e.number || CASE WHEN min(CASE WHEN x.closed_on <> '' THEN x.closed_on END) IS NULL THEN '，没有一条意见是销号的'
			ELSE '，最早 ' || min(CASE WHEN x.closed_on <> '' THEN x.closed_on END) || ' 才销号，晚于这份的送审日期 ' || l.submitted_on END
		FROM opinion_letter l JOIN opinion_letter e ON e.id = l.earlier_id LEFT JOIN opinion_point x ON x.letter_id = e.id
		WHERE (l.id = ?0 OR e.id = ?0) AND l.deleted_at = '' GROUP BY l.id
		HAVING count(CASE WHEN x.closed_on <> '' AND (l.submitted_on = '' OR x.closed_on <= l.submitted_on) THEN 1 END) = 0 LIMIT 1`
	wrong, err := store.Texts(ctx, tx, query, id)
	if err == nil && len(wrong) > 0 {
		err = store.Refuse(store.CodeInvalid, "原意见书是 %s；销号以后复发的才另写一份，请核对「原意见书」和销号日期。", wrong[0])
	}
	return err
}

// RelapsesOf are the ids of the letters linked to a letter as its relapses, the newest first, and of the one it is a relapse of, 0 for none.
func RelapsesOf(ctx context.Context, db bun.IDB, letterID int64) (later []int64, earlier int64, err error) {
	if later, err = store.IDs(ctx, db, "SELECT id FROM opinion_letter WHERE earlier_id = ? AND deleted_at = '' ORDER BY id DESC", letterID); err != nil {
		return nil, 0, err
	}
	earlier, err = store.LookUp(ctx, db, "SELECT COALESCE(earlier_id, 0) FROM opinion_letter WHERE id = ?", letterID)
	return later, earlier, err
}

// LetterOf is the id of the letter that a point is in.
func LetterOf(ctx context.Context, db bun.IDB, pointID int64) (int64, error) {
	return store.LookUp(ctx, db, "SELECT letter_id FROM opinion_point WHERE id = ?", pointID)
}
