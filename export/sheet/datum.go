package sheet

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/measure"
)

type form int

const (
	blankForm form = iota
	textForm
	numberForm
)

// datum is a value as a cell stores it. Dates are numbers (days since 1899-12-30).
type datum struct {
	form form
	text string
	num  float64
}

func textDatum(s string) datum {
	if s == "" {
		return datum{}
	}
	return datum{form: textForm, text: s}
}

// numberDatum stores a number; what is not finite becomes text, because a cell cannot hold it.
func numberDatum(f float64) datum {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return textDatum(NoValue)
	}
	return datum{form: numberForm, num: settle(f)}
}

// settle drops what lies beyond the 15 significant digits Excel keeps, so 0.1+0.2 is stored as 0.3.
func settle(f float64) float64 {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return f + 0 // + 0 turns -0 into 0
	}
	s, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return f
	}
	return s
}

// equal compares as Excel's = does: numbers as numbers, a blank like 0 or "".
func (d datum) equal(o datum) bool {
	switch {
	case d.form == o.form:
		return d == o || d.form == textForm && strings.EqualFold(d.text, o.text)
	case d.form == blankForm:
		return o.form == numberForm && o.num == 0
	case o.form == blankForm:
		return d.form == numberForm && d.num == 0
	}
	return false
}

// cellValue is the value in the type excelize writes without noise.
func (d datum) cellValue() any {
	switch d.form {
	case textForm:
		return d.text
	case numberForm:
		if d.num == math.Trunc(d.num) && math.Abs(d.num) < 1e15 {
			return int64(d.num)
		}
		return d.num
	default:
		return nil
	}
}

// datumOf turns a caller's value into what a column of the kind stores.
func datumOf(kind Kind, v any) datum {
	switch v := v.(type) {
	case nil:
		return datum{}
	case Counted:
		return datumOf(kind, v.Value)
	case string:
		return stringDatum(kind, v)
	case bool:
		if v {
			return textDatum("是")
		}
		return textDatum("否")
	case time.Time:
		return timeDatum(kind, v)
	case fmt.Stringer:
		if isNilPointer(v) {
			return datum{}
		}
		return textDatum(v.String())
	}
	return basicDatum(kind, v)
}

// basicDatum takes values by what they are underneath: named numbers and texts, and pointers to them.
func basicDatum(kind Kind, v any) datum {
	rv := reflect.ValueOf(v)
	switch rv.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return integerDatum(kind, rv.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if u := rv.Uint(); u > math.MaxInt64 {
			return textDatum(strconv.FormatUint(u, 10))
		}
		return integerDatum(kind, int64(rv.Uint()))
	case reflect.Float32, reflect.Float64:
		if kind == Code {
			return textDatum(strconv.FormatFloat(rv.Float(), 'f', -1, 64))
		}
		return numberDatum(rv.Float())
	case reflect.String:
		return stringDatum(kind, rv.String())
	case reflect.Pointer:
		if rv.IsNil() {
			return datum{}
		}
		return datumOf(kind, rv.Elem().Interface())
	}
	return textDatum(fmt.Sprint(v))
}

func isNilPointer(v any) bool {
	rv := reflect.ValueOf(v)
	return rv.Kind() == reflect.Pointer && rv.IsNil()
}

// mostExact is the largest integer a cell holds digit for digit: 15 nines.
const mostExact = 999_999_999_999_999

// integerDatum keeps integers that a cell would round (over 15 digits, such as ID numbers) as text.
func integerDatum(kind Kind, i int64) datum {
	if kind == Code || i > mostExact || i < -mostExact {
		return textDatum(strconv.FormatInt(i, 10))
	}
	return numberDatum(float64(i))
}

func stringDatum(kind Kind, s string) datum {
	if kind == Date {
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return timeDatum(kind, t)
		}
	}
	return textDatum(s)
}

// timeDatum makes a day a serial number in Date columns, and ISO text elsewhere or where Excel has no serial (before March 1900,
// when its calendar holds a day that never was).
func timeDatum(kind Kind, t time.Time) datum {
	if t.IsZero() {
		return datum{}
	}
	if kind != Date || t.Year() < 1900 || t.Year() == 1900 && t.Month() < time.March || t.Year() > 9999 {
		return textDatum(t.Format(time.DateOnly))
	}
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	return numberDatum(math.Round(day.Sub(epoch).Hours() / 24))
}

// show writes a datum the way the cell's number format shows it.
func (d datum) show(kind Kind) string {
	if d.form != numberForm {
		return d.text
	}
	switch kind {
	case Date:
		return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d.num)).Format(time.DateOnly)
	case Int, Serial:
		return thousands(measure.RoundFloat(d.num, 0))
	case Percent:
		return measure.RoundFloat(d.num*100, 2) + "%"
	case Percent1:
		return measure.RoundFloat(d.num*100, 1) + "%"
	case Percent0:
		return measure.RoundFloat(d.num*100, 0) + "%"
	case Decimal1:
		return measure.RoundFloat(d.num, 1)
	case Decimal2:
		return measure.RoundFloat(d.num, 2)
	default:
		return strconv.FormatFloat(d.num, 'f', -1, 64)
	}
}

func thousands(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}
