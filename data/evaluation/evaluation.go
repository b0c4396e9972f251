// Package evaluation is the democratic evaluation (民主评议) as it is stored: panels, raters, rubrics, score sheets and the results of a year. How scores
// come to results is in package scoring.
package evaluation

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// Result is a 民主评议 with what came of it. Results are computed from the sheets each time, never stored.
type Result struct {
	ID      int64
	Year    int
	Name    string
	Rubric  Rubric
	Planned bool           // it counts towards the year's deployment
	Targets []TargetResult // by panel number
	Locks   []Lock         // those made by the day, the oldest first; see Standing

	cases    []scoring.Case // of the targets
	outcomes []scoring.Outcome
}

// TargetResult is what a panel came to on the handling of one proposal by one unit.
type TargetResult struct {
	ID             int64
	PanelID        int64
	PanelNumber    int
	Panel          string
	Leader         string
	Committee      string
	ProposalID     int64 // 0: the unit as a whole
	ProposalNumber int64
	ProposalTitle  string
	UnitID         int64
	Unit           string
	Class          string // ranks are within it

	Expected  int // raters of the panel who are not excused, and do not leave it out
	Collected int // their sheets that are not void
	Voided    int // and those that are: handed in, and no longer to come

	Scored    bool            // whether there is a score; without one Result is empty and Notices say why
	Result    scoring.Result  // score exact, grade, indicator means, formula
	ScoreText string          // two decimals, half up; — without a score
	Rank      int             // within the evaluation, by the rubric's rule for ties; 0 without a score and where too few sheets count for a grade
	Z         string          // standard score within the evaluation, two decimals; empty where it does not exist or there is no rank
	Notices   []string        // what a reader of the score must know, one sentence each
	Defence   scoring.Defence // what speaks for and against it, nothing without a score; filled in by Result.Defend, or by Examine and Settle

	Rework Rework // whether it can be sent back for the score

	Records []Taken // what the records give the indicators that are taken from them

	Sheets []ScoreSheet // those handed in, as the raters are on the list of the panel
}

// ApartNote says of ranks that panels with different raters gave that they are apart; empty where a single panel gave all of them.
func (e *Result) ApartNote() string {
	for _, t := range e.Targets {
		if t.PanelID != e.Targets[0].PanelID {
			return "各评议小组评委不同，跨组名次仅供参考，比较看标准分。"
		}
	}
	return ""
}

// PlaceText is the rank among those it is ranked with, with the standard score where panels are apart: 第 10 / 13 名（跨组，仅供参考；标准分 −0.32）.
func (e *Result) PlaceText(t *TargetResult) string {
	if t.Rank == 0 {
		return ""
	}
	ranked, apart := 0, false
	for _, other := range e.Targets {
		if other.Rank > 0 && other.Class == t.Class {
			ranked++
			apart = apart || other.PanelID != t.PanelID
		}
	}
	text := strings.TrimSpace(fmt.Sprintf("%s 第 %d / %d 名", t.Class, t.Rank, ranked))
	switch {
	case apart && t.Z != "":
		text += "（跨组，仅供参考；标准分 " + t.Z + "）"
	case apart:
		text += "（跨组，仅供参考）"
	}
	return text
}

// ScoreSheet is what one rater gave one target.
type ScoreSheet struct {
	ID          int64
	RaterID     int64
	Rater       string
	Category    string
	SubmittedOn string
	Note        string
	Void        bool
	Points      []string         // one for each indicator of the rubric, in its order; empty when not given
	Standing    scoring.Standing // whether it counts, and if not why
	Total       *big.Rat         // nil unless complete and valid
	TotalText   string           // two decimals, half up; empty without a total

	given map[int64]scoring.Points
}

// leftOut reports whether the rater gave nothing, and says why.
func (s *ScoreSheet) leftOut() bool { return s.Void && scoring.Voided(len(s.given)) == scoring.LeftOut }

// noScore stands where there is no score, as elsewhere for what has no denominator.
const noScore = measure.Undefined

// Results reads the year's evaluations by score sheets as of a day (YYYY-MM-DD) and computes their results by the rubric each is scored with. A target
// without a sheet that counts has no score and no rank. Sheets handed in after the day do not exist on it, and what was corrected later is as it stood.
func Results(ctx context.Context, db bun.IDB, year int, day string) ([]Result, error) {
	return resultsOf(ctx, db, year, day, 0)
}

// resultsOf is Results of one evaluation, of all of the year when evaluationID is 0.
func resultsOf(ctx context.Context, db bun.IDB, year int, day string, evaluationID int64) ([]Result, error) {
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	var found []Result
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		e := Result{Year: year}
		var rubricID int64
		err := scan(&e.ID, &e.Name, &rubricID, &e.Planned)
		if i := slices.IndexFunc(rubrics, func(r Rubric) bool { return r.ID == rubricID }); i >= 0 {
			e.Rubric = rubrics[i]
		}
		found = append(found, e)
		return err
	}, `SELECT e.id, e.name, e.rubric_id, e.planned FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ?0
		WHERE e.year = ?1 AND ?2 IN (0, e.id) AND e.deleted_at = '' AND `+setUpOn(day)+` ORDER BY e.id`, BySheets, year, evaluationID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	records, err := readRecords(ctx, db, found, year, day)
	if err != nil {
		return nil, err
	}
	sent, err := sentBack(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	for i := range found {
		if err := found[i].read(ctx, db, day, records); err != nil {
			return nil, err
		}
		for j := range found[i].Targets {
			t := &found[i].Targets[j]
			t.Rework.On = sent[answerer{found[i].ID, t.ProposalID, t.UnitID}]
		}
	}
	return found, nil
}

// sheetPast are what results by sheets are read from as it stood.
var sheetPast = []store.PastTable{
	{Name: "rater"},
	{Name: "evaluation_target"},
	{Name: "score_sheet", Key: []string{"target_id", "rater_id"}},
	{Name: "score", Parent: "score_sheet", Column: "sheet_id", Key: []string{"sheet_id", "indicator_id"}},
}

// read reads the evaluation as of the day.
func (e *Result) read(ctx context.Context, db bun.IDB, day string, records map[int64]proposal.UnitFigures) error {
	locks, then, err := past(ctx, db, e.ID, day)
	if err != nil {
		return err
	}
	e.Locks = locks
	with, err := then.With(ctx, db, sheetPast...)
	if err != nil {
		return err
	}
	if err := readTargets(ctx, db, with, e, day); err != nil {
		return err
	}
	sheets, err := readSheets(ctx, db, with, e.ID, day)
	if err != nil {
		return err
	}
	raters, err := readRaters(ctx, db, with, e.ID)
	if err != nil {
		return err
	}
	e.compute(sheets, raters, records)
	return nil
}

// readTargets puts its targets into the evaluation, units with the names they had on the day; with stands before the query.
func readTargets(ctx context.Context, db bun.IDB, with string, into *Result, day string) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var t TargetResult
		err := scan(&t.ID, &t.PanelID, &t.PanelNumber, &t.Panel, &t.Leader, &t.Committee, &t.ProposalID, &t.ProposalNumber, &t.ProposalTitle, &t.UnitID, &t.Unit, &t.Class)
		into.Targets = append(into.Targets, t)
		return err
	}, with+`SELECT t.id, t.panel_id, t.panel_number, t.panel, t.leader, t.committee, t.proposal_id, t.proposal_number, t.proposal_title, t.unit_id, `+roster.UnitNameSQL("t.unit_id", store.QuoteText(day))+`, g.class
		FROM target_list t JOIN evaluation_target g ON g.id = t.id WHERE t.evaluation_id = ? ORDER BY t.panel_number, t.proposal_number, t.id`, into.ID)
}

// readSheets reads the sheets of an evaluation by target, those handed in by the day; with stands before the queries.
func readSheets(ctx context.Context, db bun.IDB, with string, evaluationID int64, day string) (map[int64][]ScoreSheet, error) {
	points := map[int64]map[int64]scoring.Points{} // by sheet and indicator
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var sheetID, indicatorID int64
		var p scoring.Points
		err := scan(&sheetID, &indicatorID, &p)
		if points[sheetID] == nil {
			points[sheetID] = map[int64]scoring.Points{}
		}
		points[sheetID][indicatorID] = p
		return err
	}, with+`SELECT x.sheet_id, x.indicator_id, x.points FROM score x JOIN score_sheet s ON s.id = x.sheet_id JOIN target_list t ON t.id = s.target_id WHERE t.evaluation_id = ?`, evaluationID)
	if err != nil {
		return nil, err
	}
	sheets := map[int64][]ScoreSheet{}
	return sheets, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s ScoreSheet
		var targetID int64
		err := scan(&targetID, &s.ID, &s.RaterID, &s.Rater, &s.Category, &s.SubmittedOn, &s.Void, &s.Note)
		s.given = points[s.ID]
		sheets[targetID] = append(sheets[targetID], s)
		return err
	}, with+`SELECT t.id, s.id, r.id, r.name, r.category, s.submitted_on, s.void, s.note
		FROM score_sheet s JOIN target_list t ON t.id = s.target_id JOIN rater r ON r.id = s.rater_id WHERE t.evaluation_id = ? AND s.submitted_on <= ? ORDER BY t.id, r.id`, evaluationID, day)
}

// readRaters reads the raters of an evaluation by panel; with stands before the query.
func readRaters(ctx context.Context, db bun.IDB, with string, evaluationID int64) (map[int64][]scoring.Rater, error) {
	raters := map[int64][]scoring.Rater{}
	return raters, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var panelID int64
		var r scoring.Rater
		err := scan(&panelID, &r.ID, &r.Name, &r.Category, &r.Excused)
		raters[panelID] = append(raters[panelID], r)
		return err
	}, with+`SELECT r.panel_id, r.id, r.name, r.category, r.excused FROM rater r JOIN panel n ON n.id = r.panel_id
		WHERE n.evaluation_id = ? AND `+rates+` ORDER BY r.panel_id, r.id`, evaluationID)
}

// compute fills in the results of all targets, and rank and standard score among them.
func (e *Result) compute(sheets map[int64][]ScoreSheet, raters map[int64][]scoring.Rater, records map[int64]proposal.UnitFigures) {
	scheme := e.scheme()
	var kept keptRecords
	if l := Standing(e.Locks); l != nil {
		kept = l.kept
	}
	for i := range e.Targets {
		t := &e.Targets[i]
		t.Sheets = sheets[t.ID]
		c := t.take(e.Rubric.Indicators, raters[t.PanelID])
		if e.Rubric.Anonymous {
			c.Raters = unnamed(c.Raters)
		}
		c.Facts = t.facts(e.Rubric, records, kept)
		e.cases = append(e.cases, c)
	}
	e.outcomes = scheme.Rate(e.cases, scoring.TieRule(e.Rubric.TieRule))
	var scored []*big.Rat
	for i := range e.Targets {
		e.Targets[i].tell(e.Rubric.Indicators, e.cases[i].Raters, e.outcomes[i])
		if e.Targets[i].Scored && e.Targets[i].ProposalID != 0 {
			e.Targets[i].Rework.Score = underLine(e.outcomes[i].Score, e.Rubric.ReworkLine)
		}
		if e.Targets[i].Rank > 0 {
			scored = append(scored, e.outcomes[i].Score)
		}
		if e.Rubric.Anonymous {
			e.Targets[i].hide()
		}
	}
	z, spread := scoring.StandardScores(scored)
	for i := range e.Targets {
		if t := &e.Targets[i]; t.Rank > 0 && spread {
			t.Z, z = measure.Round(z[0], 2), z[1:]
		}
	}
}

// excused says of each rater whether he is.
func excused(raters []scoring.Rater) map[int64]bool {
	is := map[int64]bool{}
	for _, r := range raters {
		is[r.ID] = r.Excused
	}
	return is
}

// take counts the target's sheets and makes them what is scored.
func (t *TargetResult) take(indicators []Indicator, raters []scoring.Rater) scoring.Case {
	out := excused(raters)
	for _, r := range raters {
		if !r.Excused && !slices.ContainsFunc(t.Sheets, func(s ScoreSheet) bool { return s.RaterID == r.ID && s.leftOut() }) {
			t.Expected++
		}
	}
	c := scoring.Case{Panel: t.PanelID, Class: t.Class, Raters: raters, Sheets: make([]scoring.Sheet, len(t.Sheets))}
	for i := range t.Sheets {
		s := &t.Sheets[i]
		c.Sheets[i] = scoring.Sheet{RaterID: s.RaterID, Points: s.given, Void: s.Void, Why: s.Note}
		switch {
		case out[s.RaterID] || s.leftOut():
		case s.Void:
			t.Voided++
		default:
			t.Collected++
		}
		s.Points = make([]string, len(indicators))
		for j, indicator := range indicators {
			if p, ok := s.given[indicator.ID]; ok {
				s.Points[j] = p.Decimal().String()
			}
		}
	}
	return c
}

// tell puts what the target came to into words, for itself and for each sheet.
func (t *TargetResult) tell(indicators []Indicator, raters []scoring.Rater, outcome scoring.Outcome) {
	t.ScoreText = noScore
	if outcome.Err != nil { // a sentence for the reader: one target without a result does not hide the others
		t.Notices = []string{outcome.Err.Error()}
		if t.Voided > 0 {
			t.Notices = append(t.Notices, fmt.Sprintf("%d 张评分表作废，未计入", t.Voided))
		}
		t.stand(indicators, excused(raters), outcome.Err)
		return
	}
	t.Scored, t.Result, t.Rank, t.ScoreText = true, outcome.Result, outcome.Rank, outcome.Text(2)
	for _, notice := range outcome.Notices {
		t.Notices = append(t.Notices, notice.Text)
	}
	for _, r := range t.Records {
		t.Notices = append(t.Notices, fmt.Sprintf("「%s」取自提案记录（%s）：%s", r.Indicator.Label, r.Indicator.Source, r.Text))
	}
	for i := range t.Sheets {
		s := &t.Sheets[i]
		for _, r := range outcome.Raters {
			if r.Rater.ID == s.RaterID {
				s.Standing, s.Total = r.Standing, r.Total
			}
		}
		if s.Total != nil {
			s.TotalText = measure.Round(s.Total, 2)
		}
	}
}

// stand says of the sheets of a target that has no result, because of err, why none counts.
func (t *TargetResult) stand(indicators []Indicator, excused map[int64]bool, err error) {
	for i := range t.Sheets {
		switch s := &t.Sheets[i]; {
		case excused[s.RaterID]:
			s.Standing = scoring.Excused
		case s.Void:
			s.Standing = scoring.Voided(len(s.given))
		case len(s.given) < len(indicators):
			s.Standing = scoring.Incomplete
		case errors.Is(err, scoring.ErrNoSheets):
			s.Standing = scoring.Unweighted
		default:
			s.Standing = scoring.NoResult
		}
	}
}

// total is what one sheet comes to, whose points are texts by the places of the indicators; ok is false for one that is not complete or not right.
func (r Rubric) total(points func(at int) string) (total *big.Rat, ok bool) {
	if len(r.Indicators) < len(r.All) {
		return nil, false // the rest is taken from records
	}
	scheme := r.scheme()
	scheme.Categories = nil
	given := map[int64]scoring.Points{}
	for at, indicator := range r.Indicators {
		hundredths, err := parsePoints(indicator, points(at))
		if err != nil {
			return nil, false
		}
		given[indicator.ID] = scoring.Points(hundredths)
	}
	result, err := scheme.Evaluate([]scoring.Rater{{ID: 1, Name: "评委"}}, []scoring.Sheet{{RaterID: 1, Points: given}})
	if err != nil || len(result.Raters) != 1 || result.Raters[0].Total == nil {
		return nil, false
	}
	return result.Raters[0].Total, true
}

// scheme is the rubric as the scoring package computes with it.
func (r Rubric) scheme() scoring.Rubric {
	scheme := scoring.Rubric{Name: r.Name, Trim: r.Aggregation == Trimmed, AddUp: r.AddUp, Least: r.Least, Note: r.Note}
	headings := map[string]int{}
	for _, i := range r.All {
		if at, seen := headings[i.Heading]; i.Heading != "" && !seen {
			headings[i.Heading] = len(scheme.Indicators)
			scheme.Indicators = append(scheme.Indicators, scoring.Indicator{ID: -i.ID, Name: i.Heading, Weight: int(i.Weight), Max: max(i.Max, 1)})
		} else if i.Heading != "" {
			scheme.Indicators[at].Weight += int(i.Weight)
			scheme.Indicators[at].Max += i.Max
		}
		leaf := scoring.Indicator{ID: i.ID, Name: i.Name, Weight: int(i.Weight), Max: i.Max, Deducts: i.Deducts, Recorded: i.Source != "", Step: i.Step}
		if i.Heading != "" {
			leaf.ParentID = scheme.Indicators[headings[i.Heading]].ID
		}
		scheme.Indicators = append(scheme.Indicators, leaf)
	}
	for _, g := range r.Grades {
		scheme.Grades = append(scheme.Grades, scoring.Grade{Name: g.Name, Lower: scoring.Points(g.Lower)})
	}
	if r.Weighted {
		for _, w := range r.Weights {
			scheme.Categories = append(scheme.Categories, scoring.CategoryWeight{Category: w.Category, Weight: int(w.Weight)})
		}
	}
	return scheme
}
