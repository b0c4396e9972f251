package proposal

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// mergedHere is SQL for the proposals p that are merged into ?0.
const mergedHere = "p.merged_into = ?0 AND p.conclusion = '并案' AND p.deleted_at = ''"

// mergedProposers is the key of the proposers of the proposals that are merged into one: each is answered and asked by himself (domain 4.4). Who made the
// root too, and who only seconds, is not among them.
const mergedProposers = "merged_proposers"

const mergedProposersSQL = `COALESCE((SELECT group_concat(y.name, '、') FROM (SELECT COALESCE(` + memberTitle + `, q.name) AS name, min(COALESCE(p.number, 999999)), min(q.id) FROM proposal p
	JOIN proposal_proposer q ON q.proposal_id = p.id LEFT JOIN member m ON m.id = q.member_id LEFT JOIN person h ON h.id = m.person_id
	WHERE p.merged_into = proposal_list.id AND p.conclusion = '并案' AND p.deleted_at = '' AND q.role <> '附议'
	AND NOT EXISTS (SELECT 1 FROM proposal_proposer o WHERE o.proposal_id = proposal_list.id AND o.member_id IS q.member_id AND o.name = q.name)
	GROUP BY 1 ORDER BY 2, 3) y), '')`

// mergeInto points a merged proposal, which was what was says, at its root: a filed proposal of the session that is itself not merged.
func mergeInto(ctx context.Context, tx *store.Tx, sessionID, id int64, v, was record.Values, row store.Columns) error {
	switch alone, err := saidUnmerged(tx, v, was); {
	case err != nil:
		return err
	case alone:
		row["merged_into"] = nil
		return refuseHeard(ctx, tx, id, was, row)
	}
	if v["merged_number"] == "" {
		return mergedOn(ctx, tx, id, v, was)
	}
	root, err := store.LookUp(ctx, tx, "SELECT id FROM proposal WHERE session_id = ? AND number = ? AND deleted_at = '' AND conclusion = '立案'", sessionID, record.CountOf(v["merged_number"]))
	if err != nil {
		return err
	}
	if root == 0 || root == id {
		return store.Refuse(store.CodeInvalid, "并入案号 %s 不是本次会议已立案的其他提案，请核对。", v["merged_number"])
	}
	row["merged_into"] = root
	if day := cmp.Or(v["reviewed_on"], was["reviewed_on"]); v["merged_number"] != was["merged_number"] || day != was["reviewed_on"] || was["conclusion"] != "并案" {
		if err := refuseRoot(ctx, tx, root, day); err != nil {
			return err
		}
	}
	if id == 0 || v["conclusion"] == "" {
		row["conclusion"] = "并案"
	}
	return refuseHeard(ctx, tx, id, was, row)
}

// saidUnmerged reports whether v has a conclusion by which the proposal, which was what was says, is merged into none. It refuses one that is told together with
// a root.
func saidUnmerged(tx *store.Tx, v, was record.Values) (bool, error) {
	conclusion, ok := v["conclusion"]
	if !ok || conclusion == "并案" {
		return false, nil
	}
	if v["merged_number"] == "" || v["merged_number"] == was["merged_number"] && !tx.Importing {
		return true, nil
	}
	if conclusion != "" {
		return false, store.Refuse(store.CodeInvalid, "审查结论是「%s」，却写了并入案号 %s；并案的请把审查结论改为「并案」，不是的请清空「并入案号」。", conclusion, v["merged_number"])
	}
	return false, nil
}

// mergedOn refuses another day for the merger of proposal id, which was what was says, on which it could not be merged.
func mergedOn(ctx context.Context, tx *store.Tx, id int64, v, was record.Values) error {
	if was["conclusion"] != "并案" || v["reviewed_on"] == "" || v["reviewed_on"] == was["reviewed_on"] {
		return nil
	}
	root, err := store.LookUp(ctx, tx, "SELECT COALESCE(merged_into, 0) FROM proposal WHERE id = ?", id)
	if err != nil || root == 0 {
		return err
	}
	return refuseRoot(ctx, tx, root, v["reviewed_on"])
}

// refuseRoot refuses to merge on the day, where it is known, into a proposal that was not filed by then, or was answered already (domain 6: 主案须为「已立案」).
func refuseRoot(ctx context.Context, tx *store.Tx, root int64, day string) error {
	cases, err := readCases(ctx, tx, Filter{IDs: []int64{root}})
	if err != nil || len(cases) == 0 {
		return err
	}
	if words := cases[0].Unmergeable(day); words != "" {
		return store.Refuse(store.CodeInvalid, "%d 号%s，不能在 %s 并入它；请核对「审查日期」和「并入案号」。", cases[0].Number, words, day)
	}
	return nil
}

// refuseMergers refuses the review of a proposal, as it is stored now, that is after the day on which another was merged into it.
func refuseMergers(ctx context.Context, tx *store.Tx, id int64, was record.Values, row store.Columns) error {
	on := textOf(row, "reviewed_on", was["reviewed_on"])
	if id == 0 || on == was["reviewed_on"] {
		return nil
	}
	first, err := store.Texts(ctx, tx, "SELECT reviewed_on || ' ' || title FROM proposal p WHERE "+mergedHere+" AND reviewed_on <> '' AND reviewed_on < ?1 ORDER BY reviewed_on LIMIT 1", id, on)
	if err != nil || len(first) == 0 {
		return err
	}
	day, title, _ := strings.Cut(first[0], " ")
	return store.Refuse(store.CodeConflict, "「%s」%s 已并入这一件，立案日期 %s 不能晚于这一天。", title, day, on)
}

// tellsRoot says which proposal a 并入案号 is that of, and whether it can be merged into; while it is empty, which of those the proposal is like it could be.
func tellsRoot(ctx context.Context, db bun.IDB, scope record.Scope, of int64, value string) (record.Told, error) {
	if value == "" {
		return suggestsRoot(ctx, db, scope, of)
	}
	number, err := record.ParseCounted("并入案号", value)
	if err != nil {
		return record.Told{}, nil //nolint:nilerr // the field refuses it
	}
	found, err := store.IDs(ctx, db, `SELECT p.id FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.number = ?0 AND p.deleted_at = ''
		AND (s.id = (SELECT session_id FROM proposal WHERE id = ?1) OR ?1 = 0 AND s.year = ?2)`, number, of, scope.Year)
	switch {
	case err != nil:
		return record.Told{}, err
	case len(found) == 0:
		return record.Told{Words: fmt.Sprintf("没有案号是 %d 的提案。", number), Refused: true}, nil
	case len(found) > 1: // of two sessions; which one is known only once the new one has its own
		return record.Told{}, nil
	case found[0] == of:
		return record.Told{Words: "这是它自己的案号。", Refused: true}, nil
	}
	lines, err := Find(ctx, db, Filter{IDs: found}, scope.Day)
	if err != nil || len(lines) == 0 {
		return record.Told{}, err
	}
	root := &lines[0]
	words := fmt.Sprintf("%d 号「%s」（%s，%s）", number, root.Title, root.Proposer, root.Status)
	if !root.Filed() {
		return record.Told{Words: words + "没有立案，不能并入。", Refused: true}, nil
	}
	if root.Answered > 0 {
		words += "已有答复，只能并入答复以前就已并案的"
	}
	return record.Told{Words: "并入 " + words}, nil
}

// suggestsRoot names the proposals that one is like and can be merged into, the likest first, which can be taken.
func suggestsRoot(ctx context.Context, db bun.IDB, scope record.Scope, of int64) (record.Told, error) {
	if of == 0 {
		return record.Told{}, nil
	}
	own, err := Find(ctx, db, Filter{IDs: []int64{of}}, scope.Day)
	if err != nil || len(own) == 0 {
		return record.Told{}, err
	}
	titles, err := ReadTitles(ctx, db)
	if err != nil {
		return record.Told{}, err
	}
	alike, err := titles.Alike(ctx, db, of, own[0].Title, scope.Day)
	if err != nil {
		return record.Told{}, err
	}
	var told record.Told
	var words []string
	for i := range alike {
		if a := &alike[i]; a.SessionID == own[0].SessionID && a.Filed() && a.Number > 0 {
			if a.Answered > 0 {
				continue
			}
			words = append(words, fmt.Sprintf("%d 号「%s」（%s）", a.Number, a.Title, a.Percent()))
			if told.Instead == "" {
				told.Instead = record.WholeNumber(a.Number)
			}
		}
	}
	if len(words) > 0 {
		told.Words = "相似的有 " + strings.Join(words, "；")
	}
	return told, nil
}

// proposersHeard are the proposers who are asked what they think of the replies to a proposal: its own, and those of the proposals merged into it.
func proposersHeard(ctx context.Context, tx *store.Tx, proposalID int64) ([]rows.Row, error) {
	have, err := proposers.Read(ctx, tx, proposalID)
	if err != nil {
		return nil, err
	}
	merged, err := store.IDs(ctx, tx, "SELECT p.id FROM proposal p WHERE "+mergedHere+" ORDER BY p.number IS NULL, p.number, p.id", proposalID)
	for _, id := range merged {
		more, err := proposers.Read(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		have = append(have, more...)
	}
	return have, err
}

// refuseHeard refuses to take a proposal out of the one it is merged into, when its proposers said already what they think of the reply of that one.
func refuseHeard(ctx context.Context, tx *store.Tx, id int64, was record.Values, row store.Columns) error {
	if was["conclusion"] != "并案" {
		return nil
	}
	said, err := store.Texts(ctx, tx, `SELECT COALESCE(r.number || ' 号', '') || '「' || r.title || '」已有' || q.name FROM feedback f JOIN proposal_proposer q ON q.id = f.proposer_id
		JOIN proposal r ON r.id = f.proposal_id WHERE q.proposal_id = ?0 AND f.proposal_id <> ?0 AND r.id IS NOT ?1 ORDER BY f.id LIMIT 1`, id, row["merged_into"])
	if err != nil || len(said) == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "主案 %s的征询意见，不能解除并案；确实要解除，请先在主案的「征询意见」中删去这一份。", said[0])
}

// unmerged takes a proposal out of the one it was merged into: it is filed under the number it has, or reviewed again.
func unmerged(r record.Record, v record.Values) (record.Values, error) {
	change := record.Values{"note": noteWith(r, "解除并案："+v["note"]), "conclusion": "", "reviewed_on": "", "merged_number": "", reviewedAgain: told(v["reviewed_on"])}
	if r.Values["number"] != "" {
		change["conclusion"], change["reviewed_on"] = "立案", v["reviewed_on"]
	}
	return change, nil
}
