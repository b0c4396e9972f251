package data

import (
	"context"
	"strings"
)

// saveProposal stores a proposal with all that hangs on it, each part only when v speaks of it.
func saveProposal(ctx context.Context, tx *Tx, scope Scope, id int64, v Values) (int64, error) {
	if err := checkOrder(v); err != nil {
		return 0, err
	}
	var sessionID int64
	var err error
	if id == 0 {
		sessionID, err = proposalSession(ctx, tx, scope, v)
	} else {
		sessionID, err = lookUp(ctx, tx, "SELECT session_id FROM proposal WHERE id = ?", id)
	}
	if err != nil {
		return 0, err
	}
	row, err := proposalRow(ctx, tx, sessionID, id, v)
	if err != nil {
		return 0, err
	}
	if id, err = tx.put(ctx, "proposal", id, row); err != nil {
		return 0, err
	}
	p := proposalParts{tx: tx, id: id, sessionID: sessionID, v: v}
	for _, part := range []func(context.Context) error{
		p.proposers, p.review, p.key, p.assign, p.reply, p.consult, p.feedback, p.rework,
	} {
		if err := part(ctx); err != nil {
			return 0, err
		}
	}
	return id, refreshStatus(ctx, tx, id)
}

// checkOrder refuses dates that cannot follow each other.
func checkOrder(v Values) error {
	steps := []struct{ key, title string }{
		{"received_on", "收到日期"},
		{"assigned_on", "交办日期"},
		{"replied_on", "答复日期"},
		{"feedback_on", "反馈日期"},
		{"again_on", "重办交办日期"},
		{"again_replied_on", "重办答复日期"},
		{"again_feedback_on", "重办反馈日期"},
	}
	last, lastTitle := "", ""
	for _, s := range steps {
		on := v[s.key]
		if on == "" {
			continue
		}
		if on < last {
			return Refuse(CodeInvalid, "%s %s 早于%s %s,请核对。", s.title, on, lastTitle, last)
		}
		last, lastTitle = on, s.title
	}
	return nil
}

func proposalSession(ctx context.Context, tx *Tx, scope Scope, v Values) (int64, error) {
	term, ordinal := sessionOrdinals(v)
	var termID int64
	var err error
	if term > 0 {
		termID, err = EnsureTerm(ctx, tx, term)
	} else {
		termID, err = workingTerm(ctx, tx, scope)
	}
	if err != nil {
		return 0, err
	}
	year := scope.Year
	if received := v["received_on"]; year == 0 && len(received) >= 4 {
		year = countOf(received[:4])
	}
	if year == 0 {
		if year, err = recordYear(ctx, tx, scope, nil); err != nil {
			return 0, err
		}
	}
	return EnsureSession(ctx, tx, termID, ordinal, year)
}

func proposalRow(ctx context.Context, tx *Tx, sessionID, id int64, v Values) (columns, error) {
	row := v.pick("serial", "title", "kind", "timing", "received_on", "category", "suggested_units", "body", "conclusion", "reviewed_on", "destination", "handling", "note")
	for _, key := range []string{"kind", "timing"} {
		if v[key] == "" {
			delete(row, key)
		}
	}
	if id == 0 {
		row["session_id"] = sessionID
		if v["kind"] == "" {
			row["kind"] = kindOfProposers(v)
		}
		if v["title"] == "" {
			return nil, Refuse(CodeInvalid, "缺少案由。")
		}
	}
	for _, key := range []string{"open", "excellent"} {
		if v.Has(key) {
			row[key] = yes(v[key])
		}
	}
	if err := numberInto(ctx, tx, sessionID, id, v, row); err != nil {
		return nil, err
	}
	return row, mergeInto(ctx, tx, sessionID, id, v, row)
}

// numberInto settles the 案号. A ledger whose proposals carry numbers without a review column lists filed ones.
func numberInto(ctx context.Context, tx *Tx, sessionID, id int64, v Values, row columns) error {
	if v["number"] != "" {
		row["number"] = countOf(v["number"])
		if id == 0 && v["conclusion"] == "" {
			row["conclusion"] = "立案"
		}
		return nil
	}
	if v["conclusion"] != "立案" {
		return nil
	}
	have, err := lookUp(ctx, tx, "SELECT COALESCE(number, 0) FROM proposal WHERE id = ?", id)
	if err != nil || have != 0 {
		return err
	}
	// Numbers are never used twice, so the binned ones count too.
	next, err := lookUp(ctx, tx, "SELECT COALESCE(max(number), 0) + 1 FROM proposal WHERE session_id = ?", sessionID)
	row["number"] = next
	return err
}

// mergeInto points a merged proposal at its root: a filed proposal of the session that is itself not merged.
func mergeInto(ctx context.Context, tx *Tx, sessionID, id int64, v Values, row columns) error {
	if conclusion, ok := v["conclusion"]; ok && conclusion != "并案" {
		row["merged_into"] = nil
		return nil
	}
	if v["merged_number"] == "" {
		if id == 0 && v["conclusion"] == "并案" {
			return Refuse(CodeInvalid, "审查结论是并案,但没有写并入哪一件,请填「并入案号」。")
		}
		return nil
	}
	root, err := lookUp(ctx, tx, "SELECT id FROM proposal WHERE session_id = ? AND number = ? AND deleted_at = '' AND conclusion = '立案'", sessionID, countOf(v["merged_number"]))
	if err != nil {
		return err
	}
	if root == 0 || root == id {
		return Refuse(CodeInvalid, "并入案号 %s 不是本次会议已立案的其他提案,请核对。", v["merged_number"])
	}
	row["merged_into"] = root
	if id == 0 || v["conclusion"] == "" {
		row["conclusion"] = "并案"
	}
	return nil
}

// kindOfProposers guesses the 提案类型 of a ledger without that column: a body names itself, several people are joint.
func kindOfProposers(v Values) string {
	name := v["proposer"]
	for _, body := range []struct{ ending, kind string }{
		{"委员会", "专委会提案"},
		{"专委", "专委会提案"},
		{"界", "界别提案"},
		{"界别", "界别提案"},
		{"组", "小组提案"},
		{"支部", "党派提案"},
		{"县委", "党派提案"},
		{"省委", "党派提案"},
		{"市委", "党派提案"},
		{"工委", "党派提案"},
		{"联", "团体提案"},
		{"联合会", "团体提案"},
		{"总工会", "团体提案"},
	} {
		if strings.HasSuffix(name, body.ending) && len([]rune(name)) > 3 {
			return body.kind
		}
	}
	if v["joint"] != "" || len(SplitNames(name)) > 1 {
		return "联名提案"
	}
	return "个人提案"
}
