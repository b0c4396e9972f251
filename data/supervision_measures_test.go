package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// Measures that came along with the reply are noted after it, once; those sent in later are not of a point that was answered.
func TestMeasuresWithTheReply(t *testing.T) {
	o := atWork(t)
	point := o.points(o.letter("甲", "2026-03-10", "一"))[0]
	o.stepsOf(supervision.Points, point, stepTo{"登记答复", record.Values{"replied_on": "2026-03-20", "reply": "已改"}, ""})
	late := record.Values{"measure_on": "2026-03-21", "measure": "轮班"}
	if why := o.takeStep(supervision.Points, point, "登记措施", late); !strings.Contains(why, "2026-03-20") {
		t.Errorf("measures after the reply: %q", why)
	}
	o.stepsOf(supervision.Points, point, stepTo{"登记措施", record.Values{"measure_on": "2026-03-20", "measure": "轮班"}, ""})
	o.expect(supervision.Points, point, record.Values{"status": "已答复", "measure": "轮班", "measure_on": "2026-03-20"})
	if why := o.takeStep(supervision.Points, point, "登记措施", record.Values{"measure_on": "2026-03-20", "measure": "加人"}); !strings.Contains(why, "措施也已报送") {
		t.Errorf("measures twice: %q", why)
	}
}
