package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Periods of one kind over the same headings are no present and past: nobody of them is taken for the leader, nor the second for a deputy.
func TestLeadersOfTwoPeriods(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Units, record.Values{"name": "县教育局"})
	for _, name := range []string{"张三", "李四", "王五", "赵六"} {
		o.save(roster.Supervisors, record.Values{"name": name})
	}
	o.save(roster.Groups, record.Values{"number": "1", "units": "县教育局", "leader": "张三", "members": "张三、李四、王五、赵六"})
	outcomes, _ := o.taken(roster.Groups, "组号,派驻单位,上半年,,下半年,", ",,组长,成员,组长,成员", "1,县教育局,李四,张三、李四、王五、赵六,张三,张三、李四、王五、赵六")
	if !strings.HasPrefix(outcomes, "退回 「上半年」「下半年」下面都有「组长」，看不出录入哪一组；") {
		t.Errorf("taken as %s", outcomes)
	}
	outcomes, _ = o.taken(roster.Groups, "组号,派驻单位,上半年,,下半年,", ",,组长,成员,组长,成员", "1,县教育局,张三,李四、王五、赵六,张三,李四、王五、赵六")
	if !strings.HasPrefix(outcomes, "相同") {
		t.Errorf("what both say is taken as %s", outcomes)
	}
}
