package export

import (
	"fmt"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// changesReport says what is other than in the pack before, and splits it into what was recorded or put right afterwards for days that pack
// had covered, and what happened since: 上次 + 补记更正 + 本期 = 本次.
var changesReport = Report{Code: "25", Name: "与上次上报对照表", Fixed: "栏目随上次上报", Build: func(y *Year) []sheet.Table {
	if y.Sent == nil || y.Sent.Damaged {
		t := y.table("与上次上报对照表", "项")
		t.Columns = y.changeColumns("上次上报", sheet.Int)
		t.Notes = []string{fmt.Sprintf("%d年还没有填报日期比%s更早的上报包，没有可以对照的数字。", y.Year, dayText(y.day()))}
		if y.Sent != nil {
			t.Notes = []string{fmt.Sprintf("填报日期为 %s 的上报包当时的数字已损坏，读不出来，不能对照；请与当时的工作簿核对。", y.Sent.Day)}
		}
		return []sheet.Table{t}
	}
	return append(y.changed(), y.mendedTable())
}}

func (y *Year) changeColumns(before string, kind sheet.Kind) []sheet.Column {
	columns := []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "name", Path: []string{"指标"}, Width: 26, Total: sheet.Count},
		{Key: "before", Path: []string{before}, Kind: kind, Width: 16},
	}
	if kind == sheet.Percent {
		return append(columns,
			sheet.Column{Key: "mended", Path: []string{"补记更正（百分点）"}, Kind: kind},
			sheet.Column{Key: "since", Path: []string{"本期增减（百分点）"}, Kind: kind},
			sheet.Column{Key: "now", Path: []string{"本次上报"}, Kind: kind})
	}
	return append(columns,
		sheet.Column{Key: "mended", Path: []string{"补记更正"}, Kind: kind},
		sheet.Column{Key: "since", Path: []string{"本期增减"}, Kind: kind},
		sheet.Column{Key: "now", Path: []string{"本次上报"}, Kind: kind, Calc: sheet.SumOf("before", "mended", "since")})
}

// changed are the tables of the counts and of the rates that differ.
func (y *Year) changed() []sheet.Table {
	before := "上次上报（" + strings.TrimPrefix(dayText(y.Sent.Day), y.Sent.Day[:4]+"年") + "）"
	counts, rates := y.table("与上次上报对照表", "件、个、人次"), y.table("比率与上次上报对照表", "%")
	counts.Columns, rates.Columns = y.changeColumns(before, sheet.Int), y.changeColumns(before, sheet.Percent)
	counts.Portrait, rates.Portrait = true, true
	differ, rateDiffer := areaRows{}, areaRows{}
	same, fresh := 0, []string(nil)
	for _, f := range y.Figures {
		was, then := measure.Of(y.Sent.Figures, f.Code), measure.Of(y.Sent.Then, f.Code)
		if measure.ByCode(y.Sent.Figures, f.Code) == nil {
			fresh = append(fresh, f.Name)
		}
		switch {
		case was.Num == f.Num && was.Den == f.Den && then.Num == f.Num && then.Den == f.Den:
			same++
		case f.IsRate:
			a, b, c := share(was.Ratio()), share(then.Ratio()), share(f.Ratio())
			if a == b && b == c {
				same++
				continue
			}
			rateDiffer.add(f, nil, f.Name, sheet.Counted{Value: a, Set: was.Counted}, othered(difference(a, b), was, then), othered(difference(b, c), then, f), rated(f))
		case was.Num != f.Num || then.Num != f.Num: // not what a plan asks for
			differ.add(f, nil, f.Name, counted(was), othered(then.Num-was.Num, was, then), othered(f.Num-then.Num, then, f), counted(f))
		default:
			same++
		}
	}
	counts.Rows, rates.Rows = differ.rows(), rateDiffer.rows()
	counts.Notes = []string{
		fmt.Sprintf("上次上报是填报日期为%s的上报包（%s 生成）。只列有变化的指标，其余 %d 项没有变化。", dayText(y.Sent.Day), y.Sent.At.In(store.OfficeZone).Format("2006-01-02 15:04"), same),
		"补记更正：按现在的记录重算上次填报日期那一天，与当时上报的差；本期增减：上次填报日期以后发生的。上次上报 + 补记更正 + 本期增减 = 本次上报。",
	}
	if len(fresh) > 0 {
		counts.Notes = append(counts.Notes, "上次上报里没有的指标，上次按 0 算："+strings.Join(fresh, "、")+"。")
	}
	rates.Notes = []string{"比率的增减是百分点，分母为 0 的显示「—」。"}
	return []sheet.Table{counts, rates}
}

// othered is how much a figure is other than it was, with the records that only one of the two counts.
func othered(value any, was, is measure.Figure) any {
	set := is.Counted.Without(was.Counted)
	set.IDs = append(set.IDs, was.Counted.Without(is.Counted).IDs...)
	return sheet.Counted{Value: value, Set: set}
}

// areaRows are the rows of figures, kept by the kind they stand under.
type areaRows map[string][]sheet.Row

// add puts a row of a figure under its area: the plan has all of its own, another stands with what it counts.
func (a areaRows) add(f measure.Figure, cells ...any) {
	area := f.Counted.Kind
	if strings.HasPrefix(f.Code, "plan.") {
		area = plan.Items.Name
	}
	if _, err := data.KindByName(area); err != nil {
		area = ""
	}
	a[area] = append(a[area], sheet.Row{Cells: cells})
}

// rows are all rows, those of each area under its title, in the order of the areas; those of none come last.
func (a areaRows) rows() (rows []sheet.Row) {
	for _, kind := range data.Kinds() {
		if len(a[kind.Name]) > 0 {
			rows = append(append(rows, sheet.Row{Group: kind.Title}), a[kind.Name]...)
		}
	}
	if len(a[""]) > 0 {
		rows = append(append(rows, sheet.Row{Group: "其他"}), a[""]...)
	}
	return rows
}

// mendedTable lists the records that make figures of the last pack's day other than they were sent.
func (y *Year) mendedTable() sheet.Table {
	all := y.Sent.Mended[:min(len(y.Sent.Mended), mostMended)]
	fields := []sheet.Field[mended]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "name", Path: []string{"记录"}, Width: 26, Total: sheet.Count}, Value: func(m mended) any { return m.name }},
		{Column: sheet.Column{Key: "in", Path: []string{"补计入"}, Width: 24}, Value: func(m mended) any { return strings.Join(m.in, "、") }},
		{Column: sheet.Column{Key: "out", Path: []string{"不再计入"}, Width: 24}, Value: func(m mended) any { return strings.Join(m.out, "、") }},
		{Column: sheet.Column{Key: "writes", Path: []string{"上次上报以后的操作"}, Width: 40}, Value: func(m mended) any {
			if len(m.writes) == 0 {
				return "本条没有改过，因别的记录、设置或统计口径变化"
			}
			return strings.Join(m.writes, "；")
		}},
	}
	t := y.table("补记更正明细表", "条")
	t.Columns = sheet.Columns(fields)
	t.Rows = sheet.Rows(fields, all)
	t.Notes = []string{"列出按现在的记录重算上次填报日期时，与当时上报计入不同的记录，和上次上报以后对它的操作。"}
	if more := len(y.Sent.Mended) - len(all); more > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("另有 %d 条没有列出，见操作记录。", more))
	}
	return t
}
