package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// source is what of the records an indicator can be taken from, as of the day of the results.
type source struct {
	name string
	one  bool // of the proposal that is evaluated; else of all of the year that the unit answers
	of   func(proposal.UnitFigures) (part, whole int64)
	rate bool
}

var sources = []source{
	{"单位按期办复率", false, func(u proposal.UnitFigures) (int64, int64) { return u.InTime, u.Due }, true},
	{"单位面商率", false, func(u proposal.UnitFigures) (int64, int64) { return u.Face, u.Lead }, true},
	{"单位不满意件数", false, func(u proposal.UnitFigures) (int64, int64) { return u.Result.Dissatisfied, 0 }, false},
	{"单位逾期未答复件数", false, func(u proposal.UnitFigures) (int64, int64) { return u.Late, 0 }, false},
	{"本件按期答复", true, func(u proposal.UnitFigures) (int64, int64) { return u.InTime, u.Due }, true},
	{"本件面商", true, func(u proposal.UnitFigures) (int64, int64) { return u.Face, u.Lead }, true},
}

// example is how what it gives is written.
func (s source) example() string {
	if s.rate {
		return "12/13 或 96.5%"
	}
	return "3"
}

func sourceOf(name string) (s source, known bool) {
	at := slices.IndexFunc(sources, func(s source) bool { return s.name == name })
	if at < 0 {
		return s, false
	}
	return sources[at], true
}

// ofOneProposal are the indicators of a rubric that the records of the proposal evaluated give: units as a whole have none.
func ofOneProposal(ctx context.Context, db bun.IDB, rubricID int64) ([]string, error) {
	var names []string
	for _, s := range sources {
		if s.one {
			names = append(names, s.name)
		}
	}
	return store.Texts(ctx, db, "SELECT name FROM rubric_indicator WHERE rubric_id = ? AND source IN (?) ORDER BY sort, id", rubricID, bun.List(names))
}

func sourceNames() []string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.name
	}
	return names
}

// Taken is what an indicator is given by the records.
type Taken struct {
	Indicator Indicator
	Text      string // 12 / 13 件, 3 件; — where there is nothing to count

	given string // as it is kept with a lock
}

// readRecords reads what the units did with their proposals, by unit, where a rubric asks for it.
func readRecords(ctx context.Context, db bun.IDB, results []Result, year int, day string) (map[int64]proposal.UnitFigures, error) {
	asked := slices.ContainsFunc(results, func(e Result) bool { return len(e.Rubric.All) > len(e.Rubric.Indicators) })
	if !asked {
		return nil, nil
	}
	units, err := proposal.UnitHandling(ctx, db, year, day)
	byUnit := map[int64]proposal.UnitFigures{}
	for _, u := range units {
		byUnit[u.UnitID] = u
	}
	return byUnit, err
}

// facts are what the records give the target's indicators, or gave them when the result was locked. A rate of nothing is no fact.
func (t *TargetResult) facts(r Rubric, records map[int64]proposal.UnitFigures, kept keptRecords) map[int64]scoring.Fact {
	facts := map[int64]scoring.Fact{}
	for _, i := range r.All {
		s, known := sourceOf(i.Source)
		if !known {
			continue
		}
		told, locked := kept[t.ID][i.ID]
		if !locked {
			unit := records[t.UnitID]
			if s.one {
				unit = unit.Of(t.ProposalID)
			}
			told = given(s.of, unit, s.rate)
		}
		taken := Taken{i, noScore, told}
		if value, ok := new(big.Rat).SetString(told); ok {
			taken.Text = strings.Replace(told, "/", " / ", 1) + " 件"
			facts[i.ID] = scoring.Fact{Rate: s.rate, Value: value, Text: taken.Text}
		}
		t.Records = append(t.Records, taken)
	}
	return facts
}

// given is a fact as it is kept: 12/13, 3, or "" for a rate of nothing.
func given(of func(proposal.UnitFigures) (part, whole int64), unit proposal.UnitFigures, rate bool) string {
	part, whole := of(unit)
	switch {
	case rate && whole > 0:
		return fmt.Sprintf("%d/%d", part, whole)
	case rate:
		return ""
	}
	return strconv.FormatInt(part, 10)
}
