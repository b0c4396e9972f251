package evaluation

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/uptrace/bun"
	"golang.org/x/text/width"

	"cppccdesk/data/store"
)

// A slot is a sheet of a panel without a name: one of an anonymous scheme. There are as many as there are raters on the panel's list who are not excused, and
// nothing that is stored says which is whose. A rater r counts where he is a slot, or where his panel has none.
const rates = "(r.slot > 0 OR NOT EXISTS (SELECT 1 FROM rater o WHERE o.panel_id = r.panel_id AND o.slot > 0))"

// listed is one row of a panel's raters, a slot or somebody on its list.
type listed struct {
	id, slot int64
	category string
	excused  bool
	sheets   int
}

func (l *listed) expected() bool { return !l.excused || l.sheets > 0 }

// settleSlots gives the panels n, of evaluations e by rubrics b, that the condition, SQL with one value, chooses the slots they need, and takes them from those
// whose scheme is signed. Sheets that were signed become sheets of nobody, in an order that says nothing.
func settleSlots(ctx context.Context, tx *store.Tx, condition string, value any) error {
	const from = " FROM panel n JOIN evaluation e ON e.id = n.evaluation_id JOIN rubric b ON b.id = e.rubric_id WHERE "
	if err := tx.Run(ctx, "DELETE FROM rater WHERE slot > 0 AND panel_id IN (SELECT n.id"+from+"NOT b.anonymous AND "+condition+") AND NOT EXISTS (SELECT 1 FROM score_sheet s WHERE s.rater_id = rater.id) AND NOT EXISTS (SELECT 1 FROM score_check s WHERE s.rater_id = rater.id)", value); err != nil {
		return err
	}
	weighted := map[int64]bool{}
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var id int64
		var by bool
		err := scan(&id, &by)
		weighted[id] = by
		return err
	}, "SELECT n.id, b.weighted"+from+"b.anonymous AND e.deleted_at = '' AND "+condition, value)
	if err != nil {
		return err
	}
	for id, by := range weighted {
		if err := settlePanel(ctx, tx, id, by); err != nil {
			return err
		}
	}
	return nil
}

func readListed(ctx context.Context, db bun.IDB, panelID int64, weighted bool) (all []listed, err error) {
	return all, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var l listed
		err := scan(&l.id, &l.slot, &l.category, &l.excused, &l.sheets)
		if !weighted {
			l.category = ""
		}
		all = append(all, l)
		return err
	}, "SELECT r.id, r.slot, r.category, r.excused, (SELECT count(*) FROM score_sheet s WHERE s.rater_id = r.id) + (SELECT count(*) FROM score_check s WHERE s.rater_id = r.id) FROM rater r WHERE r.panel_id = ? ORDER BY r.slot, r.id", panelID)
}

// settlePanel makes the slots of a panel as many as its list has raters, by category where those carry weights.
func settlePanel(ctx context.Context, tx *store.Tx, panelID int64, weighted bool) error {
	all, err := readListed(ctx, tx, panelID, weighted)
	if err != nil {
		return err
	}
	want, last, people, spare := lacking(all)
	for i := len(spare) - 1; i >= 0; i-- {
		if l := spare[i]; want[l.category] < 0 {
			want[l.category]++
			if err := tx.Run(ctx, "DELETE FROM rater WHERE id = ?", l.id); err != nil {
				return err
			}
		}
	}
	rand.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	for _, l := range people {
		if l.sheets == 0 && want[l.category] <= 0 {
			continue
		}
		last++
		slot, err := tx.Insert(ctx, "rater", store.Columns{"panel_id": panelID, "name": fmt.Sprintf("第 %d 张", last), "slot": last, "category": l.category, "excused": l.excused})
		if err == nil {
			want[l.category]--
			err = unsign(ctx, tx, l.id, slot)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lacking counts by category how many more slots a panel needs, and gives its last one, those on its list who stand for a sheet, and the slots without any.
func lacking(all []listed) (want map[string]int, last int64, people, spare []listed) {
	want = map[string]int{}
	for _, l := range all {
		switch {
		case l.slot > 0:
			last = max(last, l.slot)
			if !l.excused {
				want[l.category]--
			}
			if l.sheets == 0 {
				spare = append(spare, l)
			}
		case l.expected():
			people = append(people, l)
			if !l.excused {
				want[l.category]++
			}
		}
	}
	return want, last, people, spare
}

// unsign makes the sheets of a rater those of a slot, as both persons typed them. They are written anew: one that changed hands would be a link in the
// journal. What was settled of them is to be looked at again.
func unsign(ctx context.Context, tx *store.Tx, raterID, slot int64) error {
	for pass, in := range typedIn {
		sheets, err := store.IDs(ctx, tx, "SELECT id FROM "+in.sheets+" WHERE rater_id = ? ORDER BY id", raterID)
		if err != nil {
			return err
		}
		for _, id := range sheets {
			if err := in.unsign(ctx, tx, pass, id, slot); err != nil {
				return err
			}
		}
	}
	return tx.Run(ctx, "DELETE FROM score_settlement WHERE rater_id = ?", raterID)
}

// unsign writes a sheet anew as that of a slot, and takes the one there was away.
func (in typed) unsign(ctx context.Context, tx *store.Tx, pass int, id, slot int64) error {
	var target int64
	var on, note, by string
	var void bool
	day := map[int]string{FirstPass: "submitted_on", SecondPass: "entered_on"}[pass]
	if err := tx.QueryRowContext(ctx, "SELECT s.target_id, s."+day+", s.void, "+in.note+", s.entered_by FROM "+in.sheets+" s WHERE s.id = ?", id).Scan(&target, &on, &void, &note, &by); err != nil {
		return fmt.Errorf("read score sheet %d: %w", id, err)
	}
	row := store.Columns{"rater_id": slot, "target_id": target, day: on, "void": void, "entered_by": by}
	if pass == FirstPass {
		row["note"] = note
	}
	made, err := tx.Insert(ctx, in.sheets, row)
	if err != nil {
		return err
	}
	type given struct{ indicator, points int64 }
	var points []given
	err = store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var g given
		err := scan(&g.indicator, &g.points)
		points = append(points, g)
		return err
	}, "SELECT indicator_id, points FROM "+in.points+" WHERE "+in.of+" = ? ORDER BY id", id)
	if err != nil {
		return err
	}
	for _, g := range points {
		if _, err := tx.Insert(ctx, in.points, store.Columns{in.of: made, "indicator_id": g.indicator, "points": g.points}); err != nil {
			return err
		}
	}
	if pass == FirstPass {
		if err := tx.Run(ctx, "UPDATE opinion_point SET sheet_id = ?1 WHERE sheet_id = ?0", id, made); err != nil {
			return err
		}
	}
	if err := tx.Run(ctx, "DELETE FROM "+in.points+" WHERE "+in.of+" = ?", id); err != nil {
		return err
	}
	return tx.Run(ctx, "DELETE FROM "+in.sheets+" WHERE id = ?", id)
}

// refuseNamed refuses a name on a sheet of a panel whose sheets are of nobody.
func refuseNamed(ctx context.Context, tx *store.Tx, place sheetPlace, name string) error {
	slots, err := store.Texts(ctx, tx, "SELECT name FROM rater WHERE panel_id = ? AND slot > 0 ORDER BY slot", place.panelID)
	if err != nil || len(slots) == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "第 %s 评议小组无记名打分，评分表不写评委「%s」；请写第几张（%s 至 %s），次序随意。", place.number, name, slots[0], slots[len(slots)-1])
}

var slotDigits = regexp.MustCompile(`^0*[1-9]\d{0,3}$`)

// ratedBy is who of a panel a sheet is of, as it says: a rater by his name, or a slot; 0 for none.
func ratedBy(ctx context.Context, tx *store.Tx, panelID int64, said string) (int64, error) {
	if name, ok := slotNamed(said); ok {
		said = name
	}
	return raterCalled(ctx, tx, panelID, said, rates)
}

// slotNamed is the name of a slot, of what somebody writes for it: 3, 第3张, 3号.
func slotNamed(text string) (name string, ok bool) {
	digits := strings.Trim(strings.ReplaceAll(width.Narrow.String(text), " ", ""), "第张号份")
	if !slotDigits.MatchString(digits) {
		return "", false
	}
	return "第 " + strings.TrimLeft(digits, "0") + " 张", true
}
