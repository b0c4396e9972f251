package data_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// bin puts records into the bin in one write.
func (o office) bin(wording string, keys ...record.BinKey) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "王芳", wording, func(ctx context.Context, tx *store.Tx) error {
		for _, key := range keys {
			kind, err := record.KindByName(key.Kind)
			if err != nil {
				return err
			}
			if err := kind.Bin(ctx, tx, key.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		o.tb.Fatal(err)
	}
}

func (o office) restore(keys ...record.BinKey) error {
	ctx := o.tb.Context()
	rows, err := record.PickBinned(ctx, o.DB(), keys)
	if err != nil {
		return err
	}
	return o.Write(ctx, "王芳", record.RestoreWording(rows), func(ctx context.Context, tx *store.Tx) error { return record.RestoreBinned(ctx, tx, rows) })
}

func (o office) texts(query string, args ...any) (found []string) {
	o.tb.Helper()
	rows, err := o.DB().QueryContext(o.tb.Context(), query, args...)
	if err != nil {
		o.tb.Fatal(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			o.tb.Fatal(err)
		}
		found = append(found, text)
	}
	if err := rows.Err(); err != nil {
		o.tb.Fatal(err)
	}
	return found
}

func openBin(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.do(
		"INSERT INTO sector (id, term_id, name) VALUES (1, 1, '教育界')",
		"INSERT INTO person (id, name) VALUES (1, '张小明'), (2, '李娟'), (3, '王强')",
		"INSERT INTO member (id, person_id, term_id, sector_id) VALUES (1, 1, 1, 1), (2, 2, 1, 1), (3, 3, 1, NULL)",
	)
	return o
}

func TestBinHoldsEveryTableWithABin(t *testing.T) {
	o := openBin(t)
	tables := o.texts(`SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'deleted_at' ORDER BY m.name`)
	var sorts []string
	for _, sort := range record.BinSorts() {
		sorts = append(sorts, sort.Table)
	}
	slices.Sort(sorts)
	if diff := cmp.Diff(tables, sorts); diff != "" {
		t.Errorf("tables with a bin (-schema +bin):\n%s", diff)
	}
}

func TestBinContents(t *testing.T) {
	o := openBin(t)
	o.bin("删除委员 张小明 等 2 人", record.BinKey{Kind: "members", ID: 1}, record.BinKey{Kind: "members", ID: 2})
	o.bin("删除提案 关于校门口交通的建议", record.BinKey{Kind: "proposals", ID: 2})
	rows, err := record.BinContents(t.Context(), o.DB())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, strings.Join([]string{r.Title, r.Name, r.Note, r.Actor, r.Wording}, "|"))
		if r.DeletedAt.IsZero() || r.WriteID == 0 {
			t.Errorf("%s: deleted at %s by write %d", r.Name, r.DeletedAt, r.WriteID)
		}
	}
	want := []string{
		"委员|张小明|第十届|王芳|删除委员 张小明 等 2 人", "委员|李娟|第十届|王芳|删除委员 张小明 等 2 人",
		"提案|15 号 关于校门口交通的建议|五次会议|王芳|删除提案 关于校门口交通的建议",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bin (-want +got):\n%s", diff)
	}
	if got := record.RestoreWording(rows[:2]); got != "恢复委员 张小明 等 2 人" {
		t.Errorf("wording %q", got)
	}
	if got := record.RestoreWording(rows); got != "恢复 张小明 等 3 条记录" {
		t.Errorf("wording %q", got)
	}
}

func TestRestore(t *testing.T) {
	o := openBin(t)
	o.bin("删除委员", record.BinKey{Kind: "members", ID: 1}, record.BinKey{Kind: "members", ID: 2})
	if err := o.restore(record.BinKey{Kind: "members", ID: 2}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"李娟", "王强"}, o.texts("SELECT name FROM member_list ORDER BY id")); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	state, err := o.UndoState(t.Context(), "")
	if err != nil || state.Undo == nil || state.Undo.Wording != "恢复委员 李娟" {
		t.Errorf("undo next %+v, %v", state.Undo, err)
	}
}

// What one write deleted comes back together, and nothing else does.
func TestRestoreBringsBackWhatTheDeletionTook(t *testing.T) {
	o := openBin(t)
	o.do(
		"INSERT INTO member_post (id, member_id, scope, post) VALUES (1, 1, '政协', '常委'), (2, 2, '政协', '委员')",
		"INSERT INTO attachment (id, tbl, row_id, name, digest, size) VALUES (1, 'member', 1, '照片.jpg', 'aa', 1), (2, 'member', 1, '旧表.xlsx', 'bb', 1)",
		"INSERT INTO proposal_proposer (id, proposal_id, ordinal, role, member_id, name) VALUES (11, 1, 2, '联名', 1, '张小明')",
	)
	o.do("UPDATE attachment SET deleted_at = '2026-01-01T00:00:00.000Z' WHERE id = 2") // earlier, by itself
	o.write(func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range []string{
			"UPDATE member SET deleted_at = ?0 WHERE id IN (1, 2)", "UPDATE person SET deleted_at = ?0 WHERE id IN (1, 2)",
			"UPDATE attachment SET deleted_at = ?0 WHERE id = 1", "DELETE FROM member_post", "UPDATE proposal_proposer SET member_id = NULL",
		} {
			if _, err := tx.ExecContext(ctx, statement, store.Instant(tx.Now())); err != nil {
				return err
			}
		}
		return nil
	})
	if err := o.restore(record.BinKey{Kind: "members", ID: 1}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string][]string{
		"SELECT name FROM member_list ORDER BY id":                        {"张小明", "王强"},
		"SELECT post FROM member_post":                                    {"常委"},
		"SELECT name FROM attachment WHERE deleted_at = ''":               {"照片.jpg"},
		"SELECT member_id FROM proposal_proposer WHERE member_id NOTNULL": {"1"},
		"SELECT name FROM person WHERE deleted_at <> ''":                  {"李娟"},
	} {
		if diff := cmp.Diff(want, o.texts(query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

func TestRestoreRefused(t *testing.T) {
	members := func(ids ...int64) (keys []record.BinKey) {
		for _, id := range ids {
			keys = append(keys, record.BinKey{Kind: "members", ID: id})
		}
		return keys
	}
	for name, c := range map[string]struct {
		prepare func(o office)
		keys    []record.BinKey
		says    string
	}{
		"NotInTheBin": {func(office) {}, members(1), "回收站里没有编号为 1 的"},
		"ThePersonIsAMemberAgain": {func(o office) {
			o.bin("删除", members(1)...)
			o.do("INSERT INTO member (id, person_id, term_id) VALUES (9, 1, 1)")
		}, members(1), "不能恢复委员「张小明」：他在第十届的名册里已有另一条记录。"},
		"TwiceTheSamePerson": {func(o office) {
			o.bin("删除", members(1)...)
			o.do("INSERT INTO member (id, person_id, term_id) VALUES (9, 1, 1)")
			o.bin("删除", members(9)...)
		}, members(1, 9), "他在第十届的名册里已有另一条记录"},
		"TheUnitsNameIsTaken": {func(o office) {
			o.bin("删除", record.BinKey{Kind: "units", ID: 4})
			o.do("INSERT INTO unit (name) VALUES ('县公安局')")
		}, []record.BinKey{{Kind: "units", ID: 4}}, "名录里已有同名的单位「县公安局」"},
		"TheProposalsNumberIsTaken": {func(o office) {
			o.bin("删除", record.BinKey{Kind: "proposals", ID: 3})
			o.do("INSERT INTO proposal (session_id, number, title) VALUES (1, 20, '关于古树保护的建议')")
		}, []record.BinKey{{Kind: "proposals", ID: 3}}, "它的案号已给了20 号「关于古树保护的建议」"},
		"TheGroupsNumberIsTaken": {func(o office) {
			o.do("INSERT INTO supervision_group (id, year, number) VALUES (1, 2026, 1)")
			o.bin("删除", record.BinKey{Kind: "groups", ID: 1})
			o.do("INSERT INTO supervision_group (id, year, number) VALUES (2, 2026, 1)")
		}, []record.BinKey{{Kind: "groups", ID: 1}}, "2026 年已有第 1 组"},
		"TheSupervisorIsThereAgain": {func(o office) {
			o.do("INSERT INTO supervisor (id, person_id) VALUES (1, 2)")
			o.bin("删除", record.BinKey{Kind: "supervisors", ID: 1})
			o.do("INSERT INTO supervisor (id, person_id) VALUES (2, 2)")
		}, []record.BinKey{{Kind: "supervisors", ID: 1}}, "名册里已有「李娟」的另一条记录"},
		"ThePlanHasIt": {func(o office) {
			o.do("INSERT INTO plan_item (id, year, title, kind, from_month, to_month) VALUES (1, 2026, '座谈会', '座谈会', '2026-10', '2026-10')")
			o.bin("删除", record.BinKey{Kind: "plan", ID: 1})
			o.do("INSERT INTO plan_item (id, year, title, kind, from_month, to_month) VALUES (2, 2026, '座谈会', '座谈会', '2026-10', '2026-10')")
		}, []record.BinKey{{Kind: "plan", ID: 1}}, "当年的部署里已有「座谈会」"},
		"TheFilesRecordIsInTheBin": {func(o office) {
			o.do("INSERT INTO attachment (id, tbl, row_id, name, digest, size, deleted_at) VALUES (1, 'member', 1, '照片.jpg', 'aa', 1, '2026-01-01T00:00:00.000Z')")
			o.bin("删除", members(1)...)
		}, []record.BinKey{{Kind: "attachments", ID: 1}}, "它所属的记录也在回收站里"},
		"HisGroupIsFull": {func(o office) {
			o.supervisors("张一", "张二", "张三", "张四", "张五", "张六")
			o.do("INSERT INTO supervision_group (id, year, number) VALUES (1, 2026, 1)",
				"INSERT INTO group_member (group_id, supervisor_id) SELECT 1, id FROM supervisor ORDER BY id LIMIT 5")
			first := o.texts("SELECT min(id) FROM supervisor")[0]
			o.bin("删除", record.BinKey{Kind: "supervisors", ID: number(first)})
			o.do("INSERT INTO group_member (group_id, supervisor_id) SELECT 1, max(id) FROM supervisor")
		}, []record.BinKey{{Kind: "supervisors", ID: 1}}, "第 1 组有 6 人"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openBin(t)
			c.prepare(o)
			before := len(o.texts("SELECT id FROM journal_write"))
			err := o.restore(c.keys...)
			if err == nil {
				t.Fatal("not refused")
			}
			if got := store.Sentence(err); !strings.Contains(got, c.says) {
				t.Errorf("sentence %q does not say %q", got, c.says)
			}
			if after := len(o.texts("SELECT id FROM journal_write")); after != before {
				t.Error("a refused restore was written")
			}
		})
	}
}

func number(text string) (n int64) {
	for _, r := range text {
		n = n*10 + int64(r-'0')
	}
	return n
}
