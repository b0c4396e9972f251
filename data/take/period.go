package take

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// monthsText are two months in a cell: 2026.2—2026.12, 2026年3月至12月.
var monthsText = regexp.MustCompile(`^(\d{4})[年./-](\d{1,2})月?[—–－~～至到-]+(?:(\d{4})[年./-])?(\d{1,2})月?止?$`)

// readPeriod reads the first and the last day or month of a cell such as that of 聘期; the last is the value of the field Until. failed is why the cell
// is no one date.
func (im *Import) readPeriod(f *record.Field, t *taking, failed error) (string, error) {
	text, header, until := t.row.Text(f.Key), t.row.Header(f.Key), im.Kind.Field(f.Until)
	from, to := months(squeezed(text))
	if first, last, ok := intake.ParseDays(text, 0); ok {
		from, to = first.String(), last.String()
	}
	if from == "" {
		if strings.HasSuffix(header, "期") && header != f.Title && !strings.HasSuffix(header, "日期") {
			return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，应写起止日期，如 2026-03-01 至 2027-02-28，或分成「%s」「%s」两栏。", header, text, f.Title, until.Title)
		}
		return "", failed
	}
	if told := t.row.Text(until.Key); told != "" {
		last, err := until.Typed().Cell(t.row, until.Key)
		if err == nil && last != "" && last != to {
			return "", store.Refuse(store.CodeConflict, "「%s」一栏为「%s」，「%s」一栏却是「%s」，请核对。", header, text, t.row.Header(until.Key), told)
		}
	}
	t.values[until.Key] = to
	return from, nil
}

// months are the two months of a text, "" when it is not that.
func months(text string) (from, to string) {
	m := monthsText.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	if m[3] == "" {
		m[3] = m[1]
	}
	first, _ := strconv.Atoi(m[2]) // of digits
	last, _ := strconv.Atoi(m[4])
	if first < 1 || first > 12 || last < 1 || last > 12 {
		return "", ""
	}
	return fmt.Sprintf("%s-%02d", m[1], first), fmt.Sprintf("%s-%02d", m[3], last)
}
