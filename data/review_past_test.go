package data_test

import (
	"testing"
	"time"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A proposal reviewed again was what it was on the days before.
func TestAnotherReviewLeavesPastDays(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name          string
		first, second string // steps
		told          record.Values
		early, late   string // states on 2026-03-01 and on 2026-06-01
		today         string
	}{
		{"refused, then filed", "不予立案", "立案", record.Values{"reviewed_on": "2026-05-10"}, "不立案", "已立案", "已立案"},
		{"filed, then withdrawn", "立案", "撤案", record.Values{"reviewed_on": "2026-05-10", "opinion": "已经解决"}, "已立案", "已撤案", "已撤案"},
		{"filed, then withdrawn without a day", "立案", "撤案", record.Values{"opinion": "已经解决"}, "已立案", "已立案", "已撤案"},
		{"sent back, then handed in again", "退回修改", "重新提交", record.Values{}, "草稿", "草稿", "已提交"},
		{"refused, then filed on the same day", "不予立案", "立案", record.Values{"reviewed_on": "2026-02-01"}, "已立案", "已立案", "已立案"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOfficeAt(t, &now)
			id := o.save(proposal.Proposals, record.Values{"serial": "001", "title": "关于甲的建议", "proposer": "民进县委", "received_on": "2026-01-20"})
			first := record.Values{"reviewed_on": "2026-02-01"}
			if test.first == "不予立案" {
				first["reasons"] = "涉及党和国家秘密"
			}
			if test.first == "退回修改" {
				first["opinion"] = "一案多事"
			}
			for _, step := range []struct {
				name string
				v    record.Values
			}{{test.first, first}, {test.second, test.told}} {
				if err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, step.name, step.v, id); err != nil {
					t.Fatalf("%s: %s", step.name, store.Sentence(err))
				}
			}
			for day, want := range map[string]string{"2026-01-25": "已提交", "2026-03-01": test.early, "2026-06-01": test.late, "2026-11-23": test.today} {
				r, err := proposal.Proposals.RecordOn(t.Context(), o.DB(), id, day)
				if err != nil || r.Values["status"] != want {
					t.Errorf("on %s it is %s, want %s (%v)", day, r.Values["status"], want, err)
				}
				lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
				if err != nil || len(lines) != 1 || lines[0].Status != want {
					t.Errorf("its line on %s is %+v, want %s (%v)", day, lines, want, err)
				}
			}
			if report, err := o.Check(t.Context()); err != nil || len(report.Findings) > 0 {
				t.Errorf("check: %q, %v", report.Findings, err)
			}
		})
	}
}

// A correction of a review is none of its past.
func TestACorrectedReviewHasNoPast(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"serial": "001", "title": "关于甲的建议", "proposer": "民进县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01",
	})
	state := func(day string) string {
		r, err := proposal.Proposals.RecordOn(t.Context(), o.DB(), id, day)
		if err != nil {
			t.Fatal(err)
		}
		return r.Values["status"]
	}
	for _, v := range []record.Values{{"conclusion": "撤案"}, {"reviewed_on": "2026-02-10"}, {"conclusion": "立案", "reviewed_on": "2026-02-05"}} {
		if _, sentence := o.saveAs(proposal.Proposals, id, v); sentence != "" {
			t.Fatal(sentence)
		}
	}
	if got := state("2026-02-03") + state("2026-02-07"); got != "已提交已立案" {
		t.Errorf("corrected to %s", got)
	}
	for _, v := range []record.Values{{"conclusion": "撤案", "reviewed_on": "2026-05-10"}, {"reviewed_on": "2026-05-20"}} { // withdrawn, then the day of that corrected
		if _, sentence := o.saveAs(proposal.Proposals, id, v); sentence != "" {
			t.Fatal(sentence)
		}
	}
	if got := state("2026-05-15") + state("2026-05-20"); got != "已立案已撤案" {
		t.Errorf("withdrawn and corrected: %s", got)
	}
}
