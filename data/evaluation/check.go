package evaluation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// typed are the tables that hold what one of the two persons typed of score sheets.
type typed struct {
	sheets, points string
	of             string // the column of points with its sheet
	note           string // SQL of a sheet s
}

// typedIn is where the sheets of the first person are, which count, and those of the second.
var typedIn = map[int]typed{
	FirstPass:  {"score_sheet", "score", "sheet_id", "s.note"},
	SecondPass: {"score_check", "score_check_point", "check_id", "''"},
}

func (in typed) savePoints(ctx context.Context, tx *store.Tx, sheetID int64, points []givenPoints) error {
	for _, p := range points {
		if p.cleared {
			if err := tx.Run(ctx, "DELETE FROM "+in.points+" WHERE "+in.of+" = ? AND indicator_id = ?", sheetID, p.indicatorID); err != nil {
				return err
			}
			continue
		}
		id, err := store.LookUp(ctx, tx, "SELECT id FROM "+in.points+" WHERE "+in.of+" = ? AND indicator_id = ?", sheetID, p.indicatorID)
		if err != nil {
			return err
		}
		if _, err := tx.Put(ctx, in.points, id, store.Columns{in.of: sheetID, "indicator_id": p.indicatorID, "points": p.hundredths}); err != nil {
			return err
		}
	}
	return nil
}

// refuseSamePerson refuses an entry of a sheet by whom its other one is from.
func refuseSamePerson(typing Typing, rater string, other EntryRow) error {
	switch {
	case typing.By == "" && typing.Pass == SecondPass:
		return store.Refuse(store.CodeInvalid, "缺少%s的录入人。", PassNames[typing.Pass])
	case typing.By != "" && other.SheetID != 0 && fold.Unify(other.By) == fold.Unify(typing.By):
		return store.Refuse(store.CodeInvalid, "评委「%s」的评分表的%s也是「%s」录的，两次录入要由两个人各录一次；请换一个人。", rater, PassNames[FirstPass+SecondPass-typing.Pass], other.By)
	}
	return nil
}

// SheetDifference is where the two entries of a score sheet say something else.
type SheetDifference struct {
	TargetID, RaterID int64
	Target            string // 第 1 组 · 县教育局（案号 12）
	Rater             string
	At                int    // place of the indicator; -1: the whole sheet
	Indicator         string // or 整张
	First, Second     string
	Settled           bool // somebody looked at the paper, and the first entry is right
}

// String is the difference in words.
func (d SheetDifference) String() string {
	return fmt.Sprintf("%s，%s的%s一录「%s」、二录「%s」", d.Target, d.Rater, d.Indicator, d.First, d.Second)
}

// notGiven is said where an entry has no points.
const notGiven = "没有填"

var wholeSheet = map[bool]string{true: "作废", false: "有效"}

// differences are where the second person typed something else, of sheets that both typed.
func (e *Entry) differences(second Entry) (found []SheetDifference) {
	for i, a := range e.Rows {
		b := second.Rows[i]
		if a.SheetID == 0 || b.SheetID == 0 || a.Void && b.Void {
			continue
		}
		d := SheetDifference{TargetID: e.TargetID, RaterID: a.RaterID, Target: e.Label, Rater: a.Rater, At: -1, Indicator: "整张"}
		if a.Void != b.Void {
			d.First, d.Second = wholeSheet[a.Void], wholeSheet[b.Void]
			found = append(found, d)
			continue
		}
		for at, indicator := range e.Rubric.Indicators {
			if a.Points[at] != b.Points[at] {
				d.At, d.Indicator, d.First, d.Second = at, indicator.Label, orNotGiven(a.Points[at]), orNotGiven(b.Points[at])
				found = append(found, d)
			}
		}
	}
	return found
}

func orNotGiven(points string) string {
	if points == "" {
		return notGiven
	}
	return points
}

// ReadDifferences reads those of an evaluation of the year that nobody has settled, by panel and target.
func ReadDifferences(ctx context.Context, db bun.IDB, year int, evaluation string) ([]SheetDifference, error) {
	id, err := store.LookUp(ctx, db, "SELECT id FROM evaluation WHERE year = ? AND name = ? AND deleted_at = ''", year, evaluation)
	if err != nil || id == 0 {
		return nil, err
	}
	return openDifferences(ctx, db, id)
}

func openDifferences(ctx context.Context, db bun.IDB, evaluationID int64) (open []SheetDifference, err error) {
	checked, err := store.IDs(ctx, db, "SELECT DISTINCT c.target_id FROM score_check c JOIN evaluation_target g ON g.id = c.target_id JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = ?", evaluationID)
	if err != nil || len(checked) == 0 {
		return nil, err
	}
	places, err := readPlaces(ctx, db, "t.evaluation_id", evaluationID)
	if err != nil {
		return nil, err
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if !slices.Contains(checked, p.TargetID) {
			continue
		}
		first, err := readEntry(ctx, db, p, rubrics, FirstPass)
		if err != nil {
			return nil, err
		}
		found, err := first.unsettled(ctx, db)
		if err != nil {
			return nil, err
		}
		open = append(open, found...)
	}
	return open, nil
}

// unsettled reads where the second person typed something else and nobody has settled it; e is the first entry.
func (e *Entry) unsettled(ctx context.Context, db bun.IDB) ([]SheetDifference, error) {
	second, err := readEntry(ctx, db, e.Place, []Rubric{e.Rubric}, SecondPass)
	if err != nil {
		return nil, err
	}
	type pair struct {
		rater, indicator int64
		first, second    string
	}
	settled := map[pair]bool{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var p pair
		err := scan(&p.rater, &p.indicator, &p.first, &p.second)
		settled[p] = true
		return err
	}, "SELECT rater_id, COALESCE(indicator_id, 0), first, second FROM score_settlement WHERE target_id = ?", e.TargetID)
	return slices.DeleteFunc(e.differences(second), func(d SheetDifference) bool {
		return settled[pair{d.RaterID, e.indicatorAt(d.At), d.First, d.Second}]
	}), err
}

// indicatorAt is the id of the indicator at a place, 0 for none.
func (e *Entry) indicatorAt(at int) int64 {
	if at < 0 || at >= len(e.Rubric.Indicators) {
		return 0
	}
	return e.Rubric.Indicators[at].ID
}

// SettleSheet stores which of two different entries of a sheet the paper bears out, the first person's or the second's. The sheet then says so; what the second
// person typed stays as it is, and both are kept with who settled it.
func SettleSheet(ctx context.Context, tx *store.Tx, d SheetDifference, pass int) error {
	first, err := ReadEntry(ctx, tx, d.TargetID, FirstPass)
	if err != nil {
		return err
	}
	if first.Locked != "" {
		return store.Refuse(store.CodeConflict, "%s", first.Locked)
	}
	open, err := first.unsettled(ctx, tx)
	if err != nil {
		return err
	}
	if !slices.Contains(open, d) {
		return store.Refuse(store.CodeConflict, "%s对%s的两次录入已被改动或已经核对，请重新看一遍。", d.Rater, d.Target)
	}
	actor, err := actorOf(ctx, tx)
	if err != nil {
		return err
	}
	indicatorID := first.indicatorAt(d.At)
	id, err := store.LookUp(ctx, tx, "SELECT id FROM score_settlement WHERE target_id = ? AND rater_id = ? AND COALESCE(indicator_id, 0) = ?", d.TargetID, d.RaterID, indicatorID)
	if err != nil {
		return err
	}
	_, err = tx.Put(ctx, "score_settlement", id, store.Columns{
		"target_id": d.TargetID, "rater_id": d.RaterID, "indicator_id": store.OrNull(indicatorID), "first": d.First, "second": d.Second, "chosen": pass, "settled_by": actor, "settled_on": tx.Today(),
	})
	if err != nil || pass == FirstPass {
		return err
	}
	return first.takeSecond(ctx, tx, d)
}

// takeSecond has the sheet say what the second person typed at a difference.
func (e *Entry) takeSecond(ctx context.Context, tx *store.Tx, d SheetDifference) error {
	second, err := readEntry(ctx, tx, e.Place, []Rubric{e.Rubric}, SecondPass)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(e.Rows, func(r EntryRow) bool { return r.RaterID == d.RaterID })
	stored, row := e.Rows[i], e.Clone().Rows[i]
	switch typed := second.Rows[i]; {
	case d.At >= 0:
		row.Points[d.At] = typed.Points[d.At]
	case typed.Void:
		row.Void, row.Note = true, strings.TrimSuffix("核对原表，为作废；"+row.Note, "；")
	default:
		row.Void, row.Note, row.Points = false, "", typed.Points
	}
	return e.saveRow(ctx, tx, stored, row, Typing{Pass: FirstPass})
}

// SubtotalOf is after how many sheets or ballots the paper is compared with a subtotal.
const SubtotalOf = 50

// Subtotal adds up a block of score sheets as one person typed them, by indicator; those that are void are counted and not added.
type Subtotal struct {
	From, To int // places of the sheets among those typed, by panel, target and rater
	Void     int
	Sums     []string // by the indicators of the evaluation's scheme
	Total    string
}

// ReadSubtotal reads the last block of sheets that is complete, else what there is so far. To is 0 where nothing was typed.
func ReadSubtotal(ctx context.Context, db bun.IDB, e Entry) (s Subtotal, err error) {
	in := typedIn[e.Pass]
	ordered := `WITH ordered AS (SELECT s.id, s.void, row_number() OVER (ORDER BY t.panel_number, t.proposal_number, t.id, r.slot, r.id) AS place
		FROM ` + in.sheets + ` s JOIN target_list t ON t.id = s.target_id JOIN rater r ON r.id = s.rater_id WHERE t.evaluation_id = ?0) `
	count, err := store.LookUp(ctx, db, ordered+"SELECT count(*) FROM ordered", e.evaluationID)
	if err != nil || count == 0 {
		return s, err
	}
	s.From, s.To = 1, int(count)
	if whole := s.To / SubtotalOf * SubtotalOf; whole > 0 {
		s.From, s.To = whole-SubtotalOf+1, whole
	}
	void, err := store.LookUp(ctx, db, ordered+"SELECT count(*) FROM ordered WHERE void AND place BETWEEN ?1 AND ?2", e.evaluationID, s.From, s.To)
	if err != nil {
		return s, err
	}
	s.Void = int(void)
	sums, total := make([]scoring.Points, len(e.Rubric.Indicators)), scoring.Points(0)
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var sum scoring.Points
		err := scan(&id, &sum)
		if at := slices.IndexFunc(e.Rubric.Indicators, func(i Indicator) bool { return i.ID == id }); at >= 0 {
			sums[at] = sum
			total += sum
		}
		return err
	}, ordered+"SELECT x.indicator_id, sum(x.points) FROM ordered JOIN "+in.points+" x ON x."+in.of+" = ordered.id WHERE NOT void AND place BETWEEN ?1 AND ?2 GROUP BY x.indicator_id", e.evaluationID, s.From, s.To)
	for _, sum := range sums {
		s.Sums = append(s.Sums, sum.Decimal().String())
	}
	s.Total = total.Decimal().String()
	return s, err
}

// otherEntry is how the other person typed the sheet of a rater for a target.
func otherEntry(ctx context.Context, db bun.IDB, pass int, targetID, raterID int64) (row EntryRow, err error) {
	err = db.QueryRowContext(ctx, "SELECT id, entered_by FROM "+typedIn[FirstPass+SecondPass-pass].sheets+" WHERE target_id = ? AND rater_id = ?", targetID, raterID).Scan(&row.SheetID, &row.By)
	if errors.Is(err, sql.ErrNoRows) {
		return row, nil
	}
	return row, err
}
