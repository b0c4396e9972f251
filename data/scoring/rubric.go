// Package scoring turns score sheets into results, grades and
// ranks. All arithmetic is exact, in fractions, since the mean of three sheets is
// no decimal; nothing is rounded before it is shown, and a
// grade is decided on the exact score (先定等再舍入). Who evaluates whom, and
// where sheets and rubrics are kept, is not known here.
package scoring

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// Points are hundredths of a point: 9350 is 93.50.
type Points int64

// Decimal is the score as a number; its text has no more decimals than it needs.
func (p Points) Decimal() decimal.Decimal { return decimal.New(int64(p), -2) }

// String is the score with two decimals.
func (p Points) String() string { return p.Decimal().StringFixed(2) }

func (p Points) rat() *big.Rat { return p.Decimal().Rat() }

// PerMille is a weight: 125 is 12.5 %.
type PerMille int64

// String is the weight in per cent: 15%, 12.5%.
func (p PerMille) String() string { return decimal.New(int64(p), -1).String() + "%" }

// Indicator is one line of a rubric. Lines with others below them are headings
// and are not scored; their score is the sum of those.
type Indicator struct {
	ID       int64
	ParentID int64 // 0 at the first level
	Name     string
	Weight   int // per mille of the total; a heading's is that of its lines together
	Max      int // full marks in whole points
}

// Grade is a class of results: from Lower, inclusive, up to the next better
// grade, exclusive.
type Grade struct {
	Name  string
	Lower Points
}

// CategoryWeight is the share, in per mille, of one kind of rater (常委, 提案人).
type CategoryWeight struct {
	Category string
	Weight   int
}

// Rubric is a scheme for scoring (评分表方案). A score of 100 is full marks in
// every indicator.
type Rubric struct {
	Name       string
	Indicators []Indicator
	Grades     []Grade          // best first; none when the scheme does not grade
	Trim       bool             // 去一高一低, with MinTrim sheets or more
	Categories []CategoryWeight // none when all raters count alike
	Note       string
}

// MinTrim is the number of sheets from which the highest and the lowest may be
// dropped; with fewer the result would hang on very few raters.
const MinTrim = 5

// Check refuses rubrics that cannot be computed with. The error is a Chinese
// sentence.
func (r Rubric) Check() error {
	for _, check := range []func() error{r.checkIndicators, r.checkWeights, r.checkGrades, r.checkCategories} {
		if err := check(); err != nil {
			return fmt.Errorf("评分表方案「%s」：%w", r.Name, err)
		}
	}
	return nil
}

func (r Rubric) checkIndicators() error {
	if len(r.Indicators) == 0 {
		return errors.New("没有指标")
	}
	parents := map[int64]int64{}
	for _, indicator := range r.Indicators {
		if _, twice := parents[indicator.ID]; twice || indicator.ID == 0 {
			return fmt.Errorf("指标「%s」的编号重复或为 0", indicator.Name)
		}
		parents[indicator.ID] = indicator.ParentID
		if indicator.Max <= 0 || indicator.Max > 1_000_000 {
			return fmt.Errorf("指标「%s」的满分应在 1 到 1000000 之间", indicator.Name)
		}
		if indicator.Weight < 0 || indicator.Weight > 1000 {
			return fmt.Errorf("指标「%s」的权重应在 0 到 100%% 之间", indicator.Name)
		}
	}
	for _, indicator := range r.Indicators {
		grandparent, known := parents[indicator.ParentID]
		if indicator.ParentID != 0 && (!known || grandparent != 0) {
			return fmt.Errorf("指标「%s」的上级指标不存在或超过两级", indicator.Name)
		}
	}
	return nil
}

// CheckShares says why the weights, although scores can be computed with them, are not the shares they are said to be: equal ones, which count the
// same whatever they are, sum up to 100 % but for their rounding to a tenth.
func (r Rubric) CheckShares() error {
	sum, _ := r.weightSum()
	if off := max(sum-1000, 1000-sum); off*2 > len(r.leaves()) {
		return fmt.Errorf("评分表方案「%s」：指标权重合计应为 100%%，现为 %s", r.Name, PerMille(sum))
	}
	return nil
}

func (r Rubric) checkWeights() error {
	sum, equal := r.weightSum()
	if sum == 0 {
		return errors.New("指标权重都是 0")
	}
	if sum != 1000 && !equal {
		return fmt.Errorf("指标权重合计应为 100%%，现为 %s", PerMille(sum))
	}
	below := map[int64]int{}
	for _, leaf := range r.leaves() {
		below[leaf.ParentID] += leaf.Weight
	}
	for _, indicator := range r.Indicators {
		if weight, heading := below[indicator.ID]; heading && weight != indicator.Weight {
			return fmt.Errorf("指标「%s」的权重 %s 与下级合计 %s 不符", indicator.Name, PerMille(indicator.Weight), PerMille(weight))
		}
	}
	return nil
}

func (r Rubric) checkGrades() error {
	for i, grade := range r.Grades {
		if i > 0 && grade.Lower >= r.Grades[i-1].Lower {
			return fmt.Errorf("等次「%s」的下限应低于「%s」", grade.Name, r.Grades[i-1].Name)
		}
	}
	if n := len(r.Grades); n > 0 && r.Grades[n-1].Lower != 0 {
		return fmt.Errorf("最低等次「%s」的下限应为 0，否则低分没有等次", r.Grades[n-1].Name)
	}
	return nil
}

func (r Rubric) checkCategories() error {
	seen := map[string]bool{}
	sum := 0
	for _, category := range r.Categories {
		if seen[category.Category] {
			return fmt.Errorf("评委类别「%s」重复", category.Category)
		}
		seen[category.Category] = true
		if category.Weight < 0 {
			return fmt.Errorf("评委类别「%s」的权重是负数", category.Category)
		}
		sum += category.Weight
	}
	if len(r.Categories) > 0 && sum != 1000 {
		return fmt.Errorf("评委类别权重合计应为 100%%，现为 %s", PerMille(sum))
	}
	return nil
}

// GradeOf is the grade of an exact score, "" when the rubric does not grade.
// 84.99 stays below a line of 85 whatever it is rounded to for display.
func (r Rubric) GradeOf(score *big.Rat) string {
	for _, grade := range r.Grades {
		if score.Cmp(grade.Lower.rat()) >= 0 {
			return grade.Name
		}
	}
	return ""
}

// leaves are the indicators that are scored, in order.
func (r Rubric) leaves() []Indicator {
	heading := map[int64]bool{}
	for _, indicator := range r.Indicators {
		heading[indicator.ParentID] = true
	}
	var leaves []Indicator
	for _, indicator := range r.Indicators {
		if !heading[indicator.ID] {
			leaves = append(leaves, indicator)
		}
	}
	return leaves
}

// weightSum adds the leaves' weights and reports whether they are all alike
// (等权): then thirds need not be forced into per mille.
func (r Rubric) weightSum() (sum int, equal bool) {
	leaves := r.leaves()
	equal = true
	for _, leaf := range leaves {
		sum += leaf.Weight
		equal = equal && leaf.Weight == leaves[0].Weight
	}
	return sum, equal
}

// contribution is what an average score in the indicator adds to the total.
func (i Indicator) contribution(mean *big.Rat, weightSum int) *big.Rat {
	share := big.NewRat(int64(i.Weight)*100, int64(weightSum)*int64(i.Max))
	return share.Mul(share, mean)
}
