package evaluation

import (
	"cmp"
	"slices"
	"strings"
)

// General is the kind of opinions that speak of no indicator.
const General = "综合"

// Opinion is what a rater wrote on a sheet that was taken. It says nothing of who he is.
type Opinion struct {
	SheetID      int64
	TargetID     int64
	EvaluationID int64
	ProposalID   int64
	Evaluation   string
	Unit         string
	About        string // 第12号提案
	Kind         string // the indicator it names, General for none
	Text         string
}

// AllOpinions are the opinions on the targets that have a score, those of a unit together, by kind in the order of the rubric, then in an order that says
// nothing of who wrote them or when they were typed in.
func (e *Result) AllOpinions() []Opinion {
	var all []Opinion
	first, kinds := map[int64]int{}, map[string]int{General: len(e.Rubric.All)}
	for i, indicator := range e.Rubric.All {
		kinds[indicator.Label] = i
	}
	for i := range e.Targets {
		t := &e.Targets[i]
		if _, seen := first[t.UnitID]; !seen {
			first[t.UnitID] = i
		}
		if !t.Scored {
			continue
		}
		for _, s := range t.written() {
			all = append(all, Opinion{
				SheetID: s.ID, TargetID: t.ID, EvaluationID: e.ID, ProposalID: t.ProposalID, Evaluation: e.Name, Unit: t.Unit, About: aboutOf(t), Kind: e.Rubric.kindOf(s.Note), Text: s.Note,
			})
		}
	}
	units := map[string]int{}
	for i := range e.Targets {
		units[e.Targets[i].Unit] = first[e.Targets[i].UnitID]
	}
	slices.SortStableFunc(all, func(a, b Opinion) int {
		return cmp.Or(units[a.Unit]-units[b.Unit], kinds[a.Kind]-kinds[b.Kind])
	})
	return all
}

// kindOf is the first indicator that an opinion names by its name or label.
func (r *Rubric) kindOf(text string) string {
	kind, at := General, len(text)
	for _, i := range r.All {
		for _, name := range []string{i.Label, i.Name} {
			if n := strings.Index(text, name); name != "" && n >= 0 && n < at {
				kind, at = i.Label, n
			}
		}
	}
	return kind
}
