package proposal

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// agreedBeyond has an extension accepted that goes beyond the office's rules, where its reason says so.
const agreedBeyond = "特批"

// extended is the step that puts off a deadline; one agreed to without a day was agreed to today, not on the day of the extension before.
func extended(r record.Record, v record.Values) (record.Values, error) {
	if !v.Has("extended_on") {
		v["extended_on"] = ""
	}
	row, err := oneUnit(owing(r), v["unit"])
	if err != nil {
		return nil, err
	}
	if err := PutsOff(cmp.Or(row["extended_to"], row["due_on"]), row["extended_on"], v); err != nil {
		return nil, err
	}
	return intoUnit(r, row, v), nil
}

// PutsOff refuses an extension that is not beyond the deadline there is, or approved before the extension there is.
func PutsOff(due, approved string, v record.Values) error {
	if v["extended_to"] <= due {
		return store.Refuse(store.CodeInvalid, "延期至 %s 不晚于现在的期限 %s。", v["extended_to"], due)
	}
	return ApprovedSince(approved, v["extended_on"])
}

// ApprovedSince refuses an extension approved on a day before the one there is; without a day it is approved today.
func ApprovedSince(before, on string) error {
	if on != "" && on < before {
		return store.Refuse(store.CodeInvalid, "批准日期 %s 早于上一次延期的批准日期 %s，请核对；改正上一次的请用「编辑」。", on, before)
	}
	return nil
}

// dueBefore is the deadline that is put off: of the unit told, else the earliest.
func dueBefore(r record.Record, key string, told func(string) string) string {
	if key != "extended_to" {
		return ""
	}
	first, unit := "", told("unit")
	for _, row := range staying(r) {
		due := cmp.Or(row["extended_to"], row["due_on"])
		if (unit == "" || roster.SameWords(row["unit"], unit)) && (first == "" || due < first) {
			first = due
		}
	}
	return first
}

// settleExtension puts the day an extension was agreed to into the row, today where an assignment there is already is extended without one. What
// had been agreed to before counts until then. v is the row as it will be; was is as it is stored, nil for a new one.
func settleExtension(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values, row store.Columns) error {
	on, today := v["extended_on"], tx.Today()
	changed := v["extended_to"] != was["extended_to"]
	switch {
	case v["extended_to"] == "" && on != was["extended_on"] && on != "":
		return store.Refuse(store.CodeInvalid, "「%s」有延期的批准日期 %s，却没有「延期至」，请补上延期到哪一天。", v["unit"], on)
	case v["extended_to"] == "":
		on, row["extended_by"], row["extended_why"] = "", "", ""
	case on > today && on != was["extended_on"]:
		return store.Refuse(store.CodeInvalid, "「%s」延期的批准日期 %s 还没有到，请到批准以后再登记。", v["unit"], on)
	case on == "" && was != nil && changed:
		on = today
	}
	row["extended_on"] = on
	if v["extended_to"] == "" || !changed {
		return nil
	}
	id, another, err := extendedBefore(ctx, tx, owner, was, on)
	if err != nil {
		return err
	}
	if err := checkExtension(ctx, tx, owner, id, another, v); err != nil || !another {
		return err
	}
	return KeepPast(ctx, tx, id, id, on)
}

// extendedBefore is the stored assignment, 0 for a new one, and whether one agreed to on a day is another extension of it rather than a
// correction of the one there is.
func extendedBefore(ctx context.Context, tx *store.Tx, owner int64, was record.Values, on string) (id int64, another bool, err error) {
	if was["extended_to"] == "" || on <= was["extended_on"] {
		return 0, false, nil
	}
	id, err = store.LookUp(ctx, tx, "SELECT a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ? AND a.round = ? AND u.name = ?",
		owner, record.CountOf(was["round"]), was["unit"])
	return id, id != 0, err
}

// checkExtension refuses an extension that nobody is said to have agreed to or why, that goes beyond the longest there may be, and another one than the
// office's rule allows. Of a file it is remarked.
func checkExtension(ctx context.Context, tx *store.Tx, owner, id int64, another bool, v record.Values) error {
	switch {
	case tx.Importing && (v["extended_by"] == "" || v["extended_why"] == ""):
		tx.Remark("延期没有写批准人或理由的有")
	case tx.Importing:
	case v["extended_by"] == "":
		return store.Refuse(store.CodeInvalid, "「%s」延期到 %s，请填写「延期批准人」。", v["unit"], v["extended_to"])
	case v["extended_why"] == "":
		return store.Refuse(store.CodeInvalid, "「%s」延期到 %s，请填写「延期理由」。", v["unit"], v["extended_to"])
	}
	if strings.Contains(v["extended_why"], agreedBeyond) {
		return nil
	}
	why, err := beyond(ctx, tx, owner, id, another, v)
	switch {
	case err != nil || why == "":
		return err
	case tx.Importing:
		tx.Remark("延期超过规定次数或最长期限的有")
		return nil
	default:
		return store.Refuse(store.CodeInvalid, "「%s」%s；确实批准的，请在「延期理由」里写明「%s」和原因。", v["unit"], why, agreedBeyond)
	}
}

// beyond says how an extension goes beyond the office's rules, empty when it does not.
func beyond(ctx context.Context, tx *store.Tx, owner, id int64, another bool, v record.Values) (string, error) {
	if v["assigned_on"] != "" {
		latest, why, err := ruledDate(ctx, tx, "extension", owner, v["assigned_on"])
		if err != nil {
			return "", err
		}
		if v["extended_to"] > latest {
			why, _, _ = strings.Cut(why, "，")
			return "最长可以延期到 " + latest + "（" + why + "），不能到 " + v["extended_to"], nil
		}
	}
	settings, err := record.SettingMap(ctx, tx)
	if err != nil {
		return "", err
	}
	most, before := record.CountOf(settings["proposal.extensions"]), 0
	if another {
		n, err := store.LookUp(ctx, tx, `SELECT count(DISTINCT extended_on) FROM (SELECT extended_on FROM assignment_past WHERE assignment_id = ?0 AND extended_to <> ''
			UNION ALL SELECT extended_on FROM assignment WHERE id = ?0)`, id)
		if err != nil {
			return "", err
		}
		before = int(n)
	}
	switch {
	case before < most:
		return "", nil
	case most == 0:
		return "按设置不能延期（「提案延期最多次数」是 0）", nil
	default:
		return "已延期 " + strconv.Itoa(before) + " 次，按设置最多 " + strconv.Itoa(most) + " 次", nil
	}
}
