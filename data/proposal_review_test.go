package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// Three opinions lead to a conclusion, each with who and when; the last is the conclusion's, of the meeting that came to it.
func TestReviewInThreeStages(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.ReviewMeetings, record.Values{"name": "第一次审查会", "held_on": "2026-02-10"})
	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	o.walked(id, stepTo{"登记初审", record.Values{"reviewer": "王芳", "on_date": "2026-01-25", "conclusion": "立案", "opinion": "一事一案，可以立案"}, "审查中"})
	o.barred(id, "登记初审", record.Values{"reviewer": "陈静", "on_date": "2026-01-26"}, "已有初审意见")
	o.walked(id,
		stepTo{"登记复审", record.Values{"reviewer": "陈静", "on_date": "2026-01-28"}, "审查中"},
		stepTo{"立案", record.Values{"reviewed_on": "2026-02-10", "review_meeting": "第一次审查会"}, "已立案"},
	)
	o.expect(proposal.Proposals, id, record.Values{"review_meeting": "第一次审查会", "number": "21"})
	if got := o.part(id, "reviews"); len(got) != 3 || got[2]["stage"] != "审定" || got[2]["on_date"] != "2026-02-10" || got[2]["conclusion"] != "立案" {
		t.Errorf("opinions %v", got)
	}
	for day, want := range map[string]string{"2026-01-24": "已提交 ", "2026-01-27": "审查中 ", "2026-02-10": "已立案 "} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
	o.tells(id, "初审 王芳 建议立案 一事一案，可以立案", "复审 陈静")
	o.must(id, o.changed(id, "reviews", func(all []rows.Row) []rows.Row {
		all[2]["reviewer"], all[2]["opinion"] = "刘主任", "同意"
		return all
	}))
	o.must(id, record.Values{"reviewed_on": "2026-02-11"})
	if got := o.part(id, "reviews")[2]; got["on_date"] != "2026-02-11" || got["reviewer"] != "刘主任" || got["opinion"] != "同意" {
		t.Errorf("the last opinion does not go with the conclusion: %v", got)
	}
	for _, c := range []struct {
		name, words string
		v           record.Values
	}{
		{"concluded before the second opinion", "审查日期 2026-01-26 早于复审日期 2026-01-28", record.Values{"reviewed_on": "2026-01-26"}},
		{"first before receipt", "初审日期 2026-01-01 早于收到日期", o.changed(id, "reviews", func(all []rows.Row) []rows.Row { all[0]["on_date"] = "2026-01-01"; return all })},
		{"without the conclusion's", "审定意见随审查结论，不能单独删去", o.changed(id, "reviews", func(all []rows.Row) []rows.Row { return all[:2] })},
		{"a meeting there is none of", "没有名为「第九次」的审查会", record.Values{"review_meeting": "第九次"}},
	} {
		t.Run(c.name, func(t *testing.T) { office{o.Store, t}.refused(id, c.v, c.words) })
	}
	if sentence := o.remove(proposal.ReviewMeetings, o.idOf(proposal.ReviewMeetings, "第一次审查会")); !strings.Contains(sentence, "1 件提案") {
		t.Errorf("a meeting that decided was removed: %q", sentence)
	}
}

// The list of a meeting is what it decided and what waits, without what came in later; what is taken back waits again.
func TestAgendaOfAReviewMeeting(t *testing.T) {
	o := openOffice(t)
	meeting := o.save(proposal.ReviewMeetings, record.Values{"name": "第一次审查会", "held_on": "2026-02-10"})
	var ids []int64
	for _, serial := range []string{"0001", "0002", "0003", "0004"} {
		ids = append(ids, o.save(proposal.Proposals, record.Values{"title": "关于" + serial + "的建议", "proposer": "民建县委", "received_on": "2026-01-20", "serial": serial}))
	}
	o.save(proposal.Proposals, record.Values{"title": "关于迟到的建议", "proposer": "民建县委", "received_on": "2026-02-11", "serial": "0005"})
	at := record.Values{"reviewed_on": "2026-02-10", "review_meeting": "第一次审查会"}
	with := func(more record.Values) record.Values {
		v := record.Values{}
		for _, of := range []record.Values{at, more} {
			for key, value := range of {
				v[key] = value
			}
		}
		return v
	}
	o.walked(ids[0], stepTo{"立案", at, "已立案"})
	o.walked(ids[1], stepTo{"不予立案", with(record.Values{"reasons": "一案多事", "destination": "转社情民意信息", "passed_on": "2026-02-12", "passed_to": "信息科"}), "不立案"})
	o.walked(ids[2], stepTo{"退回修改", with(record.Values{"opinion": "一案多事"}), "草稿"}, stepTo{"重新提交", record.Values{"reviewed_again": "2026-02-10"}, "已提交"}, stepTo{"退回修改", with(record.Values{"opinion": "还是两件事"}), "草稿"}, stepTo{"重新提交", record.Values{"reviewed_again": "2026-02-10"}, "已提交"})
	o.tells(ids[2], "审查 退回修改 一案多事", "审查 退回修改 还是两件事")
	if got := o.step(ids[3], "退回修改", at); !strings.Contains(got, "意见") {
		t.Errorf("sent back for no reason: %q", got)
	}
	o.must(ids[3], record.Values{"kind": "联名提案"})
	if got := o.step(ids[3], "立案", at); !strings.Contains(got, "联名提案只有一位提案人，请先补上联名人，或改「提案类型」。") {
		t.Errorf("signed by one: %q", got)
	}
	o.must(ids[3], record.Values{"kind": "个人提案"})
	o.expect(proposal.Proposals, ids[1], record.Values{"passed_on": "2026-02-12", "passed_to": "信息科"})
	agenda, err := proposal.ReadAgenda(t.Context(), o.DB(), meeting)
	if err != nil {
		t.Fatal(err)
	}
	if len(agenda.Items) != 4 || agenda.Waiting() != 2 || agenda.Items[0].Conclusion != "立案" || agenda.Items[1].ID != ids[1] {
		t.Errorf("%+v", agenda.Items)
	}
	if got, want := agenda.Sum(), "立案 1 件、不予立案 1 件、待审 2 件"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	o.expect(proposal.ReviewMeetings, meeting, record.Values{"decided": "2", "filed": "1"})
	o.refused(ids[1], record.Values{"passed_on": "2026-12-30"}, "晚于今天")
	o.refused(ids[1], record.Values{"passed_on": "2026-01-01"}, "转送日期 2026-01-01 早于收到日期")
	if sentence := o.saveRefused(proposal.ReviewMeetings, record.Values{"name": "第一次审查会", "held_on": "2026-12-30"}); !strings.Contains(sentence, "晚于今天") {
		t.Errorf("a meeting to come: %q", sentence)
	}
}

// saveRefused saves a record that must be refused and returns why.
func (o office) saveRefused(k *record.Kind, v record.Values) string {
	o.tb.Helper()
	_, sentence := o.try(k, v)
	return sentence
}
