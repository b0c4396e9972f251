package record

import (
	"strconv"
	"strings"

	"cppccdesk/data/store"
)

func WholeNumber(n int) string { return strconv.Itoa(n) }

// Yes reads a 是/否 value.
func Yes(text string) bool { return text == "是" }

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

// CoarserDate reports whether the date taken, YYYY-MM, is the month of the stored day.
func CoarserDate(stored, taken string) bool {
	return len(taken) == len("2006-01") && strings.HasPrefix(stored, taken+"-")
}

// CountOf reads a canonical whole number; empty is 0.
func CountOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
