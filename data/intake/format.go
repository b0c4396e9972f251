package intake

import (
	"math"
	"strconv"
	"strings"
)

// format is a number format as far as reading cells needs it. A nil format is General.
type format struct {
	code     string
	date     bool // shows a day
	clock    bool // shows a time of day
	percent  bool
	plain    bool // General or text: the number is shown by its own digits
	decimals int
	pad      int  // least digits before the point: 3 for 000
	month    bool // a date that shows no day
	mask     mask
	date1904 bool
}

func (f *format) isDate() bool { return f != nil && f.date }

func (f *format) general() bool { return f == nil || f.plain }

// builtinFormats are the codes that ECMA-376 part 1, 18.8.30 gives to format numbers files need not define; those that
// only differ by locale stand for "a date" or "a time".
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
	21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日",
	32: "h时mm分", 33: "h时mm分ss秒", 34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 37: "#,##0", 38: "#,##0",
	39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒",
	57: "yyyy年m月", 58: "m月d日",
}

// newFormat classifies a format code; General gives nil.
func newFormat(code string, date1904 bool) *format {
	marks := firstSection(code)
	section := bare(marks)
	lower := strings.ToLower(section)
	if lower == "" || strings.HasPrefix(lower, "general") || strings.HasPrefix(lower, "g/通用格式") {
		return nil
	}
	f := &format{code: code, date1904: date1904, plain: section == "@"}
	letters := strings.ReplaceAll(strings.ReplaceAll(lower, "am/pm", "h"), "a/p", "h")
	f.clock = strings.ContainsAny(letters, "hs")
	f.date = strings.ContainsAny(letters, "yd") || (strings.Contains(letters, "m") && !f.clock)
	if f.date || f.clock {
		f.clock = f.clock || !f.date
		f.month = !f.clock && dayless(letters)
		return f
	}
	f.percent = strings.Contains(section, "%")
	whole, fraction, _ := strings.Cut(section, ".")
	f.pad = strings.Count(whole, "0")
	f.decimals = strings.Count(fraction, "0") + strings.Count(fraction, "#")
	f.plain = f.plain || strings.ContainsAny(section, "eE?/") || !strings.ContainsAny(section, "0#")
	f.mask = maskOf(marks)
	return f
}

// dayless reports whether the letters of a format show a year and a month and no day.
func dayless(letters string) bool {
	return strings.Contains(letters, "y") && strings.Contains(letters, "m") && !strings.Contains(letters, "d")
}

// formatMark is a character of a format code; one that was quoted or escaped is written as it is.
type formatMark struct {
	rune

	said bool
}

// firstSection reads the first section of a format code, without fill marks and what stands in brackets. Elapsed hours, minutes and seconds are an h.
func firstSection(code string) (marks []formatMark) {
	runes := []rune(code)
	for i := 0; i < len(runes); i++ {
		switch runes[i] {
		case ';':
			return marks
		case '"':
			for i++; i < len(runes) && runes[i] != '"'; i++ {
				marks = append(marks, formatMark{runes[i], true})
			}
		case '\\':
			if i++; i < len(runes) {
				marks = append(marks, formatMark{runes[i], true})
			}
		case '_', '*':
			i++
		case '[':
			var inside strings.Builder
			for i++; i < len(runes) && runes[i] != ']'; i++ {
				inside.WriteRune(runes[i])
			}
			if inside.Len() > 0 && strings.Trim(inside.String(), "hmsHMS") == "" {
				marks = append(marks, formatMark{rune: 'h'})
			}
		default:
			marks = append(marks, formatMark{rune: runes[i]})
		}
	}
	return marks
}

// bare is a section without what is quoted or escaped.
func bare(marks []formatMark) string {
	var out strings.Builder
	for _, m := range marks {
		if !m.said {
			out.WriteRune(m.rune)
		}
	}
	return out.String()
}

// show writes a stored number as the format shows it, as far as that matters to a reader of tables: dates in ISO
// form, decimals and leading zeros as formatted.
func (f *format) show(raw string) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return raw
	}
	if f == nil || f.plain {
		return plainNumber(n)
	}
	if f.date {
		return f.showDate(n, raw)
	}
	if f.clock {
		return clockOf(n)
	}
	if f.percent {
		return fixed(n*100, f.decimals) + "%"
	}
	text := fixed(n, f.decimals)
	whole, _, _ := strings.Cut(text, ".")
	if short := f.pad - len(whole); short > 0 && n >= 0 && f.pad <= 20 {
		text = strings.Repeat("0", short) + text
	}
	if n < 0 {
		return text
	}
	return f.mask.over(text)
}

// fixed rounds halves away from zero as Excel does, on the 15 digits it keeps.
func fixed(n float64, decimals int) string {
	decimals = min(decimals, 15)
	if scaled := n * math.Pow10(decimals); math.Abs(scaled) < 1e15 {
		if kept, err := strconv.ParseFloat(strconv.FormatFloat(scaled, 'g', 15, 64), 64); err == nil {
			n = math.Round(kept) / math.Pow10(decimals)
		}
	}
	return strconv.FormatFloat(n, 'f', decimals, 64)
}

func (f *format) showDate(n float64, raw string) string {
	date, err := f.dateOf(n, f.date1904)
	if err != nil {
		return raw
	}
	if f.clock && n != math.Trunc(n) {
		return date.String() + " " + clockOf(n)
	}
	return date.String()
}

// dateOf is the date of a stored number. One that is shown without its day, which is the first, is a month: Excel stores 1980年11月 so.
func (f *format) dateOf(n float64, date1904 bool) (Date, error) {
	date, err := serialDate(n, date1904)
	if err == nil && f.month && date.Day == 1 {
		date.Day = 0
	}
	return date, err
}

func clockOf(n float64) string {
	seconds := int(math.Round((n-math.Floor(n))*86400)) % 86400
	return strconv.Itoa(100 + seconds/3600)[1:] + ":" + strconv.Itoa(100 + seconds/60%60)[1:] + ":" +
		strconv.Itoa(100 + seconds%60)[1:]
}

// plainNumber writes a number with the 15 digits Excel keeps, so that 0.1+0.2 reads 0.3; huge ones with an exponent.
func plainNumber(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatInt(int64(n), 10)
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	if abs := math.Abs(rounded); abs >= 1e21 || abs < 1e-9 {
		return strconv.FormatFloat(rounded, 'G', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
