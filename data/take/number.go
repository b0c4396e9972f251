package take

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

var (
	plainNumber = regexp.MustCompile(`^第?0*(\d{1,5})号?(提案|案|件)?$`)
	yearNumber  = regexp.MustCompile(`^[^\d]{0,8}?[〔\[(【]?(20\d\d)年?[〕\])】]?(?:[-第字_/]|提案)*0*(\d{1,4})号?(提案|案|件)?$`)
	longNumber  = regexp.MustCompile(`^(20\d\d)0*(\d{1,4})$`)
	numberNote  = regexp.MustCompile(`^(.*\d号?)[\[(【〔]((?:主?[并合][入案]?第?\d{0,5}号?|[^\d]{1,6}))[\])】〕]$`)
	namedNumber = regexp.MustCompile(`^(?:\p{Han}{1,12}第|(?i:no)[.:]?)(\d{1,5})号?$`)
	wordNumber  = regexp.MustCompile(`^第?([〇○零一二三四五六七八九十百千]+)号?$`)
)

// readNumber reads a number records are called by, as 12, 第012号, 〔2026〕12号, 20260012 or 12[主并]. The year it is written with is noted.
func (im *Import) readNumber(f *record.Field, t *taking) (string, error) {
	row := t.row
	text := row.Text(f.Key)
	bare := squeezed(text)
	if m := numberNote.FindStringSubmatch(bare); m != nil {
		im.odd.note(fmt.Sprintf("「%s」一栏带有记号，只取了数字", row.Header(f.Key)), lineOf(row, text))
		bare = m[1]
	}
	year, number := splitNumber(bare)
	if number == "" {
		n, err := row.Int(f.Key)
		if err != nil {
			return "", store.Refuse(store.CodeInvalid, "%s「%s」不对，应为 12 这样的数字。", row.Header(f.Key), text)
		}
		number = record.WholeNumber(n)
	}
	if err := record.CheckWhole(record.CountOf(number), 1); err != nil {
		return "", store.Refuse(store.CodeInvalid, "%s「%s」不对，%s。", row.Header(f.Key), text, err)
	}
	if f.Key == "number" {
		t.numberYear = record.CountOf(year)
	}
	return number, nil
}

// splitNumber is the number in squeezed text, and the year it is written with; "" for what is no such number.
func splitNumber(bare string) (year, number string) {
	if m := longNumber.FindStringSubmatch(bare); m != nil && len(bare) >= len("2026001") {
		return m[1], m[2]
	}
	if m := plainNumber.FindStringSubmatch(bare); m != nil {
		return "", m[1]
	}
	if m := yearNumber.FindStringSubmatch(bare); m != nil {
		return m[1], m[2]
	}
	if m := namedNumber.FindStringSubmatch(bare); m != nil {
		return "", strings.TrimLeft(m[1], "0")
	}
	if m := wordNumber.FindStringSubmatch(bare); m != nil {
		if n, ok := zh.ParseNumber(m[1]); ok {
			return "", strconv.Itoa(n)
		}
	}
	return "", ""
}

// numberPlace is the place of a row whose number is written with a year, 0 for none. What else says the year must agree with it.
func (im *Import) numberPlace(y *years, p *place, year int, values record.Values) (*place, error) {
	if year == 0 || !yearly(im.Kind) {
		return p, nil
	}
	says := y.screen
	scope, own := im.ownScope(y, values)
	switch {
	case own && values["year"] != "":
		says = record.CountOf(values["year"])
	case own:
		says = scope.Year
	case p.named:
		says = p.scope.Year
	case year != y.screen:
		other := &place{scope: p.scope}
		return other, y.takeYear(other, year, "案号")
	}
	if says != 0 && says != year {
		return p, store.Refuse(store.CodeInvalid, "案号写的是 %d 年，这一行是 %d 年的；请改成一致后再导入。", year, says)
	}
	return p, nil
}
