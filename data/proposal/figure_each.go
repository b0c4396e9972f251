package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// unitCounts are the counts of a unit's handling that have a figure of their own, in the words of the figures of the year.
var unitCounts = []struct {
	code, name string
	of         func(UnitFigures) int64
}{
	{"lead", "主办", func(u UnitFigures) int64 { return u.Lead }},
	{"sole", "主办（不含分办）", func(u UnitFigures) int64 { return u.Lead - u.Split }},
	{"split", "分办", func(u UnitFigures) int64 { return u.Split }},
	{"co", "会办", func(u UnitFigures) int64 { return u.Co }},
	{"all", "承办", func(u UnitFigures) int64 { return u.Lead + u.Co }},
	{"replied", "已答复", func(u UnitFigures) int64 { return u.LeadReplied }},
	{"due", "已到期应办", func(u UnitFigures) int64 { return u.Due }},
	{"in_time", "按期答复", func(u UnitFigures) int64 { return u.InTime }},
	{"late", "逾期未答复", func(u UnitFigures) int64 { return u.Late }},
	{"face", "面商", func(u UnitFigures) int64 { return u.Face }},
	{"returned", "收回反馈表", func(u UnitFigures) int64 { return u.Returned }},
	{"result.满意", "对办理结果满意", func(u UnitFigures) int64 { return u.Result.Satisfied }},
	{"result.基本满意", "对办理结果基本满意", func(u UnitFigures) int64 { return u.Result.Mostly }},
	{"result.不满意", "对办理结果不满意", func(u UnitFigures) int64 { return u.Result.Dissatisfied }},
	{"result.未表态", "对办理结果未表态", func(u UnitFigures) int64 { return u.Result.None }},
	{"attitude.满意", "对办理态度满意", func(u UnitFigures) int64 { return u.Attitude.Satisfied }},
	{"attitude.基本满意", "对办理态度基本满意", func(u UnitFigures) int64 { return u.Attitude.Mostly }},
	{"attitude.不满意", "对办理态度不满意", func(u UnitFigures) int64 { return u.Attitude.Dissatisfied }},
	{"attitude.未表态", "对办理态度未表态", func(u UnitFigures) int64 { return u.Attitude.None }},
}

// UnitPrefix begins the codes of the figures of the unit with that id.
func UnitPrefix(id int64) string { return fmt.Sprintf("unit.%d.", id) }

// figuresOfUnits are the counts and rates of UnitHandling for each unit, those of units in use that had nothing among them. A unit that is out of use by
// the day and had nothing has none.
func figuresOfUnits(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	handled, err := UnitHandling(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	words, err := record.WordsIn(ctx, db, "result_class", year)
	if err != nil {
		return nil, err
	}
	known := map[int64]bool{}
	for _, u := range handled {
		known[u.UnitID] = true
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var u UnitFigures
		err := scan(&u.UnitID, &u.Unit)
		if err == nil && !known[u.UnitID] {
			handled = append(handled, u)
		}
		return err
	}, "SELECT u.id, "+roster.UnitNameSQL("u.id", "?0")+" FROM unit u WHERE u.deleted_at = '' AND (u.to_on = '' OR u.to_on > ?0) ORDER BY u.code, u.id", day)
	if err != nil {
		return nil, fmt.Errorf("units of %d: %w", year, err)
	}
	var all []measure.Figure
	for _, u := range handled {
		all = append(all, u.Figures(words, settings)...)
	}
	return all, nil
}

// Figures are those of one unit by the office's settings; classes are the result classes in use.
func (u UnitFigures) Figures(classes []string, settings map[string]string) []measure.Figure {
	var all []measure.Figure
	digits := RateDigits(settings)
	count := func(code, name string, of func(UnitFigures) int64) {
		all = append(all, measure.Figure{Code: UnitPrefix(u.UnitID) + code, Name: u.Unit + "·" + name, Of: u.Unit, Num: of(u), Unit: "件"})
	}
	rate := func(code, name, rule string, num, den int64) {
		all = append(all, measure.Figure{
			Code: UnitPrefix(u.UnitID) + code, Name: u.Unit + "·" + name, Of: u.Unit, Num: num, Den: den, IsRate: true, Digits: digits, Unit: "件", Rule: rule,
		})
	}
	for _, c := range unitCounts {
		count(c.code, c.name, c.of)
	}
	for _, class := range classes {
		count("class."+class, class+"类", func(u UnitFigures) int64 { return u.Classes[class] })
	}
	rate("reply_rate", "办复率", "办复率 = 主办已答复 ÷ 主办", u.LeadReplied, u.Lead)
	rate("on_time_rate", "按期办复率", "按期办复率 = 期内答复 ÷ 已到期", u.InTime, u.Due)
	rate("face_rate", "面商率", "面商率 = 面对面协商 ÷ 主办", u.Face, u.Lead)
	for _, side := range []struct {
		code, name string
		Opinions
	}{{"result", "结果", u.Result}, {"attitude", "态度", u.Attitude}} {
		content := side.Satisfied + side.Mostly
		base, basis := UnitSatisfaction(settings, u.LeadReplied, content+side.Dissatisfied)
		rate(side.code+"_satisfaction_rate", "满意率（"+side.name+"）", "满意率 = （满意 + 基本满意） ÷ "+basis, content, base)
	}
	return all
}
