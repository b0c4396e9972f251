package fold

import (
	"cmp"
	"slices"
)

// NameOrder is an order of the people on a list.
type NameOrder string

// The orders of names, in the words by which the office chooses them.
const (
	AsListed  NameOrder = "按名册次序"
	ByStrokes NameOrder = "按姓氏笔画"
	BySound   NameOrder = "按姓名音序"
)

// NameOrders are all orders of names.
func NameOrders() []NameOrder { return []NameOrder{AsListed, ByStrokes, BySound} }

// Key is what names are compared by, bytewise; "" for every name where a list stays as it is.
func (o NameOrder) Key(name string) string {
	switch o {
	case ByStrokes:
		return StrokeKey(name)
	case BySound:
		return SortKey(name)
	default:
		return ""
	}
}

// Note says on a paper in which order its people are, "" where a list stays as it is.
func (o NameOrder) Note() string {
	switch o {
	case ByStrokes:
		return "人员以姓氏笔画为序。"
	case BySound:
		return "人员以姓名音序排列。"
	default:
		return ""
	}
}

// SortNames puts a list in an order of its names; those of one name stay as they were.
func SortNames[T any](o NameOrder, list []T, name func(T) string) {
	if o != ByStrokes && o != BySound {
		return
	}
	keys := map[string]string{}
	key := func(item T) string {
		n := name(item)
		k, ok := keys[n]
		if !ok {
			k = o.Key(n)
			keys[n] = k
		}
		return k
	}
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
}
