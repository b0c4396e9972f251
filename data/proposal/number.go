package proposal

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

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

// renumbered is the key by which a step says that it corrects a number: its day, or 是 where it was told none.
const renumbered = "renumbered"

// numberInto settles the 案号, which stays with the proposal and is no other's, ever; was is the proposal as it is stored. A ledger whose proposals carry
// numbers without a review column lists filed ones.
func numberInto(ctx context.Context, tx *store.Tx, sessionID, id int64, v, was record.Values, row store.Columns) error {
	have := record.CountOf(was["number"])
	switch {
	case v["number"] != "":
		return numberGiven(ctx, tx, sessionID, id, v, was, row)
	case v.Has("number") && have != 0 && v[reviewedAgain] == "":
		return store.Refuse(store.CodeConflict, "案号 %d 已经编定，不能清除。", have)
	case have != 0 || v["conclusion"] != "立案":
		return nil
	}
	next, err := nextNumber(ctx, tx, sessionID)
	row["number"] = next
	return err
}

// numberGiven puts the number that v says into the row of proposal id, which may have one already, was as it is stored.
func numberGiven(ctx context.Context, tx *store.Tx, sessionID, id int64, v, was record.Values, row store.Columns) error {
	have := record.CountOf(was["number"])
	number, err := record.ParseCounted("案号", v["number"])
	if err != nil {
		return err
	}
	if have != 0 && number != have && v[renumbered] == "" {
		return store.Refuse(store.CodeConflict, "案号 %d 已经编定，不能改为 %d；确实编错了，请在交办以前用「更正案号」改，写明原因。", have, number)
	}
	if number != have {
		of, err := hadBefore(ctx, tx, sessionID, id, number)
		if err != nil {
			return err
		}
		if of != "" {
			return store.Refuse(store.CodeConflict, "案号 %d 曾经编给「%s」，后来更正了，不能再给别的提案。", number, of)
		}
		if err := refuseOthersNumber(ctx, tx, sessionID, id, number, cmp.Or(v["title"], was["title"])); err != nil {
			return err
		}
	}
	row["number"] = number
	if id == 0 && v["conclusion"] == "" {
		row["conclusion"] = "立案"
	}
	return nil
}

// nextNumber is the number after all that were given in the session, to the proposals in the bin and to those corrected since too.
func nextNumber(ctx context.Context, tx *store.Tx, sessionID int64) (int64, error) {
	last, err := lastNumber(ctx, tx, sessionID)
	if err != nil {
		return 0, err
	}
	corrected, err := store.LookUp(ctx, tx, `SELECT COALESCE(max(w.number), 0) FROM review_past w CROSS JOIN proposal p ON p.id = w.proposal_id
		WHERE w.number > ? AND p.session_id = ?`, last, sessionID)
	if err != nil {
		return 0, err
	}
	last = max(last, corrected)
	if last >= record.MaxNumber {
		return 0, store.Refuse(store.CodeInvalid, "本次会议的案号已用到 %d，不能再往后编；请先改正太大的案号，或填写案号。", last)
	}
	return last + 1, nil
}

// hadBefore is the title of another proposal of the session than id that had the number before it was corrected, "" for none.
func hadBefore(ctx context.Context, tx *store.Tx, sessionID, id int64, number int) (string, error) {
	numbers, err := store.Remembered(tx, "numbers of past reviews", []string{"review_past"}, func() (map[int]bool, error) {
		all, err := store.IDs(ctx, tx, "SELECT DISTINCT number FROM review_past WHERE number IS NOT NULL")
		numbers := map[int]bool{}
		for _, n := range all {
			numbers[int(n)] = true
		}
		return numbers, err
	})
	if err != nil || !numbers[number] {
		return "", err
	}
	titles, err := store.Texts(ctx, tx, `SELECT p.title FROM review_past w JOIN proposal p ON p.id = w.proposal_id
		WHERE w.number = ? AND p.session_id = ? AND p.id <> ? AND w.number <> COALESCE(p.number, 0) LIMIT 1`, number, sessionID, id)
	return strings.Join(titles, ""), err
}

// refuseOthersNumber refuses the number of another proposal, also of one that lies in the bin, which could not come back any more: the same proposal entered once
// more has that.
func refuseOthersNumber(ctx context.Context, tx *store.Tx, sessionID, id int64, number int, title string) error {
	if tx.Importing {
		given, err := numbersGiven(ctx, tx, sessionID)
		if err != nil || !given.toAnother(id, int64(number)) {
			return err
		}
	}
	var other string
	var binned bool
	err := tx.QueryRowContext(ctx, `SELECT title, deleted_at <> '' FROM proposal WHERE session_id = ? AND number = ? AND id <> ? AND (deleted_at = '' OR title <> ?)
		ORDER BY deleted_at LIMIT 1`, sessionID, number, id, title).Scan(&other, &binned)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("read whose number %d is: %w", number, err)
	case binned:
		return store.Refuse(store.CodeConflict, "案号 %d 是回收站里「%s」的，不能给别的提案；请从回收站恢复它，或换一个案号。", number, other)
	default:
		return store.Refuse(store.CodeConflict, "案号 %d 已经编给「%s」，请换一个案号；空着由程序接着编。", number, other)
	}
}

// numberHad is the number of a proposal that had one before: a form of filing begins with it.
func numberHad(r record.Record) record.Values { return record.Values{"number": r.Values["number"]} }

// renumberAsks are the right number, from what day on it counts, and why.
func renumberAsks() []record.Field {
	asked := askedOf([]string{"number", "note"}, "number", "note")
	return []record.Field{asked[0], {Key: renumbered, Title: "更正日期", Aliases: []string{"日期"}, Type: record.Day{}, Today: true, Note: "这一天以前的报表仍是原来的案号；空着就是今天"}, asked[1]}
}

// renumber corrects the number of a proposal that was not handed over yet; what it was, and why, is added to what is noted of it.
func renumber(r record.Record, v record.Values) (record.Values, error) {
	note := noteWith(r, "更正案号："+r.Values["number"]+" 改为 "+v["number"]+"，"+v["note"])
	return record.Values{"number": v["number"], renumbered: told(v[renumbered]), "note": note}, nil
}

// neverHandedOver says why the number of a proposal cannot be corrected any more.
func neverHandedOver(r record.Record) string {
	if names := unitNames(partRows(r, "assignments")); len(names) > 0 {
		return "已经交办过「" + zh.JoinNames(names) + "」，案号不能再改。"
	}
	return ""
}
