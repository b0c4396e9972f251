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
	"slices"

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
	Weight   int    // per mille of the total; a heading's is that of its lines together; of no meaning where points are added up
	Max      Points // full marks; of no meaning where cases are deducted

	Deducts  bool   // 扣分：what is given is a number of cases, each of which takes Step points off the total
	Recorded bool   // 按数据：what is given is a Fact of the case, the same on every sheet, and no rater's business
	Step     Points // taken off by a case; of a recorded rate, by each whole percentage point below 100 %, 0: in proportion
}

// Fact is what the records say of a case: a rate from 0 to 1, or a number of cases.
type Fact struct {
	Rate  bool
	Value *big.Rat
	Text  string // in words: 12/13
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
	Trim       bool             // 去一高一低, with minTrim sheets or more
	AddUp      bool             // 分值相加: the total is the sum of the points; else 100 parts by weight
	Fewest     int              // sheets that must count for a result; 0: one
	Least      int              // sheets that must count for a grade and a rank; fewer: there is a score only
	Categories []CategoryWeight // none when all raters count alike
	Note       string
}

// minTrim is the number of sheets from which the highest and the lowest may be
// dropped; with fewer the result would hang on very few raters.
const minTrim = 5

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
		if err := indicator.check(); err != nil {
			return err
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
	if off := max(sum-1000, 1000-sum); !r.AddUp && len(r.scored()) > 0 && off*2 > len(r.scored()) {
		return fmt.Errorf("评分表方案「%s」：指标权重合计应为 100%%，现为 %s", r.Name, PerMille(sum))
	}
	return nil
}

func (i Indicator) check() error {
	switch {
	case !i.Deducts && (i.Max <= 0 || i.Max > 100_000_000):
		return fmt.Errorf("指标「%s」的满分应大于 0，不超过 1000000", i.Name)
	case i.Deducts && (i.Step <= 0 || i.Weight != 0):
		return fmt.Errorf("扣分指标「%s」要写明每件扣几分，权重填 0", i.Name)
	case i.Weight < 0 || i.Weight > 1000:
		return fmt.Errorf("指标「%s」的权重应在 0 到 100%% 之间", i.Name)
	}
	return nil
}

func (r Rubric) checkWeights() error {
	if r.AddUp || len(r.scored()) == 0 {
		return nil
	}
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

// gradeOf is the grade of an exact score, "" when the rubric does not grade.
// 84.99 stays below a line of 85 whatever it is rounded to for display.
func (r Rubric) gradeOf(score *big.Rat) string {
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

// scored are the leaves that give points; the others deduct.
func (r Rubric) scored() []Indicator {
	return slices.DeleteFunc(r.leaves(), func(i Indicator) bool { return i.Deducts })
}

// asked are the leaves that raters give points for.
func (r Rubric) asked() []Indicator {
	return slices.DeleteFunc(r.scored(), func(i Indicator) bool { return i.Recorded })
}

// Full is what a sheet without a fault comes to: 100, or all full marks together where points are added up.
func (r Rubric) Full() *big.Rat {
	sum := Points(0)
	for _, leaf := range r.scored() {
		sum += leaf.Max
	}
	if !r.AddUp || sum == 0 {
		return big.NewRat(100, 1)
	}
	return sum.rat()
}

// weightSum adds the scored leaves' weights and reports whether they are all alike
// (等权): then thirds need not be forced into per mille.
func (r Rubric) weightSum() (sum int, equal bool) {
	leaves := r.scored()
	equal = true
	for _, leaf := range leaves {
		sum += leaf.Weight
		equal = equal && leaf.Weight == leaves[0].Weight
	}
	return sum, equal
}

// contribution is what an average in the indicator adds to the total: points, or cases of which each takes some off.
func (r Rubric) contribution(i Indicator, mean *big.Rat, weightSum int) *big.Rat {
	switch {
	case i.Deducts:
		return new(big.Rat).Neg(new(big.Rat).Mul(i.Step.rat(), mean))
	case r.AddUp:
		return mean
	}
	share := big.NewRat(int64(i.Weight)*100*100, int64(weightSum)*int64(i.Max))
	return share.Mul(share, mean)
}

// of is what a fact gives the indicator: points, or cases to deduct.
func (i Indicator) of(f Fact) *big.Rat {
	cases := f.Value
	if f.Rate {
		if !i.Deducts && i.Step == 0 {
			return new(big.Rat).Mul(i.Max.rat(), f.Value)
		}
		below := new(big.Rat).Sub(big.NewRat(1, 1), f.Value)
		below.Mul(below, big.NewRat(100, 1))
		cases = new(big.Rat).SetInt(new(big.Int).Quo(below.Num(), below.Denom())) // 不足 1 个百分点的不扣
	}
	if i.Deducts {
		return cases
	}
	points := new(big.Rat).Sub(i.Max.rat(), new(big.Rat).Mul(i.Step.rat(), cases))
	if points.Sign() < 0 {
		return new(big.Rat)
	}
	return points
}
