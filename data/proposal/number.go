package proposal

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// ByNumber finds the proposal with the 案号 (as written: 12, 第012号) in the sessions of the year: in that of those ordinals, where they are
// not 0.
func ByNumber(ctx context.Context, db bun.IDB, year int, text string, term, session int) (int64, error) {
	said, number, several := record.CalledNumber(text)
	switch {
	case several:
		return 0, record.RefuseSeveralNumbers("案号", text)
	case said != 0 && said != year:
		return 0, store.Refuse(store.CodeInvalid, "案号「%s」写的是 %d 年，这里是 %d 年的；请改成一致。", text, said, year)
	case number == 0:
		return 0, store.Refuse(store.CodeInvalid, "案号「%s」不对，应为 12 这样的数字。", text)
	}
	found, err := store.IDs(ctx, db, `SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id JOIN term t ON t.id = s.term_id
		WHERE s.year = ? AND p.number = ? AND p.deleted_at = '' AND ? IN (0, t.ordinal) AND ? IN (0, s.ordinal)`, year, number, term, session)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, store.Refuse(store.CodeNotFound, "%d 年的提案中没有案号 %d，请先登记该提案，或检查案号。", year, number)
	case len(found) > 1:
		sessions, err := store.Texts(ctx, db, "SELECT "+sessionsOfNumber("?", "?"), year, number)
		if err != nil {
			return 0, err
		}
		return 0, refuseTwins(record.WholeNumber(year), record.WholeNumber(number), zh.SplitNames(sessions[0]))
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
	return store.Refuse(store.CodeInvalid, "%s 年有 %d 次会议，都有案号 %s 的提案，请填「届次」和「会议」说明是哪一件：%s。", year, len(sessions), number, zh.JoinNames(sessions))
}
