package sheet

import (
	"fmt"
	"strings"
)

// NoValue is what a rate without a denominator, or a mean of nothing, shows.
const NoValue = "—"

// What an Agree column shows.
const (
	Agreed    = "一致"
	Disagreed = "不一致"
)

type calcKind int

const (
	noCalc calcKind = iota
	calcSum
	calcRatio
	calcAgree
)

// Calc is a live formula over other columns of the same row. The zero Calc means the column holds plain values.
type Calc struct {
	kind     calcKind
	num, den []string
}

// SumOf adds columns. A key that begins with - is subtracted.
func SumOf(keys ...string) Calc { return Calc{kind: calcSum, num: keys} }

// Ratio divides the sum of num by the sum of den; a key that begins with - is subtracted. With a denominator of 0 it shows NoValue.
func Ratio(num, den []string) Calc { return Calc{kind: calcRatio, num: num, den: den} }

// Agree compares two columns and shows Agreed or Disagreed.
func Agree(a, b string) Calc { return Calc{kind: calcAgree, num: []string{a}, den: []string{b}} }

// operands lists the keys the formula reads, signs removed.
func (c Calc) operands() []string {
	var keys []string
	for _, k := range append(append([]string{}, c.num...), c.den...) {
		keys = append(keys, strings.TrimPrefix(k, "-"))
	}
	return keys
}

// incomplete reports a formula without the operands its kind needs.
func (c Calc) incomplete() bool {
	return c.kind != noCalc && len(c.num) == 0 || c.kind == calcRatio && len(c.den) == 0
}

// line is one row of cells seen by a formula: where each column stands and what it holds.
type line struct {
	ref    func(key string) string // D5
	value  func(key string) datum
	texted func(key string) bool // the column holds text somewhere, so + on it may fail in Excel
}

// over writes the formula for one row and works out the value to store with it.
func (c Calc) over(l line) (formula string, value datum) {
	switch c.kind {
	case calcSum:
		return l.expr(c.num), numberDatum(l.sum(c.num))
	case calcRatio:
		num, den := l.expr(c.num), l.expr(c.den)
		formula = fmt.Sprintf(`IF(%s=0,"%s",%s/%s)`, den, NoValue, bracket(num), bracket(den))
		d := l.sum(c.den)
		if d == 0 {
			return formula, textDatum(NoValue)
		}
		return formula, numberDatum(l.sum(c.num) / d)
	case calcAgree:
		a, b := c.num[0], c.den[0]
		formula = fmt.Sprintf(`IF(%s=%s,"%s","%s")`, l.ref(a), l.ref(b), Agreed, Disagreed)
		if l.value(a).equal(l.value(b)) {
			return formula, textDatum(Agreed)
		}
		return formula, textDatum(Disagreed)
	default:
		return "", datum{}
	}
}

func meanFormula(refs string) string {
	return fmt.Sprintf(`IF(COUNT(%s)=0,"%s",AVERAGE(%s))`, refs, NoValue, refs)
}

func meanOf(values []datum) datum {
	var sum float64
	n := 0
	for _, v := range values {
		if v.form == numberForm {
			sum += v.num
			n++
		}
	}
	if n == 0 {
		return textDatum(NoValue)
	}
	return numberDatum(settle(sum) / float64(n))
}

// expr writes keys as a sum: D5+E5-F5. A column that holds text somewhere is read through SUM, which counts text as nothing where
// + would give #VALUE!.
func (l line) expr(keys []string) string {
	var b strings.Builder
	for i, k := range keys {
		name, minus := strings.CutPrefix(k, "-")
		switch {
		case minus:
			b.WriteByte('-')
		case i > 0:
			b.WriteByte('+')
		}
		if l.texted(name) {
			b.WriteString("SUM(" + l.ref(name) + ")")
		} else {
			b.WriteString(l.ref(name))
		}
	}
	return b.String()
}

func (l line) sum(keys []string) float64 {
	var sum float64
	for _, k := range keys {
		name, minus := strings.CutPrefix(k, "-")
		v := l.value(name)
		if v.form != numberForm {
			continue
		}
		if minus {
			sum -= v.num
		} else {
			sum += v.num
		}
	}
	return settle(sum)
}

func bracket(expr string) string {
	if strings.ContainsAny(expr, "+-") {
		return "(" + expr + ")"
	}
	return expr
}
