package evaluation

import (
	"cmp"
	"fmt"
	"iter"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/scoring"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// row is one target of an evaluation with every text its list shows.
type row struct {
	evaluation.TargetResult

	rubric evaluation.Rubric
	apart  string // what is to be known of ranks over several panels

	rank     string
	panel    string
	proposal string // 第 14 号 关于缓解老城区停车难的建议
	subject  string // 第 14 号 缓解老城区停车难
	sheets   string // 7 / 7
	hint     string
	key      string
}

// rowsOf are the targets of an evaluation.
func rowsOf(e evaluation.Result) []row {
	rows := make([]row, len(e.Targets))
	for i, t := range e.Targets {
		r := row{TargetResult: t, rubric: e.Rubric, apart: e.ApartNote(), rank: "—", panel: panelName(t), proposal: t.ProposalTitle}
		if t.Rank > 0 {
			r.rank = placeIn(t.Class, t.Rank)
		}
		if t.ProposalNumber > 0 {
			r.proposal = fmt.Sprintf("第 %d 号 %s", t.ProposalNumber, t.ProposalTitle)
		}
		if t.ProposalID == 0 {
			r.proposal = "—"
		}
		r.subject = strings.TrimSuffix(strings.Replace(r.proposal, "关于", "", 1), "的建议")
		r.sheets = fmt.Sprintf("%d / %d", t.Collected, t.Expected)
		r.hint = hintOf(t)
		r.key = fold.Key(r.panel, r.proposal, t.Unit, t.Result.Grade) + " " + fold.Name(t.Leader)
		rows[i] = r
	}
	return rows
}

// placeIn is a rank with the class it is of: each has its own.
func placeIn(class string, rank int) string {
	if class == "" {
		return strconv.Itoa(rank)
	}
	return fmt.Sprintf("%d（%s）", rank, class)
}

// rankOrder is the order of ranks: those of a class together, those without one behind them.
func (r *row) rankOrder() string {
	if r.Rank == 0 {
		return "2"
	}
	return fmt.Sprintf("1%s\x00%06d", r.Class, r.Rank)
}

func panelName(t evaluation.TargetResult) string {
	name := t.Panel
	if name == "" {
		name = fmt.Sprintf("第 %d 组", t.PanelNumber)
	}
	if t.Committee != "" && !strings.Contains(name, t.Committee) {
		name += "（" + t.Committee + "）"
	}
	return name
}

// hintOf is the shortest word for what the reader of the score must know: 缺 1 张, 偏离 1 人.
func hintOf(t evaluation.TargetResult) string {
	var parts []string
	if note := t.Rework.Note(); note != "" {
		parts = append(parts, note)
	}
	if missing := t.Expected - t.Collected - t.Voided; missing > 0 {
		parts = append(parts, fmt.Sprintf("缺 %d 张", missing))
	}
	deviating, void := 0, 0
	for _, n := range t.Result.Notices {
		switch n.Kind {
		case scoring.RaterDeviates:
			deviating++
		case scoring.SheetVoid, scoring.SheetIncomplete:
			void++
		}
	}
	if void > 0 {
		parts = append(parts, fmt.Sprintf("%d 张不计", void))
	}
	if deviating > 0 {
		parts = append(parts, fmt.Sprintf("偏离 %d 人", deviating))
	}
	switch {
	case !t.Scored:
		parts = append(parts, "没有得分")
	case t.Defence.Has(scoring.DecidesGrade):
		parts = append(parts, "去 1 人变等次")
	}
	return strings.Join(parts, "，")
}

// gradeTone is green for the best grade and amber for the lowest two of a rubric.
func (r *row) gradeTone() look.Tone {
	grades := r.rubric.Grades
	for i, g := range grades {
		switch {
		case g.Name != r.Result.Grade:
		case i == 0:
			return look.ToneDone
		case i >= 2 && i >= len(grades)-2:
			return look.ToneDue
		}
	}
	return look.ToneNormal
}

// threshold is the least score of the grade reached: 优秀 ≥ 90.
func (r *row) threshold() string {
	for _, g := range r.rubric.Grades {
		if g.Name == r.Result.Grade {
			return g.Name + " ≥ " + scoring.Points(g.Lower).Decimal().String()
		}
	}
	return ""
}

// indicatorRows are the rubric's indicators with weight, mean and contribution.
func (r *row) indicatorRows() []kit.SmallRow {
	rows := make([]kit.SmallRow, 0, len(r.Result.Indicators))
	for _, line := range r.Result.Indicators {
		mean, name, weight := "", line.Indicator.Name, scoring.PerMille(line.Indicator.Weight).String()
		if line.Mean != nil {
			mean = measure.Round(line.Mean, 2)
		}
		if line.Indicator.ParentID != 0 {
			name = "　" + name
		}
		switch {
		case line.Indicator.Deducts:
			weight, mean = "每件 −"+line.Indicator.Step.Decimal().String(), mean+" 件"
		case r.rubric.AddUp:
			weight = line.Indicator.Max.Decimal().String()
		}
		rows = append(rows, kit.SmallRow{Cells: []kit.SmallCell{
			{Text: name, Bold: line.Mean == nil}, {Text: weight}, {Text: mean}, {Text: measure.Round(line.Contribution, 2), Bold: line.Mean == nil},
		}})
	}
	return rows
}

// addsUp tells whether the contributions of the indicators as they are shown add up to the score as it is shown.
func (r *row) addsUp() bool {
	sum := new(big.Rat)
	for _, line := range r.Result.Indicators {
		if shown, ok := new(big.Rat).SetString(measure.Round(line.Contribution, 2)); ok && line.Mean != nil {
			sum.Add(sum, shown)
		}
	}
	if r.rubric.OnlyDeducts() {
		sum.Add(sum, big.NewRat(100, 1))
	}
	return measure.Round(sum, 2) == r.ScoreText
}

// formulaTitle says in words how the score comes about.
func (r *row) formulaTitle() string {
	how := "各评委均分"
	trimmed := !slices.ContainsFunc(r.Result.Notices, func(n scoring.Notice) bool { return n.Kind == scoring.NotTrimmed })
	if r.rubric.Aggregation == evaluation.Trimmed && trimmed {
		how = fmt.Sprintf("评委均分（去一高一低，收回 %d 张计 %d 张）", r.Collected, r.Result.Sheets)
	}
	switch {
	case r.rubric.AddUp:
		return r.ScoreText + " = Σ " + how
	case r.rubric.OnlyDeducts():
		return r.ScoreText + " = 100 − Σ 每件扣分 × 件数，" + how
	}
	return r.ScoreText + " = Σ 权重 × " + how
}

// dots are the raters' totals, those that deviate or do not count marked.
func (r *row) dots() []dot {
	deviating := map[string]bool{}
	for _, n := range r.Result.Notices {
		if n.Kind == scoring.RaterDeviates {
			deviating[n.Text] = true
		}
	}
	var out []dot
	for _, s := range r.Sheets {
		if s.Total == nil {
			continue
		}
		at, _ := s.Total.Float64()
		d := dot{at: at, hollow: s.Standing != scoring.Counted, label: strings.TrimSpace(s.Rater + " " + s.TotalText)}
		for text := range deviating {
			if s.Rater != "" && strings.Contains(text, "「"+s.Rater+"」") || s.Rater == "" && strings.Contains(text, "总分 "+s.TotalText+"，") {
				d.apart = true
			}
		}
		out = append(out, d)
	}
	return out
}

// notices are what a reader of the score must know.
func (r *row) notices() []string {
	notices := slices.Clone(r.Notices)
	if r.rubric.Anonymous {
		notices = append(notices, evaluation.AnonymousNote)
	}
	if r.Rank > 0 && r.apart != "" {
		notices = append(notices, r.apart)
	}
	return notices
}

// allCount tells whether every sheet counts.
func (r *row) allCount() bool {
	for _, s := range r.Sheets {
		if s.Standing != scoring.Counted {
			return false
		}
	}
	return true
}

// sheetName is whose the sheet at a place is, or where it is in the list.
func sheetName(s evaluation.ScoreSheet, at int) string {
	return cmp.Or(s.Rater, fmt.Sprintf("第 %d 张", at+1))
}

// sheetRows are the sheets with what each gave, as they are on the list of the panel.
func (r *row) sheetRows() []kit.SmallRow {
	rows := make([]kit.SmallRow, 0, len(r.Sheets))
	for i, s := range r.Sheets {
		tone := look.ToneNormal
		if s.Standing != scoring.Counted {
			tone = look.ToneMuted
		}
		cells := []kit.SmallCell{{Text: sheetName(s, i), Tone: tone}}
		for _, p := range s.Points {
			cells = append(cells, kit.SmallCell{Text: p, Tone: tone})
		}
		cells = append(cells, kit.SmallCell{Text: s.TotalText, Tone: tone, Bold: true})
		if !r.allCount() {
			cells = append(cells, kit.SmallCell{Text: string(s.Standing), Tone: tone})
		}
		rows = append(rows, kit.SmallRow{Cells: cells})
	}
	return rows
}

// footOf is what the foot line says of all targets. Panels have different raters, so ranks across them are for reference only.
func footOf(rows iter.Seq[row]) string {
	collected, expected, panels := 0, 0, map[int64]bool{}
	for r := range rows {
		panels[r.PanelID] = true
		collected += r.Collected
		expected += r.Expected
	}
	text := fmt.Sprintf("已交 %d / %d 张", collected, expected)
	if len(panels) > 1 {
		text += " · 跨组评委不同，名次仅供参考（附标准分）"
	}
	return text
}
