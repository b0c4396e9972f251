package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// mergeOffice is an office whose units 2 (县水务局) and 4 (县公安局) have work done and to do; unit 2 goes into unit 4.
func mergeOffice(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.do(
		"INSERT INTO unit (id, name, parent_id) VALUES (5, '县水文站', 2), (6, '县农业局', NULL)",
		"DELETE FROM assignment",
		"INSERT INTO proposal (id, session_id, number, title, status, conclusion) VALUES (4, 1, 21, '关于河道的建议', '办理中', '立案'), (5, 1, 22, '关于水库的建议', '办理中', '立案'), (6, 1, 23, '关于堤防的建议', '办理中', '立案')",
		"INSERT INTO assignment (id, proposal_id, unit_id, role, due_on) VALUES (11, 1, 2, '主办', '2026-06-30'), (12, 3, 2, '主办', ''), (13, 4, 2, '主办', '2026-12-31'), (14, 4, 4, '会办', ''), (15, 5, 2, '会办', ''), (16, 5, 1, '主办', ''), (17, 6, 2, '主办', ''), (18, 6, 4, '会办', '')",
		"INSERT INTO reply (assignment_id, replied_on, result_class) VALUES (11, '2026-06-01', 'A'), (16, '2026-06-02', 'A'), (18, '2026-06-03', 'B')",
		"INSERT INTO supervision_group (id, year, number, from_on, to_on) VALUES (1, 2025, 1, '2025-03-01', '2025-11-30'), (2, 2026, 2, '2026-03-01', '2026-12-30'), (3, 2026, 3, '2026-03-01', '2026-05-30')",
		"INSERT INTO group_unit (group_id, unit_id) VALUES (1, 2), (2, 2), (3, 2)",
		"INSERT INTO person (id, name, workplace) VALUES (1, '王五', '县公安局')",
		"INSERT INTO supervisor (id, person_id) VALUES (1, 1)",
		"INSERT INTO group_member (group_id, supervisor_id) VALUES (2, 1)",
		"INSERT INTO evaluation (id, year, name, rubric_id) VALUES (1, 2026, '评议', 1)",
		"INSERT INTO panel (id, evaluation_id, number) VALUES (1, 1, 1), (2, 1, 2)",
		"INSERT INTO rater (id, panel_id, name) VALUES (1, 1, '甲')",
		"INSERT INTO evaluation_target (id, panel_id, proposal_id, unit_id) VALUES (1, 1, 1, 2), (2, 2, 3, 2)",
		"INSERT INTO score_sheet (target_id, rater_id) VALUES (1, 1)",
	)
	return o
}

func (o office) merge(from, into int64, on string) (m *data.Merger, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", "并入", func(ctx context.Context, tx *store.Tx) (err error) {
		m, err = data.MergeUnits(ctx, tx, from, into, on)
		return err
	})
	return m, store.Sentence(err)
}

// rows reads a query as text, columns joined with a blank, rows with a bar.
func (o office) rows(query string) string {
	o.tb.Helper()
	rows, err := o.DB().QueryContext(o.tb.Context(), query)
	if err != nil {
		o.tb.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var lines []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			o.tb.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil {
		o.tb.Fatal(err)
	}
	return strings.Join(lines, " | ")
}

func TestMergeMovesWhatIsOpenAndLeavesWhatIsDone(t *testing.T) {
	o := mergeOffice(t)
	before := everything(t, o.Store)
	plan, err := data.PlanMerge(t.Context(), o.Store, 2, 4, "2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	if after := everything(t, o.Store); after != before {
		t.Fatal("planning changed the data")
	}
	made, sentence := o.merge(2, 4, "2026-11-20")
	if sentence != "" {
		t.Fatal(sentence)
	}
	if got, want := parts(made), parts(plan); got != want {
		t.Errorf("did\n%s\nplanned\n%s", got, want)
	}
	for _, test := range []struct{ name, query, want string }{
		{"an answered assignment stays, an open one moves", "SELECT id || ' ' || unit_id FROM assignment WHERE id IN (11, 12) ORDER BY id", "11 2 | 12 4"},
		{"the lead takes the successor's co-assignment in", "SELECT id || ' ' || unit_id || ' ' || role || ' ' || returned_on || ' ' || due_on FROM assignment WHERE proposal_id = 4 ORDER BY id", "13 4 主办  2026-12-31"},
		{"what they were is kept", "SELECT assignment_id || ' ' || was_id || ' ' || unit_id || ' ' || role || ' ' || until_on FROM assignment_past ORDER BY id", "12 12 2 主办 2026-11-20 | 13 13 2 主办 2026-11-20 | 13 14 4 会办 2026-11-20"},
		{"a co-assignment of an answered proposal stays", "SELECT id || ' ' || unit_id FROM assignment WHERE id = 15", "15 2"},
		{"where the successor answered already people decide", "SELECT id || ' ' || unit_id || ' ' || role || ' ' || returned_on FROM assignment WHERE proposal_id = 6 ORDER BY id", "17 2 主办  | 18 4 会办 "},
		{"groups of the day move with the date", "SELECT group_id || ' ' || unit_id || ' ' || from_on || ' ' || to_on FROM group_unit ORDER BY group_id, id", "1 2   | 2 2  2026-11-20 | 2 4 2026-11-20  | 3 2  "},
		{"a scored target stays", "SELECT id || ' ' || unit_id FROM evaluation_target ORDER BY id", "1 2 | 2 4"},
		{"units below come under the successor", "SELECT parent_id || '' FROM unit WHERE id = 5", "4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := o.rows(test.query); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	o.expect(roster.Units, 2, record.Values{"state": "已并入 县公安局", "to_on": "2026-11-20"})
	o.expect(roster.Units, 4, record.Values{"merged": "县水务局(2026-11-20)"})
	if want := "提案「23 号 关于堤防的建议」由「县水务局」主办，「县公安局」作为会办单位已答复；请打开提案核定由谁答复。\n第 2 组的「王五」工作单位是「县公安局」，并入后属于「县公安局」的人员，按回避规定应调整。"; strings.Join(made.Attention, "\n") != want {
		t.Errorf("attention: %s", strings.Join(made.Attention, "\n"))
	}
}

func parts(m *data.Merger) string {
	var lines []string
	for _, p := range m.Parts {
		lines = append(lines, p.Title+" moves "+strings.Join(p.Moves, ",")+" stays "+strings.Join(p.Stays, ","))
	}
	return strings.Join(append(lines, m.Attention...), "\n")
}

func TestNamesOfAMergedUnitFindTheSuccessor(t *testing.T) {
	o := mergeOffice(t)
	if _, sentence := o.merge(2, 4, "2026-11-20"); sentence != "" {
		t.Fatal(sentence)
	}
	if _, sentence := o.merge(4, 6, "2026-11-21"); sentence != "" {
		t.Fatal(sentence)
	}
	for _, name := range []string{"县水务局", "水务局", "县水利局", "县公安局", "县农业局"} {
		id, err := roster.FindUnit(t.Context(), o.DB(), name)
		if err != nil || id != 6 {
			t.Errorf("%s finds %d, %v", name, id, err)
		}
	}
	t.Run("work done stays with it when the proposal is saved again", func(t *testing.T) {
		if _, sentence := o.saveAs(proposal.Proposals, 1, record.Values{"handling": "单办", "lead_units": "县水务局"}); sentence != "" {
			t.Fatal(sentence)
		}
		if got := o.rows("SELECT id || ' ' || unit_id FROM assignment WHERE proposal_id = 1"); got != "11 2" {
			t.Errorf("got %s", got)
		}
	})
	t.Run("it can only be looked at", func(t *testing.T) {
		want := "「县水务局」已于 2026-11-20 并入「县公安局」，只能查看；如果并错了，请撤销那次合并。"
		if _, sentence := o.saveAs(roster.Units, 2, record.Values{"leader": "某某"}); sentence != want {
			t.Errorf("got %q", sentence)
		}
	})
}

func TestMergeRefused(t *testing.T) {
	o := mergeOffice(t)
	o.do("UPDATE unit SET to_on = '2026-01-01' WHERE id = 3", "UPDATE unit SET successor_id = 1, to_on = '2026-01-01' WHERE id = 6")
	for _, test := range []struct {
		name       string
		from, into int64
		on         string
		sentence   string
	}{
		{"itself", 2, 2, "2026-11-20", "不能并入本单位自己，请选择承接的单位。"},
		{"no date", 2, 4, "去年", "并入日期「去年」不对，应为 2026-11-23 这样的日期。"},
		{"a day to come", 2, 4, "2027-01-01", "并入日期 2027-01-01 还没有到，请到那一天再办。"},
		{"merged already", 6, 4, "2026-11-20", "「县农业局」已于 2026-01-01 并入「县教育局」，只能查看；如果并错了，请撤销那次合并。"},
		{"into one merged", 2, 6, "2026-11-20", "「县农业局」已于 2026-01-01 并入「县教育局」，只能查看；如果并错了，请撤销那次合并。"},
		{"into one ended", 2, 3, "2026-11-20", "「县卫生健康局」已于 2026-01-01 撤销，不能承接别的单位。"},
		{"no such unit", 99, 4, "2026-11-20", "这条单位记录已经不在了，可能刚被删除。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, sentence := o.merge(test.from, test.into, test.on); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
}

func TestMergeUndoneRestoresEverything(t *testing.T) {
	o := mergeOffice(t)
	before := everything(t, o.Store)
	if _, sentence := o.merge(2, 4, "2026-11-20"); sentence != "" {
		t.Fatal(sentence)
	}
	merged := everything(t, o.Store)
	o.undoAndRedo(t, before, merged)
}

// undoAndRedo reverts the last write and reverts that.
func (o office) undoAndRedo(t *testing.T, before, after string) {
	t.Helper()
	var last int64
	if err := o.DB().QueryRowContext(t.Context(), "SELECT max(id) FROM journal_write").Scan(&last); err != nil {
		t.Fatal(err)
	}
	undone, err := o.Revert(t.Context(), "测试", last)
	if err != nil {
		t.Fatal(store.Sentence(err), err)
	}
	if got := everything(t, o.Store); got != before {
		t.Error("undo does not restore the rows as they were")
	}
	if _, err := o.Revert(t.Context(), "测试", undone); err != nil {
		t.Fatal(store.Sentence(err), err)
	}
	if got := everything(t, o.Store); got != after {
		t.Error("redo does not restore the rows as they were made")
	}
}

// everything is the content of every table but the journal's, byte for byte.
func everything(t *testing.T, s *store.Store) string {
	t.Helper()
	ctx := context.Background()
	var tables []string
	rows, err := s.DB().QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'journal%' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'schema%' AND name NOT LIKE '%search%' ORDER BY name")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		all.WriteString(table + ":" + (office{s, t}).rows("SELECT json_array("+columnsOf(t, s, table)+") FROM "+table+" ORDER BY id") + "\n")
	}
	return all.String()
}

func columnsOf(t *testing.T, s *store.Store, table string) string {
	t.Helper()
	return strings.ReplaceAll((office{s, t}).rows("SELECT CASE type WHEN 'BLOB' THEN 'hex(\"' || name || '\")' ELSE '\"' || name || '\"' END FROM pragma_table_info('"+table+"')"), " | ", ", ")
}

// 2 县水务局 > 5 县水文站 > 6 县农业局: the successor must not end up below its own part.
func TestSuccessorFromFarBelowTakesThePlaceOfTheOldUnit(t *testing.T) {
	o := mergeOffice(t)
	o.do("UPDATE unit SET parent_id = 1 WHERE id = 2", "UPDATE unit SET parent_id = 5 WHERE id = 6")
	if _, sentence := o.merge(2, 6, "2026-11-20"); sentence != "" {
		t.Fatal(sentence)
	}
	if got := o.rows("SELECT id || '<' || parent_id FROM unit WHERE id IN (5, 6) ORDER BY id"); got != "5<6 | 6<1" {
		t.Errorf("got %s", got)
	}
}

func TestSuccessorThatGaveTheLeadBackTakesTheOldUnitsPart(t *testing.T) {
	o := mergeOffice(t)
	o.do("DELETE FROM reply WHERE assignment_id = 16",
		"INSERT INTO assignment (id, proposal_id, unit_id, role, returned_on) VALUES (30, 5, 4, '主办', '2026-04-01')")
	if _, sentence := o.merge(2, 4, "2026-11-20"); sentence != "" {
		t.Fatal(sentence)
	}
	if got := o.rows("SELECT id || ' ' || unit_id || ' ' || role || ' ' || returned_on FROM assignment WHERE proposal_id = 5 ORDER BY id"); got != "15 4 会办  | 16 1 主办 " {
		t.Errorf("got %s", got)
	}
}
