package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// whatIf is what the scores would be in another way, as it is set up in the pane beside the list.
type whatIf struct {
	row   row // whose panel's raters can be left out
	how   evaluation.WhatIf
	table *kit.SmallTable
	said  *kit.Paragraph
	chips *fyne.Container
}

// of is the evaluation the row is in.
func (p *resultsTab) of(r row) *evaluation.Result {
	for i := range p.results {
		if slices.ContainsFunc(p.results[i].Targets, func(t evaluation.TargetResult) bool { return t.ID == r.ID }) {
			return &p.results[i]
		}
	}
	return nil
}

// suppose puts the setting of another way of scoring into the pane. The list keeps the result.
func (p *resultsTab) suppose(r row) {
	w := &p.whatIf
	*w = whatIf{row: r, how: evaluation.WhatIf{Weights: map[string]string{}}, said: kit.NewParagraph("", look.SmallText, look.ToneMuted), chips: kit.NewFlow(6)}
	w.table = kit.NewSmallTable(kit.SmallColumn{Title: "对象", Weight: 1}, kit.SmallColumn{Title: "得分、等次、名次", Width: 168})
	p.pane.SetHeader("另算", "只供比较，不改变结果", "换一种算法，得分、等次和名次会怎样", kit.NewTag(r.rubric.Name, false))
	p.tellChips()
	p.pane.SetBody(w.chips, p.weightFields(r), w.said, w.table,
		kit.NewInset(0, 6, kit.NewRow(8, kit.NewButton("返回得分的由来", func() { p.details(r) }))))
	p.supposed()
}

// tellChips renews what is left out and chosen.
func (p *resultsTab) tellChips() {
	w := &p.whatIf
	again := func() { p.tellChips(); p.supposed() }
	var chips []fyne.CanvasObject
	if w.row.rubric.Anonymous {
		chips = append(chips, kit.NewTag("无记名，不能去掉某一名评委", false))
	} else {
		chips = append(chips, kit.NewChoiceChip("去掉评委", p.otherRaters, func(name string) {
			if name != "" {
				w.how.Without = append(w.how.Without, name)
			}
			again()
		}))
	}
	for _, name := range w.how.Without {
		tag := kit.NewTag("不计 "+name, true)
		tag.OnClear = func() {
			w.how.Without = slices.DeleteFunc(w.how.Without, func(other string) bool { return other == name })
			again()
		}
		chips = append(chips, tag)
	}
	sums := kit.NewOneOfChip("汇总", func() []kit.Choice {
		return []kit.Choice{{Value: evaluation.PlainMean, Label: evaluation.PlainMean, Count: -1}, {Value: evaluation.Trimmed, Label: evaluation.Trimmed, Count: -1}}
	}, func(way string) { w.how.Aggregation = way; again() })
	sums.Set("汇总："+cmp.Or(w.how.Aggregation, w.row.rubric.Aggregation)+" ∨", w.how.Aggregation != "" && w.how.Aggregation != w.row.rubric.Aggregation)
	chips = append(chips, sums)
	if w.row.rubric.Weighted {
		alike := kit.NewFilterChip("评委人人一样", func(on bool) { w.how.Alike = on; p.supposed() })
		alike.Set("评委人人一样", w.how.Alike)
		chips = append(chips, alike)
	}
	w.chips.Objects = chips
	w.chips.Refresh()
}

// otherRaters are the raters of the panel whose sheets there are and who are not left out yet.
func (p *resultsTab) otherRaters() (out []kit.Choice) {
	for _, s := range p.whatIf.row.Sheets {
		name := fmt.Sprintf("%d/%s", p.whatIf.row.PanelNumber, s.Rater)
		if s.Total != nil && !slices.Contains(p.whatIf.how.Without, name) {
			out = append(out, kit.Choice{Value: name, Label: s.Rater + " " + s.TotalText, Count: -1})
		}
	}
	return out
}

// weightFields are the weights of the indicators, to be typed over.
func (p *resultsTab) weightFields(r row) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, i := range r.rubric.All {
		if i.Deducts || r.rubric.AddUp {
			continue
		}
		was := strings.TrimSuffix(scoring.PerMille(i.Weight).String(), "%")
		field := kit.NewEntry()
		field.SetText(was)
		field.OnChanged = func(text string) {
			text = strings.TrimSpace(text)
			p.whatIf.how.Weights[i.Label] = text
			if text == was {
				delete(p.whatIf.how.Weights, i.Label)
			}
			p.supposed()
		}
		lines = append(lines, kit.NewShares([]float32{1, 0.6}, kit.NewLabel(i.Label+"（%）", look.SmallText, look.ToneMuted), field))
	}
	if len(lines) == 0 {
		return kit.NewColumn(0)
	}
	return kit.NewColumn(4, append([]fyne.CanvasObject{kit.NewLabel("指标权重", look.SmallText, look.ToneMuted)}, lines...)...)
}

// supposed works the scores out beside the window and shows those that would be others.
func (p *resultsTab) supposed() {
	w, e := &p.whatIf, p.of(p.whatIf.row)
	if e == nil {
		return
	}
	how := w.how
	how.Without, how.Weights = slices.Clone(how.Without), maps.Clone(how.Weights)
	desk.Load(p.desk.Tasks(), "evaluation.suppose", func(context.Context) ([]evaluation.Supposed, error) { return e.Suppose(how) },
		func(found []evaluation.Supposed, err error) {
			if err != nil { // such as weights that do not come to 100 yet
				w.said.SetText(store.Sentence(err))
				w.table.SetRows(nil)
				return
			}
			var rows []kit.SmallRow
			changed := 0
			for i := range found {
				if found[i].Changed() {
					changed++
					rows = append(rows, supposedRows(&found[i])...)
				}
			}
			text := w.row.apart + fmt.Sprintf("%d 个对象中 %d 个有变化，其余 %d 个不变。", len(found), changed, len(found)-changed)
			if len(rows) == 0 {
				text = w.row.apart + fmt.Sprintf("%d 个对象的得分、等次、名次都不变。", len(found))
			}
			w.said.SetText(text)
			w.table.SetRows(rows)
		})
}

// supposedRows say of a target its score, and below it its grade and rank: beside each other they are wider than a pane of a small window.
func supposedRows(s *evaluation.Supposed) []kit.SmallRow {
	score := s.Score // what it is stands in the list
	if s.Gap != "" {
		score += "（" + s.Gap + "）"
	}
	grade, rank := s.Grade, placeText(s.Rank)
	tone := look.ToneNormal
	if s.Grade != s.Target.Result.Grade {
		grade, tone = s.Target.Result.Grade+" → "+s.Grade, look.ToneDue
	}
	if s.Rank != s.Target.Rank {
		rank = placeText(s.Target.Rank) + " → " + rank
	}
	return []kit.SmallRow{
		{Cells: []kit.SmallCell{{Text: fmt.Sprintf("%d 组 %s", s.Target.PanelNumber, s.Target.Unit)}, {Text: score}}},
		{Cells: []kit.SmallCell{{}, {Text: strings.Trim(grade+" · "+rank+" 名", " ·"), Tone: tone}}},
	}
}

func placeText(rank int) string {
	if rank == 0 {
		return "—"
	}
	return strconv.Itoa(rank)
}
