package data

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// recordYear is the year a record belongs to: the one v speaks of, else the scope's, else the office's working year.
func recordYear(ctx context.Context, tx *Tx, scope Scope, v Values) (int, error) {
	if text := v["year"]; text != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || year < 1949 || year > 2199 {
			return 0, Refuse(CodeInvalid, "年度「%s」不对，应为 %d 这样的四位年份。", text, tx.Now().Local().Year())
		}
		return year, nil
	}
	return workingYear(ctx, tx, scope, tx.Now())
}

// workingYear is the scope's year, else the office's working year.
func workingYear(ctx context.Context, db bun.IDB, scope Scope, now time.Time) (int, error) {
	if scope.Year != 0 {
		return scope.Year, nil
	}
	year, err := lookUp(ctx, db, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'work.year'")
	if err != nil || year != 0 {
		return int(year), err
	}
	return now.Local().Year(), nil
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

// proposalByNumber finds the proposal with the 案号 (as written: 12, 第012号) in the sessions of the year: in that of those ordinals, where they are
// not 0.
func proposalByNumber(ctx context.Context, db bun.IDB, year int, text string, term, session int) (int64, error) {
	number := plainNumber(text)
	if number == 0 {
		return 0, Refuse(CodeInvalid, "案号「%s」不对，应为 12 这样的数字。", text)
	}
	found, err := ids(ctx, db, `SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id JOIN term t ON t.id = s.term_id
		WHERE s.year = ? AND p.number = ? AND p.deleted_at = '' AND ? IN (0, t.ordinal) AND ? IN (0, s.ordinal)`, year, number, term, session)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, Refuse(CodeNotFound, "%d 年的提案中没有案号 %d，请先登记该提案，或检查案号。", year, number)
	case len(found) > 1:
		sessions, err := texts(ctx, db, "SELECT "+sessionsOfNumber("?", "?"), year, number)
		if err != nil {
			return 0, err
		}
		return 0, refuseTwins(wholeNumber(year), wholeNumber(number), SplitNames(sessions[0]))
	}
	return found[0], nil
}

// sessionsOfNumber is SQL for the sessions of a year that have a proposal of a number, joined by 、.
func sessionsOfNumber(year, number string) string {
	return `COALESCE((SELECT group_concat(w.name, '、') FROM (SELECT y.name || s.name AS name FROM proposal o JOIN session s ON s.id = o.session_id
		JOIN term y ON y.id = s.term_id WHERE s.year = ` + year + ` AND o.number = ` + number + ` AND o.deleted_at = '' ORDER BY y.ordinal, s.ordinal) w), '')`
}

// refuseTwins refuses a number that proposals of several sessions of a year have.
func refuseTwins(year, number string, sessions []string) error {
	return Refuse(CodeInvalid, "%s 年有 %d 次会议，都有案号 %s 的提案，请填「届次」和「会议」说明是哪一件：%s。", year, len(sessions), number, JoinNames(sessions))
}
