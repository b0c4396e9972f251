package proposal

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// reviews are the opinions of the stages of the review: who, when, what he suggests and why. That of the last is the conclusion, by the proposal's own fields.
var reviews = &record.Part{
	Title: "三审意见", Table: "proposal_review", Owner: "proposal_id",
	From:  "proposal_review x",
	Order: "CASE x.stage WHEN '初审' THEN 1 WHEN '复审' THEN 2 ELSE 3 END, x.id",
	Fields: []record.Field{
		{Key: "stage", Title: "环节", Type: record.Word{Words: []string{docket.FirstStage, docket.SecondStage, docket.LastStage}}, Required: true, Width: 60},
		{Key: "reviewer", Title: "审查人", Width: 90},
		{Key: "on_date", Title: "日期", Type: record.Day{}, Note: "审定的日期和结论随审查日期、审查结论", Width: 90},
		{Key: "conclusion", Title: "建议结论", Type: record.Word{Dictionary: "conclusion"}, Width: 80},
		{Key: "opinion", Title: "意见", Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "stage"); v != nil {
			return store.Refuse(store.CodeInvalid, "%s意见写了两份，请合成一份或删去一份。", v["stage"])
		}
		return nil
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		row := v.Pick("stage", "reviewer", "on_date", "conclusion", "opinion")
		if was != nil && was["stage"] != v["stage"] {
			return nil, store.Refuse(store.CodeInvalid, "%s意见的环节不能改成%s，请删去这一行，另加一行。", was["stage"], v["stage"])
		}
		if v["stage"] != docket.LastStage {
			return row, nil
		}
		conclusion, on, err := concludedAs(ctx, tx, owner)
		if err == nil && conclusion == "" {
			err = store.Refuse(store.CodeInvalid, "还没有审查结论，不能有审定意见；请先填「审查结论」。")
		}
		row["conclusion"], row["on_date"] = conclusion, on
		return row, err
	},
	Removable: func(_ context.Context, _ *store.Tx, _ int64, v record.Values) error {
		if v["stage"] != docket.LastStage || v["conclusion"] == "" {
			return nil
		}
		return store.Refuse(store.CodeInvalid, "审定意见随审查结论，不能单独删去；要改请改「审查结论」。")
	},
}

// concludedAs is what the proposal's review came to, and when.
func concludedAs(ctx context.Context, tx *store.Tx, id int64) (conclusion, on string, err error) {
	if err = tx.QueryRowContext(ctx, "SELECT conclusion, reviewed_on FROM proposal WHERE id = ?", id).Scan(&conclusion, &on); err != nil {
		err = fmt.Errorf("read review of %d: %w", id, err)
	}
	return conclusion, on, err
}

// reviewStep is the step that notes the opinion of a stage before the last.
func reviewStep(name, stage string) record.Step {
	return record.Step{
		Name: name, From: []string{"已提交", "审查中"}, To: []string{"审查中"}, Guard: stageOpen(stage),
		Asks: asks(reviews, []string{"reviewer", "on_date", "conclusion", "opinion"}, "reviewer", "on_date"), Do: stageTold(stage),
	}
}

// sentBackToWrite is the conclusion by which a proposal goes back to its proposer.
const sentBackToWrite = "退回修改"

// whyAsked asks for the opinion of the last stage: why a proposal is sent back, or withdrawn.
func whyAsked(note string) []record.Field {
	return noted(asks(reviews, []string{"opinion"}, "opinion"), "opinion", note)
}

// concludedWhy is concluded with the opinion of the last stage, which is added to what was said there before.
func concludedWhy(conclusion string) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		change, err := concluded(conclusion)(r, v)
		if err != nil {
			return nil, err
		}
		delete(change, "opinion")
		all := partRows(r, "reviews")
		at := slices.IndexFunc(all, func(row rows.Row) bool { return row["stage"] == docket.LastStage })
		if at < 0 {
			at, all = len(all), append(all, rows.Row{"stage": docket.LastStage})
		}
		if was, on := r.Values["conclusion"], r.Values["reviewed_on"]; was != "" && v["reviewed_on"] > on {
			all[at]["opinion"] = "" // it is kept with what was concluded before
		}
		addNote(all[at], "opinion", v["opinion"])
		change["reviews"] = rows.Text(all)
		return change, nil
	}
}

// signedJointly says why a joint proposal cannot be filed: it is signed by one alone.
func signedJointly(r record.Record) string {
	if r.Values["kind"] == jointly && len(partRows(r, "proposers")) < 2 {
		return "联名提案只有一位提案人，请先补上联名人，或改「提案类型」。"
	}
	return ""
}

// stageOpen says that the stage has its opinion already.
func stageOpen(stage string) func(record.Record) string {
	return func(r record.Record) string {
		for _, row := range partRows(r, "reviews") {
			if row["stage"] == stage {
				return "已有" + stage + "意见，要改请打开这件提案，在「三审意见」中改。"
			}
		}
		return ""
	}
}

// stageTold adds the opinion of a stage.
func stageTold(stage string) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		row := rows.Row(maps.Clone(v))
		row["stage"] = stage
		return added(r, "reviews", row)
	}
}

// partValues stores the review and the choice as a key proposal. Each is left alone when v does not speak of it.
type partValues struct {
	tx *store.Tx
	id int64
	v  record.Values
}

func (p partValues) speaksOf(keys ...string) bool { return slices.ContainsFunc(keys, p.v.Has) }

// review keeps the last stage of the review as the proposal has it.
func (p partValues) review(ctx context.Context) error {
	if p.speaksOf("conclusion", "reviewed_on", "number", "merged_number") { // the numbers say a conclusion too
		row := store.Columns{"proposal_id": p.id, "stage": docket.LastStage}
		conclusion, on, err := concludedAs(ctx, p.tx, p.id)
		if err != nil {
			return err
		}
		known, err := store.LookUp(ctx, p.tx, "SELECT id FROM proposal_review WHERE proposal_id = ? AND stage = ?", p.id, docket.LastStage)
		if err != nil {
			return err
		}
		if p.v[reviewedAgain] != "" && !p.v.Has("reviews") {
			kept, err := store.LookUp(ctx, p.tx, "SELECT count(*) FROM review_past w JOIN proposal_review v ON v.id = ? AND v.opinion = w.opinion WHERE w.proposal_id = ? AND w.opinion <> ''", known, p.id)
			if err != nil {
				return err
			}
			if kept > 0 { // with what was concluded before, which it was said of
				row["opinion"] = ""
			}
		}
		if row["conclusion"], row["on_date"] = conclusion, on; known != 0 || conclusion != "" {
			if _, err := p.tx.Put(ctx, "proposal_review", known, row); err != nil {
				return err
			}
		}
	}
	if err := p.why(ctx); err != nil || !p.v.Has("reasons") {
		return err
	}
	return p.reasons(ctx, p.v.Many("reasons"))
}

// why says of a file that takes a proposal back without telling why: the steps ask it.
func (p partValues) why(ctx context.Context) error {
	if conclusion := p.v["conclusion"]; !p.tx.Importing || conclusion != sentBackToWrite && conclusion != "撤案" {
		return nil
	}
	told, err := store.LookUp(ctx, p.tx, "SELECT count(*) FROM proposal_review WHERE proposal_id = ? AND stage = ? AND opinion <> ''", p.id, docket.LastStage)
	if err == nil && told == 0 {
		p.tx.Remark("退回修改、撤案的没有写原因，请在提案的「三审意见」中补上")
	}
	return err
}

// reasons makes the reasons of a refusal these.
func (p partValues) reasons(ctx context.Context, wanted []string) error {
	have, err := store.Texts(ctx, p.tx, "SELECT reason FROM proposal_refusal WHERE proposal_id = ? ORDER BY id", p.id)
	if err != nil || slices.Equal(have, wanted) {
		return err
	}
	if err := p.tx.Run(ctx, "DELETE FROM proposal_refusal WHERE proposal_id = ?", p.id); err != nil {
		return err
	}
	for _, reason := range wanted {
		if _, err := p.tx.Insert(ctx, "proposal_refusal", store.Columns{"proposal_id": p.id, "reason": reason}); err != nil {
			return err
		}
	}
	return nil
}

// keyFacts are the fields of a key proposal. One that has a value makes the proposal one.
var keyFacts = []string{"chair_leader", "office_leader", "committee", "method", "outcome"}

// makesKey reports whether v makes the proposal a key one.
func (p partValues) makesKey() bool {
	return record.Yes(p.v["is_key"]) || slices.ContainsFunc(keyFacts, func(key string) bool { return p.v[key] != "" })
}

// saysNotKey refuses what is said to be no key proposal and yet has what only those have.
func (p partValues) saysNotKey() error {
	if p.v["is_key"] == "" || record.Yes(p.v["is_key"]) {
		return nil
	}
	for _, key := range keyFacts {
		if p.v[key] != "" {
			f := Proposals.Field(key)
			return store.Refuse(store.CodeInvalid, "「重点提案」写的是否，却有「%s」%s；是重点提案的请改为是，不是的请清空「%s」。", f.Title, p.v[key], f.Title)
		}
	}
	return nil
}

func (p partValues) key(ctx context.Context) error {
	if !p.speaksOf("is_key", "tracked_on") && !p.speaksOf(keyFacts...) {
		return nil
	}
	if err := p.saysNotKey(); err != nil {
		return err
	}
	known, err := store.LookUp(ctx, p.tx, "SELECT id FROM key_proposal WHERE proposal_id = ?", p.id)
	if err != nil {
		return err
	}
	row := p.v.Pick("chair_leader", "office_leader", "method", "outcome", "tracked_on")
	row["proposal_id"] = p.id
	if p.v.Has("committee") {
		termID, err := termOfProposal(ctx, p.tx, p.id)
		if err != nil {
			return err
		}
		if err := roster.CommitteeColumn(ctx, p.tx, record.Scope{TermID: termID}, p.v, row); err != nil {
			return err
		}
	}
	wanted := p.makesKey()
	switch {
	case p.v.Has("is_key") && !wanted && known != 0:
		return p.tx.Run(ctx, "DELETE FROM key_proposal WHERE id = ?", known)
	case wanted || known != 0:
		_, err = p.tx.Put(ctx, "key_proposal", known, row)
	}
	return err
}
