package take

import (
	"regexp"
	"slices"

	"github.com/shopspring/decimal"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// ten is the full mark of points that many sheets are filled in by instead of their own.
var ten = decimal.NewFromInt(10)

// doubtScale has a sheet of points wait that may be of another scale than the full marks: every one within its weight, or within ten.
func (im *Import) doubtScale(t *taking) {
	if im.Kind.Blocks == nil || t.row.Doubt != "" {
		return
	}
	var weighted, tens, all int
	var full string
	for i := range im.Kind.Fields {
		d, points, ok := pointsOf(&im.Kind.Fields[i], t.values)
		if !ok {
			continue
		}
		all, full = all+1, d.Full[0]
		if weight, err := decimal.NewFromString(d.Weight); err == nil && points.LessThanOrEqual(weight) {
			weighted++
		}
		if points.LessThanOrEqual(ten) {
			tens++
		}
	}
	switch {
	case all < 2:
	case tens == all:
		t.row.Doubt = "各项得分都不超过 10 分，满分是 " + full + " 分，看不出是不是十分制的"
	case weighted == all:
		t.row.Doubt = "各项得分都不超过权重，看不出是满分 " + full + " 分的分数，还是已按权重折算"
	}
}

// pointsOf are the points above 0 in a field of a full mark far above ten.
func pointsOf(f *record.Field, values record.Values) (d record.Decimal, points decimal.Decimal, ok bool) {
	if d, ok = f.Typed().(record.Decimal); !ok || len(d.Full) != 1 {
		return d, points, false
	}
	full, err := decimal.NewFromString(d.Full[0])
	if err != nil || full.LessThan(ten.Mul(decimal.NewFromInt(5))) {
		return d, points, false
	}
	points, err = decimal.NewFromString(values[f.Key])
	return d, points, err == nil && points.IsPositive()
}

var (
	indicatorHeading = regexp.MustCompile(`^(评[价议分估]?|考核)?(指标|项目|内容|要素)(名称)?$`)
	scoreHeading     = regexp.MustCompile(`^(得分|分数|评分|打分|分值|成绩)$`)
)

// refuseOnePerRow refuses a list of scores that has one indicator in each row, and no column of points.
func (im *Import) refuseOnePerRow(workbook *intake.Workbook) error {
	if im.Kind.Blocks == nil {
		return nil
	}
	for _, table := range im.Tables {
		if slices.ContainsFunc(table.Columns, func(c intake.Column) bool { return c.Field != nil && c.Field.Kind == intake.KindDecimal }) {
			return nil
		}
	}
	at := onePerRow(workbook)
	if at == "" {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "%s一行只有一项指标的分数，不能读取；请改成一位评委给一个对象的评分写一行，每项指标一栏，再导入。", at)
}

// onePerRow is where a workbook has a list of scores with one indicator in each row, "" when it has none.
func onePerRow(workbook *intake.Workbook) string {
	for _, sheet := range workbook.Sheets {
		for _, row := range sheet.Rows[:min(10, len(sheet.Rows))] {
			indicator, score := false, false
			for _, c := range row {
				text := intake.Squeeze(c.String())
				indicator, score = indicator || indicatorHeading.MatchString(text), score || scoreHeading.MatchString(text)
			}
			if indicator && score {
				return "工作表「" + sheet.Name + "」"
			}
		}
	}
	return ""
}
