package scoring

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"cppccdesk/data/measure"
)

// Result is a score with everything it was computed from.
type Result struct {
	Score      *big.Rat // exact; nil never
	Grade      string   // decided on the exact score
	Sheets     int      // sheets that count
	Indicators []IndicatorResult
	Categories []CategoryResult // none when all raters count alike
	Raters     []RaterResult    // by rater id
	Formula    string           // 0.15×92.00 + 0.20×93.50 + ... = 91.85
	Notices    []Notice
}

// Text is the score for display, rounded half up (四舍五入).
func (r Result) Text(digits int) string { return measure.Round(r.Score, digits) }

// IndicatorResult is one line of the rubric with its average. For headings Mean
// is nil and Contribution the sum of their lines.
type IndicatorResult struct {
	Indicator    Indicator
	Mean         *big.Rat // in points, over the sheets that count
	Contribution *big.Rat // what it adds to the score
}

// CategoryResult is one kind of rater in a weighted result.
type CategoryResult struct {
	Category string
	Weight   int      // as the rubric has it, per mille
	Share    *big.Rat // after the weights of absent categories were spread (缺类时权重归一化)
	Sheets   int
	Mean     *big.Rat // nil when absent
}

// NoticeKind says what a Notice is about.
type NoticeKind int

// The kinds of notices.
const (
	SheetMissing NoticeKind = iota
	SheetVoid
	RaterLeftOut
	SheetIncomplete
	SheetOfExcused
	CategoryUnweighted
	CategoryAbsent
	NotTrimmed
	RaterDeviates
	Floored
	TooFewForGrade
)

// Notice is something the reader of a result has to know, as a Chinese sentence.
type Notice struct {
	Kind NoticeKind
	Text string
}

// ErrNoSheets means that no sheet counts, so there is no result.
var ErrNoSheets = errors.New("没有一张可以计入的评分表，无法计算得分")

// Evaluate computes the result of one target from its panel's sheets. The order
// of raters and sheets does not matter, and more points never make a lower
// result, unless the rubric both trims and weighs categories: then another
// category may lose its highest sheet. It returns ErrNoSheets, or a Chinese
// sentence for an unusable rubric, a rater or sheet given twice, a sheet of a
// stranger, and points outside the indicator's range.
func (r Rubric) Evaluate(raters []Rater, sheets []Sheet) (Result, error) {
	if err := r.Check(); err != nil {
		return Result{}, err
	}
	return r.evaluate(Case{Raters: raters, Sheets: sheets})
}

// evaluate is Evaluate of a case by a rubric that was checked.
func (r Rubric) evaluate(c Case) (Result, error) {
	for _, leaf := range r.leaves() {
		if leaf.Recorded && c.Facts[leaf.ID].Value == nil {
			return Result{}, fmt.Errorf("指标「%s」取自记录，现在还没有可以计算的数，无法计算得分", leaf.Name)
		}
	}
	lines, notices, err := r.gather(c.Raters, c.Sheets, c.Facts)
	if err != nil {
		return Result{}, err
	}
	notices = append(notices, r.deviations(lines)...)
	notices = append(notices, r.trim(lines)...)
	result := Result{Score: new(big.Rat), Notices: notices}
	for _, line := range lines {
		if line.counts() {
			result.Sheets++
		}
	}
	switch {
	case result.Sheets == 0:
		return Result{}, ErrNoSheets
	case result.Sheets < r.Fewest:
		return Result{}, fmt.Errorf("无记名评议，计入的评分表只有 %d 张，不足 %d 张，不列得分、各项平均和意见", result.Sheets, r.Fewest)
	}
	r.share(lines, &result)
	r.sumUp(lines, &result)
	result.Grade = r.gradeOf(result.Score)
	if result.Sheets < r.Least {
		result.Grade = ""
		result.Notices = append(result.Notices, Notice{TooFewForGrade, fmt.Sprintf("计入的评分表只有 %d 张，不足 %d 张，不定等次、不排名次", result.Sheets, r.Least)})
	}
	result.Formula = r.formula(result)
	for _, line := range lines {
		result.Raters = append(result.Raters, *line)
	}
	return result, nil
}

// trim drops the highest and the lowest sheet by total, one only where several
// tie; among those the rater with the lowest id, so that the result does not
// depend on the order of input.
func (r Rubric) trim(lines []*RaterResult) []Notice {
	if !r.Trim {
		return nil
	}
	var top, low *RaterResult
	n := 0
	for _, line := range lines {
		if !line.counts() {
			continue
		}
		n++
		if top == nil || line.Total.Cmp(top.Total) > 0 {
			top = line
		}
	}
	if n < minTrim {
		return []Notice{{NotTrimmed, fmt.Sprintf("计入的评分表只有 %d 张，不足 %d 张，未去最高最低分", n, minTrim)}}
	}
	for _, line := range lines {
		if line.counts() && line != top && (low == nil || line.Total.Cmp(low.Total) < 0) {
			low = line
		}
	}
	top.Standing, low.Standing = DroppedTop, DroppedLow
	return nil
}

// share gives every counted sheet its part in the result: the same for all, or
// S = Σ w_k·mean_k over the categories that are present.
func (r Rubric) share(lines []*RaterResult, result *Result) {
	if len(r.Categories) == 0 {
		for _, line := range lines {
			if line.counts() {
				line.Share = big.NewRat(1, int64(result.Sheets))
			}
		}
		return
	}
	sheets := map[string]int{}
	for _, line := range lines {
		if line.counts() {
			sheets[line.Rater.Category]++
		}
	}
	present := 0
	for _, category := range r.Categories {
		if sheets[category.Category] > 0 {
			present += category.Weight
		}
	}
	if why := r.absent(lines, sheets); why != "" {
		result.Notices = append(result.Notices, Notice{CategoryAbsent, why + "，其余类别的权重按比例放大到 100%"})
	}
	for _, category := range r.Categories {
		result.Categories = append(result.Categories, categoryResult(category, sheets[category.Category], present, lines))
	}
}

// absent says of each category with a weight and without a sheet that counts why it has none: there is none, none of its sheets could count, or those that
// could were the highest and the lowest of all.
func (r Rubric) absent(lines []*RaterResult, sheets map[string]int) string {
	var none, refused, trimmed []string
	for _, category := range r.Categories {
		if category.Weight == 0 || sheets[category.Category] > 0 {
			continue
		}
		has := func(standings ...Standing) bool {
			return slices.ContainsFunc(lines, func(line *RaterResult) bool {
				return line.Rater.Category == category.Category && slices.Contains(standings, line.Standing)
			})
		}
		switch {
		case has(DroppedTop, DroppedLow):
			trimmed = append(trimmed, category.Category)
		case has(Void, Incomplete):
			refused = append(refused, category.Category)
		default:
			none = append(none, category.Category)
		}
	}
	var parts []string
	for _, part := range []struct {
		wording    string
		categories []string
	}{{"没有「%s」的评分表", none}, {"「%s」的评分表都没有计入", refused}, {"「%s」的评分表作为最高分或最低分去掉了", trimmed}} {
		if len(part.categories) > 0 {
			parts = append(parts, fmt.Sprintf(part.wording, strings.Join(part.categories, "」「")))
		}
	}
	return strings.Join(parts, "，")
}

func categoryResult(category CategoryWeight, sheets, present int, lines []*RaterResult) CategoryResult {
	out := CategoryResult{Category: category.Category, Weight: category.Weight, Sheets: sheets, Share: new(big.Rat)}
	if sheets == 0 {
		return out
	}
	out.Share = big.NewRat(int64(category.Weight), int64(present))
	each := new(big.Rat).Mul(out.Share, big.NewRat(1, int64(sheets)))
	out.Mean = new(big.Rat)
	for _, line := range lines {
		if line.counts() && line.Rater.Category == category.Category {
			line.Share = each
			out.Mean.Add(out.Mean, line.Total)
		}
	}
	out.Mean.Mul(out.Mean, big.NewRat(1, int64(sheets)))
	return out
}

func (r Rubric) sumUp(lines []*RaterResult, result *Result) {
	sum, _ := r.weightSum()
	below := map[int64]*big.Rat{}
	means := map[int64]*big.Rat{}
	floored := 0
	for _, line := range lines {
		if line.counts() {
			result.Score.Add(result.Score, new(big.Rat).Mul(line.Share, line.Total))
			if line.floored {
				floored++
			}
		}
	}
	if floored > 0 {
		result.Notices = append(result.Notices, Notice{Floored, fmt.Sprintf("%d 张评分表扣完为止，按 0 分计", floored)})
	}
	for _, leaf := range r.leaves() {
		mean := new(big.Rat)
		for _, line := range lines {
			if line.counts() {
				mean.Add(mean, new(big.Rat).Mul(line.Share, line.values[leaf.ID]))
			}
		}
		contribution := r.contribution(leaf, mean, sum)
		means[leaf.ID], below[leaf.ID] = mean, contribution
		if leaf.ParentID != 0 {
			if below[leaf.ParentID] == nil {
				below[leaf.ParentID] = new(big.Rat)
			}
			below[leaf.ParentID].Add(below[leaf.ParentID], contribution)
		}
	}
	for _, indicator := range r.Indicators {
		result.Indicators = append(result.Indicators, IndicatorResult{indicator, means[indicator.ID], below[indicator.ID]})
	}
}

// formula writes the sum out as people would check it with a calculator.
func (r Rubric) formula(result Result) string {
	sum, equal := r.weightSum()
	leaves, allHundred := 0, true
	for _, line := range result.Indicators {
		if line.Mean != nil && !line.Indicator.Deducts {
			leaves++
			allHundred = allHundred && line.Indicator.Max == hundred
		}
	}
	plain := r.AddUp || equal && allHundred && leaves > 1
	var terms, off []string
	for _, line := range result.Indicators {
		switch {
		case line.Mean == nil:
		case line.Indicator.Deducts:
			off = append(off, fmt.Sprintf(" − %s×%s", line.Indicator.Step.Decimal(), measure.Round(line.Mean, 2)))
		default:
			terms = append(terms, term(line, sum, plain))
		}
	}
	text := strings.Join(terms, " + ")
	switch {
	case leaves == 0:
		text = measure.Round(r.Full(), 0)
	case plain && !r.AddUp:
		text = fmt.Sprintf("(%s) ÷ %d", text, leaves)
	}
	return text + strings.Join(off, "") + " = " + measure.Round(result.Score, 2)
}

// hundred are full marks of 100.
const hundred Points = 10000

func term(line IndicatorResult, weightSum int, plain bool) string {
	mean, indicator := measure.Round(line.Mean, 2), line.Indicator
	if plain {
		return mean
	}
	weight := measure.Round(big.NewRat(int64(indicator.Weight), int64(weightSum)), weightDigits(indicator.Weight, weightSum))
	switch {
	case int64(indicator.Weight)*hundredth*hundredth == int64(indicator.Max)*int64(weightSum) && indicator.Max != hundred:
		return mean
	case indicator.Max == hundred:
		return weight + "×" + mean
	}
	return fmt.Sprintf("%s×%s÷%s×100", weight, mean, indicator.Max.Decimal())
}

// hundredth is how many hundredths a whole has.
const hundredth = 100

// weightDigits prints 0.15 for 150‰ and 0.125 for 125‰.
func weightDigits(weight, sum int) int {
	if weight*100%sum == 0 {
		return 2
	}
	return 3
}
