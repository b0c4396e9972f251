package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// What has no date counts on every day: 00 names it.
func TestFactsWithoutADateAreNamed(t *testing.T) {
	o := openOffice(t)
	o.imported(proposal.Proposals,
		[]string{"案号", "案由", "提案人", "收到日期", "审查结论", "审查日期", "主办单位", "交办日期", "答复日期", "办理结果", "反馈日期", "满意度"},
		[]string{"31", "关于甲的建议", "民建县委", "2026-01-20", "立案", "2026-02-01", "县教育局", "2026-03-10", "2026-05-10", "A", "2026-05-20", "满意"},
		[]string{"32", "关于乙的建议", "民建县委", "", "立案", "", "县教育局", "", "2026-05-10", "A", "", "满意"})
	if broken, open := o.ruled("收到、审查、交办、反馈有日期"); broken != "" || !strings.Contains(open, "第 32 号没有收到日期、审查日期、「县教育局」的交办日期、第 1 轮反馈的收回日期，哪一天的报表都计入\n") || strings.Contains(open, "第 31 号") {
		t.Errorf("proposals: %q, %q", broken, open)
	}
	letter := record.Values{"title": "关于窗口的意见", "unit": "县教育局", "submitted_on": "2026-10-20", "leader_on": "2026-10-21", "approved_on": "2026-10-22", "delivered_on": "2026-10-23", "points": rowsText(rows.Row{"text": "窗口无人"})}
	id := o.save(supervision.Letters, letter)
	if _, open := o.ruled("送达的意见书有整改期限"); open != "" {
		t.Errorf("with a deadline: %q", open)
	}
	o.do("UPDATE opinion_letter SET due_on = ''") // as an older version could
	if _, open := o.ruled("送达的意见书有整改期限"); !strings.Contains(open, "已于 2026-10-23 送达，没有整改期限，不会算作逾期\n") {
		t.Errorf("letter %d: %q", id, open)
	}
}
