package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// The form of a plan item is the office's word and changes nothing of what is counted; who is responsible and what approved it are kept, by form and file.
func TestPlanItemHasFormOwnerAndApproval(t *testing.T) {
	o := atWork(t)
	v := record.Values{"title": "民主监督工作座谈会", "targets": "1次", "from_month": "10月", "form": "会议", "owner": "提案委员会", "approval": "云协发〔2026〕3号"}
	id := o.save(plan.Items, v)
	o.expect(plan.Items, id, record.Values{"kind": "座谈会", "form": "会议", "owner": "提案委员会", "approval": "云协发〔2026〕3号"})
	if _, sentence := o.saveAs(plan.Items, id, record.Values{"form": "走过场"}); !strings.Contains(sentence, "走过场") {
		t.Errorf("a form nobody knows: %q", sentence)
	}
	if got, _ := o.taken(plan.Items, "事项,类别,形式,目标,时间,责任人,批准文件", "民主监督工作座谈会,座谈会,专题,1次,10月,李明,云协发〔2026〕4号"); got != "变更" {
		t.Error(got)
	}
	o.expect(plan.Items, id, record.Values{"kind": "座谈会", "form": "专题", "owner": "李明", "approval": "云协发〔2026〕4号"})
	drafts, err := plan.Shifted(t.Context(), o.DB(), 2026, 2027)
	if err != nil || len(drafts) != 1 || drafts[0]["form"] != "专题" || drafts[0]["owner"] != "李明" {
		t.Error(drafts, err)
	}
}

// How a visit was made is a word of the office's beside its form of supervision.
func TestVisitSaysHowItWasMade(t *testing.T) {
	o := atWork(t)
	id := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "mode": "暗访"})
	o.expect(supervision.Visits, id, record.Values{"form": "派驻", "mode": "暗访"})
	if _, sentence := o.saveAs(supervision.Visits, id, record.Values{"mode": "喝茶"}); !strings.Contains(sentence, "喝茶") {
		t.Errorf("a form nobody knows: %q", sentence)
	}
	if got, _ := o.taken(supervision.Visits, "日期,监督小组,监督形式,活动形式", "2026-05-13,3,派驻,查阅资料"); got != "新增" {
		t.Error(got)
	}
}
