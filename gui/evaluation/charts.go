package evaluation

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/scoring"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
)

// fewestCharted is how many results there are at least to be compared in a chart.
const fewestCharted = 2

// overview stands beside the list while no target is chosen: the ranks, and how many targets came to each grade. A bar opens what it is of.
func (p *resultsTab) overview() {
	if p.votes.Visible() {
		p.pane.Clear()
		return
	}
	ranked := slices.DeleteFunc(slices.Clone(p.rows), func(r row) bool { return r.Rank == 0 })
	if len(ranked) < fewestCharted {
		p.pane.Clear()
		return
	}
	slices.SortStableFunc(ranked, func(a, b row) int { return strings.Compare(a.rankOrder(), b.rankOrder()) })
	p.pane.SetHeader("名次与等次", fmt.Sprintf("%d 个有得分", len(ranked)), "点一条看得分的由来；在左边选一个也一样")
	body := []fyne.CanvasObject{kit.NewHeading("得分与名次", look.TextSize), p.rankChart(ranked)}
	if len(ranked[0].rubric.Grades) > 0 {
		body = append(body, kit.NewHeading("等次分布（点一条只列这一等）", look.TextSize), p.gradeChart(ranked))
	}
	if note := ranked[0].apart; note != "" {
		body = append(body, kit.NewParagraph(note, look.SmallText, look.ToneMuted))
	}
	p.pane.SetBody(body...)
}

// rankChart has a bar for each target, the highest first.
func (p *resultsTab) rankChart(ranked []row) *chart.Groups {
	g := chart.NewGroups()
	groups := make([]chart.Group, len(ranked))
	for i, r := range ranked {
		groups[i] = chart.Group{Label: r.rank + "  " + r.Unit, Values: []int64{barOf(r.Result.Score, r.rubric.Full())}, Texts: []string{r.ScoreText}}
	}
	g.SetGroups([]string{"得分"}, groups)
	g.OnOpen = func(group, _ int) { p.open(ranked[group].ID) }
	return g
}

// gradeChart has a bar for each grade.
func (p *resultsTab) gradeChart(ranked []row) *chart.Groups {
	g := chart.NewGroups()
	var groups []chart.Group
	for _, grade := range ranked[0].rubric.Grades {
		n := int64(0)
		for _, r := range ranked {
			if r.Result.Grade == grade.Name {
				n++
			}
		}
		groups = append(groups, chart.Group{Label: grade.Name, Values: []int64{n}})
	}
	g.SetGroups([]string{"个数"}, groups)
	g.OnOpen = func(group, _ int) { p.grid.SearchField().SetText(groups[group].Label) }
	return g
}

// barOf is the length of a bar of a value of so much.
func barOf(value, full *big.Rat) int64 {
	if value == nil || full.Sign() <= 0 {
		return 0
	}
	share, _ := new(big.Rat).Quo(value, full).Float64()
	return int64(share * barLength)
}

const barLength = 10_000

// indicatorChart has the indicators of a target, in shares of their full marks, against the mean of all targets. A bar opens the sheets, or the targets, it is
// the mean of. Cases that are counted have no full marks, and no bars.
func (p *resultsTab) indicatorChart(r row) fyne.CanvasObject {
	scored := slices.DeleteFunc(slices.Clone(p.rows), func(o row) bool { return !o.Scored })
	if len(scored) < fewestCharted {
		return nil
	}
	g := chart.NewGroups()
	var groups []chart.Group
	var shown []evaluation.Indicator
	for _, i := range r.rubric.Indicators {
		mine := meanOf(r.Result, i.ID)
		if i.Deducts || mine == nil {
			continue
		}
		all, n := new(big.Rat), int64(0)
		for _, o := range scored {
			if mean := meanOf(o.Result, i.ID); mean != nil {
				all.Add(all, mean)
				n++
			}
		}
		all.Mul(all, big.NewRat(1, n))
		full := i.Max.Decimal().Rat()
		shown = append(shown, i)
		groups = append(groups, chart.Group{Label: i.Label, Values: []int64{barOf(all, full), barOf(mine, full)}, Texts: []string{measure.Round(all, 2), measure.Round(mine, 2)}})
	}
	if len(groups) == 0 {
		return nil
	}
	g.SetGroups([]string{"全部", "本件"}, groups)
	g.OnOpen = func(group, series int) {
		i := shown[group]
		title, lines := i.Label+"：各对象的均分", meansOf(scored, i.ID)
		if series == 1 {
			title, lines = i.Label+"：各张评分表", givenFor(r, i.ID)
		}
		box.ShowMessage(p.desk.Native().Canvas(), title, strings.Join(lines, "\n"))
	}
	return g
}

// meanOf is the mean of an indicator; nil: it has none.
func meanOf(r scoring.Result, id int64) *big.Rat {
	for _, i := range r.Indicators {
		if i.Indicator.ID == id {
			return i.Mean
		}
	}
	return nil
}

func meansOf(scored []row, id int64) (lines []string) {
	for _, o := range scored {
		if mean := meanOf(o.Result, id); mean != nil {
			lines = append(lines, fmt.Sprintf("第 %d 组 %s　%s", o.PanelNumber, o.Unit, measure.Round(mean, 2)))
		}
	}
	return lines
}

// givenFor are what the sheets of a target give an indicator.
func givenFor(r row, id int64) (lines []string) {
	at := slices.IndexFunc(r.rubric.Indicators, func(i evaluation.Indicator) bool { return i.ID == id })
	for n, s := range r.Sheets {
		line := sheetName(s, n) + "　" + s.Points[at]
		if s.Standing != scoring.Counted {
			line += "（" + string(s.Standing) + "）"
		}
		lines = append(lines, line)
	}
	return lines
}
