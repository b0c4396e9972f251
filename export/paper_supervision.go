package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/export/paper"
)

// owed is what a unit is late with: a point of a letter of opinions, or an item of the 直通车.
type owed struct {
	record.Values

	unit int64
	item bool // of the 直通车
}

// lateUnit is a unit with all it is late with, the earliest deadline first.
type lateUnit struct {
	unit  int64
	items []owed
}

var owedValues = []value[owed]{
	{"编号", "意见的编号如 3-1，直通车的如 直通车 5 号", func(_ *paperYear, o owed) string {
		if o.item {
			return "直通车 " + o.Values["number"] + " 号"
		}
		return o.Values["serial"]
	}},
	{"意见书", "意见书的标题，直通车的写「监督直通车」", func(_ *paperYear, o owed) string {
		if o.item {
			return "监督直通车"
		}
		return o.Values["title"]
	}},
	{"事项", "意见的内容，或反映的事项", func(_ *paperYear, o owed) string { return cmp.Or(o.Values["text"], o.Values["content"]) }},
	{"送达日期", "意见书送达、直通车转办的日期", func(_ *paperYear, o owed) string {
		return dayText(cmp.Or(o.Values["delivered_on"], o.Values["passed_on"]))
	}},
	{"经过", "何时送达或转办，答复了又退回的写明何时答复、何时退回和原因", func(_ *paperYear, o owed) string { return o.course() }},
	{"应做", "报送整改措施、答复整改情况，或答复", func(_ *paperYear, o owed) string {
		switch {
		case o.item:
			return "答复"
		case o.Values["measure_on"] == "" && o.Values["replied_on"] == "":
			return "报送整改措施"
		}
		return "答复整改情况"
	}},
	{"期限", "", func(y *paperYear, o owed) string { return y.dueText(o.Values["due_now"]) }},
	{"期限依据", "期限是怎样算出来的", func(_ *paperYear, o owed) string { return o.Values["due_why"] }},
	{"逾期天数", "", func(y *paperYear, o owed) string { return fmt.Sprint(daysFrom(o.Values["due_now"], y.day)) }},
}

// course is how it came to a unit, and that what the unit answered was sent back, and why.
func (o owed) course() string {
	text, back := dayText(o.Values["delivered_on"])+"送达", "退回整改"
	if o.item {
		text, back = dayText(o.Values["passed_on"])+"转办", "退回重办"
	}
	returned := o.Values["returned_on"]
	if returned == "" {
		return text
	}
	if on := o.Values["replied_on"]; on != "" && on <= returned {
		text += "，" + dayText(on) + "答复"
	}
	text += "，" + dayText(returned) + back
	_, why, newest := strings.Cut(o.Values["return_why"], returned+" ")
	if !newest {
		why = o.Values["return_why"]
	}
	if why != "" {
		text += "：" + strings.TrimRight(why, "。")
	}
	return text
}

// lateUnitValues are the fields of a unit that is late.
var lateUnitValues = joined(lifted(unitValues, func(y *paperYear, u lateUnit) proposal.PaperUnit { return y.units[u.unit] }), []value[lateUnit]{
	{"件数", "逾期的共有几项", func(_ *paperYear, u lateUnit) string { return fmt.Sprint(len(u.items)) }},
}...)

var superviseSheet = Paper{
	Name: "监督督办单", Each: "每个责任单位一份", Rule: "该单位逾期没有报送措施、没有答复的监督意见，和逾期没有答复的直通车事项" + noneWithout,
	ByUnit: true, Of: "监督意见和直通车事项", Needs: needOffice, Better: betterNumber,
	reads:  func(ctx context.Context, db bun.IDB, y *paperYear) error { return y.readOwed(ctx, db) },
	Fields: withCommon(fieldsOf(lateUnitValues), []paper.Field{listOf("每项逾期", "期限早的在前", owedValues)}),
	make: func(y *paperYear) []document {
		if y.Proposals != nil {
			return nil
		}
		var all []document
		for _, u := range y.lateUnits() {
			all = append(all, document{y.units[u.unit].Name, paper.Data{
				Texts: textsOf(y, lateUnitValues, u), Lists: map[string][]paper.Data{"每项逾期": rowsOf(y, owedValues, u.items)},
			}})
		}
		return all
	},
}

// readOwed reads what units are late with on the day of the papers.
func (y *paperYear) readOwed(ctx context.Context, db bun.IDB) error {
	points, err := supervision.Owed(ctx, db, y.Year, y.day, y.day)
	if err != nil {
		return err
	}
	directs, err := supervision.DirectsOwed(ctx, db, y.Year, y.day, y.day)
	if err != nil {
		return err
	}
	ids := y.unitIDs()
	add := func(r record.Record, unit string, item bool) {
		if supervision.Late(r.Values, y.day) && ids[unit] != 0 {
			y.owed = append(y.owed, owed{r.Values, ids[unit], item})
		}
	}
	for _, r := range points {
		add(r, r.Values["unit"], false)
	}
	for _, r := range directs {
		add(r, r.Values["handler"], true) // what the office itself is late with has no handler
	}
	slices.SortStableFunc(y.owed, func(a, b owed) int { return cmp.Compare(a.Values["due_now"], b.Values["due_now"]) })
	return nil
}

// lateUnits are the chosen units that are late with something, in the order of reports, then those that answer no proposals.
func (y *paperYear) lateUnits() (all []lateUnit) {
	byUnit := map[int64][]owed{}
	var order []int64
	for _, o := range y.owed {
		byUnit[o.unit] = append(byUnit[o.unit], o)
	}
	for _, u := range y.handling {
		order = append(order, u.UnitID)
	}
	for _, o := range y.owed {
		order = append(order, o.unit)
	}
	for i, id := range order {
		if byUnit[id] != nil && y.chosenUnit(id) && !slices.Contains(order[:i], id) {
			all = append(all, lateUnit{id, byUnit[id]})
		}
	}
	return all
}
