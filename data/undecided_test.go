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

// A row over others says a word of each: taken where it is one of a single field, a row's own word before it, named where it is none.
func TestWordsOverRows(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	o.save(proposal.Proposals, record.Values{"number": "1", "title": "旧的", "proposer": "张三", "received_on": "2026-01-10"})
	outcomes, im := o.taken(proposal.Proposals, "案号,案由,提案人,收到日期,时间属性", "一、农林水利类（2件）", "2,甲,张三,2026-01-10,", "3,乙,张三,2026-01-10,平时提案", "二、平时提案", "4,丙,张三,2026-01-10,", "三、社会建设", "5,丁,张三,2026-01-10,大会提案", "共计4件")
	if strings.Count(outcomes, "新增") != 4 || strings.Contains(outcomes, "退回") {
		t.Fatalf("taken as %s", outcomes)
	}
	said := strings.Join(im.Strange, "|")
	for _, want := range []string{"按分组「农林水利类」录入了「分类」农林水利", "按分组「平时提案」录入了「时间属性」平时提案", "分组「社会建设」没有录入"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said in %q", want, said)
		}
	}
	got := o.texts("SELECT number || ' ' || category || ' ' || timing FROM proposal_list WHERE number BETWEEN 2 AND 5 ORDER BY number")
	if want := "2 农林水利 大会提案|3 农林水利 平时提案|4  平时提案|5  大会提案"; strings.Join(got, "|") != want {
		t.Errorf("stored %q, want %q", strings.Join(got, "|"), want)
	}
}
