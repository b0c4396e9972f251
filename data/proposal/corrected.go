package proposal

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// putRight has a change accepted that makes a reply recorded as late one in time, or none, where the note of the unit says so.
const putRight = "更正"

// answer is the reply of a unit as it is stored.
type answer struct {
	id, round               int64
	unit, due, replied, why string
	extended                string // why it was put off
}

func (a *answer) late() bool { return a.replied != "" && a.due != "" && a.replied > a.due }

// answersOf are the replies stored of a proposal, those of co-units left out, and what its units have yet to answer.
func answersOf(ctx context.Context, tx *store.Tx, proposalID int64) (all []answer, err error) {
	return all, store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var a answer
		err := scan(&a.id, &a.round, &a.unit, &a.due, &a.replied, &a.why, &a.extended)
		all = append(all, a)
		return err
	}, `SELECT x.id, x.round, u.name, CASE WHEN x.extended_to <> '' THEN x.extended_to ELSE x.due_on END, COALESCE(y.replied_on, ''), x.note, x.extended_why
		FROM assignment x JOIN unit u ON u.id = x.unit_id LEFT JOIN reply y ON y.assignment_id = x.id WHERE x.proposal_id = ? AND x.role <> ? ORDER BY x.id`, proposalID, docket.RoleCo)
}

// keepLate makes a change, and refuses it where a reply that was late before it is in time, or gone, after it, unless that is said of its unit, or of one
// that stands in its place in the round. What was said so stays said: 00 names it.
func keepLate(ctx context.Context, tx *store.Tx, proposalID int64, change func() error) error {
	before, err := answersOf(ctx, tx, proposalID)
	if err == nil {
		err = change()
	}
	if err != nil || len(before) == 0 {
		return err
	}
	after, err := answersOf(ctx, tx, proposalID)
	if err != nil {
		return err
	}
	for i := range before {
		now, said := nowOf(&before[i], before, after)
		if err := before[i].became(now, said); err != nil {
			return err
		}
	}
	return nil
}

// became refuses what a change made of what a unit has to answer, nil where its row is gone; said is whether it says why.
func (a *answer) became(now *answer, said bool) error {
	switch {
	case a.late() && (now == nil || !now.late()) && !said:
		return unsaid(a, now)
	case now == nil:
		return nil
	case strings.Contains(a.why, putRight) && !strings.Contains(now.why, putRight) && !now.late():
		return store.Refuse(store.CodeInvalid, "「%s」的备注写着「%s」的原因，逾期改成不逾期凭的就是它，不能去掉。", now.unit, putRight)
	}
	return nil
}

// nowOf is what a reply is after a change, nil where its row is gone, and whether the note that was changed with it says that this puts it right, or the reason of
// an extension that it was approved after the deadline.
func nowOf(was *answer, before, after []answer) (now *answer, said bool) {
	known := map[int64]answer{}
	for i := range before {
		known[before[i].id] = before[i]
	}
	for i := range after {
		a := &after[i]
		tells := strings.Contains(a.why, putRight) && a.why != known[a.id].why || strings.Contains(a.extended, AgreedAfter) && a.extended != known[a.id].extended
		if a.id == was.id {
			return a, tells
		}
		said = said || tells && a.round == was.round
	}
	return nil, said
}

// unsaid refuses a change that makes a late reply what now is, nil for none.
func unsaid(was, now *answer) error {
	const how = "；确实登记错了的，请在这家单位的「备注」里写明「%s」和原因，00 的数据核查表会列出来。"
	switch {
	case now == nil:
		return store.Refuse(store.CodeInvalid, "「%s」%s 的答复晚于期限 %s，已按逾期登记，不能去掉这一行；登记错了的，请在这一行里改，并在「备注」里写明「%s」和原因。", was.unit, was.replied, was.due, putRight)
	case now.replied == "":
		return store.Refuse(store.CodeInvalid, "「%s」%s 的答复晚于期限 %s，已按逾期登记，不能取消"+how, was.unit, was.replied, was.due, putRight)
	default:
		return store.Refuse(store.CodeInvalid, "「%s」%s 的答复晚于期限 %s，已按逾期登记；这样改（答复 %s，期限 %s）就成了按期"+how, was.unit, was.replied, was.due, now.replied, now.due, putRight)
	}
}

// corrected looks at replies and deadlines of which is said that they were put right: they may have been late.
func (j *judging) corrected(_, then *docket.Case) {
	for _, a := range then.Answering() {
		if a.RepliedOn == "" && !j.righted[a.ID] {
			continue
		}
		j.looked(ruleCorrected)
		switch {
		case !j.righted[a.ID] || a.RepliedLate():
		case a.RepliedOn == "":
			j.open(ruleCorrected, then, "「", a.Unit, "」的答复或期限（", a.DueOn, "）是更正过的，备注里写着原因，请核对")
		default:
			j.open(ruleCorrected, then, "「", a.Unit, "」", a.RepliedOn, " 的答复按期（期限 ", a.DueOn, "），是更正过的，备注里写着原因，请核对")
		}
	}
}

// saidOf are the assignments whose column says a word.
func saidOf(ctx context.Context, db bun.IDB, column, word string) (map[int64]bool, error) {
	ids, err := store.IDs(ctx, db, "SELECT id FROM assignment WHERE instr("+column+", ?) > 0", word)
	said := make(map[int64]bool, len(ids))
	for _, id := range ids {
		said[id] = true
	}
	return said, err
}
