package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/datatest"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
)

// Meetings of activity groups have one name everywhere; what was written as 小组会议, by an older program or in a workbook, is called so too.
func TestGroupTalksHaveOneName(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE dictionary SET code = '小组会议', name = '小组会议', synonyms = '' WHERE kind = 'activity_kind' AND name = '活动组会议'")
	talk := o.save(activity.Activities, record.Values{"kind": "小组会议", "title": "四月的", "started_on": "2026-04-10", "finished_on": "2026-04-10"})
	o.do("INSERT INTO plan_item (year, title, kind, from_month, to_month) VALUES (2026, '活动组会议', '小组会议', '2026-03', '2026-11')")
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	raw(t, o.Dir(), append(slices.Concat(undone("dictionary"), revisitsBefore, sheetsBefore(t), undone("setting"), undone("assignment", "silent_on")), "DELETE FROM schema_migration WHERE version >= (SELECT version FROM schema_migration WHERE name = 'group_talks')",
		"UPDATE journal_shape SET hash = ''", "DROP TABLE report_order", "DROP INDEX person_undotted", "DELETE FROM setting WHERE key = 'names.order'")...)
	o.Store = datatest.MustOpenDir(t, o.Dir())
	o.expect(activity.Activities, talk, record.Values{"kind": "活动组会议"})
	o.expect(plan.Items, o.id("plan_item", "title = '活动组会议'"), record.Values{"kind": "活动组会议"})
	if f := o.figureOn("contact.group_talks", "2026-11-01"); f.Num != 1 || f.Name != activity.GroupTalk {
		t.Errorf("%+v", f)
	}
	if got := o.rows("SELECT name || ' ' || synonyms FROM dictionary WHERE kind = 'activity_kind' AND name LIKE '%组会议'"); got != "活动组会议 小组会议" {
		t.Error(got)
	}
}
