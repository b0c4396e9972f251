// Package letter declares, for tests, one more sort of record than the program has, the way an area of the work declares its own: a 督查函 with its
// points, its flow, its figures and its paper. What a sort of record gets from its declaration is tested with it.
package letter

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// schema is the migration.
const schema = `
CREATE TABLE letter (id INTEGER PRIMARY KEY, year INTEGER NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, unit_id INTEGER REFERENCES unit (id),
  urgent INTEGER NOT NULL DEFAULT 0, sent_on TEXT NOT NULL DEFAULT '', closed_on TEXT NOT NULL DEFAULT '', deleted_at TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX letter_number ON letter (year, number) WHERE deleted_at = '';
CREATE INDEX letter_unit ON letter (unit_id);
CREATE TABLE letter_point (id INTEGER PRIMARY KEY, letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, text TEXT NOT NULL,
  done_on TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX letter_point_place ON letter_point (letter_id, ordinal);`

const view = `(SELECT l.*, COALESCE(u.name, '') AS unit, (SELECT count(*) FROM letter_point x WHERE x.letter_id = l.id) AS points_count,
  (SELECT count(*) FROM letter_point x WHERE x.letter_id = l.id AND x.done_on = '') AS open_count,
  CASE WHEN l.closed_on <> '' THEN '已销号' WHEN l.sent_on <> '' THEN '整改中' ELSE '起草' END AS status
  FROM letter l LEFT JOIN unit u ON u.id = l.unit_id WHERE l.deleted_at = '') AS letter_list`

var points = &record.Part{
	Title: "意见", Table: "letter_point", Owner: "letter_id", From: "letter_point x", Order: "x.ordinal", Ordinal: "ordinal",
	Fields: []record.Field{
		{Key: "text", Title: "意见内容", Required: true, Width: 240},
		{Key: "done_on", Title: "整改日期", Type: record.Day{}, Width: 90},
	},
	Row: func(_ context.Context, _ *store.Tx, _ int64, v, _ record.Values) (store.Columns, error) {
		return v.Pick("text", "done_on"), nil
	},
}

// Letters are the letters of opinions.
var Letters = &record.Kind{
	Name: "memos", Title: "督查函", Layout: "督查函台账", From: view, Scope: "year = ?", Order: "number", Table: "letter",
	Fields: []record.Field{
		{Key: "year", Title: "年度", Type: record.Whole{}, Section: "意见书", Note: "空着就是当前年度", FormOnly: true},
		{Key: "number", Title: "文号", Aliases: []string{"意见书编号"}, Type: record.Whole{Min: 1}, Required: true, Example: "3", Width: 60},
		{Key: "title", Title: "标题", Aliases: []string{"意见书标题"}, Required: true, Example: "关于窗口服务的监督意见", Width: 260},
		{Key: "unit", Title: "被监督单位", Aliases: []string{"单位"}, Expr: "unit", Example: "县教育局", Width: 140},
		{Key: "urgent", Title: "紧急", Type: record.YesNo{}, Default: "否", Width: 50},
		{Key: "sent_on", Title: "送达日期", Type: record.Day{}, Width: 90},
		{Key: "closed_on", Title: "销号日期", Type: record.Day{}, Width: 90},
		{Key: "points_count", Title: "意见数", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "open_count", Title: "未整改", Type: record.Whole{}, ListOnly: true, Width: 60},
		{Key: "status", Title: "状态", ListOnly: true, Width: 70},
		{Key: "points", Title: "意见", Part: points, Expr: "letter_list.id", Section: "意见"},
	},
	Index: []string{"number"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		return record.MatchInYear(v, by("number", v["number"])), nil
	},
	Tables: map[string]record.TableWords{
		"letter":       {Title: "督查函", Name: []string{"title"}, YesNo: []string{"urgent"}},
		"letter_point": {Title: "督查事项", Name: []string{"letter_id", "ordinal"}, Columns: map[string]string{"text": "意见内容", "done_on": "整改日期"}},
	},
	Found: &record.Found{Query: "SELECT id, year, title, '', unit, CAST(number AS TEXT), '', '', '' FROM " + view},
	Binned: &record.Binned{Measure: "份", Name: "t.title", Note: "t.year || ' 年'", Rivals: []record.Rival{{
		Query:  "SELECT t.number FROM letter t JOIN letter x ON x.year = t.year AND x.number = t.number AND x.deleted_at = '' WHERE t.id = ?0",
		Reason: "当年已有第 %d 号意见书",
	}}},
	Figures: func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
		sent := measure.Figure{Code: "memos.sent", Name: "送达意见书", Unit: "份", Rule: "送达日期在当日以前", Counted: measure.Set{Kind: "memos"}}
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var id int64
			err := scan(&id)
			sent.Counted.IDs = append(sent.Counted.IDs, id)
			return err
		}, "SELECT id FROM "+view+" WHERE year = ? AND sent_on <> '' AND sent_on <= ? ORDER BY number", year, day)
		sent.Num = sent.Counted.Len()
		return []measure.Figure{sent}, err
	},
}

// Points are the points of letters, one a row.
var Points = record.LedgerKind(&record.Kind{Name: "memo_points", Title: "督查事项", Layout: "督查事项台账"}, &record.Ledger{Of: Letters, Key: "points", Same: []string{"text"}})

func init() {
	Letters.Save = save
	date := func(key, title string) []record.Field {
		return []record.Field{{Key: key, Title: title, Type: record.Day{}, Required: true}}
	}
	told := func(_ record.Record, v record.Values) (record.Values, error) { return v, nil }
	Letters.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{Name: "送达", From: []string{"起草"}, To: []string{"整改中"}, Asks: date("sent_on", "送达日期"), Do: told, Waits: func(r record.Record) string {
			return map[bool]string{true: "还没有意见，不能送达。"}[record.CountOf(r.Values["points_count"]) == 0]
		}},
		{Name: "销号", From: []string{"整改中"}, To: []string{"已销号"}, Asks: date("closed_on", "销号日期"), Do: told, Waits: func(r record.Record) string {
			return map[bool]string{true: "还有意见没有整改，不能销号。"}[record.CountOf(r.Values["open_count"]) > 0]
		}},
	}}
}

func save(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	more := store.Columns{}
	if v.Has("unit") {
		unit, err := store.LookUp(ctx, tx, "SELECT id FROM unit WHERE name = ? AND deleted_at = ''", v["unit"])
		switch {
		case err != nil:
			return 0, err
		case unit == 0 && v["unit"] != "":
			return 0, store.Refuse(store.CodeNotFound, "单位「%s」不在承办单位名录中。", v["unit"])
		case unit != 0:
			more["unit_id"] = unit
		default:
			more["unit_id"] = nil
		}
	}
	return Letters.Plain(ctx, tx, scope, id, v, more)
}
