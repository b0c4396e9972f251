package record

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
)

// Whole is a whole number from Min to MaxNumber. One from 1 on is a number that things are called or counted by, which sheets also write as 第012号.
type Whole struct {
	plain
	Min int
	Of  string // what it counts, which a cell may say behind it: 18人
}

// Counted reports whether the field is a number that records are called by, or count.
func (f *Field) Counted() bool {
	whole, ok := f.Typed().(Whole)
	return ok && whole.Min > 0
}

// Parse implements Type.
func (t Whole) Parse(text string) (string, error) {
	n, err := strconv.Atoi(width.Narrow.String(text))
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return "", errors.New("应为整数，如 12")
	}
	if err := CheckWhole(n, t.Min); err != nil {
		return "", err
	}
	return strconv.Itoa(n), nil
}

// Cell implements Type.
func (t Whole) Cell(row intake.Row, key string) (string, error) {
	if row.Text(key) == "" {
		return "", nil
	}
	if number, said := strings.CutSuffix(intake.Squeeze(row.Text(key)), t.Of); said && t.Of != "" {
		if value, err := t.Parse(number); err == nil {
			return value, nil
		}
	}
	n, err := row.Int(key)
	if err != nil {
		return "", err
	}
	if fault := CheckWhole(n, t.Min); fault != nil {
		return "", refuseCell(row, key, row.Text(key), fault)
	}
	return WholeNumber(n), nil
}

// Sheet implements Type.
func (Whole) Sheet() intake.Kind { return intake.KindInt }

// SQL implements Type; 0 is kept for none.
func (Whole) SQL(expr string) string {
	return "CASE WHEN COALESCE(" + expr + ", 0) = 0 THEN '' ELSE CAST(" + expr + " AS TEXT) END"
}

// Stored implements Type.
func (Whole) Stored(value string) any { return CountOf(value) }

// Order implements Type: by value, what has none last.
func (Whole) Order(value string) string {
	n, err := strconv.Atoi(value)
	if err != nil {
		n = 1 << 30
	}
	return fmt.Sprintf("%010d", n)
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

// Decimal is a number in plain decimal, as 87.25.
type Decimal struct {
	plain
	Read func(string) (string, error) // Parse; nil: any number is as it should be
	Full []string                     // for points: the full marks they may be of, in plain decimal

	Weight string // of points in per cent, in plain decimal; "" for none, or where they have several

	Named func(text string) (value string, ok bool) // of a text that is a name for a number, or stays one; nil: none is

	Digits bool // cells are written as digits and a point, without a sign or an exponent
}

// Parse implements Type.
func (t Decimal) Parse(text string) (string, error) {
	if t.Read != nil {
		return t.Read(text)
	}
	value, ok := intake.ParseDecimal(text)
	if !ok {
		return "", errors.New("应为数字，如 87.5")
	}
	return value, nil
}

// Cell implements Type: a number is not what its cell shows of it.
func (t Decimal) Cell(row intake.Row, key string) (string, error) {
	text := row.Text(key)
	if value, ok := t.named(text); ok {
		return value, nil
	}
	exact, err := t.exact(row, key)
	if err != nil && t.Named != nil && t.Read != nil {
		_, why := t.Read(intake.Squeeze(text)) // says which names there are
		return "", refuseCell(row, key, text, cmp.Or(why, err))
	}
	if err == nil && t.Digits && !asDigits(row.Cells[key]) {
		return "", refuseCell(row, key, text, errors.New("请改写成 87.25 这样的数字，不写正负号、科学计数或千位分隔"))
	}
	if err == nil && text != "" && len(t.Full) > 0 {
		err = t.ofScale(row, key, exact)
	}
	if err != nil || text == "" || t.Read == nil {
		return exact, err
	}
	value, err := t.Read(exact)
	if err != nil {
		return "", refuseCell(row, key, exact, err)
	}
	return value, nil
}

// named is the number that a text is a name for.
func (t Decimal) named(text string) (string, bool) {
	if t.Named == nil || text == "" || strings.ContainsAny(text, "%％") {
		return "", false
	}
	return t.Named(intake.Squeeze(text))
}

// exact is the number of a cell; points may have 分 behind them: 95分.
func (t Decimal) exact(row intake.Row, key string) (string, error) {
	if points, said := strings.CutSuffix(intake.Squeeze(row.Text(key)), "分"); said && len(t.Full) > 0 {
		if value, ok := intake.ParseDecimal(points); ok {
			return value, nil
		}
	}
	return row.Decimal(key)
}

// asDigits reports whether a cell is written as a plain number; a per cent sign is for the scale to judge. How a number of a workbook is rounded for
// showing says nothing.
func asDigits(c intake.Cell) bool {
	text := strings.TrimSuffix(strings.TrimSuffix(intake.Squeeze(c.String()), "分"), "%")
	if c.Type == intake.CellNumber {
		return !strings.ContainsAny(text, "Ee") && !strings.HasPrefix(text, "-0")
	}
	return strings.Trim(text, "0123456789.") == ""
}

// ofScale refuses points that may be of another scale than the full mark, by how their cell and its heading are written.
func (t Decimal) ofScale(row intake.Row, key, exact string) error {
	full := strings.Join(t.Full, " 或 ")
	mark, percent := row.FullMark(key)
	switch {
	case strings.ContainsAny(row.Text(key), "%％"):
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，是百分数，看不出是多少分；请改写成满分 %s 分的分数，再导入。", row.Header(key), row.Text(key), full)
	case mark == "" || slices.Contains(t.Full, mark):
		return nil
	case !percent:
		return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，表格里写的满分是 %s 分，评分方案的满分是 %s 分；请换算成满分 %s 分的分数，并改正表格里写的满分，再导入。",
			row.Header(key), row.Text(key), mark, full, full)
	}
	if !withinWeight(exact, mark) {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，不超过标题里的权重 %s，看不出是满分 %s 分的分数，还是已按权重折算；请写成满分 %s 分的分数，并删去标题里的权重，再导入。",
		row.Header(key), row.Text(key), mark, full, full)
}

// withinWeight reports whether points above 0 may be counted by a weight already. What is no number is for its reader to refuse.
func withinWeight(points, weight string) bool {
	p, err := decimal.NewFromString(points)
	if err != nil {
		return false
	}
	w, err := decimal.NewFromString(weight)
	return err == nil && p.IsPositive() && p.LessThanOrEqual(w)
}

// Sheet implements Type.
func (Decimal) Sheet() intake.Kind { return intake.KindDecimal }

// Order implements Type: by value, what has none last.
func (Decimal) Order(value string) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		n = math.Inf(1)
	}
	bits := math.Float64bits(n)
	if n < 0 {
		bits = ^bits
	} else {
		bits |= 1 << 63
	}
	return fmt.Sprintf("%016x", bits)
}
