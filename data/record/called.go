package record

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

var (
	belowZero   = regexp.MustCompile(`^\s*[-−－][\s0-9]*$`)
	wholeAsPart = regexp.MustCompile(`^\s*([0-9]+)\.0+\s*$`)
	yearAhead   = regexp.MustCompile(`^[^0-9]{0,16}?(20[0-9]{2})\s*(?:年度?[〕\])】]?|[〕\])】]|[-字_/])(.*[0-9一二三四五六七八九十].*)$`)
	digitRun    = regexp.MustCompile(`[0-9]+`)
	wordRun     = regexp.MustCompile(`第?[一二三四五六七八九十百千零〇]+`)
	joinedRuns  = regexp.MustCompile(`[0-9一二三四五六七八九十][组号案件]?[、,;/\\和与及至到~—–-]+第?[0-9一二三四五六七八九十]`)
)

// CalledNumber reads the one number that text calls a record by, as 012, 第3组, 三, 第十二监督小组 or 〔2026〕12号, with the year it is written with, 0
// for none. several is whether it has more than one number, or a range; n is then 0, as it is without a number and for one below 1.
func CalledNumber(text string) (year, n int, several bool) {
	text = strings.ReplaceAll(width.Narrow.String(text), "\n", " ")
	if belowZero.MatchString(text) {
		return 0, 0, false
	}
	if m := wholeAsPart.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if m := yearAhead.FindStringSubmatch(text); m != nil {
		year, text = CountOf(m[1]), m[2]
	}
	digits := digitRun.FindAllString(text, -1)
	words := wordRun.FindAllString(text, -1)
	switch {
	case len(digits) > 1 || joinedRuns.MatchString(text):
		return year, 0, true
	case len(digits) == 1 && len(digits[0]) > 9: // too many
		return year, 0, false
	case len(digits) == 1:
		n, err := strconv.Atoi(digits[0])
		if err != nil {
			return year, 0, false
		}
		return year, n, false
	case len(words) == 0:
		return year, 0, false
	}
	last := words[len(words)-1]
	if len(words) > 1 && (!strings.HasPrefix(last, "第") || strings.Count(text, "第") > 1) { // 统一战线第三组 has one
		return year, 0, true
	}
	return year, zh.ParseOrdinal(strings.TrimPrefix(last, "第")), false
}

// PlainNumber is the number of CalledNumber, whatever its year.
func PlainNumber(text string) int {
	_, n, _ := CalledNumber(text)
	return n
}

// RefuseSeveralNumbers refuses text of the field called title that has several numbers where one is asked for.
func RefuseSeveralNumbers(title, text string) error {
	return store.Refuse(store.CodeInvalid, "%s「%s」不对，一格里写了几个号，请分成几行，一行一个，应为 12 这样的数字。", title, text)
}

// CanonicalNumber rewrites a number said as 第3组, 3组, 三 or 012 in v as plain digits; other text stays for Save to refuse.
func CanonicalNumber(v Values, key string) {
	if n := PlainNumber(v[key]); n > 0 {
		v[key] = strconv.Itoa(n)
	}
}
