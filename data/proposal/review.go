package proposal

import (
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

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
		row := store.Columns{"proposal_id": p.id, "stage": "审定"}
		var conclusion, on string
		if err := p.tx.QueryRowContext(ctx, "SELECT conclusion, reviewed_on FROM proposal WHERE id = ?", p.id).Scan(&conclusion, &on); err != nil {
			return fmt.Errorf("read review of %d: %w", p.id, err)
		}
		known, err := store.LookUp(ctx, p.tx, "SELECT id FROM proposal_review WHERE proposal_id = ? AND stage = '审定'", p.id)
		if err != nil {
			return err
		}
		if row["conclusion"], row["on_date"] = conclusion, on; known != 0 || conclusion != "" {
			if _, err := p.tx.Put(ctx, "proposal_review", known, row); err != nil {
				return err
			}
		}
	}
	if !p.v.Has("reasons") {
		return nil
	}
	return p.reasons(ctx, p.v.Many("reasons"))
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

func (p partValues) key(ctx context.Context) error {
	if !p.v.Has("is_key") && !p.speaksOf(keyFacts...) {
		return nil
	}
	known, err := store.LookUp(ctx, p.tx, "SELECT id FROM key_proposal WHERE proposal_id = ?", p.id)
	if err != nil {
		return err
	}
	row := p.v.Pick("chair_leader", "office_leader", "method", "outcome")
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
	wanted := record.Yes(p.v["is_key"]) || slices.ContainsFunc(keyFacts, func(key string) bool { return p.v[key] != "" })
	switch {
	case p.v.Has("is_key") && !wanted && known != 0:
		return p.tx.Run(ctx, "DELETE FROM key_proposal WHERE id = ?", known)
	case wanted || known != 0:
		_, err = p.tx.Put(ctx, "key_proposal", known, row)
	}
	return err
}
