package intake

import (
	"slices"
	"strings"
)

// mask is what a number format writes around the digits of a number, and between them: YL of "YL"0000, 件 of 0"件", the hyphen of 0000-0000000.
type mask struct {
	lead, tail string
	between    []rune // the digits, as 0, with what is between them; empty: nothing is
}

// maskOf is the mask of a section. Signs of currency are not part of what a cell says.
func maskOf(marks []formatMark) (m mask) {
	first := slices.IndexFunc(marks, formatMark.digit)
	if first < 0 {
		return mask{}
	}
	last := len(marks) - 1
	for !marks[last].digit() {
		last--
	}
	m.lead, m.tail = strings.TrimLeft(written(marks[:first]), " "), strings.TrimRight(written(marks[last+1:]), " ")
	within := marks[first : last+1]
	if slices.ContainsFunc(within, func(m formatMark) bool { return !m.digit() }) && !strings.ContainsAny(written(within), "#.,") {
		m.between = []rune(written(within))
	}
	return m
}

// digit reports whether it stands for a digit, or a mark between digits.
func (m formatMark) digit() bool { return !m.said && strings.ContainsRune("0#.,", m.rune) }

func written(marks []formatMark) string {
	var out strings.Builder
	for _, m := range marks {
		if m.said || !strings.ContainsRune("$¥￥", m.rune) {
			out.WriteRune(m.rune)
		}
	}
	return out.String()
}

// over lays the mask over a number as it is shown otherwise.
func (m mask) over(text string) string {
	if len(m.between) == 0 {
		return m.lead + text + m.tail
	}
	out, left := []rune{}, []rune(text)
	for _, r := range slices.Backward(m.between) {
		switch {
		case r != '0':
			out = append(out, r)
		case len(left) > 0:
			out, left = append(out, left[len(left)-1]), left[:len(left)-1]
		default:
			out = append(out, '0')
		}
	}
	slices.Reverse(out)
	return m.lead + string(left) + string(out) + m.tail
}
