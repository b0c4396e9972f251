package data

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// binned is a sort of record that can lie in the bin.
type binned struct {
	kind    string // on the command line; that of its Kind, where it has one
	title   string // 委员
	measure string // 人
	table   string
	name    string // SQL: what a row t is called
	note    string // SQL: what tells it from others of that name
	rivals  []rival
}

// rival is a living record beside which a row t cannot come back.
type rival struct {
	query  string // gives what reason names, when there is one; ?0 is the id of t
	reason string
}

// binKinds are all sorts of records with a bin, those others hang on first. A test holds them against the schema.
func binKinds() []binned {
	const person = "(SELECT p.name FROM person p WHERE p.id = t.person_id)"
	const ofTerm = "(SELECT m.name FROM term m WHERE m.id = t.term_id)"
	body := func(kind, title, table string) binned {
		return binned{kind, title, "个", table, "t.name", ofTerm, []rival{{
			"SELECT t.name FROM " + table + " t JOIN " + table + " x ON x.term_id = t.term_id AND x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0",
			"这一届已有同名的" + title + "「%s」",
		}}}
	}
	return []binned{
		{"units", "单位", "个", "unit", "t.name", "t.system", []rival{{
			"SELECT t.name FROM unit t JOIN unit x ON x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0", "名录里已有同名的单位「%s」",
		}}},
		body("sectors", "界别", "sector"),
		body("committees", "专委会", "committee"),
		body("activity-groups", "活动组", "activity_group"),
		{"people", "人员", "人", "person", "t.name", "t.workplace", []rival{{
			"SELECT x.name FROM person t JOIN person x ON x.id_number = t.id_number AND x.deleted_at = '' WHERE t.id = ?0 AND t.id_number <> ''",
			"「%s」的身份证号与他相同",
		}}},
		{"members", "委员", "人", "member", person, ofTerm, []rival{{
			"SELECT m.name FROM member t JOIN member x ON x.person_id = t.person_id AND x.term_id = t.term_id AND x.deleted_at = '' JOIN term m ON m.id = t.term_id WHERE t.id = ?0",
			"他在%s的名册里已有另一条记录",
		}}},
		{"supervisors", "民主监督员", "人", "supervisor", person, "(SELECT p.workplace FROM person p WHERE p.id = t.person_id)", []rival{{
			"SELECT p.name FROM supervisor t JOIN supervisor x ON x.person_id = t.person_id AND x.deleted_at = '' JOIN person p ON p.id = t.person_id WHERE t.id = ?0",
			"名册里已有「%s」的另一条记录",
		}}},
		{"groups", "监督小组", "个", "supervision_group", "'第 ' || t.number || ' 组' || CASE WHEN t.name = '' THEN '' ELSE ' ' || t.name END", "t.year || ' 年'", []rival{{
			"SELECT t.year || ' 年已有第 ' || t.number || ' 组' FROM supervision_group t JOIN supervision_group x ON x.year = t.year AND x.number = t.number AND x.deleted_at = '' WHERE t.id = ?0", "%s",
		}}},
		{"plan", "部署事项", "项", "plan_item", "t.title", "t.year || ' 年'", []rival{{
			"SELECT t.title FROM plan_item t JOIN plan_item x ON x.year = t.year AND x.title = t.title AND x.deleted_at = '' WHERE t.id = ?0", "当年的部署里已有「%s」",
		}}},
		{"proposals", "提案", "件", "proposal", "CASE WHEN t.number IS NULL THEN '' ELSE t.number || ' 号 ' END || t.title", "(SELECT s.name FROM session s WHERE s.id = t.session_id)", []rival{
			{"SELECT x.number || ' 号「' || x.title || '」' FROM proposal t JOIN proposal x ON x.session_id = t.session_id AND x.number = t.number AND x.deleted_at = '' WHERE t.id = ?0", "它的案号已给了%s"},
			{"SELECT x.serial || '「' || x.title || '」' FROM proposal t JOIN proposal x ON x.session_id = t.session_id AND x.serial = t.serial AND x.deleted_at = '' WHERE t.id = ?0 AND t.serial <> ''", "它的流水号已给了%s"},
		}},
		{"activities", "活动", "次", "activity", "t.title", "t.year || ' 年 ' || t.kind", []rival{{
			"SELECT t.title FROM activity t JOIN activity x ON x.year = t.year AND x.kind = t.kind AND x.title = t.title AND x.deleted_at = '' WHERE t.id = ?0", "当年已登记了同样的活动「%s」",
		}}},
		{"rubrics", "评分表方案", "个", "rubric", "t.name", "t.note", nil},
		{"evaluations", "民主评议", "次", "evaluation", "t.name", "t.year || ' 年'", []rival{{
			"SELECT t.name FROM evaluation t JOIN evaluation x ON x.year = t.year AND x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0", "当年已有同名的评议「%s」",
		}}},
		{"attachments", "附件", "个", attachmentTable, "t.name", "t.note", nil},
	}
}

// BinKey names a record in the bin.
type BinKey struct {
	Kind string // members, units ...; for attachments: attachments
	ID   int64
}

// BinRow is a record in the bin.
type BinRow struct {
	BinKey

	Title     string // what it is: 委员
	Measure   string // measure word: 人
	Name      string
	Note      string // what tells it from others of that name: its term, its year
	DeletedAt time.Time
	WriteID   int64 // the write that put it there, 0 when the journal does not know
	Actor     string
	Wording   string
}

// BinContents lists what lies in the bin, what came last first.
func BinContents(ctx context.Context, db bun.IDB) ([]BinRow, error) {
	parts := make([]string, 0, len(binKinds()))
	kinds := binKinds()
	for i, k := range kinds {
		parts = append(parts, fmt.Sprintf(`SELECT %d AS kind, t.id AS id, %s AS name, COALESCE(%s, '') AS note, t.deleted_at AS deleted_at,
			(SELECT max(r.id) FROM journal_row r WHERE r.tbl = '%s' AND r.row_id = t.id AND r.op = 'update' AND json_extract(r.after_json, '$.deleted_at') <> '') AS row
			FROM %s t WHERE t.deleted_at <> ''`, i, k.name, k.note, k.table, k.table))
	}
	var found []BinRow
	err := scanRows(ctx, db, func(scan func(...any) error) error {
		var kind int
		var at string
		var row BinRow
		if err := scan(&kind, &row.ID, &row.Name, &row.Note, &at, &row.WriteID, &row.Actor, &row.Wording); err != nil {
			return err
		}
		k := kinds[kind]
		row.Kind, row.Title, row.Measure = k.kind, k.title, k.measure
		row.DeletedAt, _ = time.Parse(instantLayout, at) // an unknown moment is shown as none
		found = append(found, row)
		return nil
	}, `SELECT b.kind, b.id, b.name, b.note, b.deleted_at, COALESCE(w.id, 0), COALESCE(w.actor, ''), COALESCE(w.wording, '') FROM (`+
		strings.Join(parts, " UNION ALL ")+`) b LEFT JOIN journal_row r ON r.id = b.row LEFT JOIN journal_write w ON w.id = r.write_id
		ORDER BY b.deleted_at DESC, b.kind, b.id`)
	if err != nil {
		return nil, fmt.Errorf("bin: %w", err)
	}
	return found, nil
}

// RestoreWording is what restoring these records does, for the journal: 恢复委员 张小明 等 3 人.
func RestoreWording(rows []BinRow) string {
	if len(rows) == 0 {
		return "恢复"
	}
	first := rows[0]
	if len(rows) == 1 {
		return "恢复" + first.Title + " " + first.Name
	}
	if slices.ContainsFunc(rows, func(r BinRow) bool { return r.Kind != first.Kind }) {
		return fmt.Sprintf("恢复 %s 等 %d 条记录", first.Name, len(rows))
	}
	return fmt.Sprintf("恢复%s %s 等 %d %s", first.Title, first.Name, len(rows), first.Measure)
}

// PickBinned finds records of the bin by their kind and id; CodeNotFound when one is not in it.
func PickBinned(ctx context.Context, db bun.IDB, keys []BinKey) ([]BinRow, error) {
	all, err := BinContents(ctx, db)
	if err != nil {
		return nil, err
	}
	picked := make([]BinRow, 0, len(keys))
	for _, key := range keys {
		at := slices.IndexFunc(all, func(r BinRow) bool { return r.BinKey == key })
		if at < 0 {
			return nil, Refuse(CodeNotFound, "回收站里没有编号为 %d 的 %s。", key.ID, key.Kind)
		}
		picked = append(picked, all[at])
	}
	return picked, nil
}
