package data

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// recordYear is the year a record belongs to: the one v speaks of, else the scope's, else the office's working year.
func recordYear(ctx context.Context, tx *Tx, scope Scope, v Values) (int, error) {
	if text := v["year"]; text != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || year < 1949 || year > 2199 {
			return 0, Refuse(CodeInvalid, "年度「%s」不对,应为 %d 这样的四位年份。", text, tx.Now().Local().Year())
		}
		return year, nil
	}
	if scope.Year != 0 {
		return scope.Year, nil
	}
	year, err := lookUp(ctx, tx, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'work.year'")
	if err != nil || year != 0 {
		return int(year), err
	}
	return tx.Now().Local().Year(), nil
}

// matchInYear gives the first of the records that is of the year v speaks of, 0 when there is none.
func matchInYear(v Values, found []Record) int64 {
	for _, r := range found {
		if v["year"] == "" || r.Values["year"] == v["year"] {
			return r.ID
		}
	}
	return 0
}

// canonicalNumber rewrites a number said as 第3组, 3组, 三 or 012 in v as plain digits; other text stays for Save to refuse.
func canonicalNumber(v Values, key string) {
	if n := plainNumber(v[key]); n > 0 {
		v[key] = strconv.Itoa(n)
	}
}

var belowZero = regexp.MustCompile(`^\s*[-−－][\s0-9]*$`)

var lastDigits = regexp.MustCompile(`([0-9]{1,9})[^0-9]*$`)

// plainNumber reads the number that closes text, so that of 2026年第012号 it is 12; without digits it reads 三 or 第十二组. One below 1 is none.
func plainNumber(text string) int {
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
	return ParseOrdinal(text)
}

// proposalByNumber finds the proposal with the 案号 (as written: 12, 第012号) in the sessions of the year.
func proposalByNumber(ctx context.Context, db bun.IDB, year int, text string) (int64, error) {
	number := plainNumber(text)
	if number == 0 {
		return 0, Refuse(CodeInvalid, "案号「%s」不对，应为 12 这样的数字。", text)
	}
	found, err := ids(ctx, db, `SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id
		WHERE s.year = ? AND p.number = ? AND p.deleted_at = ''`, year, number)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, Refuse(CodeNotFound, "%d 年的提案中没有案号 %d,请先登记该提案,或检查案号。", year, number)
	case len(found) > 1:
		return 0, Refuse(CodeInvalid, "%d 年有 %d 次会议,都有案号 %d 的提案,无法判断是哪一件。", year, len(found), number)
	}
	return found[0], nil
}
