package data_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestWriteDetails(t *testing.T) {
	o := openBin(t)
	o.do("INSERT INTO sector (id, term_id, name) VALUES (2, 1, '农业界')", "INSERT INTO member_post (id, member_id, scope, post) VALUES (1, 1, '政协', '常委')")
	err := o.Write(t.Context(), "王芳", "修改委员 张小明 的 界别、手机", func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range []string{
			"UPDATE member SET sector_id = 2, terms_served = 2 WHERE id = 1", "UPDATE person SET mobile = '13812345678', compatriot = 1 WHERE id = 1",
			"DELETE FROM member_post WHERE id = 1", "INSERT INTO member_post (member_id, scope, post) VALUES (1, '政协', '副主席')",
			"UPDATE member SET deleted_at = 'x' WHERE id IN (2, 3)",
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	details, err := record.ReadWriteDetails(t.Context(), o.Store, o.lastWrite(), 5)
	if err != nil {
		t.Fatal(err)
	}
	want := []record.RecordChange{
		{What: "修改", Title: "委员", Name: "张小明", Fields: []record.ColumnChange{{Title: "界别", From: "教育界", To: "农业界"}, {Title: "连任届数", From: "0", To: "2"}}},
		{What: "修改", Title: "人员", Name: "张小明", Fields: []record.ColumnChange{{Title: "港澳台委员", From: "否", To: "是"}, {Title: "手机", To: "13812345678", Sensitive: true}}},
		{What: "删除", Title: "委员职务", Name: "张小明 政协 常委"},
		{What: "新建", Title: "委员职务", Name: "张小明 政协 副主席"},
		{What: "放入回收站", Title: "委员", Name: "李娟"},
	}
	if diff := cmp.Diff(want, details.Records); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	totals := []record.WriteTotal{{Title: "委员", What: "放入回收站", Count: 2}, {Title: "委员", What: "修改", Count: 1}, {Title: "委员职务", What: "删除", Count: 1}, {Title: "委员职务", What: "新建", Count: 1}, {Title: "人员", What: "修改", Count: 1}}
	if diff := cmp.Diff(totals, details.Totals); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	err = o.Write(t.Context(), "王芳", "新建委员 赵敏", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026, TermID: 1}, 0, record.Values{"name": "赵敏", "sector": "侨界", "posts": "常委"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := record.ReadWriteDetails(t.Context(), o.Store, o.lastWrite(), 5)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]record.RecordChange{{What: "新建", Title: "界别", Name: "侨界"}, {What: "新建", Title: "委员", Name: "赵敏"}}, whole.Records); diff != "" {
		t.Errorf("a new member (-want +got):\n%s", diff)
	}
	if details.More != 1 || details.Actor != "王芳" {
		t.Errorf("more %d, by %s", details.More, details.Actor)
	}
}
