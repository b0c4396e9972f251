package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// A row that says otherwise than the group or title over it keeps its own word, and is named.
func TestGroupsThatRowsContradict(t *testing.T) {
	for name, c := range map[string]struct {
		kind *record.Kind
		rows []string
		want string // of what is said
	}{
		"a party":         {roster.Members, []string{"姓名|政治面貌|界别|手机", "民建|||", "甲一|中共党员|经济界|", "甲二||经济界|"}, "分组「民建」说的「政治面貌」是民建，行里写的不同，照行里写的录入：第 3 行"},
		"a post":          {roster.Members, []string{"姓名|政协职务|界别|手机", "常务委员|||", "甲一|副主席|经济界|", "甲二||经济界|"}, "分组「常务委员」说的「政协职务」是常委，行里写的不同，照行里写的录入：第 3 行"},
		"a title's post":  {roster.Members, []string{"常务委员名单|||", "姓名|政协职务|界别|手机", "甲一|副主席|经济界|", "甲二||经济界|"}, "说的「政协职务」是常委，行里写的不同，照行里写的录入：第 3 行"},
		"a title's state": {roster.Members, []string{"增补委员名单|||", "姓名|状态|界别|手机", "甲一|在册|经济界|", "甲二||经济界|"}, "说的「状态」是届中增补，行里写的不同，照行里写的录入：第 3 行"},
		"a category":      {proposal.Proposals, []string{"流水号|案由|第一提案人|审查结论", "撤案|||", "71|关于甲的建议|张三|立案"}, "分组「撤案」说的「审查结论」是撤案，行里写的不同，照行里写的录入：第 3 行"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.save(roster.Sectors, record.Values{"name": "经济界"})
			outcomes, im := o.takenSheets(c.kind, pipedSheet(c.rows...))
			if got := strings.Join(im.Strange, "\n"); !strings.Contains(got, c.want) {
				t.Errorf("said %s, want %s\n%s", got, c.want, outcomes)
			}
		})
	}
}

// What lists of units are grouped by is no unit: the word of a system is that of its units, and units under one of those that are no more wait for the day.
func TestGroupsOfUnits(t *testing.T) {
	o := openOffice(t)
	outcomes, im := o.takenSheets(roster.Units, pipedSheet("单位名称|简称|联系人|联系电话", "党委系统|||", "县委甲办|甲办|张三|", "二、政府系统（1个）|||", "县乙局|乙局|李四|", "乡镇|||", "甲镇|||", "县丁局|丁局||",
		"群团组织（1个）|||", "县丙会|丙会||", "已撤销单位|||", "县戊局|戊局|赵六|"))
	if got, want := o.valuesOf(roster.Units, "name", "system"), "县丁局 |县丙会 |县乙局 政府系统|县公安局 |县卫生健康局 |县委甲办 党委系统|县教育局 |县水务局 |甲镇 "; got != want {
		t.Errorf("got %s, want %s\n%s\n%q", got, want, outcomes, im.Strange)
	}
	if want := "上面的分组是「已撤销单位」"; !strings.Contains(outcomes, want) {
		t.Errorf("%s, want %s", outcomes, want)
	}
}

// A group that is no 界别 is asked about where 界别 are called so; one of an 活动组 or of another field's word is that.
func TestGroupsThatAreNoSectors(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Sectors, record.Values{"name": "经济界"})
	outcomes, im := o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|手机", "四　经济界||", "甲一|县一中|", "退休||", "甲二|县一中|", "城关活动组||", "甲三|县一中|", "女委员||", "甲四|县一中|", "6 妇联界||", "甲五|县一中|", "少数民族委员||", "甲六|县一中|"))
	if got, want := o.valuesOf(roster.Members, "name", "sector", "activity_groups", "gender"), "甲一 经济界  |甲三  城关活动组 |甲五 妇联界  |甲四   女"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
	if len(im.Words) != 2 || im.Words[0].Text != "退休" || im.Words[1].Text != "少数民族委员" {
		t.Errorf("asked %v", im.Words)
	}
}

// Somebody of another 活动组 under a group of one is refused: whether he leaves the other is not said.
func TestGroupsOfAnotherBody(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Sectors, record.Values{"name": "经济界"})
	o.save(roster.Members, record.Values{"name": "甲一", "workplace": "县一中", "activity_groups": "石桥活动组"})
	o.save(roster.Members, record.Values{"name": "甲二", "workplace": "县一中", "activity_groups": "城关活动组"})
	outcomes, _ := o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|职务", "城关活动组||", "甲一|县一中|组员", "甲二|县一中|组长"))
	if got, want := o.valuesOf(roster.Members, "name", "activity_groups", "activity_group_posts", "job"), "甲一 石桥活动组  |甲二 城关活动组 组长 "; got != want || !strings.Contains(outcomes, "看不出是加入还是改任") {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
}

// Posts that begin a list of names are over their members, as 已故常委 is.
func TestPostsBeforeNames(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Sectors, record.Values{"name": "经济界"})
	outcomes, _ := o.takenSheets(roster.Members, pipedSheet("姓名|界别|手机", "主席、副主席、秘书长||", "甲一|经济界|", "已故常委||", "甲二|经济界|", "在册委员||", "甲三|经济界|"))
	if got, want := o.valuesOf(roster.Members, "name", "posts", "status"), "甲一  在册|甲三  在册|甲二 常委 去世"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
}

// Proposals under an outcome that is not 立案 are not taken as 立案.
func TestOutcomesOverProposals(t *testing.T) {
	for group, want := range map[string]string{"不予立案（1件）": "不予立案", "二、撤案": "撤案", "立案（2件）": "立案"} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
		outcomes, im := o.takenSheets(proposal.Proposals, pipedSheet("流水号|案由|第一提案人", group+"||", "71|关于甲的建议|张三"))
		if got := o.valuesOf(proposal.Proposals, "title", "conclusion"); got != "关于甲的建议 "+want && !strings.Contains(outcomes, "退回") {
			t.Errorf("%s: got %s\n%s\n%q", group, got, outcomes, im.Strange)
		}
	}
}
