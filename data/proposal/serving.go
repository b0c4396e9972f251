package proposal

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// leftBefore is the SQL of who of the proposers of proposals p had left before their proposal came in (domain 4.2), or was not a member yet: the member m, who is
// the person h. In another term, or once more, he may serve on that day.
var leftBefore = "p.received_on <> '' AND (m.joined_on > p.received_on OR " + roster.LeftBefore("m", "p.received_on") + `) AND p.deleted_at = ''
	AND NOT EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.person_id = h.id AND ` + roster.MemberOnDay("p.received_on") + ")"

const leftWords = "'「' || h.name || CASE WHEN m.joined_on > p.received_on THEN '」' || m.joined_on || ' 才任委员' ELSE '」已于 ' || m.left_on || ' 离任（' || m.status || '）' END || '，收到日期 ' || p.received_on || ' 时不是委员'"

// refuseLeft refuses a new proposer who was no member, or no member any more, when the proposal came in. Of a file it is remarked.
func refuseLeft(ctx context.Context, tx *store.Tx, owner, memberID int64) error {
	gone, err := leavers(ctx, tx)
	if err != nil || !slices.Contains(gone, memberID) {
		return err
	}
	left, err := store.Texts(ctx, tx, "SELECT "+leftWords+" FROM proposal p, member m JOIN person h ON h.id = m.person_id WHERE p.id = ? AND m.id = ? AND "+leftBefore, owner, memberID)
	switch {
	case err != nil || len(left) == 0:
		return err
	case tx.Importing:
		tx.RemarkOn("提案人在收到日期不是委员的有", left[0])
		return nil
	default:
		return store.Refuse(store.CodeInvalid, "%s，不能作提案人；请核对收到日期和提案人，名册记错了的先改正名册。", left[0])
	}
}

// leavers are the members who left, on whatever day, or joined after their term began: few of them, so that most proposers of a file need no look at theirs.
func leavers(ctx context.Context, db bun.IDB) ([]int64, error) {
	return store.Remembered(db, "members who left", []string{"member", "term"}, func() ([]int64, error) {
		return store.IDs(ctx, db, "SELECT m.id FROM member m JOIN term t ON t.id = m.term_id WHERE m.left_on <> '' OR m.joined_on > t.starts_on")
	})
}

// leftIn says of the year's proposals which of their proposers had left before they came in.
func leftIn(ctx context.Context, db bun.IDB, year int) (map[int64][]string, error) {
	found := map[int64][]string{}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var words string
		err := scan(&id, &words)
		found[id] = append(found[id], words)
		return err
	}, "SELECT p.id, "+leftWords+` FROM proposal p JOIN session s ON s.id = p.session_id JOIN proposal_proposer x ON x.proposal_id = p.id JOIN member m ON m.id = x.member_id
		JOIN person h ON h.id = m.person_id WHERE s.year = ? AND `+leftBefore+" ORDER BY p.id, x.ordinal", year)
}

// serving judges whether the proposers were members when the proposal came in.
func (j *judging) serving(now, _ *docket.Case) {
	if now.ReceivedOn != "" && now.Movers != "" {
		j.looked(ruleServing)
	}
	for _, words := range j.left[now.ID] {
		j.broken(ruleServing, now, "的提案人", words)
	}
}
