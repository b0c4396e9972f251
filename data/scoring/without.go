package scoring

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strings"

	"cppccdesk/data/measure"
)

// without is what a case came to without one of its raters.
type without struct {
	rater Rater
	score *big.Rat
	grade string
	rank  int // 0: too few sheets are left for one
}

// decisive evaluates each panel again without each of its raters, others as they are.
func (r Rubric) decisive(ctx context.Context, cases []Case, outcomes []Outcome, ties TieRule, found []Defence) error {
	classes := map[string][]*big.Rat{}
	for i, c := range cases {
		if outcomes[i].Rank > 0 {
			classes[c.Class] = append(classes[c.Class], outcomes[i].Score)
		}
	}
	ladders := map[string]*ladder{}
	for class, scores := range classes {
		ladders[class] = newLadder(scores, ties)
	}
	for _, places := range panels(cases) {
		if err := ctx.Err(); err != nil {
			return err
		}
		tallies := make([]*tally, len(places))
		for k, i := range places {
			tallies[k] = newTally(&outcomes[i])
		}
		changed := make([][]without, len(places))
		for _, rater := range cases[places[0]].Raters {
			r.leaveOut(rater, cases, places, tallies, ladders, changed)
		}
		for k, i := range places {
			if outcomes[i].Rank > 0 {
				found[i].Findings = append(found[i].Findings, decided(outcomes[i], changed[k])...)
			}
		}
	}
	return nil
}

// leaveOut scores the targets of a panel without a rater whose sheet counts for them.
func (r Rubric) leaveOut(rater Rater, cases []Case, places []int, tallies []*tally, ladders map[string]*ladder, changed [][]without) {
	moves := map[string][]move{} // by class
	scores := make([]*big.Rat, len(places))
	grades, unranked := make([]string, len(places)), make([]bool, len(places))
	for k, i := range places {
		score, grade, ok := tallies[k].without(r, rater.ID)
		if !ok {
			continue // he did not judge, or nobody else did: there is no result to compare with
		}
		scores[k], grades[k] = score, grade
		m := move{from: tallies[k].outcome.Score}
		if tallies[k].sheetsWithout(r) >= r.Least {
			m.to = score
		}
		unranked[k] = m.to == nil
		moves[cases[i].Class] = append(moves[cases[i].Class], m)
	}
	after := map[string]*moved{}
	for class := range moves {
		after[class] = ladders[class].after(moves[class])
	}
	for k, i := range places {
		if scores[k] == nil {
			continue
		}
		w := without{rater: rater, score: scores[k], grade: grades[k]}
		if !unranked[k] {
			w.rank = after[cases[i].Class].rank(scores[k])
		}
		changed[k] = append(changed[k], w)
	}
}

// tally is the totals of a case as whole numbers over one denominator, so that it can be scored without one of them fast and still exactly.
type tally struct {
	outcome *Outcome
	lines   []*RaterResult // those that count or were only trimmed, by rater id
	totals  []*big.Int     // of the lines
	unit    *big.Int       // the denominator
}

func newTally(outcome *Outcome) *tally {
	t := &tally{outcome: outcome, unit: big.NewInt(1)}
	if outcome.Rank == 0 {
		return t
	}
	for i := range outcome.Raters {
		if line := &outcome.Raters[i]; line.eligible() {
			t.lines = append(t.lines, line)
			common := new(big.Int).GCD(nil, nil, t.unit, line.Total.Denom())
			t.unit = common.Mul(common.Quo(line.Total.Denom(), common), t.unit)
		}
	}
	for _, line := range t.lines {
		times := new(big.Int).Quo(t.unit, line.Total.Denom())
		t.totals = append(t.totals, times.Mul(times, line.Total.Num()))
	}
	return t
}

// without is what evaluate comes to without a rater. ok is false where he did not judge and where there would be no result.
func (t *tally) without(r Rubric, rater int64) (score *big.Rat, grade string, ok bool) {
	out := slices.IndexFunc(t.lines, func(line *RaterResult) bool { return line.Rater.ID == rater })
	if out < 0 {
		return nil, "", false
	}
	sheets, top, low := t.sheetsWithout(r), -1, -1
	if sheets < len(t.lines)-1 {
		top, low = t.ends(out)
	}
	if sheets == 0 || sheets < r.Fewest {
		return nil, "", false
	}
	counts := func(at int) bool { return at != out && at != top && at != low }
	if len(r.Categories) == 0 {
		score = t.mean(sheets, counts)
	} else {
		score = t.weighted(r.Categories, counts)
	}
	if sheets >= r.Least {
		grade = r.gradeOf(score)
	}
	return score, grade, true
}

// sheetsWithout is how many sheets count without one of the raters.
func (t *tally) sheetsWithout(r Rubric) int {
	if sheets := len(t.lines) - 1; !r.Trim || sheets < minTrim {
		return sheets
	}
	return len(t.lines) - 3
}

// ends are the places of the highest and the lowest total but for one left out, of several the first, as trim takes them.
func (t *tally) ends(out int) (top, low int) {
	top, low = -1, -1
	for at, total := range t.totals {
		if at != out && (top < 0 || total.Cmp(t.totals[top]) > 0) {
			top = at
		}
	}
	for at, total := range t.totals {
		if at != out && at != top && (low < 0 || total.Cmp(t.totals[low]) < 0) {
			low = at
		}
	}
	return top, low
}

// mean is the mean of the totals that count, which are so many.
func (t *tally) mean(sheets int, counts func(at int) bool) *big.Rat {
	sum := new(big.Int)
	for at, total := range t.totals {
		if counts(at) {
			sum.Add(sum, total)
		}
	}
	return new(big.Rat).SetFrac(sum, new(big.Int).Mul(t.unit, big.NewInt(int64(sheets))))
}

// weighted is the mean of the means of the categories that are present, by their weights.
func (t *tally) weighted(categories []CategoryWeight, counts func(at int) bool) *big.Rat {
	score, present := new(big.Rat), 0
	for _, category := range categories {
		of := func(at int) bool { return counts(at) && t.lines[at].Rater.Category == category.Category }
		sheets := 0
		for at := range t.lines {
			if of(at) {
				sheets++
			}
		}
		if sheets > 0 {
			present += category.Weight
			score.Add(score, new(big.Rat).Mul(big.NewRat(int64(category.Weight), 1), t.mean(sheets, of)))
		}
	}
	return score.Mul(score, big.NewRat(1, int64(present)))
}

// move is a score of a class that becomes another.
type move struct{ from, to *big.Rat } // to nil: it has no rank any more

// moved is a ladder on which some scores have become others.
type moved struct {
	*ladder
	gone, come []*big.Rat // what lies above a score no more and what lies above it now, best first
}

// after makes the moves. Where ties take one place, only a step that all leave is gone, and only one that nobody was on has come.
func (l *ladder) after(moves []move) *moved {
	m := &moved{ladder: l}
	for _, one := range moves {
		if m.gone = append(m.gone, one.from); one.to != nil {
			m.come = append(m.come, one.to)
		}
	}
	best := func(a, b *big.Rat) int { return b.Cmp(a) }
	slices.SortFunc(m.gone, best)
	slices.SortFunc(m.come, best)
	if l.rule != Dense {
		return m
	}
	var left []*big.Rat // steps that all leave
	for from := 0; from < len(m.gone); {
		to := from + 1
		for to < len(m.gone) && m.gone[to].Cmp(m.gone[from]) == 0 {
			to++
		}
		if at := l.at(m.gone[from]); l.times(at) == to-from {
			left = append(left, m.gone[from])
		}
		from = to
	}
	m.gone = left
	m.come = slices.CompactFunc(m.come, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	m.come = slices.DeleteFunc(m.come, func(score *big.Rat) bool {
		at := l.at(score)
		_, leaves := slices.BinarySearchFunc(left, score, best)
		return at < len(l.steps) && l.steps[at].Cmp(score) == 0 && !leaves
	})
	return m
}

// rank is the place of a score once the moves are made.
func (m *moved) rank(score *big.Rat) int {
	above := func(scores []*big.Rat) int {
		return sort.Search(len(scores), func(i int) bool { return scores[i].Cmp(score) <= 0 })
	}
	return m.ladder.rank(score) - above(m.gone) + above(m.come)
}

// times is how many scores are on a step.
func (l *ladder) times(i int) int {
	if i+1 < len(l.steps) {
		return l.above[i+1] - l.above[i]
	}
	return l.all - l.above[i]
}

// noGrade stands in a sentence where too few sheets count for a grade.
const noGrade = "不定等次"

// decided says which raters a grade or a rank hangs on.
func decided(outcome Outcome, changed []without) (found []Finding) {
	if len(changed) < 2 {
		return nil
	}
	var moved []without
	for _, w := range changed {
		if w.grade != outcome.Grade {
			found = append(found, Finding{DecidesGrade, w.rater.ID, fmt.Sprintf("等次系于一人：不计%s得 %s，由%s变为%s", w.rater.said(), measure.Round(w.score, 2), cmp.Or(outcome.Grade, noGrade), cmp.Or(w.grade, noGrade))})
		}
		if w.rank != outcome.Rank {
			moved = append(moved, w)
		}
	}
	if len(moved) > 0 {
		most := slices.MaxFunc(moved, func(a, b without) int { return abs(a.rank-outcome.Rank) - abs(b.rank-outcome.Rank) })
		to := fmt.Sprintf("第 %d 名", most.rank)
		if most.rank == 0 {
			to = "不排名次"
		}
		text := fmt.Sprintf("名次系于一人：不计%s得 %s，由第 %d 名变为%s", most.rater.said(), measure.Round(most.score, 2), outcome.Rank, to)
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
