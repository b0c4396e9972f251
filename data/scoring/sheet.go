package scoring

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Rater is a member of the panel. An excused rater (回避) is not expected to
// hand in a sheet, and one of his would not count. One without a name is
// anonymous (无记名): no sentence tells him from the others.
type Rater struct {
	ID       int64
	Name     string
	Category string
	Excused  bool
}

// said is the rater in a sentence.
func (r Rater) said() string {
	if r.Name == "" {
		return "一名评委"
	}
	return "评委「" + r.Name + "」"
}

// Sheet is what one rater gave one target: points by indicator id. A void
// sheet is kept and reported, and does not count; one without any points says
// that the rater leaves the target out (不评).
type Sheet struct {
	RaterID int64
	Points  map[int64]Points
	Void    bool
	Why     string // reason of Void
}

// Standing is what became of a rater's sheet.
type Standing string

// The standings of a sheet.
const (
	Counted    Standing = "计入"
	DroppedTop Standing = "去最高"
	DroppedLow Standing = "去最低"
	Missing    Standing = "缺表"
	Void       Standing = "作废"
	LeftOut    Standing = "不评"
	Incomplete Standing = "漏项"
	Excused    Standing = "回避"
	Unweighted Standing = "类别无权重"
	NoResult   Standing = "还没有得分" // what is evaluated has no result, for a reason that is not this sheet's
)

// RaterResult is one rater's line of the result.
type RaterResult struct {
	Rater    Rater
	Standing Standing
	Total    *big.Rat           // nil without a complete, valid sheet
	Share    *big.Rat           // the sheet's share in the result, 0 when it does not count
	why      string             // of a void sheet
	values   map[int64]*big.Rat // by indicator: points, or cases
	floored  bool               // 扣完为止
}

// counts reports a sheet that takes part in the result.
func (r *RaterResult) counts() bool { return r.Standing == Counted }

// gather matches sheets to raters and sorts out those that cannot count. The
// errors are Chinese sentences and mean the input contradicts itself.
func (r Rubric) gather(raters []Rater, sheets []Sheet, facts map[int64]Fact) ([]*RaterResult, []Notice, error) {
	byID := make(map[int64]*RaterResult, len(raters))
	results := make([]*RaterResult, 0, len(raters))
	for _, rater := range raters {
		if byID[rater.ID] != nil {
			return nil, nil, fmt.Errorf("%s在小组里出现了两次", rater.said())
		}
		line := &RaterResult{Rater: rater, Standing: Missing, Share: new(big.Rat)}
		if rater.Excused {
			line.Standing = Excused
		}
		byID[rater.ID] = line
		results = append(results, line)
	}
	basis, handedIn := r.basis(), map[int64]bool{}
	for _, sheet := range sheets {
		line := byID[sheet.RaterID]
		if line == nil {
			return nil, nil, fmt.Errorf("有一张评分表的评委（编号 %d）不在本评议小组", sheet.RaterID)
		}
		if handedIn[sheet.RaterID] {
			return nil, nil, fmt.Errorf("%s交了两张评分表，请作废一张", line.Rater.said())
		}
		handedIn[sheet.RaterID] = true
		if err := r.accept(line, sheet, facts, basis); err != nil {
			return nil, nil, err
		}
	}
	slices.SortFunc(results, func(a, b *RaterResult) int { return int(min(max(a.Rater.ID-b.Rater.ID, -1), 1)) })
	return results, gatherNotices(results, handedIn), nil
}

// basis is what the total of every sheet is worked out from.
type basis struct {
	leaves    []Indicator
	weightSum int
	full      *big.Rat // before anything is added or taken off
}

func (r Rubric) basis() basis {
	b := basis{leaves: r.leaves(), full: new(big.Rat)}
	b.weightSum, _ = r.weightSum()
	if len(r.scored()) == 0 {
		b.full = r.Full()
	}
	return b
}

func (r Rubric) accept(line *RaterResult, sheet Sheet, facts map[int64]Fact, b basis) error {
	line.why = sheet.Why
	switch {
	case line.Rater.Excused:
		return nil
	case sheet.Void:
		line.Standing = Voided(len(sheet.Points))
		return nil
	}
	total := new(big.Rat).Set(b.full)
	line.values = map[int64]*big.Rat{}
	for _, indicator := range b.leaves {
		if indicator.Recorded {
			line.values[indicator.ID] = indicator.of(facts[indicator.ID])
		} else if points, given := sheet.Points[indicator.ID]; given {
			if err := indicator.refuse(line.Rater, points); err != nil {
				return err
			}
			line.values[indicator.ID] = points.rat()
		} else {
			line.Standing = Incomplete
			continue
		}
		total.Add(total, r.contribution(indicator, line.values[indicator.ID], b.weightSum))
	}
	if line.Standing == Incomplete {
		return nil
	}
	if total.Sign() < 0 {
		total, line.floored = new(big.Rat), true
	}
	line.Standing, line.Total = Counted, total
	if len(r.Categories) > 0 && r.categoryWeight(line.Rater.Category) == 0 {
		line.Standing = Unweighted
	}
	return nil
}

// Voided is the standing of a void sheet with points for so many indicators.
func Voided(given int) Standing {
	if given == 0 {
		return LeftOut
	}
	return Void
}

// refuse says in a Chinese sentence why a rater cannot have given that.
func (i Indicator) refuse(rater Rater, points Points) error {
	switch {
	case i.Deducts && (points < 0 || points%100 != 0):
		return fmt.Errorf("%s给「%s」记了 %s 件，应是 0、1、2 这样的件数", rater.said(), i.Name, points.Decimal())
	case !i.Deducts && (points < 0 || points > i.Max):
		return fmt.Errorf("%s给「%s」打了 %s 分，应在 0 到 %s 之间", rater.said(), i.Name, points, i.Max.Decimal())
	}
	return nil
}

func (r Rubric) categoryWeight(category string) int {
	for _, c := range r.Categories {
		if c.Category == category {
			return c.Weight
		}
	}
	return 0
}

func gatherNotices(results []*RaterResult, handedIn map[int64]bool) []Notice {
	var notices []Notice
	for _, about := range []struct {
		standing Standing
		kind     NoticeKind
		wording  string
	}{
		{Missing, SheetMissing, "缺 %d 张评分表"},
		{Void, SheetVoid, "%d 张评分表作废，未计入"},
		{LeftOut, RaterLeftOut, "%d 名评委不评这一对象"},
		{Incomplete, SheetIncomplete, "%d 张评分表有漏项，未计入"},
		{Unweighted, CategoryUnweighted, "%d 张评分表的评委类别没有权重，未计入"},
		{Excused, SheetOfExcused, "%d 名回避的评委交了评分表，未计入"},
	} {
		n, names := 0, []string(nil)
		for _, line := range results {
			if line.Standing != about.standing || about.standing == Excused && !handedIn[line.Rater.ID] {
				continue
			}
			if n++; line.Rater.Name != "" {
				names = append(names, nameWithReason(line))
			}
		}
		text := fmt.Sprintf(about.wording, n)
		if len(names) > 0 {
			text += "：" + strings.Join(names, "、")
		}
		if n > 0 {
			notices = append(notices, Notice{about.kind, text})
		}
	}
	return notices
}

func nameWithReason(line *RaterResult) string {
	if (line.Standing == Void || line.Standing == LeftOut) && line.why != "" {
		return line.Rater.Name + "（" + line.why + "）"
	}
	return line.Rater.Name
}
