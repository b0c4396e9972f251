package sampleyear

import (
	"testing"

	"cppccdesk/data/datatest"
	proposals "cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// Whatever a proposal, a letter, a point and an item of the 直通车 can be, one of the sample year is, and each of what is told of them is told of one.
func TestEveryStateOccurs(t *testing.T) {
	st := datatest.MustOpen(t)
	if _, err := Load(t.Context(), st, "测试", DefaultYear, nil); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		kind   *record.Kind
		fields map[string][]string // values that must occur; none: any
	}{
		{supervision.Letters, map[string][]string{
			"status": {
				supervision.Draft, supervision.Submitted, supervision.ToApprove, supervision.ToDeliver, supervision.ToReceive, supervision.UnderWay, supervision.Replied, supervision.ToLookBack, supervision.ToClose, supervision.Closed,
			},
			"earlier": {"2026-1"}, "later": {"2026-21"}, "receiver": nil,
		}},
		{supervision.Points, map[string][]string{
			"status":      {supervision.NotSent, supervision.ToReceive, supervision.UnderWay, supervision.Replied, supervision.ToLookBack, supervision.ToClose, supervision.Closed},
			"origin":      {supervision.OfVisit, supervision.OfDirect, supervision.OfProposal, supervision.OfEvaluation},
			"extended_to": nil, "extended_on": nil, "progress": nil, "return_why": nil, "looked": nil, "responsible": nil,
		}},
		{supervision.Directs, map[string][]string{
			"status": {supervision.ToTriage, supervision.ToPass, supervision.InHand, supervision.Replied, supervision.Done, supervision.Declined}, "return_why": nil, "told": nil,
		}},
		{proposals.Proposals, map[string][]string{
			"status":         {"已办结", "不立案", "已并案", "已撤案", "已归档", "办理中", "答复待审", "已答复", "重新办理"},
			"review_meeting": {"第一次提案审查会", "第二次提案审查会"}, "open": {"是", "否"}, "kind": {"联名提案", "个人提案"}, "archived_on": nil,
		}},
		{proposals.Assignments, map[string][]string{"accepted_on": nil, "asked_on": nil, "kept_on": nil, "returned_on": nil, "extended_to": nil, "extended_by": nil, "extended_why": nil, "reply": nil}},
		{proposals.ReplyDrafts, map[string][]string{"outcome": {"通过", "退回"}, "reason": nil}},
		{supervision.Visits, map[string][]string{"mode": visitModes}},
	} {
		all, err := tt.kind.Records(t.Context(), st.DB(), record.Scope{Year: DefaultYear, Day: AsOf(DefaultYear).Format(isoDay)})
		if err != nil {
			t.Fatal(err)
		}
		for field, wanted := range tt.fields {
			got := map[string]int{}
			for _, r := range all {
				if v := r.Values[field]; v != "" {
					got[v]++
				}
			}
			if len(got) == 0 {
				t.Errorf("no %s says its %s", tt.kind.Title, field)
			}
			for _, value := range wanted {
				if got[value] == 0 {
					t.Errorf("no %s has %s %s, but %v", tt.kind.Title, field, value, got)
				}
			}
		}
	}
}
