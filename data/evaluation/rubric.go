package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Indicator is what a rubric scores.
type Indicator struct {
	ID      int64
	Heading string // above it; empty: none
	Name    string
	Label   string         // Name, with the heading where the rubric has the name more than once
	Weight  int64          // per mille of the total
	Max     scoring.Points // full marks
	Deducts bool           // what is given is a number of cases
	Step    scoring.Points // off for a case, or a percentage point
	Source  string         // what of the records gives it; empty: raters do
	Choices string         // what raters choose among, 优 25、良 20; empty: they give points
}

// Rubric is a 评分表方案: how sheets are filled in and summed up, or how ballots are counted.
type Rubric struct {
	ID          int64
	Name        string
	Aggregation string // 均值, 去一高一低
	TieRule     string // 1-2-2-4, 1-2-2-3
	Weighted    bool   // raters' categories carry weights
	Note        string
	Method      string         // BySheets or ByBallots
	Line        scoring.Points // of satisfied votes, hundredths of a per cent; 0: none
	Options     []Option       // of a scheme by ballots, in the order of their digits
	Indicators  []Indicator    // of one by sheets: those that raters fill in, in the order of the sheet
	All         []Indicator    // those taken from records among them
	AddUp       bool           // points are added up, whatever the weights
	ReworkLine  scoring.Points // of one by sheets: a reply scored under it can be sent back to its unit; 0: none
	Anonymous   bool           // of one by sheets: nobody is told who filled in which
	Least       int            // sheets that must count for a grade
	Grades      []Grade        // best first
	Weights     []RaterWeight
}

// OnlyDeducts tells whether no indicator is scored: points come off full marks.
func (r *Rubric) OnlyDeducts() bool {
	return !slices.ContainsFunc(r.All, func(i Indicator) bool { return !i.Deducts })
}

// Full is the highest score there can be: of a sheet without a fault, or of ballots that all mark the best option.
func (r *Rubric) Full() *big.Rat {
	if r.Method == BySheets {
		return r.scheme().Full()
	}
	best := scoring.Points(0)
	for _, o := range r.Options {
		if o.Counted {
			best = max(best, o.Points)
		}
	}
	if best == 0 {
		return big.NewRat(100, 1)
	}
	return best.Decimal().Rat()
}

// Grade is an 等次 with the least score for it, in hundredths of a point.
type Grade struct {
	Name  string
	Lower int64
}

// RaterWeight is what a category of raters counts, per mille.
type RaterWeight struct {
	Category string
	Weight   int64
}

// Rubrics reads all rubrics with everything in them, by id.
func Rubrics(ctx context.Context, db bun.IDB) (found []Rubric, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var r Rubric
		err := scan(&r.ID, &r.Name, &r.Aggregation, &r.TieRule, &r.Weighted, &r.Note, &r.Method, &r.Line, &r.AddUp, &r.Least, &r.ReworkLine, &r.Anonymous)
		found = append(found, r)
		return err
	}, "SELECT id, name, aggregation, tie_rule, weighted, note, method, satisfied_line, summing = '分值相加', least_sheets, rework_line, anonymous FROM rubric WHERE deleted_at = '' OR id IN (SELECT rubric_id FROM evaluation) ORDER BY id")
	if err != nil {
		return nil, err
	}
	byID := map[int64]*Rubric{}
	for i := range found {
		byID[found[i].ID] = &found[i]
	}
	var rubricID int64
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var i Indicator
		err := scan(&rubricID, &i.ID, &i.Heading, &i.Name, &i.Weight, &i.Max, &i.Deducts, &i.Source, &i.Step, &i.Choices)
		if r := byID[rubricID]; r != nil {
			r.All = append(r.All, i)
		}
		return err
	}, "SELECT rubric_id, id, heading, name, weight, marks, manner = '扣分', source, step, choices FROM rubric_indicator ORDER BY rubric_id, sort, id")
	if err != nil {
		return nil, err
	}
	for i := range found {
		found[i].label()
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var g Grade
		err := scan(&rubricID, &g.Name, &g.Lower)
		if r := byID[rubricID]; r != nil {
			r.Grades = append(r.Grades, g)
		}
		return err
	}, "SELECT rubric_id, name, lower FROM rubric_grade ORDER BY rubric_id, lower DESC, id")
	if err != nil {
		return nil, err
	}
	if err := readOptions(ctx, db, byID); err != nil {
		return nil, err
	}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var w RaterWeight
		err := scan(&rubricID, &w.Category, &w.Weight)
		if r := byID[rubricID]; r != nil {
			r.Weights = append(r.Weights, w)
		}
		return err
	}, "SELECT rubric_id, category, weight FROM rater_weight ORDER BY rubric_id, id")
}

// label names the indicators apart and says which raters fill in.
func (r *Rubric) label() {
	named := map[string]int{}
	for _, i := range r.All {
		named[i.Name]++
	}
	for at := range r.All {
		i := &r.All[at]
		if i.Label = i.Name; named[i.Name] > 1 && i.Heading != "" {
			i.Label = i.Heading + "·" + i.Name
		}
		if i.Source == "" {
			r.Indicators = append(r.Indicators, *i)
		}
	}
}

// setRubric has the panel's evaluation scored by the rubric with the name; sheets already filled in forbid another one.
func setRubric(ctx context.Context, tx *store.Tx, panelID int64, name string) error {
	rubricID, err := rubricID(ctx, tx, name)
	if err != nil {
		return err
	}
	evaluationID, err := store.LookUp(ctx, tx, `SELECT e.id FROM panel n JOIN evaluation e ON e.id = n.evaluation_id WHERE n.id = ? AND e.rubric_id <> ?`, panelID, rubricID)
	if err != nil || evaluationID == 0 {
		return err
	}
	if err := refuseOtherRubric(ctx, tx, evaluationID, rubricID, name); err != nil {
		return err
	}
	if err := tx.Update(ctx, "evaluation", evaluationID, store.Columns{"rubric_id": rubricID}); err != nil {
		return err
	}
	return settleSlots(ctx, tx, "e.id = ?", evaluationID)
}

// rubricID finds a rubric by name, the first one when no name is given.
func rubricID(ctx context.Context, tx *store.Tx, name string) (int64, error) {
	id, err := store.LookUp(ctx, tx, "SELECT id FROM rubric WHERE deleted_at = '' AND ? IN ('', name) ORDER BY id LIMIT 1", name)
	if err != nil || id != 0 {
		return id, err
	}
	r, err := RubricCalled(ctx, tx, name)
	return r.ID, err
}

// RubricCalled is the rubric with the name; one that there is not is refused with those there are.
func RubricCalled(ctx context.Context, db bun.IDB, name string) (Rubric, error) {
	all, err := Rubrics(ctx, db)
	if err != nil {
		return Rubric{}, err
	}
	names := make([]string, len(all))
	name = presentName(name)
	for i, r := range all {
		if names[i] = r.Name; r.Name == name {
			return r, nil
		}
	}
	return Rubric{}, store.Refuse(store.CodeNotFound, "没有评分方案「%s」，现有的是：%s。", name, zh.JoinNames(names))
}

// ensureEvaluation finds or adds the evaluation v names. Without a name it is that of the rater's present panel, else the
// only one of the year, else 某年重点提案办理民主评议.
func ensureEvaluation(ctx context.Context, tx *store.Tx, year int, panelID int64, v record.Values) (int64, error) {
	name := v["evaluation"]
	if name == "" {
		if panelID != 0 {
			return store.LookUp(ctx, tx, "SELECT evaluation_id FROM panel WHERE id = ?", panelID)
		}
		only, names, err := evaluationsBy(ctx, tx, BySheets, year)
		if err != nil {
			return 0, err
		}
		switch {
		case len(only) == 1:
			return only[0], nil
		case len(only) > 1:
			return 0, store.Refuse(store.CodeInvalid, "%d 年有 %d 次评议，请写明「评议名称」是哪一次：%s。", year, len(names), zh.JoinNames(names))
		}
		name = fmt.Sprintf("%d年重点提案办理民主评议", year)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM evaluation WHERE year = ? AND name = ? AND deleted_at = ''", year, name)
	if err == nil && id != 0 {
		err = refuseMethod(ctx, tx, id, BySheets, "评议「"+name+"」是票决，没有小组和评委，对象写在「评议」的票决对象里。")
	}
	if err != nil || id != 0 {
		return id, err
	}
	rubric, err := rubricID(ctx, tx, v["rubric"])
	if err != nil {
		return 0, err
	}
	return tx.Insert(ctx, "evaluation", store.Columns{"year": year, "name": name, "rubric_id": rubric})
}

// evaluationsBy are the year's evaluations by a method, in the order they were set up, with their names.
func evaluationsBy(ctx context.Context, db bun.IDB, method string, year int) (ids []int64, names []string, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		ids, names = append(ids, id), append(names, name)
		return err
	}, "SELECT e.id, e.name FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ? WHERE e.year = ? AND e.deleted_at = '' ORDER BY e.id", method, year)
	return ids, names, err
}
