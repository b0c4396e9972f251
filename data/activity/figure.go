package activity

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
)

// gathering is the ids of the attendances of a year by what they count for.
type gathering struct {
	year             *Year
	by               map[string][]int64
	registered, open []int64 // activities
	kinds            []string
}

func (g *gathering) put(m Mark, keys ...string) {
	for _, key := range keys {
		g.by[key] = append(g.by[key], m.ID)
	}
}

func (g *gathering) of(key string) measure.Set { return setOf(Attendances.Name, g.by[key]) }

func setOf(kind string, ids []int64) measure.Set {
	slices.Sort(ids)
	return measure.Set{Kind: kind, IDs: ids}
}

// gather puts each attendance of the i-th activity where it counts.
func (g *gathering) gather(i int) {
	a, expected := g.year.Activities[i], false
	for _, p := range g.year.People {
		m := p.Marks[i]
		if m.ID == 0 {
			continue
		}
		if expected = true; !a.Registered || !a.Over {
			break
		}
		if m.Speech != "" {
			g.put(m, "speech")
		}
		if a.Obligatory {
			g.count(a.Kind, m)
		}
	}
	switch {
	case !a.Over:
	case a.Registered:
		g.registered = append(g.registered, a.ID)
	case expected:
		g.open = append(g.open, a.ID)
	}
}

// count puts an attendance at an obligatory activity of the kind where it counts.
func (g *gathering) count(kind string, m Mark) {
	if !slices.Contains(g.kinds, kind) {
		g.kinds = append(g.kinds, kind)
	}
	g.put(m, "due", m.State)
	if m.State == Present {
		g.put(m, "came "+kind)
	}
	if g.year.Rule.counts(m.State) {
		g.put(m, "base", "base "+kind)
	} else if m.State != Excused {
		g.put(m, "open", "open "+kind)
	}
}

// rate is the rate of attendance with the code, of those who came and its base; its rule says how many are left out.
func (g *gathering) rate(code, name, came, base, open string) measure.Figure {
	counted, of := g.of(came), g.of(base)
	rule := g.year.Rule.String() + "；必到活动，按人次"
	if left := Unmarked(len(g.by[open]), "人次"); left != "" {
		rule += "；" + left
	}
	return measure.Figure{
		Code: code, Name: name, Unit: "人次", IsRate: true, Digits: g.year.Rule.Digits, Rule: rule,
		Num: counted.Len(), Den: of.Len(), Counted: counted, Base: of,
	}
}

// attendanceFigures count the attendances of a year as of the day, each once whatever its half-days: those of obligatory activities that are registered.
func attendanceFigures(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	y, err := ReadYear(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	g := &gathering{year: y, by: map[string][]int64{}}
	for i := range y.Activities {
		g.gather(i)
	}
	count := func(code, name, unit, rule string, set measure.Set) measure.Figure {
		return measure.Figure{Code: code, Name: name, Unit: unit, Rule: rule, Num: set.Len(), Counted: set}
	}
	figures := []measure.Figure{
		count("attendance.activities", "登记出席的活动", "次", "当日以前举行、有人登记到会或缺席的，几天的从最后一天起计", setOf(Activities.Name, g.registered)),
		count("attendance.open", "未登记出席的活动", "次", "当日以前举行完、通知了人却还没有登记的", setOf(Activities.Name, g.open)),
		count("attendance.due", "活动应到", "人次", "登记出席的必到活动中通知到会的", g.of("due")),
		count("attendance.came", "活动到会", "人次", "应到的人中到会的，只到会一部分半天的也在内", g.of(Present)),
		count("attendance.excused", "活动请假", "人次", "应到的人中批准请假的", g.of(Excused)),
		count("attendance.asking", "活动请假待批", "人次", "未登记的人中请假还没有批的", g.of(Asking)),
		count("attendance.absent", "活动缺席", "人次", "应到的人中缺席的", g.of(Absent)),
		count("attendance.unmarked", "活动未登记", "人次", "应到的人中没有登记是否到会的，请假待批的在内", g.of("open")),
		count("attendance.speeches", "活动发言", "人次", "登记出席的活动中口头和书面发言的", g.of("speech")),
		g.rate("attendance_rate", "活动出席率（按人次）", Present, "base", "open"),
	}
	slices.Sort(g.kinds)
	for _, kind := range g.kinds {
		figures = append(figures, g.rate("attendance_rate."+kind, "活动出席率（"+kind+"，按人次）", "came "+kind, "base "+kind, "open "+kind))
	}
	return figures, nil
}
