package proposal

import (
	"cmp"
	"context"
	"strings"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// KeepPast notes, beside the assignment remains, what the assignment id was until the day. Nothing is noted of a time before it began, or before it
// became what it is.
func KeepPast(ctx context.Context, tx *store.Tx, id, remains int64, until string) error {
	return tx.Run(ctx, `INSERT INTO assignment_past (assignment_id, was_id, unit_id, role, assigned_on, due_on, due_rule, extended_to, extended_on, extended_by, extended_why, accepted_on, asked_on, kept_on, returned_on, until_on)
		SELECT ?0, id, unit_id, role, assigned_on, due_on, due_rule, extended_to, extended_on, extended_by, extended_why, accepted_on, asked_on, kept_on, returned_on, ?1 FROM assignment a
		WHERE id = ?2 AND assigned_on < ?1 AND NOT EXISTS (SELECT 1 FROM assignment_past w WHERE w.assignment_id = a.id AND w.was_id = a.id AND w.until_on >= ?1)`, remains, until, id)
}

// handedAgain is the key by which a step says that it hands work over, no correction of when and as what a unit was given it.
const handedAgain = "handed_again"

// keepAssignments notes what the assignments that a step hands over once more were until the day it does, where it changes their role or day. now are
// the rows as they will be, was is the proposal as it is stored.
func keepAssignments(ctx context.Context, tx *store.Tx, v record.Values, now []rows.Row, was record.Values) error {
	if !record.Yes(v[handedAgain]) {
		return nil
	}
	before, err := assignments.Parse(was["assignments"])
	if err != nil {
		return err
	}
	for _, old := range before {
		row := record.ByRowID(now, old[rows.ID])
		if row == nil || row["role"] == old["role"] && row["assigned_on"] == old["assigned_on"] {
			continue
		}
		id := record.CountOf(old[rows.ID])
		if err := KeepPast(ctx, tx, int64(id), int64(id), row["assigned_on"]); err != nil {
			return err
		}
	}
	return nil
}

// reviewedAgain is the key by which a step says that it is a review, no correction of one: its day, or 是 where it was told none.
const reviewedAgain = "reviewed_again"

// told is the value of reviewedAgain, or of renumbered, for a step that was told the day.
func told(day string) string { return cmp.Or(day, "是") }

// toldOn is the day that the value of told says, today where that is none.
func toldOn(tx *store.Tx, value string) string {
	if value == "是" {
		return tx.Today()
	}
	return value
}

// keepPast notes what the review and the archive of the proposal were on the days before those that v tells; row is what will be stored.
func keepPast(ctx context.Context, tx *store.Tx, id int64, v, was record.Values, row store.Columns) error {
	if err := keepReview(ctx, tx, id, v, was, row); err != nil {
		return err
	}
	if err := refuseMergers(ctx, tx, id, was, row); err != nil {
		return err
	}
	return keepArchive(ctx, tx, id, v, was)
}

// keepReview notes what the review of the proposal came to until the day of another one. A conclusion changed by a step, or given with a later day, is
// another review, made today where the step says no day; anything else corrects the one there is. row is what will be stored.
func keepReview(ctx context.Context, tx *store.Tx, id int64, v, was record.Values, row store.Columns) error {
	if v[renumbered] != "" {
		return keepNumber(ctx, tx, id, was, toldOn(tx, v[renumbered]))
	}
	old, oldOn := was["conclusion"], was["reviewed_on"]
	conclusion, on := textOf(row, "conclusion", old), textOf(row, "reviewed_on", oldOn)
	if conclusion == old && on == oldOn {
		return nil
	}
	step, until := v[reviewedAgain] != "", on
	if step {
		until = toldOn(tx, v[reviewedAgain])
		if err := refuseReviewDay(tx, until, old, oldOn); err != nil {
			return err
		}
	}
	if err := refuseBeforePast(ctx, tx, id, [2]string{old, oldOn}, [2]string{conclusion, on}); err != nil || old == "" {
		return err
	}
	if conclusion == old || !follows(step, until, old, oldOn) {
		if step && on == "" { // taken back on the day it was made; what was before that stays
			return nil
		}
		return moveReview(ctx, tx, id, oldOn, on)
	}
	if step && conclusion != "" {
		row["reviewed_on"] = until
	}
	return keepConcluded(ctx, tx, id, v, was, row, until)
}

// keepConcluded notes what the review came to until the day of the one that row is of.
func keepConcluded(ctx context.Context, tx *store.Tx, id int64, v, was record.Values, row store.Columns, until string) error {
	if err := notePast(ctx, tx, id, was, until); err != nil {
		return err
	}
	// Days after it on which only the number was another are of this review too.
	return tx.Run(ctx, "UPDATE review_past SET conclusion = ?0, reviewed_on = ?1, destination = ?2, reasons = ?3, merged_into = ?4 WHERE proposal_id = ?5 AND until_on > ?6",
		textOf(row, "conclusion", was["conclusion"]), textOf(row, "reviewed_on", was["reviewed_on"]), textOf(row, "destination", was["destination"]), v["reasons"], row["merged_into"], id, until)
}

// follows reports whether a review until a day, by a step or not, comes after the one that came to old on oldOn; else it corrects that. A proposal can be sent
// back and handed in again on one day.
func follows(step bool, until, old, oldOn string) bool {
	return until > oldOn || until == oldOn && step && old == sentBackToWrite
}

// keepNumber notes what the review of the proposal came to until the day on which its number is corrected, which is none before another correction.
func keepNumber(ctx context.Context, tx *store.Tx, id int64, was record.Values, until string) error {
	if err := record.CheckHappened(tx, "更正日期", until); err != nil {
		return err
	}
	since, err := store.Texts(ctx, tx, "SELECT max(?, COALESCE((SELECT max(until_on) FROM review_past WHERE proposal_id = ?), ''))", was["reviewed_on"], id)
	if err != nil {
		return err
	}
	if until < since[0] {
		return store.Refuse(store.CodeInvalid, "更正日期 %s 早于编定这个案号的日期 %s，请核对。", until, since[0])
	}
	return notePast(ctx, tx, id, was, until)
}

// refuseReviewDay refuses the day of a review that has not come, or that is before the one it follows, old on oldOn.
func refuseReviewDay(tx *store.Tx, day, old, oldOn string) error {
	if day < oldOn && old != "" {
		return store.Refuse(store.CodeInvalid, "日期 %s 早于上一次审查（%s）的日期 %s，请核对；上一次记错了，请打开这件提案改「审查日期」。", day, old, oldOn)
	}
	return record.CheckHappened(tx, "日期", day)
}

// refuseBeforePast refuses a review, its conclusion and day, in place of the one stored, which is before another conclusion was given up. That one told
// once more is no longer given up.
func refuseBeforePast(ctx context.Context, tx *store.Tx, id int64, stored, now [2]string) error {
	if id == 0 || now[0] == "" || now[1] == "" {
		return nil
	}
	if stored[0] == "" { // sent back and handed in again on one day, it can be sent back that day once more
		if err := tx.Run(ctx, "DELETE FROM review_past WHERE proposal_id = ? AND conclusion = ? AND reviewed_on = ? AND until_on > reviewed_on", id, now[0], now[1]); err != nil {
			return err
		}
	}
	past, err := store.Texts(ctx, tx, `SELECT until_on || ' ' || conclusion FROM review_past WHERE proposal_id = ? AND conclusion NOT IN ('', ?) AND until_on <> ? AND until_on > ?
		ORDER BY until_on DESC LIMIT 1`, id, stored[0], stored[1], now[1])
	if err != nil || len(past) == 0 {
		return err
	}
	until, was, _ := strings.Cut(past[0], " ")
	return store.Refuse(store.CodeInvalid, "审查日期 %s 早于上一次结论「%s」取消的日期 %s，请核对；那个日期记错了的，请照原来的审查日期再记一次「%s」，然后重新取消。", now[1], was, until, was)
}

// notePast notes what the review of the proposal, as it is stored, came to until the day.
func notePast(ctx context.Context, tx *store.Tx, id int64, was record.Values, until string) error {
	return tx.Run(ctx, `INSERT INTO review_past (proposal_id, conclusion, reviewed_on, destination, reasons, opinion, number, merged_into, until_on)
		SELECT p.id, p.conclusion, p.reviewed_on, p.destination, ?, COALESCE((SELECT v.opinion FROM proposal_review v WHERE v.proposal_id = p.id AND v.stage = ?), ''), p.number, p.merged_into, ?
		FROM proposal p WHERE p.id = ?`, was["reasons"], docket.LastStage, until, id)
}

// moveReview has the reviews before the last one count until the day that it is corrected to. Those that were not before it are none.
func moveReview(ctx context.Context, tx *store.Tx, id int64, from, to string) error {
	if from == "" || from == to {
		return nil
	}
	if err := tx.Run(ctx, "DELETE FROM review_past WHERE proposal_id = ? AND until_on = ? AND reviewed_on >= ?", id, from, to); err != nil {
		return err
	}
	return tx.Run(ctx, "UPDATE review_past SET until_on = ? WHERE proposal_id = ? AND until_on = ?", to, id, from)
}

// textOf is the text a column will have.
func textOf(row store.Columns, column, stored string) string {
	if text, ok := row[column].(string); ok {
		return text
	}
	return stored
}
