package data

import (
	"context"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/rows"
)

// saveProposal stores a proposal with its parts and refuses one that, as it will be, contradicts itself. A part comes whole, under its own key,
// or as the columns a ledger has for it.
func saveProposal(ctx context.Context, tx *Tx, scope Scope, id int64, v Values) (int64, error) {
	was := Values{}
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
	if id != 0 {
		stored, err := Proposals.Record(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		was = stored.Values
	}
	for _, key := range []string{"conclusion", "reasons", "destination", "handling"} {
		if err := Proposals.Field(key).checkWord(ctx, tx, v[key], was[key]); err != nil {
			return 0, err
		}
	}
	row, err := proposalRow(ctx, tx, sessionID, id, v)
	if err != nil {
		return 0, err
	}
	if id, err = tx.put(ctx, "proposal", id, row); err != nil {
		return 0, err
	}
	p := proposalParts{tx: tx, id: id, v: v}
	for _, part := range []func(context.Context) error{p.review, p.key} {
		if err := part(ctx); err != nil {
			return 0, err
		}
	}
	if err := saveProposalParts(ctx, tx, id, v, was); err != nil {
		return 0, err
	}
	return id, settleProposal(ctx, tx, id)
}

// saveProposalParts stores what v says of the parts; was is the proposal as it was before.
func saveProposalParts(ctx context.Context, tx *Tx, id int64, v, was Values) error {
	flat := proposalFlat{id: id, v: v, was: was}
	flat.handling = flat.value("handling")
	parts := []struct {
		key  string
		part *Part
		rows *[]rows.Row
	}{
		{"proposers", proposers, &flat.proposers},
		{"assignments", assignments, &flat.assignments},
		{"consultations", consultations, &flat.consultations},
		{"feedback", feedback, &flat.feedback},
	}
	for _, p := range parts {
		var err error
		if *p.rows, err = p.part.parse(flat.value(p.key)); err != nil {
			return err
		}
	}
	if err := flat.apply(ctx, tx); err != nil {
		return err
	}
	if len(flat.proposers) == 0 {
		return Refuse(CodeInvalid, "缺少提案人。")
	}
	for _, p := range parts {
		text, err := p.part.canonical(rows.Text(*p.rows))
		if err != nil {
			return err
		}
		if text == was[p.key] {
			continue
		}
		if err := p.part.save(ctx, tx, id, text, was[p.key]); err != nil {
			return err
		}
	}
	return nil
}

// settleProposal refuses a proposal that contradicts itself as it is stored now, and stores its state.
func settleProposal(ctx context.Context, tx *Tx, id int64) error {
	cases, err := proposalCases(ctx, tx, ProposalFilter{IDs: []int64{id}})
	if err != nil || len(cases) == 0 {
		return err
	}
	if err := checkProposal(ctx, tx, &cases[0]); err != nil {
		return err
	}
	return storeStatus(ctx, tx, &cases[0])
}

func checkProposal(ctx context.Context, tx *Tx, c *proposal.Case) error {
	if fault := c.Fault(); fault != "" {
		return Refuse(CodeInvalid, "%s", fault)
	}
	if c.Filed() {
		return nil
	}
	merged, err := lookUp(ctx, tx, "SELECT count(*) FROM proposal WHERE merged_into = ? AND deleted_at = ''", c.ID)
	if err != nil || merged == 0 {
		return err
	}
	return Refuse(CodeConflict, "有 %d 件提案并入了这一件，它必须是立案；请先改那些提案的「并入案号」。", merged)
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
		number := countOf(v["number"])
		if number < 1 {
			return Refuse(CodeInvalid, "案号「%s」不对，应为 1 以上的整数，如 12。", v["number"])
		}
		row["number"] = number
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
		return nil
	}
	root, err := lookUp(ctx, tx, "SELECT id FROM proposal WHERE session_id = ? AND number = ? AND deleted_at = '' AND conclusion = '立案'", sessionID, countOf(v["merged_number"]))
	if err != nil {
		return err
	}
	if root == 0 || root == id {
		return Refuse(CodeInvalid, "并入案号 %s 不是本次会议已立案的其他提案，请核对。", v["merged_number"])
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
