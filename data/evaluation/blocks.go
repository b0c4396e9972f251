package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// scoreBlocks says how score sheets come in blocks, one for each target, with its judges and indicators along two sides.
var scoreBlocks = &record.Blocks{
	Fields: intake.BlockFields{Judge: "name", Target: "unit", Place: []string{"evaluation", "number", "proposal"}},
	Open: func(ctx context.Context, db bun.IDB, scope record.Scope) (record.BlockRoster, error) {
		return openBlocks(ctx, db, scope.Year)
	},
}

// blockTarget is a target of the year with its panel's raters.
type blockTarget struct {
	evaluation, panel, title, unit string
	evaluationID, panelID, unitID  int64
	rubricID, number, proposal     int64
	raters                         []string
}

// blockRoster is who judges whom in a year.
type blockRoster struct {
	ctx     context.Context
	db      bun.IDB
	targets []blockTarget
	several bool // evaluations in the year
	rubrics []Rubric
	shorts  map[int64][]string // other names of the units
}

func openBlocks(ctx context.Context, db bun.IDB, year int) (*blockRoster, error) {
	r := &blockRoster{ctx: ctx, db: db, shorts: map[int64][]string{}}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var t blockTarget
		err := scan(&t.evaluationID, &t.evaluation, &t.panelID, &t.panel, &t.number, &t.proposal, &t.title, &t.unitID, &t.unit, &t.rubricID)
		r.several = r.several || len(r.targets) > 0 && r.targets[0].evaluationID != t.evaluationID
		r.targets = append(r.targets, t)
		return err
	}, `SELECT evaluation_id, evaluation, panel_id, panel, panel_number, proposal_number, proposal_title, unit_id, unit, rubric_id
		FROM target_list WHERE year = ? ORDER BY evaluation_id, panel_number, proposal_number, id`, year)
	if err != nil {
		return nil, err
	}
	raters, read := map[int64][]scoring.Rater{}, int64(0)
	for i := range r.targets {
		if t := &r.targets[i]; t.evaluationID != read {
			if raters, err = readRaters(ctx, db, "", t.evaluationID); err != nil {
				return nil, err
			}
			read = t.evaluationID
		}
		for _, rater := range raters[r.targets[i].panelID] {
			if !rater.Excused {
				r.targets[i].raters = append(r.targets[i].raters, rater.Name)
			}
		}
	}
	if r.rubrics, err = Rubrics(ctx, db); err != nil {
		return nil, err
	}
	return r, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		r.shorts[id] = append(r.shorts[id], name)
		return err
	}, "SELECT id, short FROM unit WHERE deleted_at = '' AND short <> '' UNION ALL SELECT unit_id, name FROM unit_name")
}

// Words implements record.BlockRoster.
func (r *blockRoster) Words() (words intake.BlockWords) {
	add := func(to *[]string, names ...string) {
		for _, name := range names {
			if name != "" && !slices.Contains(*to, name) {
				*to = append(*to, name)
			}
		}
	}
	for _, t := range r.targets {
		add(&words.Judges, t.raters...)
		add(&words.Targets, append([]string{t.unit, t.title}, r.shorts[t.unitID]...)...)
	}
	return words
}

// Find implements record.BlockRoster. Of several targets that bear the name it is the one most of whose panel are the judges.
func (r *blockRoster) Find(target string, judges []string) (record.BlockPlace, error) {
	found, err := r.called(target)
	if err != nil {
		return record.BlockPlace{}, err
	}
	if len(found) > 1 {
		found = byJudges(found, judges)
	}
	if len(found) != 1 {
		var place record.BlockPlace
		for i := range r.targets {
			if t := &r.targets[i]; len(found) == 0 || slices.Contains(found, t) {
				place.Targets = append(place.Targets, r.label(t))
			}
		}
		return place, nil
	}
	t := found[0]
	place := record.BlockPlace{
		Values: record.Values{"number": strconv.FormatInt(t.number, 10), "proposal": "", "evaluation": ""},
		Judges: t.raters, Where: fmt.Sprintf("第 %d 评议小组", t.number), Total: r.total(t.rubricID),
	}
	if t.proposal != 0 {
		place.Values["proposal"] = strconv.FormatInt(t.proposal, 10)
	}
	if r.several {
		place.Values["evaluation"] = t.evaluation
	}
	place.Values["unit"] = t.unit
	return place, nil
}

// called are the targets that a name may mean: by unit, by proposal, by panel.
func (r *blockRoster) called(name string) (found []*blockTarget, err error) {
	folded := fold.Called(name)
	for _, is := range []func(*blockTarget) bool{
		func(t *blockTarget) bool { return fold.Called(r.label(t)) == folded },
		func(t *blockTarget) bool {
			return fold.Called(t.unit) == folded || slices.ContainsFunc(r.shorts[t.unitID], func(short string) bool { return fold.Called(short) == folded })
		},
		func(t *blockTarget) bool { return fold.Called(t.title) == folded },
		func(t *blockTarget) bool { return t.panel != "" && fold.Called(t.panel) == folded },
		func(t *blockTarget) bool {
			group := panelNamed.FindStringSubmatch(folded)
			return group != nil && group[1] == strconv.FormatInt(t.number, 10)
		},
		func(t *blockTarget) bool {
			number := proposalNamed.FindStringSubmatch(folded)
			return number != nil && number[1] == strconv.FormatInt(t.proposal, 10)
		},
	} {
		for i := range r.targets {
			if is(&r.targets[i]) {
				found = append(found, &r.targets[i])
			}
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	unitID, err := roster.FindUnit(r.ctx, r.db, name)
	if err != nil {
		if code := store.CodeOf(err); code == store.CodeNotFound || code == store.CodeInvalid {
			return nil, nil // for the office to say which is meant
		}
		return nil, err
	}
	for i := range r.targets {
		if r.targets[i].unitID == unitID {
			found = append(found, &r.targets[i])
		}
	}
	return found, nil
}

var (
	panelNamed    = regexp.MustCompile(`^第?(\d+)(评议)?(小组|组)$`)
	proposalNamed = regexp.MustCompile(`^(?:案号|第)?(\d+)号?(?:提案|案)?$`)
)

// label names a target so that Find knows it again.
func (r *blockRoster) label(t *blockTarget) string {
	alone := 0
	for i := range r.targets {
		if r.targets[i].unitID == t.unitID {
			alone++
		}
	}
	switch {
	case alone == 1:
		return t.unit
	case t.proposal == 0:
		return fmt.Sprintf("%s（第 %d 组）", t.unit, t.number)
	}
	return fmt.Sprintf("%s（第 %d 组，案号 %d）", t.unit, t.number, t.proposal)
}

// byJudges are those of the targets whose panels have most of the judges.
func byJudges(targets []*blockTarget, judges []string) (best []*blockTarget) {
	most := 1
	for _, t := range targets {
		n := 0
		for _, judge := range judges {
			if slices.ContainsFunc(t.raters, func(rater string) bool { return fold.Unify(rater) == fold.Unify(judge) }) {
				n++
			}
		}
		if n > most {
			best, most = nil, n
		}
		if n == most {
			best = append(best, t)
		}
	}
	if len(best) == 0 {
		return targets
	}
	return best
}

// total is what a sheet comes to by a rubric.
func (r *blockRoster) total(rubricID int64) func(record.Values) (*big.Rat, bool) {
	i := slices.IndexFunc(r.rubrics, func(rubric Rubric) bool { return rubric.ID == rubricID })
	if i < 0 {
		return nil
	}
	rubric := r.rubrics[i]
	return func(v record.Values) (*big.Rat, bool) {
		return rubric.total(func(at int) string { return v[indicatorKey(rubric.Indicators[at].Label)] })
	}
}

var _ record.BlockRoster = (*blockRoster)(nil)
