package measure

import (
	"fmt"
	"slices"
	"strconv"
)

// Figure is one number of a report with everything needed to show it, explain
// it and open the records behind it.
type Figure struct {
	Code, Name string // 立案率; Code is what programs refer to it by
	Of         string // whose it is, where it is of one of many: 县教育局; Name begins with it
	Num, Den   int64  // a count has only Num
	IsRate     bool
	Digits     int    // decimals of a rate
	Unit, Rule string // 件; 分母 = 收回反馈表数(剔除未表态)

	Under string // the heading under which details of a record show it, with Rule beside it; empty: that of what was done

	Counted Set // the records Num counts; of a rate they are among Base
	Base    Set // the records Den counts; empty for a count
}

// Set is the records behind a number: the kind they are of, and their ids, each once.
type Set struct {
	Kind string
	IDs  []int64
}

// Len is the number of records.
func (s Set) Len() int64 { return int64(len(s.IDs)) }

// Has returns a function that reports whether a record is in the set.
func (s Set) Has() func(id int64) bool {
	in := make(map[int64]bool, len(s.IDs))
	for _, id := range s.IDs {
		in[id] = true
	}
	return func(id int64) bool { return in[id] }
}

// Without is the records of s that are not in t, such as those of a rate's base that it does not count.
func (s Set) Without(t Set) Set {
	return Set{s.Kind, slices.DeleteFunc(slices.Clone(s.IDs), t.Has())}
}

// Ratio is the figure's fraction.
func (f Figure) Ratio() Ratio {
	return Ratio{f.Num, f.Den}
}

// Text is the figure as it is printed in a cell: "81.31%" or "470". A rate
// without a denominator is Undefined, a count without records is "0".
func (f Figure) Text() string {
	if f.IsRate {
		return f.Ratio().Percent(f.Digits)
	}
	return strconv.FormatInt(f.Num, 10)
}

// Parts is what stands beside the figure: "470 ÷ 578 件" for a rate,
// "12 / 13 件" for a count against a plan, the unit alone for other counts.
func (f Figure) Parts() string {
	switch {
	case f.IsRate:
		return withUnit(fmt.Sprintf("%d ÷ %d", f.Num, f.Den), f.Unit)
	case f.Den != 0:
		return withUnit(fmt.Sprintf("%d / %d", f.Num, f.Den), f.Unit)
	}
	return f.Unit
}

func withUnit(text, unit string) string {
	if unit == "" {
		return text
	}
	return text + " " + unit
}

// Identity is a total and the parts that must add up to it, such as
// 收到 = 立案 + 并案 + 转意见 + 不予立案. It is checked before figures leave the house.
type Identity struct {
	Name  string
	Total int64
	Parts []Part
}

// Part is one named summand of an Identity.
type Part struct {
	Name  string
	Count int64
}

// Difference is Total minus the sum of the parts, 0 when the identity holds.
func (i Identity) Difference() int64 {
	difference := i.Total
	for _, part := range i.Parts {
		difference -= part.Count
	}
	return difference
}

// ByCode finds a figure; nil when the year has none of that code.
func ByCode(figures []Figure, code string) *Figure {
	for i := range figures {
		if figures[i].Code == code {
			return &figures[i]
		}
	}
	return nil
}

// Of is the figure of the code, an empty one when the year has none.
func Of(figures []Figure, code string) Figure {
	if f := ByCode(figures, code); f != nil {
		return *f
	}
	return Figure{Code: code}
}
