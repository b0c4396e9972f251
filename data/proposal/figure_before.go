package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// earlier is what the years before left to a year.
type earlier struct {
	carried, answered measure.Set // 上年结转, and what of it is answered by now
	classB, nowA      measure.Set // last year's of class B at its end, and what of them is A by now
	late              measure.Set // what is overdue by now, reworks that began since too
}

// figuresBefore are the figures of a year about the proposals of the years before, as of the day (YYYY-MM-DD).
func figuresBefore(ctx context.Context, db bun.IDB, year int, day string, digits int) ([]measure.Figure, error) {
	list, err := openList(ctx, db, Filter{Before: year})
	if err != nil {
		return nil, err
	}
	var e earlier
	for _, set := range []*measure.Set{&e.carried, &e.answered, &e.classB, &e.nowA, &e.late} {
		set.Kind = Proposals.Name
	}
	eve := min(fmt.Sprintf("%04d-12-31", year-1), day)
	var then, now docket.Line
	for i := range list.len() {
		if err := list.line(&then, i, eve); err != nil {
			return nil, err
		}
		if err := list.line(&now, i, day); err != nil {
			return nil, err
		}
		if now.Received(day) && now.Late() {
			e.late.IDs = append(e.late.IDs, now.ID)
		}
		if then.Received(eve) && then.Filed() && then.ToAnswer > 0 {
			e.add(&then, &now, year)
		}
	}
	return e.figures(year, digits), nil
}

// add looks at a proposal that was handed out, as it was at the end of last year and as it is now.
func (e *earlier) add(then, now *docket.Line, year int) {
	if then.Owing > 0 {
		e.carried.IDs = append(e.carried.IDs, then.ID)
		if now.Filed() && now.Owing == 0 {
			e.answered.IDs = append(e.answered.IDs, then.ID)
		}
	}
	if then.Year == year-1 && then.AnsweredAll() && then.ClassNow() == "B" {
		e.classB.IDs = append(e.classB.IDs, then.ID)
		if now.ClassNow() == "A" {
			e.nowA.IDs = append(e.nowA.IDs, then.ID)
		}
	}
}

func (e *earlier) figures(year, digits int) []measure.Figure {
	rate := func(code, name, rule string, num, den measure.Set) measure.Figure {
		return measure.Figure{Code: code, Name: name, Num: num.Len(), Den: den.Len(), IsRate: true, Digits: digits, Unit: "件", Rule: rule, Counted: num, Base: den}
	}
	return []measure.Figure{
		{
			Code: "carried_over", Name: "上年结转", Num: e.carried.Len(), Unit: "件", Counted: e.carried,
			Rule: fmt.Sprintf("以前年度立案交办、%d 年底仍有单位没有答复（含重新办理）的提案", year-1),
		},
		{
			Code: "overdue.before", Name: "以前年度逾期未答复", Num: e.late.Len(), Unit: "件", Counted: e.late,
			Rule: fmt.Sprintf("%d 年以前的提案，现行期限（含重新办理的）早于统计日而没有答复，不在「逾期未答复」之内", year),
		},
		rate("carried_over_rate", "上年结转办复率", "上年结转办复率 = 其中到统计日已全部答复 ÷ 上年结转", e.answered, e.carried),
		rate("b_to_a_last_rate", "上年 B 转 A 率", fmt.Sprintf("上年 B 转 A 率 = 到统计日转为 A 类 ÷ %d 年度提案中答复为 B 类、该年底还没有全部落实的件数", year-1), e.nowA, e.classB),
	}
}

// YearsOf are the years that proposals are of, the newest first.
func YearsOf(ctx context.Context, db bun.IDB, ids []int64) ([]int, error) {
	found, err := store.IDs(ctx, db, "SELECT DISTINCT s.year FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY s.year DESC", store.JSONList(ids))
	years := make([]int, len(found))
	for i, year := range found {
		years[i] = int(year)
	}
	return years, err
}
