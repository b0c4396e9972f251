package record

import (
	"maps"
	"strconv"

	"cppccdesk/data/store"
)

func WholeNumber(n int) string { return strconv.Itoa(n) }

// Pick copies the spoken-of keys of v into columns of the same name.
func (v Values) Pick(keys ...string) store.Columns {
	row := store.Columns{}
	for _, key := range keys {
		if value, ok := v[key]; ok {
			row[key] = value
		}
	}
	return row
}

// Filled is a copy without the values that are empty.
func (v Values) Filled() Values {
	filled := maps.Clone(v)
	maps.DeleteFunc(filled, func(_, text string) bool { return text == "" })
	return filled
}
