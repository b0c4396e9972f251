package evaluation

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// details tells how one target's score came about: indicators, formula, agreement of the raters, and every sheet.
func (p *resultsTab) details(r row) {
	tags := []*kit.Chip{kit.NewTag(r.panel, false)}
	if r.Rank > 0 {
		place := "第 " + r.rank + " 名"
		if r.apart != "" {
			place += "（" + strings.TrimPrefix(r.Class+"，跨组仅供参考", "，") + "）"
		} else if r.Class != "" {
			place += "（" + r.Class + "）"
		}
		tags = append(tags, kit.NewTag(place, false))
	}
	if r.Z != "" {
		tags = append(tags, kit.NewTag("标准分 "+r.Z, false))
	}
	suppose := kit.NewButton("另算…", func() { p.suppose(r) })
	subject, buttons := p.of(r).Name, []fyne.CanvasObject{suppose}
	if r.ProposalID != 0 {
		subject, buttons = r.proposal, []fyne.CanvasObject{kit.NewButton("查看提案", func() { p.desk.Open("proposal", r.ProposalID) }), suppose}
	}
	p.pane.SetHeader(r.Unit+" · "+r.ScoreText, r.threshold(), subject, tags...)
	body := p.actions(buttons...)
	if r.Scored {
		body = append(body, indicatorTable(r), kit.NewNote(r.formulaTitle(), formula(r), look.ToneNormal))
	}
	if r.Rework.Note() != "" {
		body = append(body, reworkNote(r.Rework))
	}
	if notices := r.notices(); len(notices) > 0 {
		body = append(body, kit.NewNote("须注意", strings.Join(notices, "\n"), look.ToneDue))
	}
	body = append(body, lockNote(p.of(r).Locks)...)
	if bars := p.indicatorChart(r); bars != nil && r.Scored {
		body = append(body, kit.NewHeading("各项指标与全部对象的平均", look.TextSize), bars)
	}
	if dots := r.dots(); len(dots) > 0 {
		body = append(body, kit.NewHeading("评委一致性", look.TextSize), newDotLine(dots))
	}
	if r.Scored {
		p.check = kit.NewNote(defenceOf(p.of(r), r.ID))
		body = append(body, p.check)
	}
	if len(r.Sheets) > 0 {
		body = append(body, kit.NewHeading("评分表", look.TextSize), sheetTable(r))
	}
	if texts := r.Opinions(); len(texts) > 0 {
		body = append(body, kit.NewNote("意见（次序打乱，不写是谁的）", strings.Join(texts, "\n"), look.ToneNormal))
	}
	p.pane.SetBody(body...)
}

// defenceOf is what speaks for and against the score of a target, as a note.
func defenceOf(e *evaluation.Result, target int64) (title, text string, tone look.Tone) {
	d := e.Targets[slices.IndexFunc(e.Targets, func(t evaluation.TargetResult) bool { return t.ID == target })].Defence
	texts := d.Sentences()
	if d.Stable == "" {
		texts = append(texts, fmt.Sprintf("名次是否稳定：正在把评分表重抽样 %d 次……", scoring.Draws))
	}
	if d.Has(scoring.DecidesGrade) {
		tone = look.ToneDue
	}
	return "复核（不改变得分）", strings.Join(texts, "\n"), tone
}

func indicatorTable(r row) *kit.SmallTable {
	t := kit.NewSmallTable(kit.SmallColumn{Title: "指标", Weight: 1},
		kit.SmallColumn{Title: weightTitle(r), Width: 66, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "均分", Width: 60, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "得分", Width: 60, Align: fyne.TextAlignTrailing})
	t.SetRows(r.indicatorRows())
	return t
}

// weightTitle heads what an indicator counts.
func weightTitle(r row) string {
	if r.rubric.AddUp {
		return "满分"
	}
	return "权重"
}

// formula is the score worked out in figures, with the rule it follows.
func formula(r row) string {
	text := r.Result.Formula
	if !r.addsUp() {
		text += "\n各项得分四舍五入到两位小数，总分按未舍入的数合计。"
	}
	if r.rubric.Note != "" {
		text += "\n" + r.rubric.Note
	}
	return text
}

// sheetTable says of a sheet whether it counts only where not all do. It has a column for each indicator, headed by its beginning: there are too many to be read out in full.
func sheetTable(r row) *kit.SmallTable {
	columns := []kit.SmallColumn{{Title: map[bool]string{false: "评委", true: "评分表"}[r.rubric.Anonymous], Weight: 1}}
	points := kit.SmallColumn{Weight: 0.45, Align: fyne.TextAlignTrailing}
	if len(r.rubric.Indicators) > 4 { // or the table is wider than the pane
		points.Width, points.Weight = 40, 0
	}
	for _, i := range r.rubric.Indicators {
		points.Title = short(i.Label)
		columns = append(columns, points)
	}
	columns = append(columns, kit.SmallColumn{Title: "总分", Width: 56, Align: fyne.TextAlignTrailing})
	if !r.allCount() {
		columns = append(columns, kit.SmallColumn{Title: "计入", Width: 62})
	}
	t := kit.NewSmallTable(columns...)
	t.SetRows(r.sheetRows())
	return t
}

// short is the beginning of an indicator's name that still tells it apart.
func short(name string) string {
	r := []rune(name)
	return string(r[:min(len(r), 2)])
}
