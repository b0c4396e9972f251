package roster

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// What the dictionary member_status says of a status in its parent column; anything else is a member in good standing.
const (
	statusLeft  = "离任" // no longer a member: 辞去 撤销资格 调离 去世
	statusAdded = "增补" // became one within the term
)

// memberStatus is a change of status as it is kept.
type memberStatus struct {
	id           int64
	status, on   string
	reason       string
	joinedOn     string // of the member
	leftOn       string
	memberStatus string // as the member's row says it
}

// saveStatus keeps a change of status with its date and reason, and brings joined_on and left_on in line with it. Without a
// date a change is of today; the first status of a member is of the day he joined, if that is known.
func saveStatus(ctx context.Context, tx *store.Tx, memberID int64, created bool, v record.Values) error {
	if !created && !slices.ContainsFunc([]string{"status", "status_on", "status_reason", "joined_on"}, v.Has) {
		return nil
	}
	last, err := lastStatus(ctx, tx, memberID)
	if err != nil {
		return err
	}
	status, today := cmp.Or(v["status"], last.memberStatus), tx.Today()
	change := created || status != last.memberStatus
	next := store.Columns{"member_id": memberID, "status": status}
	at, told := changeDate(v, created, change, today)
	if told {
		next["on_date"] = at
	}
	if reason, ok := v["status_reason"]; ok {
		next["reason"] = reason
	}
	switch {
	case at > today:
		return store.Refuse(store.CodeInvalid, "变动日期 %s 晚于今天；等到那天再改状态。", at)
	case change && at != "" && at < last.on:
		return store.Refuse(store.CodeInvalid, "变动日期 %s 早于上一次变动（%s，%s）。", at, last.status, last.on)
	}
	if err := putStatus(ctx, tx, last, change, created, next, v); err != nil {
		return err
	}
	if at == "" && !change {
		at = last.on
	}
	return settleMember(ctx, tx, memberID, last, status, at, change)
}

// changeDate is the date of a change of status; told is whether there is one to keep, be it none.
func changeDate(v record.Values, created, change bool, today string) (on string, told bool) {
	switch on, ok := v["status_on"]; {
	case ok && on != "":
		return on, true
	case created:
		return v["joined_on"], true
	case change:
		return today, true
	default:
		return "", ok
	}
}

// lastStatus reads a member's status with the newest change kept of it.
func lastStatus(ctx context.Context, tx *store.Tx, memberID int64) (memberStatus, error) {
	var last memberStatus
	err := tx.QueryRowContext(ctx, `SELECT status, joined_on, left_on FROM member WHERE id = ?`, memberID).
		Scan(&last.memberStatus, &last.joinedOn, &last.leftOn)
	if err != nil {
		return last, fmt.Errorf("status of member %d: %w", memberID, err)
	}
	err = tx.QueryRowContext(ctx, `SELECT id, status, on_date, reason FROM member_status WHERE member_id = ? ORDER BY id DESC LIMIT 1`, memberID).
		Scan(&last.id, &last.status, &last.on, &last.reason)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return last, fmt.Errorf("changes of member %d: %w", memberID, err)
	}
	return last, nil
}

// putStatus adds the change, or corrects the date and reason of the last one when the status stays.
func putStatus(ctx context.Context, tx *store.Tx, last memberStatus, change, created bool, next store.Columns, v record.Values) error {
	if created && v["status"] == "" && v["status_on"] == "" && v["status_reason"] == "" {
		return nil // nothing is known but that he is a member
	}
	if change || last.id == 0 {
		if !change && !v.Has("status_on") && !v.Has("status_reason") {
			return nil
		}
		_, err := tx.Insert(ctx, "member_status", next)
		return err
	}
	delete(next, "member_id")
	delete(next, "status")
	return tx.Update(ctx, "member_status", last.id, next)
}

// settleMember writes what follows from a status: whether and since when he has left, when he joined if he was added within
// the term, and that the posts of somebody who leaves end that day, or go on when he is back.
func settleMember(ctx context.Context, tx *store.Tx, memberID int64, last memberStatus, status, on string, change bool) error {
	var meaning string
	err := tx.QueryRowContext(ctx, "SELECT parent FROM dictionary WHERE kind = 'member_status' AND name = ?", status).Scan(&meaning)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("meaning of status %q: %w", status, err)
	}
	row, joined, err := statusRow(last, meaning, status, on)
	if err != nil {
		return err
	}
	if joined > tx.Today() {
		if err := mayJoinLater(ctx, tx, memberID, joined); err != nil {
			return err
		}
	}
	stays := row["left_on"] == last.leftOn
	if stays && status == last.memberStatus { // as for most of a roster: there is nothing to write
		delete(row, "status")
		delete(row, "left_on")
	}
	if err := tx.Update(ctx, "member", memberID, row); err != nil {
		return err
	}
	if !change && stays {
		return nil
	}
	return movePosts(ctx, tx, memberID, last.leftOn, on, meaning == statusLeft)
}

// statusRow is what a status of that meaning from that day writes of a member, and the day he is of the term from.
func statusRow(last memberStatus, meaning, status, on string) (row store.Columns, joined string, err error) {
	row, joined = store.Columns{"status": status, "left_on": ""}, last.joinedOn
	switch meaning {
	case statusAdded:
		if joined == "" && on != "" {
			joined, row["joined_on"] = on, on
		}
	case statusLeft:
		row["left_on"] = on
		if on != "" && on < joined && !strings.HasPrefix(joined, on) {
			return nil, "", store.Refuse(store.CodeInvalid, "离任日期 %s 早于任职日期 %s。", on, joined)
		}
	}
	return row, joined, nil
}

// mayJoinLater lets a member join in the future only with a term that begins in the future.
func mayJoinLater(ctx context.Context, tx *store.Tx, memberID int64, joined string) error {
	var starts string
	err := tx.QueryRowContext(ctx, "SELECT t.starts_on FROM term t JOIN member m ON m.term_id = t.id WHERE m.id = ?", memberID).Scan(&starts)
	if err != nil {
		return fmt.Errorf("term of member %d: %w", memberID, err)
	}
	if starts < tx.Today() {
		return store.Refuse(store.CodeInvalid, "任职日期 %s 晚于今天。", joined)
	}
	return nil
}

// movePosts ends the posts of a member who leaves, and lets those that ended because he had left go on from where they were.
func movePosts(ctx context.Context, tx *store.Tx, memberID int64, wasLeftOn, leftOn string, left bool) error {
	if wasLeftOn != "" {
		if err := tx.Run(ctx, "UPDATE member_post SET to_on = '' WHERE member_id = ? AND to_on = ?", memberID, wasLeftOn); err != nil {
			return err
		}
	}
	if !left || leftOn == "" {
		return nil
	}
	return tx.Run(ctx, "UPDATE member_post SET to_on = ? WHERE member_id = ? AND to_on = ''", leftOn, memberID)
}
