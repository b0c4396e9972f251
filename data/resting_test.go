package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// What others rest on is not deleted before them: figures and lists would count what nobody finds.
func TestNothingIsDeletedThatOthersRestOn(t *testing.T) {
	o := atWork(t)
	group, supervisor := o.id("supervision_group", "number = 3"), o.id("supervisor", "id = (SELECT min(id) FROM supervisor)")
	visit := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "form": "派驻"})
	held := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "营商环境座谈会", "started_on": "2026-05-20"})
	item := o.save(supervision.Directs, record.Values{"on_date": "2026-05-21", "raiser": "张二", "content": "窗口无人"})
	root := o.handled(record.Values{"number": "31"})
	merged := o.save(proposal.Proposals, record.Values{
		"serial": "901", "title": "关于丙的建议", "proposer": "民进县委", "conclusion": "并案", "merged_number": "31", "received_on": "2026-01-20", "reviewed_on": "2026-02-20",
	})
	letter := o.save(supervision.Letters, record.Values{"title": "甲", "group": "3", "unit": "县教育局", "visited_on": "2026-05-12", "points": rowsText(
		rows.Row{"text": "一", "source": "会议活动 营商环境座谈会"}, rows.Row{"text": "二", "source": "直通车 2026-1"}, rows.Row{"text": "三", "source": "提案 2026-31"},
	)})
	for _, c := range []struct {
		name string
		kind *record.Kind
		id   int64
		want string
	}{
		{"group", roster.Groups, group, "这条监督小组记录还有1 次监督活动、1 份监督意见书在用，不能删除。请先改好那些记录。"},
		{"supervisor", roster.Supervisors, supervisor, "这条民主监督员记录还有1 次监督活动在用，不能删除。请先改好那些记录。"},
		{"visit", supervision.Visits, visit, "这条监督活动记录还有1 份监督意见书在用，不能删除。请先改好那些记录。"},
		{"activity", activity.Activities, held, "这条活动记录还有1 条监督意见在用，不能删除。请先改好那些记录。"},
		{"item", supervision.Directs, item, "这条直通车事项记录还有1 条监督意见在用，不能删除。请先改好那些记录。"},
		{"root", proposal.Proposals, root, "这条提案记录还有1 件并入它的提案、1 条监督意见在用，不能删除。请先改好那些记录。"},
		{"merged", proposal.Proposals, merged, ""},
		{"letter", supervision.Letters, letter, ""},
		{"activity afterwards", activity.Activities, held, ""},
		{"root afterwards", proposal.Proposals, root, ""},
		{"visit afterwards", supervision.Visits, visit, ""},
		{"group afterwards", roster.Groups, group, ""},
	} {
		if got := o.remove(c.kind, c.id); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// id is the id of the one row of a table where a condition holds.
func (o office) id(table, where string) (id int64) {
	o.tb.Helper()
	if err := o.DB().QueryRowContext(o.tb.Context(), "SELECT id FROM "+table+" WHERE "+where).Scan(&id); err != nil {
		o.tb.Fatal(err)
	}
	return id
}

// What lies in the bin while its unit is merged comes back with the unit's successor.
func TestBinnedWorkMovesWithItsUnit(t *testing.T) {
	o := atWork(t)
	id := o.handled(record.Values{"number": "31"}) // by 县教育局
	letter := o.save(supervision.Letters, record.Values{"title": "甲", "group": "3", "unit": "县教育局", "points": rowsText(rows.Row{"text": "一"})})
	for _, sentence := range []string{o.remove(proposal.Proposals, id), o.remove(supervision.Letters, letter)} {
		if sentence != "" {
			t.Fatal(sentence)
		}
	}
	if _, sentence := o.merge(o.id("unit", "name = '县教育局'"), o.id("unit", "name = '县公安局'"), "2026-11-20"); sentence != "" {
		t.Fatal(sentence)
	}
	if err := o.restore(record.BinKey{Kind: proposal.Proposals.Name, ID: id}, record.BinKey{Kind: supervision.Letters.Name, ID: letter}, record.BinKey{Kind: supervision.Letters.Name, ID: letter}); err != nil {
		t.Fatal(err)
	}
	o.expect(proposal.Proposals, id, record.Values{"lead_units": "县公安局", "status": "办理中"})
	o.expect(supervision.Letters, letter, record.Values{"unit": "县公安局"})
	if got := o.rows("SELECT wording FROM journal_write ORDER BY id DESC LIMIT 1"); !strings.HasSuffix(got, "等 2 条记录") {
		t.Errorf("told %q", got)
	}
}
