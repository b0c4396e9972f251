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

// maskOf reads the first section of a format code. Signs of currency, fill and alignment are not part of what a cell says.
func maskOf(code string) mask {
	type mark struct {
		r     rune
		digit bool
	}
	var marks []mark
	runes := []rune(code)
scan:
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case ';':
			break scan
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
				marks = append(marks, mark{r: runes[i]})
			}
		case '\\':
			if i++; i < len(runes) {
				marks = append(marks, mark{r: runes[i]})
			}
		case '_', '*':
			i++
		case '[':
			for i++; i < len(runes) && runes[i] != ']'; i++ {
				continue
			}
		case '0', '#', '.', ',':
			marks = append(marks, mark{r, true})
		case '$', '¥', '￥':
		default:
			marks = append(marks, mark{r: r})
		}
	}
	first := slices.IndexFunc(marks, func(m mark) bool { return m.digit })
	if first < 0 {
		return mask{}
	}
	last := first
	for i, m := range marks {
		if m.digit {
			last = i
		}
	}
	var m mask
	inside := false
	for i, k := range marks {
		switch {
		case i < first:
			m.lead += string(k.r)
		case i > last:
			m.tail += string(k.r)
		default:
			inside = inside || !k.digit
			m.between = append(m.between, k.r)
		}
	}
	m.lead, m.tail = strings.TrimLeft(m.lead, " "), strings.TrimRight(m.tail, " ")
	if !inside || slices.ContainsFunc(m.between, func(r rune) bool { return strings.ContainsRune("#.,", r) }) {
		m.between = nil
	}
	return m
}

// over lays the mask over a number as it is shown otherwise.
func (m mask) over(text string) string {
	if len(m.between) == 0 {
		return m.lead + text + m.tail
	}
	out, left := []rune{}, []rune(text)
	for i := len(m.between) - 1; i >= 0; i-- {
		switch {
		case m.between[i] != '0':
			out = append(out, m.between[i])
		case len(left) > 0:
			out, left = append(out, left[len(left)-1]), left[:len(left)-1]
		default:
			out = append(out, '0')
		}
	}
	slices.Reverse(out)
	return m.lead + string(left) + string(out) + m.tail
}
