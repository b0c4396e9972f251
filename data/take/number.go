package take

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

var (
	plainNumber  = regexp.MustCompile(`^第?0*(\d{1,5})号?(提案|案|件)?$`)
	yearNumber   = regexp.MustCompile(`^[^\d]{0,8}?[〔\[(【]?(20\d\d)年?[〕\])】]?(?:[-第字_/]|提案)*0*(\d{1,4})号?(提案|案|件)?$`)
	longNumber   = regexp.MustCompile(`^(20\d\d)0*(\d{1,4})$`)
	numberNote   = regexp.MustCompile(`^(.*\d号?)[\[(【〔]((?:主?[并合][入案]?第?\d{0,5}号?|[^\d]{1,6}))[\])】〕]$`)
	namedNumber  = regexp.MustCompile(`^(?:\p{Han}{1,12}第|(?i:no)[.:]?)(\d{1,5})号?$`)
	wordNumber   = regexp.MustCompile(`^第?([〇○零一二三四五六七八九十百千]+)号?$`)
	counted      = regexp.MustCompile(`(?:^|[^第\d])\d{1,5}(件|条|份|项|人|名)[)\]]?$`)
	partedDigits = regexp.MustCompile(`[0-9]\s+[0-9]`)
)

// readNumber reads a number records are called by, as 12, 第012号, 〔2026〕12号, 20260012 or 12[主并]. The year it is written with is noted.
func (im *Import) readNumber(f *record.Field, t *taking) (string, error) {
	row := t.row
	text := row.Text(f.Key)
	bare := squeezed(text)
	if counted.MatchString(narrowed(bare)) {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，像是数目，不是编号；是分组或合计的请删去这一行，再导入。", row.Header(f.Key), text)
	}
	if m := numberNote.FindStringSubmatch(bare); m != nil {
		if f.Key != "number" || !im.merges() || !mergedNote.MatchString(m[2]) {
			im.odd.note(fmt.Sprintf("「%s」一栏带有记号，只取了数字", row.Header(f.Key)), lineOf(row, text))
		}
		bare = m[1]
	}
	parted := partedDigits.MatchString(width.Narrow.String(text)) // 2 3 are two numbers
	if parted {
		bare = text
	}
	year, number := splitNumber(bare)
	if parted || number == "" {
		var err error
		if year, number, err = im.calledNumber(f, row, bare, parted); err != nil || number == "" {
			return text, err
		}
	}
	if err := record.CheckWhole(record.CountOf(number), 1); err != nil {
		return "", store.Refuse(store.CodeInvalid, "%s「%s」不对，%s。", row.Header(f.Key), text, err)
	}
	if f.Key != "number" && !f.OneNumber {
		return number, nil
	}
	return number, im.noteNumberYear(f, t, record.CountOf(year))
}

// calledNumber reads a number written in no form of its own, bare where marks were cut off; parted is whether it has digits apart from each other. Text of
// a field that asks for a record's number, and has none, is left to the kind: number is "".
func (im *Import) calledNumber(f *record.Field, row intake.Row, bare string, parted bool) (year, number string, err error) {
	text := row.Text(f.Key)
	if !f.OneNumber && !parted {
		if n, err := row.Int(f.Key); err == nil {
			return "", record.WholeNumber(n), nil
		}
	}
	y, n, several := record.CalledNumber(bare)
	switch {
	case several:
		return "", "", record.RefuseSeveralNumbers(row.Header(f.Key), text)
	case !f.OneNumber:
		return "", "", store.Refuse(store.CodeInvalid, "%s「%s」不对，应为 12 这样的数字。", row.Header(f.Key), text)
	case n == 0:
		return "", "", nil
	case y == 0:
		return "", record.WholeNumber(n), nil
	}
	return record.WholeNumber(y), record.WholeNumber(n), nil
}

// noteNumberYear notes the year a number of the row is written with, 0 for none. All its numbers are of one year.
func (im *Import) noteNumberYear(f *record.Field, t *taking, year int) error {
	header := t.row.Header(f.Key)
	switch {
	case year == 0:
		return nil
	case !yearly(im.Kind):
		return store.Refuse(store.CodeInvalid, "%s「%s」写了年份，这一栏只写 12 这样的数字。", header, t.row.Text(f.Key))
	case t.numberYear != 0 && t.numberYear != year:
		return store.Refuse(store.CodeInvalid, "%s写的是 %d 年，%s写的是 %d 年；请改成一致后再导入。", t.numberHeader, t.numberYear, header, year)
	}
	t.numberYear, t.numberHeader = year, header
	return nil
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
func (im *Import) numberPlace(y *years, p *place, t *taking) (*place, error) {
	year, values := t.numberYear, t.values
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
		return other, y.takeYear(other, year, t.numberHeader, t.numberHeader)
	}
	if says != 0 && says != year {
		return p, store.Refuse(store.CodeInvalid, "%s写的是 %d 年，这一行是 %d 年的；请改成一致后再导入。", t.numberHeader, year, says)
	}
	return p, nil
}
