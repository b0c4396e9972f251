package scoring

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"cppccdesk/data/measure"
)

// FindingKind says what a Finding is about.
type FindingKind int

// The kinds of findings.
const (
	StraightLine FindingKind = iota // a rater gave every indicator alike
	SameSheets                      // a rater gave every target alike
	DecidesGrade                    // without one rater the grade is another
	DecidesRank                     // without one rater the rank is another
	NobodyDecides
)

// Finding is what was found about the sheets of a case, as a Chinese sentence without its full stop. None changes a score.
type Finding struct {
	Kind    FindingKind
	RaterID int64 // 0: of several
	Text    string
}

// Defence is what can be said for and against the score of a case.
type Defence struct {
	Findings  []Finding
	Agreement string // of the panel, in words; empty where too few judged
	W         string // Kendall's W with two decimals; empty where too few judged
	Stability Stability
	Stable    string // Stability in words
}

// Sentences are all findings in words, each with its full stop.
func (d Defence) Sentences() []string {
	var texts []string
	for _, f := range d.Findings {
		texts = append(texts, f.Text)
	}
	for _, text := range []string{d.Agreement, d.Stable} {
		if text != "" {
			texts = append(texts, text)
		}
	}
	for i := range texts {
		texts[i] += "。"
	}
	return texts
}

// Has reports a finding of the kind.
func (d Defence) Has(kind FindingKind) bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Kind == kind })
}

// Examine looks into the sheets of cases that came to the outcomes of Rate; how stable ranks are, Resample tells. Scores, grades and ranks are never
// changed. It ends with the error of a context that ends.
func (r Rubric) Examine(ctx context.Context, cases []Case, outcomes []Outcome, ties TieRule) ([]Defence, error) {
	found := make([]Defence, len(cases))
	for _, places := range panels(cases) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.straight(outcomes, places, found)
		r.agreement(outcomes, places, found)
	}
	return found, r.decisive(ctx, cases, outcomes, ties, found)
}

// StableTexts say in words what Resample found of the cases, nothing of one without a rank.
func StableTexts(cases []Case, outcomes []Outcome, found []Stability) []string {
	counted := map[string]int{}
	for i, c := range cases {
		if outcomes[i].Rank > 0 {
			counted[c.Class]++
		}
	}
	texts := make([]string, len(found))
	for i, s := range found {
		if outcomes[i].Rank > 0 {
			texts[i] = s.Text(outcomes[i].Rank, counted[cases[i].Class], outcomes[i].Grade)
		}
	}
	return texts
}

// panels are the places of the cases of each panel, in the order of the cases.
func panels(cases []Case) (found [][]int) {
	at := map[int64]int{}
	for i, c := range cases {
		k, known := at[c.Panel]
		if !known {
			k = len(found)
			at[c.Panel] = k
			found = append(found, nil)
		}
		found[k] = append(found[k], i)
	}
	return found
}

// leastAlike is how many indicators or targets must be given alike before it is pointed out.
const leastAlike = 3

// straight points out raters who gave all indicators the same part of full marks, and those who gave all targets of their panel
// the same sheet.
func (r Rubric) straight(outcomes []Outcome, places []int, found []Defence) {
	leaves := r.asked()
	sheets := map[int64][]string{} // of each rater, one text a target
	for _, i := range places {
		for _, line := range outcomes[i].Raters {
			if !line.eligible() {
				continue
			}
			given, alike := "", true
			part := func(leaf Indicator) *big.Rat { return new(big.Rat).Quo(line.values[leaf.ID], leaf.Max.rat()) }
			for _, leaf := range leaves {
				given += line.values[leaf.ID].RatString() + " "
				alike = alike && part(leaf).Cmp(part(leaves[0])) == 0
			}
			sheets[line.Rater.ID] = append(sheets[line.Rater.ID], given)
			if alike && len(leaves) >= leastAlike {
				found[i].Findings = append(found[i].Findings, Finding{StraightLine, line.Rater.ID, fmt.Sprintf(
					"%s对 %d 项指标都打了满分的 %s%%，没有区别", line.Rater.said(), len(leaves), measure.Round(new(big.Rat).Mul(part(leaves[0]), big.NewRat(100, 1)), 0))})
			}
		}
	}
	for _, i := range places {
		for _, line := range outcomes[i].Raters {
			given := sheets[line.Rater.ID]
			if line.eligible() && len(given) >= leastAlike && len(slices.Compact(slices.Clone(given))) == 1 {
				found[i].Findings = append(found[i].Findings, Finding{SameSheets, line.Rater.ID, fmt.Sprintf(
					"%s给本组 %d 个对象打了完全相同的分", line.Rater.said(), len(given))})
			}
		}
	}
}

// agreement compares the raters of a panel by the totals of its targets, with fewer than three targets by the indicators of each.
func (r Rubric) agreement(outcomes []Outcome, places []int, found []Defence) {
	if ratings := r.byTargets(outcomes, places); len(ratings) >= leastAlike {
		if a, ok := agree(ratings); ok {
			for _, i := range places {
				found[i].Agreement, found[i].W = a.Text("个对象"), measure.Round(a.W, 2)
			}
		}
		return
	}
	for _, i := range places {
		if a, ok := agree(r.byIndicators(outcomes[i])); ok && a.Items >= leastAlike {
			found[i].Agreement, found[i].W = a.Text("项指标"), measure.Round(a.W, 2)
		}
	}
}

// byTargets are the totals of the targets by the raters who judged all of them.
func (r Rubric) byTargets(outcomes []Outcome, places []int) (ratings [][]*big.Rat) {
	judged := map[int64]int{}
	for _, i := range places {
		for _, line := range outcomes[i].Raters {
			if line.eligible() {
				judged[line.Rater.ID]++
			}
		}
	}
	for _, i := range places {
		var row []*big.Rat
		for _, line := range outcomes[i].Raters { // by rater id
			if line.eligible() && judged[line.Rater.ID] == len(places) {
				row = append(row, line.Total)
			}
		}
		ratings = append(ratings, row)
	}
	return ratings
}

// byIndicators are the parts of full marks the raters of one target gave each indicator.
func (r Rubric) byIndicators(outcome Outcome) (ratings [][]*big.Rat) {
	for _, leaf := range r.asked() {
		var row []*big.Rat
		for _, line := range outcome.Raters {
			if line.eligible() {
				row = append(row, new(big.Rat).Quo(line.values[leaf.ID], leaf.Max.rat()))
			}
		}
		ratings = append(ratings, row)
	}
	return ratings
}
