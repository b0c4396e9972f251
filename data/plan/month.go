package plan

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
	monthShape = regexp.MustCompile(`^(?:([0-9]{4})[-年./])?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:月份?)?(?:[-./]?([0-9]{1,2})日?)?$`)
	monthRange = regexp.MustCompile(`[—–~~至到]+`)
	plainRange = regexp.MustCompile(`^([0-9]{1,2}月?)-([0-9]{1,2}月?)$`)
)

// canonicalMonths rewrites the months in v as YYYY-MM of the plan's year: 3月, 2026年3月, 2026-03, and a range such as
// 3-11月 in either field. Where the last month is left empty, the first is also the last.
func canonicalMonths(v record.Values, year int) error {
	from, until, err := parseMonths(v["from_month"], year)
	if err != nil {
		return err
	}
	first, to, err := parseMonths(v["to_month"], year)
	if err != nil {
		return err
	}
	if from == "" && first != to { // the range stands in the second field
		from = first
	}
	if to == "" && (v.Has("to_month") || from != until) {
		to = until
	}
	if from != "" {
		v["from_month"] = from
	}
	if to != "" {
		v["to_month"] = to
	}
	return nil
}

// parseMonths reads one month or a range of them as YYYY-MM; empty text gives none.
func parseMonths(text string, year int) (from, to string, err error) {
	text = strings.Join(strings.Fields(text), "")
	if text == "" {
		return "", "", nil
	}
	if text == "全年" {
		return fmt.Sprintf("%04d-01", year), fmt.Sprintf("%04d-12", year), nil
	}
	parts := monthRange.Split(text, -1)
	if m := plainRange.FindStringSubmatch(text); m != nil {
		parts = m[1:]
	}
	if len(parts) > 2 {
		return "", "", refuseMonth(text)
	}
	if from, err = parseMonth(parts[0], text, year); err != nil {
		return "", "", err
	}
	if to = from; len(parts) == 2 {
		fromYear, err := strconv.Atoi(from[:4])
		if err != nil {
			return "", "", fmt.Errorf("year of %q: %w", from, err)
		}
		if to, err = parseMonth(parts[1], text, fromYear); err != nil {
			return "", "", err
		}
	}
	return from, to, nil
}

func parseMonth(part, text string, year int) (string, error) {
	m := monthShape.FindStringSubmatch(part)
	if m == nil {
		return "", refuseMonth(text)
	}
	if m[1] != "" {
		year = zh.ParseOrdinal(m[1])
	}
	month := zh.ParseOrdinal(m[2])
	if month < 1 || month > 12 || !record.IsYear(year) {
		return "", refuseMonth(text)
	}
	return fmt.Sprintf("%04d-%02d", year, month), nil
}

func refuseMonth(text string) error {
	return store.Refuse(store.CodeInvalid, "月份「%s」看不懂，应写成 2026-03、3月或 3-11月。", text)
}
