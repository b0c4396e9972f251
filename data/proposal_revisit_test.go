package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// figures are the texts of figures of 2026 as of a day.
func (o office) figures(day string, codes ...string) string {
	o.tb.Helper()
	figures, err := data.Figures(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	var texts []string
	for _, code := range codes {
		texts = append(texts, measure.Of(figures, code).Text())
	}
	return strings.Join(texts, " ")
}

// What was replied is looked at again as often as the office likes; each time stays, is on the way, and is counted as of its day.
func TestARepliedProposalIsLookedAtAgain(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.barred(id, "登记回头看", record.Values{"on_date": "2026-06-20", "finding": "落实"}, "还没有单位答复")
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	o.walk(id, "登记承诺", record.Values{"text": "增设停车位 60 个", "due_on": "2026-09-30"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"})
	o.barred(id, "登记回头看", record.Values{"on_date": "2026-05-09", "finding": "落实"}, "早于")
	o.barred(id, "登记回头看", record.Values{"on_date": "2026-06-20", "finding": "好"}, "落实、部分落实、未落实")
	o.walked(id,
		stepTo{"登记回头看", record.Values{"on_date": "2026-06-20", "finding": "部分落实", "mode": "实地查看", "people": "王芳、李平", "note": "已建 20 个", "promise": "增设停车位 60 个"}, "跟踪中"},
		stepTo{"登记回头看", record.Values{"on_date": "2026-09-01", "finding": "落实", "mode": "座谈", "note": "都建成了", "promise": "增设停车位 60 个"}, "已办结"},
	)
	if got := column(o.part(id, "revisits"), "finding") + " " + column(o.part(id, "revisits"), "unit"); got != "部分落实 落实 县教育局 县教育局" {
		t.Errorf("kept %q", got)
	}
	if got := column(o.part(id, "promises"), "outcome") + " " + column(o.part(id, "promises"), "settled_on"); got != "已落实 2026-09-01" {
		t.Errorf("the promise: %q", got)
	}
	for _, want := range []string{"2026-06-20 回头看 部分落实 县教育局 实地查看 王芳、李平 已建 20 个", "2026-09-01 回头看 落实 县教育局 座谈 都建成了"} {
		if got := o.way(id); !strings.Contains(got, want) {
			t.Errorf("the way\n%s\nlacks %s", got, want)
		}
	}
	for day, want := range map[string]string{
		"2026-06-19": "0 0.00% 0 0 0.00%", "2026-06-20": "1 100.00% 1 0 0.00%", "2026-09-01": "1 100.00% 0 1 100.00%",
	} {
		if got := o.figures(day, "revisited", "revisited_rate", "revisited.found.部分落实", "revisited.found.落实", "b_to_a_rate"); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
}

// One that was not kept is settled as that; who is not told which of two promises is asked.
func TestWhatWasNotKeptIsFoundByLookingAgain(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	o.walk(id, "登记承诺", record.Values{"text": "修路", "due_on": "2026-06-30"})
	o.walk(id, "登记承诺", record.Values{"text": "修桥", "due_on": "2026-06-30"})
	o.barred(id, "登记回头看", record.Values{"on_date": "2026-07-01", "finding": "未落实", "promise": "修塔"}, "修路、修桥")
	o.walk(id, "登记回头看", record.Values{"on_date": "2026-07-01", "finding": "未落实", "promise": "修桥"})
	if got := column(o.part(id, "promises"), "outcome"); got != " 未落实" {
		t.Errorf("outcomes %q", got)
	}
	o.refused(id, o.more(id, "revisits", rows.Row{"on_date": "2026-07-02", "finding": "落实", "unit": "县公安局"}), "「县公安局」还没有答复")
	o.refused(id, o.more(id, "revisits", rows.Row{"on_date": "2026-12-02", "finding": "落实"}), "晚于今天")
	stored, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	if proposal.Revisits.Layout != "提案回头看台账" {
		t.Error(proposal.Revisits.Layout)
	}
	if got := o.imported(proposal.Revisits, []string{"案号", "承办单位", "回头看日期", "回头看方式", "回头看结果", "参加人员", "回头看情况"},
		[]string{stored.Values["number"], "县教育局", "2026年8月3日", "电话", "已落实", "王芳", "已补办"}); got != "新增" {
		t.Error(got)
	}
	if got := column(o.part(id, "revisits"), "finding"); got != "未落实 落实" {
		t.Errorf("after the ledger: %q", got)
	}
}
