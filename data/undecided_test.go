package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// What is still to be decided is no decision that other columns may make: 待定 beside a 案号 is asked about, and files nothing.
func TestUndecidedIsNoConclusion(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	outcomes, _ := o.taken(proposal.Proposals, "案号,案由,提案人,审查意见", "7,甲,张三,待定")
	if !strings.Contains(outcomes, "「审查意见」一栏为「待定」，应为立案、并案") {
		t.Errorf("taken as %s", outcomes)
	}
}

// Words for nothing new leave what is known, and lines broken to fit their cells are the text they were.
func TestNothingNewChangesNothing(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张三", "workplace": "县委办公室", "job": "副主任"})
	for _, row := range []string{"张三,未变,不变", "张三,空缺,保密", "张三,见附件,调整中", "张三,县委\n办公室,副\n主任"} {
		if outcomes, _ := o.taken(roster.Members, "姓名,工作单位,职务", row); !strings.HasPrefix(outcomes, "相同") {
			t.Errorf("%q: %s", row, outcomes)
		}
		o.expect(roster.Members, id, record.Values{"workplace": "县委办公室", "job": "副主任"})
	}
}
