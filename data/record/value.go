package record

import (
	"errors"
	"fmt"
	"math"
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

// MaxNumber is the largest whole number of a record, be it a 案号, a group, a rank or a count.
const MaxNumber = 99999

// CheckWhole says what is wrong with a whole number that is to be least or more, in words that follow 「案号」一栏为「…」,.
func CheckWhole(n, least int) error {
	switch {
	case n < least:
		return fmt.Errorf("应为 %d 以上的整数，如 12", least)
	case n > MaxNumber:
		return fmt.Errorf("太大，最大是 %d", MaxNumber)
	}
	return nil
}

// ParseCounted reads what was said of the field called title as a number from 1 on.
func ParseCounted(title, text string) (int, error) {
	n, err := strconv.Atoi(text)
	switch {
	case errors.Is(err, strconv.ErrRange):
		err = CheckWhole(n, math.MinInt)
	case err != nil:
		err = errors.New("应为 1、2、3 这样的数字")
	default:
		err = CheckWhole(n, 1)
	}
	if err != nil {
		return 0, store.Refuse(store.CodeInvalid, "%s「%s」不对，%s。", title, text, err)
	}
	return n, nil
}

// CountOf reads a canonical whole number; empty is 0.
func CountOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
