package record

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// YearOf is the year a record belongs to: the one v speaks of, else the scope's, else the office's working year.
func YearOf(ctx context.Context, tx *store.Tx, scope Scope, v Values) (int, error) {
	if text := v["year"]; text != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || !IsYear(year) {
			return 0, store.Refuse(store.CodeInvalid, "年度「%s」不对，应为 %d 这样的四位年份。", text, tx.Now().Local().Year())
		}
		return year, nil
	}
	return WorkingYear(ctx, tx, scope, tx.Now())
}

// IsYear reports whether a number can be a year that records belong to.
func IsYear(year int) bool { return year >= 1949 && year <= 2199 }

// WorkingYear is the scope's year, else the office's working year.
func WorkingYear(ctx context.Context, db bun.IDB, scope Scope, now time.Time) (int, error) {
	if scope.Year != 0 {
		return scope.Year, nil
	}
	year, err := store.LookUp(ctx, db, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'work.year'")
	if err != nil || year != 0 {
		return int(year), err
	}
	return now.Local().Year(), nil
}

// MatchInYear gives the first of the records that is of the year v speaks of, 0 when there is none.
func MatchInYear(v Values, found []Record) int64 {
	for _, r := range found {
		if v["year"] == "" || r.Values["year"] == v["year"] {
			return r.ID
		}
	}
	return 0
}

// CanonicalNumber rewrites a number said as 第3组, 3组, 三 or 012 in v as plain digits; other text stays for Save to refuse.
func CanonicalNumber(v Values, key string) {
	if n := PlainNumber(v[key]); n > 0 {
		v[key] = strconv.Itoa(n)
	}
}

// narrowDigit makes a full-width digit a plain one.
func narrowDigit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

var belowZero = regexp.MustCompile(`^\s*[-−－][\s0-9]*$`)

var lastDigits = regexp.MustCompile(`(?:^|[^0-9])([0-9]{1,9})[^0-9]*$`)

// PlainNumber reads the number that closes text, so that of 2026年第012号 it is 12; without digits it reads 三 or 第十二组. One below 1 is none.
func PlainNumber(text string) int {
	text = strings.Map(narrowDigit, text)
	if belowZero.MatchString(text) {
		return 0
	}
	if m := lastDigits.FindStringSubmatch(text); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return 0
		}
		return n
	}
	if strings.ContainsAny(text, "0123456789") { // too many
		return 0
	}
	return zh.ParseOrdinal(text)
}
