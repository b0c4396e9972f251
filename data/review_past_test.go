package data_test

import (
	"maps"
	"strings"
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
				first["reasons"], first["destination"] = "涉及党和国家秘密", "退回提案人"
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

// What was merged or sent back is so until the day that the step which ends it is told, whatever day it is told on.
func TestAConclusionIsPastFromTheDayTold(t *testing.T) {
	o := openOffice(t) // on 2026-11-23
	filed := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01"})
	number := o.values(proposal.Proposals, filed)["number"]
	plain := func(title string) int64 {
		return o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民进县委", "received_on": "2026-01-20"})
	}
	for _, test := range []struct {
		name, made, ended string
		told, ends        record.Values
		state             string
	}{
		{"merged", "并案", "解除并案", record.Values{"reviewed_on": "2026-02-10", "merged_number": number}, record.Values{"reviewed_on": "2026-04-10", "note": "并错了"}, "已并案"},
		{"sent back", "退回修改", "重新提交", record.Values{"reviewed_on": "2026-02-10", "opinion": "一案多事"}, record.Values{"reviewed_again": "2026-04-10"}, "草稿"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := office{o.Store, t}
			id := plain("关于" + test.name + "的建议")
			o.walk(id, test.made, test.told)
			for day, words := range map[string]string{"2026-02-09": "早于上一次审查（" + test.made + "）的日期 2026-02-10", "2026-12-01": "晚于今天"} {
				ends := maps.Clone(test.ends)
				for key := range ends {
					if key != "note" {
						ends[key] = day
					}
				}
				if got := o.step(id, test.ended, ends); !strings.Contains(got, words) {
					t.Errorf("ended on %s: %q", day, got)
				}
			}
			o.walk(id, test.ended, test.ends)
			if got := o.step(id, "立案", record.Values{"reviewed_on": "2026-04-09"}); !strings.Contains(got, "早于上一次结论「"+test.made+"」取消的日期 2026-04-10") {
				t.Errorf("filed before: %q", got)
			}
			o.walk(id, test.made, test.told) // as it was: it was ended on another day
			ends := maps.Clone(test.ends)
			for key, value := range ends {
				if value == "2026-04-10" {
					ends[key] = "2026-04-08"
				}
			}
			o.walk(id, test.ended, ends)
			o.walk(id, "立案", record.Values{"reviewed_on": "2026-04-15"})
			o.walk(id, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-04-20"})
			for day, want := range map[string]string{"2026-02-09": "已提交 ", "2026-02-10": test.state + " ", "2026-04-07": test.state + " ", "2026-04-08": "已提交 ", "2026-04-15": "已立案 ", "2026-11-22": "办理中 "} {
				if got := o.on(id, day); got != want {
					t.Errorf("on %s: %q, want %q", day, got, want)
				}
			}
		})
	}
}

// What ends on the day it was made leaves what was before it.
func TestAReviewTakenBackTheSameDay(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	back := record.Values{"reviewed_on": "2026-02-10", "opinion": "一案多事"}
	o.walk(id, "退回修改", back)
	o.walk(id, "重新提交", record.Values{"reviewed_again": "2026-03-10"})
	o.walk(id, "退回修改", record.Values{"reviewed_on": "2026-03-10", "opinion": "还是两件事"})
	o.walk(id, "重新提交", record.Values{"reviewed_again": "2026-03-10"})
	for day, want := range map[string]string{"2026-02-20": "草稿 ", "2026-03-10": "已提交 "} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}

// A number is corrected from the day told on, which is none before it was given.
func TestANumberIsCorrectedFromTheDayTold(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "number": "5"})
	for day, words := range map[string]string{"2026-01-31": "早于编定这个案号的日期 2026-02-01", "2026-12-01": "晚于今天"} {
		if got := o.step(id, "更正案号", record.Values{"number": "6", "renumbered": day, "note": "抄错"}); !strings.Contains(got, words) {
			t.Errorf("corrected on %s: %q", day, got)
		}
	}
	o.walk(id, "更正案号", record.Values{"number": "6", "renumbered": "2026-03-01", "note": "抄错"})
	if got := o.step(id, "更正案号", record.Values{"number": "7", "renumbered": "2026-02-20", "note": "抄错"}); !strings.Contains(got, "2026-03-01") {
		t.Errorf("corrected before that: %q", got)
	}
	o.walk(id, "更正案号", record.Values{"number": "7", "note": "又抄错"}) // today
	for day, want := range map[string]int{"2026-02-28": 5, "2026-03-01": 6, "2026-11-22": 6, "2026-11-23": 7} {
		lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
		if err != nil || len(lines) != 1 || lines[0].Number != want {
			t.Errorf("on %s: %+v, want %d (%v)", day, lines, want, err)
		}
	}
}

// Why a proposal was sent back stays with that, and is not the opinion on what it is concluded as next; on one day too.
func TestWhyItWasSentBackStaysWithThat(t *testing.T) {
	for _, days := range [][3]string{{"2026-02-10", "2026-02-12", "2026-02-15"}, {"2026-02-10", "2026-02-10", "2026-02-10"}} {
		o := openOffice(t)
		id := o.save(proposal.Proposals, record.Values{"title": "关于寅的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
		o.walked(id,
			stepTo{"退回修改", record.Values{"reviewed_on": days[0], "opinion": "内容空泛"}, "草稿"},
			stepTo{"重新提交", record.Values{"reviewed_again": days[1]}, "已提交"},
			stepTo{"立案", record.Values{"reviewed_on": days[2]}, "已立案"},
		)
		way := o.way(id)
		for _, want := range []string{days[0] + " 审查 退回修改 内容空泛", days[2] + " 审查 立案，案号"} {
			if !strings.Contains(way, want) {
				t.Errorf("no %q in %s", want, way)
			}
		}
		if strings.Count(way, "内容空泛") != 1 || column(o.part(id, "reviews"), "opinion") != "" {
			t.Errorf("said again: %s; %v", way, o.part(id, "reviews"))
		}
		o.step(id, "撤案", record.Values{"reviewed_on": "2026-02-20", "opinion": "提案人要求"})
		if got := column(o.part(id, "reviews"), "opinion"); got != "提案人要求" {
			t.Errorf("withdrawn because of %q", got)
		}
	}
}
