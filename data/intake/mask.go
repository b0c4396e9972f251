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

// formatMark is a character of a number format: one for a digit, or one that is written as it is.
type formatMark struct {
	rune

	digit bool
}

// formatMarks reads the first section of a format code. Signs of currency, fill and alignment are not part of what a cell says.
func formatMarks(code string) (marks []formatMark) {
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case ';':
			return marks
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
				marks = append(marks, formatMark{rune: runes[i]})
			}
		case '\\':
			if i++; i < len(runes) {
				marks = append(marks, formatMark{rune: runes[i]})
			}
		case '_', '*':
			i++
		case '[':
			for i++; i < len(runes) && runes[i] != ']'; i++ {
				continue
			}
		case '0', '#', '.', ',':
			marks = append(marks, formatMark{r, true})
		case '$', '¥', '￥':
		default:
			marks = append(marks, formatMark{rune: r})
		}
	}
	return marks
}

func maskOf(code string) (m mask) {
	marks := formatMarks(code)
	isDigit := func(m formatMark) bool { return m.digit }
	first := slices.IndexFunc(marks, isDigit)
	if first < 0 {
		return mask{}
	}
	last := len(marks) - 1
	for !marks[last].digit {
		last--
	}
	m.lead, m.tail = strings.TrimLeft(written(marks[:first]), " "), strings.TrimRight(written(marks[last+1:]), " ")
	within := marks[first : last+1]
	if slices.IndexFunc(within, func(m formatMark) bool { return !m.digit }) >= 0 && !strings.ContainsAny(written(within), "#.,") {
		m.between = []rune(written(within))
	}
	return m
}

func written(marks []formatMark) string {
	var out strings.Builder
	for _, m := range marks {
		out.WriteRune(m.rune)
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
