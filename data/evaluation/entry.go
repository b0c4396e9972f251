package evaluation

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// Place is a target as it is chosen for typing in its sheets.
type Place struct {
	TargetID   int64
	Evaluation string
	Number     int64  // of the panel
	Label      string // 第 1 组 · 县教育局（案号 12）
	Title      string // 案由; "": the unit as a whole
	Collected  int    // sheets there are, void ones among them
	Checked    int    // of those that a second person typed in
	Raters     int    // who are not excused

	panelID, rubricID, evaluationID int64
}

// Typed is how many sheets the first or the second person typed in.
func (p Place) Typed(pass int) int {
	if pass == SecondPass {
		return p.Checked
	}
	return p.Collected
}

// Places are the targets of the year's evaluations in the order of panels.
func Places(ctx context.Context, db bun.IDB, year int) ([]Place, error) {
	return readPlaces(ctx, db, "t.year", int64(year))
}

// readPlaces reads the targets with a value in a column of target_list t, in the order of panels.
func readPlaces(ctx context.Context, db bun.IDB, column string, value int64) (found []Place, err error) {
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var p Place
		var proposal int64
		var unit string
		err := scan(&p.TargetID, &p.panelID, &p.rubricID, &p.evaluationID, &p.Evaluation, &p.Number, &proposal, &p.Title, &unit, &p.Collected, &p.Checked, &p.Raters)
		p.Label = fmt.Sprintf("第 %d 组 · %s", p.Number, unit)
		if proposal != 0 {
			p.Label += fmt.Sprintf("（案号 %d）", proposal)
		}
		found = append(found, p)
		return err
	}, `SELECT t.id, t.panel_id, t.rubric_id, t.evaluation_id, t.evaluation, t.panel_number, t.proposal_number, t.proposal_title, t.unit, (SELECT count(*) FROM score_sheet s WHERE s.target_id = t.id), (SELECT count(*) FROM score_check s WHERE s.target_id = t.id),
		(SELECT count(*) FROM rater r WHERE r.panel_id = t.panel_id AND r.excused = 0 AND `+rates+`)
		FROM target_list t WHERE `+column+` = ? ORDER BY t.evaluation_id, t.panel_number, t.proposal_number, t.id`, value)
}

// Entry is what the sheets of one target are typed in as: a row for each rater of the panel.
type Entry struct {
	Place

	Rubric Rubric
	Pass   int // whose entry it is, the first or the second person's
	Rows   []EntryRow
	Locked string // why nothing can be typed in, in one sentence; empty while the results are open
}

// EntryRow is the sheet of one rater, there or still to come.
type EntryRow struct {
	RaterID  int64
	Rater    string
	Category string
	Excused  bool     // no sheet is taken from him
	SheetID  int64    // 0: none yet
	Points   []string // one for each indicator of the rubric; empty: not given
	Void     bool
	Note     string // the reason of a void sheet, or the opinion written on it; the second person types neither
	By       string // who typed it in; "": it came in a workbook or a list
}

// Typing is who types sheets in, as the first person or the second.
type Typing struct {
	Pass int
	By   string // "": nobody did, they came in a workbook
}

// ReadEntry reads the rows of a target as the first or the second person typed them.
func ReadEntry(ctx context.Context, db bun.IDB, targetID int64, pass int) (Entry, error) {
	places, err := readPlaces(ctx, db, "t.id", targetID)
	if err == nil && len(places) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return Entry{}, fmt.Errorf("read target %d: %w", targetID, err)
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return Entry{}, err
	}
	e, err := readEntry(ctx, db, places[0], rubrics, pass)
	if err != nil {
		return e, err
	}
	locks, err := ReadLocks(ctx, db, e.evaluationID, "")
	if l := Standing(locks); l != nil {
		e.Locked = l.closes()
	}
	return e, err
}

// readEntry reads the rows of the target at a place as one of the two persons typed them.
func readEntry(ctx context.Context, db bun.IDB, p Place, rubrics []Rubric, pass int) (Entry, error) {
	e, in := Entry{Place: p, Pass: pass}, typedIn[pass]
	if i := slices.IndexFunc(rubrics, func(r Rubric) bool { return r.ID == p.rubricID }); i >= 0 {
		e.Rubric = rubrics[i]
	}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		r := EntryRow{Points: make([]string, len(e.Rubric.Indicators))}
		err := scan(&r.RaterID, &r.Rater, &r.Category, &r.Excused, &r.SheetID, &r.Void, &r.Note, &r.By)
		e.Rows = append(e.Rows, r)
		return err
	}, `SELECT r.id, r.name, r.category, r.excused, COALESCE(s.id, 0), COALESCE(s.void, 0), COALESCE(`+in.note+`, ''), COALESCE(s.entered_by, '') FROM rater r
		LEFT JOIN `+in.sheets+` s ON s.rater_id = r.id AND s.target_id = ?0 WHERE r.panel_id = ?1 AND `+rates+` ORDER BY r.slot, r.id`, p.TargetID, p.panelID)
	if err != nil {
		return e, err
	}
	return e, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var raterID, indicatorID int64
		var given scoring.Points
		err := scan(&raterID, &indicatorID, &given)
		row := slices.IndexFunc(e.Rows, func(r EntryRow) bool { return r.RaterID == raterID })
		at := slices.IndexFunc(e.Rubric.Indicators, func(i Indicator) bool { return i.ID == indicatorID })
		if row >= 0 && at >= 0 {
			e.Rows[row].Points[at] = given.Decimal().String()
		}
		return err
	}, "SELECT s.rater_id, x.indicator_id, x.points FROM "+in.points+" x JOIN "+in.sheets+" s ON s.id = x."+in.of+" WHERE s.target_id = ?", p.TargetID)
}

// State says of a sheet that does not count why: the target is left out by the rater, or the sheet is spoiled.
func (r *EntryRow) State() string {
	state := "作废"
	switch {
	case r.Excused:
		return "回避"
	case r.LeftOut():
		state = "不评"
	}
	if r.Note == "" {
		return state
	}
	return state + "：" + r.Note
}

// LeftOut reports whether the rater leaves the target out: he gave nothing, and says why.
func (r *EntryRow) LeftOut() bool { return r.Void && scoring.Voided(r.given()) == scoring.LeftOut }

// given is for how many indicators he gave points.
func (r *EntryRow) given() (n int) {
	for _, p := range r.Points {
		if p != "" {
			n++
		}
	}
	return n
}

// Blank reports whether nothing was handed in or typed: a rater can still leave out this target.
func (r *EntryRow) Blank() bool { return r.SheetID == 0 && r.given() == 0 }

// Wrong says in one sentence why a text cannot be what the rater gave the indicator at a place, "" when it can; nothing typed is nothing wrong.
func (e *Entry) Wrong(row, at int, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	i := e.Rubric.Indicators[at]
	if err := checkPoints(i, text); err != nil {
		return fmt.Sprintf("评委「%s」的「%s」填了 %s，%s。", e.Rows[row].Rater, i.Label, text, err)
	}
	return ""
}

// Total is what a complete sheet comes to, with two decimals, "" for one that is not complete.
func (e *Entry) Total(points []string) string {
	total, ok := e.Rubric.total(func(at int) string { return points[at] })
	if !ok {
		return ""
	}
	return measure.Round(total, 2)
}

// Clone is a copy that does not change with e.
func (e *Entry) Clone() Entry {
	c := *e
	c.Rows = slices.Clone(e.Rows)
	for i := range c.Rows {
		c.Rows[i].Points = slices.Clone(c.Rows[i].Points)
	}
	return c
}

// SameRows reports whether the sheets typed in with e are those of the other: the same target, raters and indicators, as open as they.
func (e *Entry) SameRows(other Entry) bool {
	return e.TargetID == other.TargetID && e.Pass == other.Pass && e.Locked == other.Locked && slices.Equal(e.Rubric.Indicators, other.Rubric.Indicators) &&
		slices.EqualFunc(e.Rows, other.Rows, func(a, b EntryRow) bool {
			return a.RaterID == b.RaterID && a.Rater == b.Rater && a.Category == b.Category && a.Excused == b.Excused
		})
}

// Changed are the rows of e that are not as in was.
func (e *Entry) Changed(was Entry) (changed []EntryRow) {
	for i, r := range e.Rows {
		w := was.Rows[i]
		if r.Void != w.Void || r.Note != w.Note || !slices.Equal(r.Points, w.Points) {
			changed = append(changed, r)
		}
	}
	return changed
}

// SaveEntry stores the rows as the sheets of the target, handed in today where they are new, or as what the second person typed of them. A sheet made void
// needs a reason and keeps its points; a row without a sheet and without points stays without. The same person is not both.
func SaveEntry(ctx context.Context, tx *store.Tx, targetID int64, typing Typing, changed []EntryRow) error {
	typing.By = strings.TrimSpace(typing.By)
	now, err := ReadEntry(ctx, tx, targetID, typing.Pass)
	if err != nil {
		return err
	}
	other, err := ReadEntry(ctx, tx, targetID, FirstPass+SecondPass-typing.Pass)
	if err != nil {
		return err
	}
	if typing.Pass == SecondPass && now.Locked != "" {
		return store.Refuse(store.CodeConflict, "%s", now.Locked)
	}
	for _, r := range changed {
		i := slices.IndexFunc(now.Rows, func(stored EntryRow) bool { return stored.RaterID == r.RaterID })
		if i < 0 || len(r.Points) != len(now.Rubric.Indicators) {
			return store.Refuse(store.CodeConflict, "评委「%s」或评分方案已被别处改动，没有保存；请重新打开后再录。", r.Rater)
		}
		if err := refuseSamePerson(typing, now.Rows[i].Rater, other.Rows[i]); err != nil {
			return err
		}
		if err := now.saveRow(ctx, tx, now.Rows[i], r, typing); err != nil {
			return err
		}
	}
	return refuseBroken(ctx, tx, fmt.Sprintf("k.evaluation_id = (%s%d)", ofTarget, targetID))
}

func (e *Entry) saveRow(ctx context.Context, tx *store.Tx, stored, r EntryRow, typing Typing) error {
	switch {
	case stored.Excused:
		return store.Refuse(store.CodeInvalid, "评委「%s」已登记回避，不能打分。", r.Rater)
	case r.Void && strings.TrimSpace(r.Note) == "" && typing.Pass == FirstPass:
		return store.Refuse(store.CodeInvalid, "评委「%s」的评分表作废或不评，要写明原因。", r.Rater)
	case stored.SheetID == 0 && r.given() == 0 && !r.Void:
		return nil
	}
	v := record.Values{}
	for at, indicator := range e.Rubric.Indicators {
		v[indicatorKey(indicator.Label)] = r.Points[at]
	}
	points, err := readPoints(ctx, tx, e.Rubric.ID, v)
	if err != nil {
		return store.Refuse(store.CodeInvalid, "评委「%s」：%s", r.Rater, err)
	}
	row := store.Columns{"target_id": e.TargetID, "rater_id": r.RaterID, "void": r.Void}
	if typing.By != "" {
		row["entered_by"] = typing.By
	}
	switch {
	case typing.Pass == SecondPass:
		row["entered_on"] = tx.Today()
	case stored.SheetID == 0:
		row["submitted_on"] = tx.Today()
	}
	if typing.Pass == FirstPass {
		row["note"] = strings.TrimSpace(r.Note)
	}
	in := typedIn[typing.Pass]
	id, err := tx.Put(ctx, in.sheets, stored.SheetID, row)
	if err != nil {
		return err
	}
	return in.savePoints(ctx, tx, id, points)
}
