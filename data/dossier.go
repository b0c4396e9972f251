package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// UnitDossier is what a unit (承办单位) holds over the years as of a day.
type UnitDossier struct {
	Unit  record.Record
	Day   string
	Years []int        // those it has rows of, the newest first
	Rows  []DossierRow // the newest first

	settings map[string]string
}

// DossierRow is one thing a unit did, or has to do.
type DossierRow struct {
	ID         int64 // its place in the dossier, from 1
	Year       int   // of the proposal, the evaluation, the group
	On         string
	Kind       string // 主办 分办 会办 重办 面商 催办 反馈 承诺 民主评议 监督小组 监督活动 意见书 直通车
	Title      string
	Result     string
	Gap        string // how far from the deadline: 逾期 82 个工作日, 提前 18 天, 12-31 到期
	Late, Soon bool   // Late: overdue on the day; Soon: still to come
	ProposalID int64  // 0 for none

	counts  proposal.UnitFigures
	rework  bool
	promise string // 已落实 未落实, or 未到期 逾期
}

// DossierFigure is a number of a dossier with the rows it counts; its Counted and Base are the ids of DossierRow.
type DossierFigure = measure.Figure

// dossierRows is the kind of the sets behind the numbers of a dossier.
const dossierRows = "dossier"

// ReadUnitDossier reads what the unit holds as of the day (YYYY-MM-DD). Errors are as of Kind.Record.
func ReadUnitDossier(ctx context.Context, db bun.IDB, unitID int64, day string) (*UnitDossier, error) {
	unit, err := roster.Units.Record(ctx, db, unitID)
	if err != nil {
		return nil, err
	}
	d := &UnitDossier{Unit: unit, Day: day}
	if d.settings, err = record.SettingMap(ctx, db); err != nil {
		return nil, err
	}
	for _, read := range []func(context.Context, bun.IDB) error{d.readProposals, d.readEvaluations, d.readGroups, d.readVisits, d.readLetters, d.readDirects} {
		if err := read(ctx, db); err != nil {
			return nil, fmt.Errorf("dossier of unit %d: %w", unitID, err)
		}
	}
	slices.SortStableFunc(d.Rows, func(a, b DossierRow) int { return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.On, a.On)) })
	for i := range d.Rows {
		d.Rows[i].ID = int64(i + 1)
		if y := d.Rows[i].Year; !slices.Contains(d.Years, y) {
			d.Years = append(d.Years, y)
		}
	}
	return d, nil
}

// readProposals adds what the unit did about proposals.
func (d *UnitDossier) readProposals(ctx context.Context, db bun.IDB) error {
	days, err := proposal.WorkCalendar(ctx, db)
	if err != nil {
		return err
	}
	cases, err := proposal.UnitCases(ctx, db, d.Unit.ID, d.Day)
	for i := range cases {
		c := &cases[i]
		row := DossierRow{Year: c.Year, ProposalID: c.ID, Title: c.Title}
		if c.Number > 0 {
			row.Title = "第 " + strconv.Itoa(c.Number) + " 号 " + c.Title
		}
		for j := range c.Work {
			w := d.workRow(row, &c.Work[j], days)
			if w.Soon && w.Kind == docket.RoleCo && c.Replied(c.Work[j].Round) {
				w.Result, w.Gap, w.Late, w.Soon = "提案已答复", "", false, false
			}
			d.Rows = append(d.Rows, w)
		}
		for _, t := range c.Talks {
			d.add(row, t.On, "面商", t.Mode, "")
		}
		for _, f := range c.Feedback {
			d.add(row, f.ReturnedOn, "反馈", strings.Join(filled("办理工作", f.Attitude, "办理结果", f.Result), "，"), f.Proposer)
		}
		for _, r := range c.Reminders {
			d.add(row, r.On, "催办", r.Mode, "")
		}
		for _, r := range c.Revisits {
			d.add(row, r.On, "回头看", r.Finding, "")
		}
		for j := range c.Promises {
			d.Rows = append(d.Rows, d.promiseRow(row, &c.Promises[j]))
		}
	}
	return err
}

// filled joins each name with its word where there is one.
func filled(pairs ...string) (texts []string) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			texts = append(texts, pairs[i]+pairs[i+1])
		}
	}
	return texts
}

func (d *UnitDossier) add(row DossierRow, on, kind, result, gap string) {
	row.On, row.Kind, row.Result, row.Gap = on, kind, result, gap
	d.Rows = append(d.Rows, row)
}

// workRow is a round of work: on the day of the reply, else of its deadline.
func (d *UnitDossier) workRow(row DossierRow, w *proposal.UnitWork, days *calendar.Calendar) DossierRow {
	row.Kind, row.counts = w.Role, w.Counts
	if w.Round > 1 && w.Answers() {
		row.Kind, row.rework = "重办", true
	}
	row.On = cmp.Or(w.RepliedOn, w.DueOn, w.AssignedOn)
	row.Late, row.Soon = w.PastDue(d.Day), w.RepliedOn == ""
	switch {
	case w.RepliedOn != "" && w.Answers():
		row.Result = cmp.Or(w.ResultClass+" 类", "已答复")
	case w.RepliedOn != "":
		row.Result = "已提出会办意见"
	case w.Asking():
		row.Result = "申退中"
	case w.Checking:
		row.Result = "答复待审"
	default:
		row.Result = "办理中"
	}
	due, until, ok := calendar.Span(w.DueOn, cmp.Or(w.RepliedOn, d.Day))
	if !ok || !w.Answers() && w.RepliedOn != "" {
		return row
	}
	switch past := due.DaysUntil(until); {
	case row.Late:
		row.Gap = fmt.Sprintf("逾期 %d 个工作日", days.WorkdaysBetween(due, until))
	case row.Soon:
		row.Gap = w.DueOn[5:] + " 到期"
	case past > 0:
		row.Gap = fmt.Sprintf("迟 %d 天", past)
	case past < 0:
		row.Gap = fmt.Sprintf("提前 %d 天", -past)
	default:
		row.Gap = "当天"
	}
	return row
}

// promiseRow is a promise: on the day it was settled, else by which it is due.
func (d *UnitDossier) promiseRow(row DossierRow, p *docket.Promise) DossierRow {
	row.Kind, row.Title = "承诺", row.Title+"："+p.Text
	row.On, row.Late, row.Soon = cmp.Or(p.SettledOn, p.DueOn, p.MadeOn), p.Late(d.Day), p.SettledOn == ""
	row.promise = p.State(d.Day)
	row.Result = row.promise
	if row.Soon && p.DueOn != "" {
		row.Gap = p.DueOn + " 到期"
	}
	return row
}

// readEvaluations adds the 民主评议 of the unit's work.
func (d *UnitDossier) readEvaluations(ctx context.Context, db bun.IDB) error {
	years, err := store.IDs(ctx, db, `SELECT year FROM target_list WHERE unit_id = ?0
		UNION SELECT e.year FROM ballot_target g JOIN evaluation e ON e.id = g.evaluation_id AND e.deleted_at = '' WHERE g.unit_id = ?0`, d.Unit.ID)
	if err != nil {
		return err
	}
	for _, year := range years {
		results, err := evaluation.Results(ctx, db, int(year), d.Day)
		if err != nil {
			return err
		}
		for i := range results {
			d.addTargets(&results[i])
		}
		votes, err := evaluation.BallotResults(ctx, db, int(year), d.Day)
		if err != nil {
			return err
		}
		for i := range votes {
			d.addVotes(&votes[i])
		}
	}
	return nil
}

// addVotes adds what a vote came to for the unit; one that is not locked by the day is not known then.
func (d *UnitDossier) addVotes(of *evaluation.BallotResult) {
	if of.Counted == nil {
		return
	}
	ranked := map[string]int{}
	for i := range of.Targets {
		if t := &of.Targets[i]; t.Rank > 0 {
			ranked[t.Class]++
		}
	}
	for i := range of.Targets {
		t := &of.Targets[i]
		if t.UnitID != d.Unit.ID {
			continue
		}
		row := DossierRow{Year: of.Year, ProposalID: t.ProposalID, Title: of.Name}
		if t.ProposalNumber != 0 {
			row.Title += fmt.Sprintf(" 第 %d 号 %s", t.ProposalNumber, t.ProposalTitle)
		}
		result, gap := "没有有效票", ""
		if t.Rank > 0 {
			result = strings.TrimSpace(fmt.Sprintf("%s %s 满意率 %s", t.ScoreText, t.Result.Grade, t.RateText))
			gap = strings.TrimSpace(fmt.Sprintf("%s 第 %d / %d 名", t.Class, t.Rank, ranked[t.Class]))
		}
		d.add(row, of.Counted.HeldOn, "民主评议", strings.Join(strings.Fields(result), " "), gap)
	}
}

// addTargets adds the targets of an evaluation that are of the unit; one without a sheet by the day is not known then.
func (d *UnitDossier) addTargets(of *evaluation.Result) {
	for i := range of.Targets {
		t := &of.Targets[i]
		on := ""
		for j := range t.Sheets {
			on = max(on, t.Sheets[j].SubmittedOn)
		}
		if t.UnitID != d.Unit.ID || len(t.Sheets) == 0 {
			continue
		}
		row := DossierRow{Year: of.Year, ProposalID: t.ProposalID, Title: of.Name}
		if t.ProposalID != 0 {
			row.Title = fmt.Sprintf("%s 第 %d 号 %s", t.Panel, t.ProposalNumber, t.ProposalTitle)
		}
		result, gap := "没有有效评分", ""
		if t.Scored {
			result, gap = strings.TrimSpace(t.ScoreText+" "+t.Result.Grade), of.PlaceText(t)
		}
		d.add(row, on, "民主评议", result, gap)
	}
}

// readGroups adds the 监督小组 stationed in the unit.
func (d *UnitDossier) readGroups(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var row DossierRow
		var name, committee, from, to string
		err := scan(&row.Year, &name, &committee, &from, &to)
		row.Title = name + "进驻"
		result := "在驻"
		if to != "" && to <= d.Day {
			result = "至 " + to
		}
		d.add(row, from, "监督小组", result, committee)
		return err
	}, `SELECT g.year, COALESCE(NULLIF(g.name, ''), '第 ' || g.number || ' 监督小组'), COALESCE(c.name, ''), COALESCE(NULLIF(x.from_on, ''), g.from_on), COALESCE(NULLIF(x.to_on, ''), g.to_on)
		FROM group_unit x JOIN supervision_group g ON g.id = x.group_id LEFT JOIN committee c ON c.id = g.committee_id
		WHERE x.unit_id = ?0 AND g.deleted_at = '' AND COALESCE(NULLIF(x.from_on, ''), g.from_on) <= ?1 ORDER BY g.year, x.id`, d.Unit.ID, d.Day)
}

// readVisits adds what the groups did at the unit (监督活动).
func (d *UnitDossier) readVisits(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var row DossierRow
		var on, form string
		var problems, advice int
		err := scan(&row.Year, &on, &form, &row.Title, &problems, &advice)
		d.add(row, on, "监督活动", fmt.Sprintf("问题 %d 条，建议 %d 条", problems, advice), form)
		return err
	}, `SELECT v.year, v.on_date, v.form, COALESCE(NULLIF(g.name, ''), '第 ' || g.number || ' 监督小组') || CASE WHEN v.content = '' THEN '' ELSE '：' || v.content END,
		(SELECT count(*) FROM visit_finding f WHERE f.visit_id = v.id AND f.kind = '问题'), (SELECT count(*) FROM visit_finding f WHERE f.visit_id = v.id AND f.kind = '建议')
		FROM visit v JOIN supervision_group g ON g.id = v.group_id WHERE v.unit_id = ?0 AND v.deleted_at = '' AND v.on_date <= ?1 ORDER BY v.on_date, v.id`, d.Unit.ID, d.Day)
}

// readLetters adds the 监督意见书 that were delivered to the unit.
func (d *UnitDossier) readLetters(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var row DossierRow
		var on string
		var points, closed int
		err := scan(&row.Year, &on, &row.Title, &points, &closed)
		d.add(row, on, "意见书", fmt.Sprintf("意见 %d 条，销号 %d 条", points, closed), "")
		return err
	}, `SELECT l.year, l.delivered_on, CASE WHEN l.number IS NULL THEN '' ELSE '第 ' || l.number || ' 号 ' END || l.title,
		(SELECT count(*) FROM opinion_point x WHERE x.letter_id = l.id), (SELECT count(*) FROM opinion_point x WHERE x.letter_id = l.id AND x.closed_on <> '' AND x.closed_on <= ?1)
		FROM opinion_letter l WHERE l.unit_id = ?0 AND l.deleted_at = '' AND l.delivered_on <> '' AND l.delivered_on <= ?1 ORDER BY l.delivered_on, l.id`, d.Unit.ID, d.Day)
}

// readDirects adds the items of the 直通车 of the unit.
func (d *UnitDossier) readDirects(ctx context.Context, db bun.IDB) error {
	all, err := supervision.DirectsOf(ctx, db, d.Unit.ID, d.Day)
	for _, item := range all {
		row := DossierRow{Year: item.Year, Title: fmt.Sprintf("第 %d 号 %s", item.Number, item.Content)}
		d.add(row, item.On, "直通车", item.Status, "")
	}
	return err
}

// Of are the rows of a year, of all years for 0.
func (d *UnitDossier) Of(year int) []DossierRow {
	return slices.DeleteFunc(slices.Clone(d.Rows), func(r DossierRow) bool { return year != 0 && r.Year != year })
}
