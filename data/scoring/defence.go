package scoring

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

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

// Defend looks into the sheets of cases that came to the outcomes of Rate. Scores, grades and ranks are never changed.
func (r Rubric) Defend(cases []Case, outcomes []Outcome, ties TieRule) []Defence {
	found := make([]Defence, len(cases))
	counted := map[string]int{}
	for i, c := range cases {
		if outcomes[i].Score != nil {
			counted[c.Class]++
		}
	}
	for _, places := range panels(cases) {
		r.straight(outcomes, places, found)
		r.agreement(outcomes, places, found)
	}
	r.decisive(cases, outcomes, ties, found)
	for i, s := range r.resample(cases, outcomes, ties) {
		found[i].Stability = s
		if outcomes[i].Score != nil {
			found[i].Stable = s.Text(outcomes[i].Rank, counted[cases[i].Class], outcomes[i].Grade)
		}
	}
	return found
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

// without is what a case came to without one of its raters.
type without struct {
	rater Rater
	score *big.Rat
	grade string
	rank  int
}

// decisive evaluates each panel again without each of its raters, others as they are.
func (r Rubric) decisive(cases []Case, outcomes []Outcome, ties TieRule, found []Defence) {
	classes := map[string][]*big.Rat{}
	for i, c := range cases {
		classes[c.Class] = append(classes[c.Class], outcomes[i].Score)
	}
	ladders := map[string]*ladder{}
	for class, scores := range classes {
		ladders[class] = newLadder(scores, ties)
	}
	for _, places := range panels(cases) {
		changed := map[int][]without{}
		for _, rater := range cases[places[0]].Raters {
			r.leaveOut(rater, cases, outcomes, places, ladders, changed)
		}
		for _, i := range places {
			if outcomes[i].Score != nil {
				found[i].Findings = append(found[i].Findings, decided(outcomes[i], changed[i])...)
			}
		}
	}
}

// leaveOut evaluates the targets of a panel without a rater whose sheet counts for them.
func (r Rubric) leaveOut(rater Rater, cases []Case, outcomes []Outcome, places []int, ladders map[string]*ladder, changed map[int][]without) {
	w := WhatIf{Without: []int64{rater.ID}}
	var moves []move
	results := map[int]Result{}
	for _, i := range places {
		judged := slices.ContainsFunc(outcomes[i].Raters, func(line RaterResult) bool { return line.Rater.ID == rater.ID && line.eligible() })
		if outcomes[i].Score == nil || !judged {
			continue
		}
		result, err := r.evaluate(w.one(cases[i]))
		if err != nil {
			continue // nobody else judged: there is no result to compare with
		}
		results[i] = result
		moves = append(moves, move{cases[i].Class, outcomes[i].Score, result.Score})
	}
	for _, i := range places {
		if result, ok := results[i]; ok {
			place := ladders[cases[i].Class].rankAfter(cases[i].Class, result.Score, moves)
			changed[i] = append(changed[i], without{rater, result.Score, result.Grade, place})
		}
	}
}

// move is a score of a class that becomes another.
type move struct {
	class    string
	from, to *big.Rat
}

// rankAfter is the place of a score once the moves are made.
func (l *ladder) rankAfter(class string, score *big.Rat, moves []move) int {
	if l.rule == Dense {
		var all []*big.Rat
		gone := map[string]int{}
		for _, m := range moves {
			if m.class == class {
				gone[m.from.RatString()]++
				all = append(all, m.to)
			}
		}
		for i, step := range l.steps {
			if l.times(i) > gone[step.RatString()] {
				all = append(all, step)
			}
		}
		return newLadder(all, Dense).rank(score)
	}
	place := l.rank(score)
	for _, m := range moves {
		if m.class != class {
			continue
		}
		if m.from.Cmp(score) > 0 {
			place--
		}
		if m.to.Cmp(score) > 0 {
			place++
		}
	}
	return place
}

// times is how many scores are on a step.
func (l *ladder) times(i int) int {
	if i+1 < len(l.steps) {
		return l.above[i+1] - l.above[i]
	}
	return l.all - l.above[i]
}

// decided says which raters a grade or a rank hangs on.
func decided(outcome Outcome, changed []without) (found []Finding) {
	if len(changed) < 2 {
		return nil
	}
	var moved []without
	for _, w := range changed {
		if w.grade != outcome.Grade {
			found = append(found, Finding{DecidesGrade, w.rater.ID, fmt.Sprintf("等次系于一人：不计%s得 %s，由%s变为%s", w.rater.said(), measure.Round(w.score, 2), outcome.Grade, w.grade)})
		}
		if w.rank != outcome.Rank {
			moved = append(moved, w)
		}
	}
	if len(moved) > 0 {
		most := slices.MaxFunc(moved, func(a, b without) int { return abs(a.rank-outcome.Rank) - abs(b.rank-outcome.Rank) })
		text := fmt.Sprintf("名次系于一人：不计%s得 %s，由第 %d 名变为第 %d 名", most.rater.said(), measure.Round(most.score, 2), outcome.Rank, most.rank)
		if len(moved) > 1 {
			var names []string
			for _, w := range moved {
				if w.rater.ID != most.rater.ID {
					names = append(names, w.rater.Name)
				}
			}
			switch {
			case most.rater.Name == "":
				text += fmt.Sprintf("；另有 %d 名评委，不计其中任何一人，名次也变", len(names))
			case len(names) == 1:
				text += fmt.Sprintf("；不计「%s」，名次也变", names[0])
			default:
				text += fmt.Sprintf("；不计「%s」中任何一人，名次也变", strings.Join(names, "」「"))
			}
		}
		found = append(found, Finding{Kind: DecidesRank, Text: text})
	}
	if len(found) == 0 {
		text := "不计任何一名评委，名次都不变"
		if outcome.Grade != "" {
			text = "不计任何一名评委，等次和名次都不变"
		}
		found = append(found, Finding{Kind: NobodyDecides, Text: text})
	}
	return found
}

func abs(n int) int { return max(n, -n) }
