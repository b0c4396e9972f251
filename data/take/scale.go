package take

import (
	"github.com/shopspring/decimal"

	"cppccdesk/data/record"
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
