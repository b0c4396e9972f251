package export_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// Minutes are of activities held whose attendance is registered: who came, who spoke, what was agreed and what was passed on to whom.
func TestMinutesAreOfActivitiesHeld(t *testing.T) {
	s := sampletest.MustOpen(t)
	attend(t, s)
	scope := record.Scope{Year: year}
	if err := s.Write(t.Context(), "测试", "没有登记的活动", func(ctx context.Context, tx *store.Tx) error {
		id, err := activity.Activities.Save(ctx, tx, scope, 0, record.Values{"kind": "座谈会", "title": "只通知了的座谈", "started_on": "2026-06-01"})
		if err != nil {
			return err
		}
		return activity.Activities.Take(ctx, tx, scope, id, "通知参会", record.Values{"invite": activity.OfGroups, "which": "1"})
	}); err != nil {
		t.Fatal(store.Sentence(err))
	}
	written := writePapers(t, s, paperRequest(t, "会议纪要"))
	if len(written) != 2 {
		t.Fatalf("%d minutes, want those of the two activities", len(written))
	}
	ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM activity WHERE title = '小组座谈' AND deleted_at = ''")
	if err != nil {
		t.Fatal(err)
	}
	people, err := store.Texts(t.Context(), s.DB(), "SELECT p.name FROM attendance x JOIN person p ON p.id = x.person_id WHERE x.activity_id = ? ORDER BY x.id", ids[0])
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), "测试", "登记", func(ctx context.Context, tx *store.Tx) error {
		if _, err := activity.Activities.Save(ctx, tx, scope, ids[0], record.Values{"outcome": "一致同意每季走访一次", "guests": "3"}); err != nil {
			return err
		}
		if err := tx.Run(ctx, "UPDATE attendance SET speech = '口头' WHERE activity_id = ? AND state = '到会'", ids[0]); err != nil {
			return err
		}
		return activity.Activities.Take(ctx, tx, scope, ids[0], data.RaiseStep, record.Values{"unit": "县水务局", "text": "公布停水时间"})
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	request := paperRequest(t, "会议纪要")
	request.Activities = ids
	written = writePapers(t, s, request)
	text := documentText(t, written["会议纪要 小组座谈.docx"])
	for _, want := range []string{
		"小组座谈纪要", "2026年5月12日", "开展小组座谈，会期1天", "到会1人，请假1人，缺席1人，没有登记的", "；列席3人", "到会：" + people[0] + "。", "请假：" + people[1] + "。", "缺席：" + people[2] + "。",
		"1．" + people[0], "口头发言", "一致同意每季走访一次", "转有关单位办理的意见1条", "1．公布停水时间（县水务局）",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if len(written) != 1 {
		t.Errorf("%d minutes of the one chosen", len(written))
	}
}
