// Package superior keeps the blank workbooks that superiors hand down (上级表样) and which cell of each takes which figure (照表填报). It knows figures by
// their codes, whatever area counts them; reading and filling workbooks is export's.
package superior

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
	"golang.org/x/text/width"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// What a cell takes of a figure.
const (
	Count   = "数量"  // how many it counts: the value of a count, the numerator of a rate
	Base    = "分母"  // what it is divided by, or the plan it is held against
	Rate    = "比率"  // the rate, in a cell that shows percentages
	Percent = "百分数" // the rate times 100, in a cell that shows plain numbers
)

const formView = `(SELECT f.*, (SELECT count(*) FROM superior_form_cell c WHERE c.form_id = f.id AND c.figure <> '') AS cells_count,
  (SELECT count(*) FROM superior_form_cell c WHERE c.form_id = f.id AND c.figure = '') AS open_count,
  (SELECT COALESCE(group_concat(a.name, '、'), '') FROM attachment a WHERE a.tbl = 'superior_form' AND a.row_id = f.id AND a.deleted_at = '') AS workbook
  FROM superior_form f WHERE f.deleted_at = '') AS superior_form_list`

var cells = &record.Part{
	Title: "单元格", Table: "superior_form_cell", Owner: "form_id", From: "superior_form_cell x", Order: "x.ordinal", Ordinal: "ordinal",
	Fields: []record.Field{
		{Key: "sheet", Title: "工作表", Required: true, Note: "工作表的标签名", Width: 90},
		{Key: "cell", Title: "单元格", Type: record.Text{Read: readCell}, Required: true, Note: "如 C5", Width: 70},
		{Key: "label", Title: "行名／栏名", Note: "空白表里这一格的行名和栏名，由「认表样」写上，填写时核对", Width: 170},
		{Key: "figure", Title: "指标", Type: record.Word{From: figureNames}, Note: "名称、拼音首字母或代号；空着的格子不填", Width: 170},
		{Key: "take", Title: "取数", Type: record.Word{Words: []string{Count, Base, Rate, Percent}}, Note: "空着的，比率填比率，别的填数量", Width: 80},
		{Key: "code", Title: "代号", ListOnly: true, Width: 110},
		{Key: "note", Title: "说明", Note: "没有对应的原因", Width: 170},
	},
	Check: distinct,
	Row:   cellRow,
}

// cellRow drops why a cell had no figure once it has one.
func cellRow(_ context.Context, _ *store.Tx, _ int64, v, was record.Values) (store.Columns, error) {
	if v["figure"] != "" && was != nil && was["figure"] == "" && v["note"] == was["note"] {
		v["note"] = ""
	}
	return v.Pick("sheet", "cell", "label", "figure", "take", "code", "note"), nil
}

// Forms are the workbooks of superiors.
var Forms = &record.Kind{
	Name: "superior-forms", Title: "上级表样", Layout: "上级表样目录", From: formView, Order: "receiver, name", Table: "superior_form",
	Fields: []record.Field{
		{Key: "name", Title: "表样名称", Aliases: []string{"表名", "报表名称"}, Required: true, Section: "表样", Example: "提案工作情况统计表", Note: "空白工作簿（.xlsx）放在附件里", Width: 220},
		{Key: "receiver", Title: "报送机关", Aliases: []string{"上级机关", "报送单位"}, Example: "市政协提案委员会", Width: 160},
		{Key: "workbook", Title: "工作簿", ListOnly: true, Width: 180},
		{Key: "cells_count", Title: "已对应", Type: record.Whole{}, ListOnly: true, Width: 70},
		{Key: "open_count", Title: "未对应", Type: record.Whole{}, ListOnly: true, Width: 70},
		{Key: "note", Title: "备注", Type: record.Long{}, Example: "每季度末月 25 日前报", Width: 160},
		{Key: "cells", Title: "单元格对应", Part: cells, Expr: "superior_form_list.id", Section: "哪个单元格填哪项指标"},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		for _, r := range by("name", v["name"]) {
			return r.ID, nil
		}
		return 0, nil
	},
	Tables: map[string]record.TableWords{
		"superior_form": {Title: "上级表样", Name: []string{"name"}},
		"superior_form_cell": {Title: "表样的单元格", Name: []string{"form_id", "sheet", "cell"}, Columns: map[string]string{
			"form_id": "上级表样", "sheet": "工作表", "cell": "单元格", "label": "行名／栏名", "figure": "指标", "take": "取数", "code": "代号", "note": "说明",
		}},
	},
	Binned: &record.Binned{Measure: "个", Name: "t.name", Note: "t.receiver", Rivals: []record.Rival{{
		Query:  "SELECT t.name FROM superior_form t JOIN superior_form x ON x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0",
		Reason: "已有名为「%s」的上级表样",
	}}},
}

func init() { Forms.Save = save }

// cellAddress is a cell as spreadsheets call it, to XFD1048576.
var cellAddress = regexp.MustCompile(`^([A-Z]{1,3})([1-9][0-9]{0,6})$`)

// readCell reads the address of a cell, however it is typed: ｃ５, $C$5.
func readCell(text string) (string, error) {
	address := strings.ToUpper(strings.NewReplacer("$", "", " ", "").Replace(width.Narrow.String(text)))
	parts := cellAddress.FindStringSubmatch(address)
	if parts == nil || len(parts[1]) == 3 && parts[1] > "XFD" {
		return "", errors.New("应为 C5 这样的单元格")
	}
	if row, err := strconv.Atoi(parts[2]); err != nil || row > 1<<20 {
		return "", errors.New("应为 C5 这样的单元格")
	}
	return address, nil
}

// distinct refuses two figures for one cell.
func distinct(all []record.Values) error {
	seen := map[string]bool{}
	for _, v := range all {
		place := fold.Plain(v["sheet"]) + "!" + v["cell"]
		if seen[place] {
			return store.Refuse(store.CodeDuplicate, "「%s」的 %s 对应了两次，只能填一项指标。", v["sheet"], v["cell"])
		}
		seen[place] = true
	}
	return nil
}

func save(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if v["name"] != "" {
		other, err := named(ctx, tx, v["name"])
		if err != nil {
			return 0, err
		}
		if other != 0 && other != id {
			return 0, store.Refuse(store.CodeDuplicate, "已有名为「%s」的上级表样。", v["name"])
		}
	}
	if v["cells"] != "" {
		resolved, err := resolve(ctx, tx, scope, id, v["cells"])
		if err != nil {
			return 0, err
		}
		v = maps.Clone(v)
		v["cells"] = resolved
	}
	return Forms.Plain(ctx, tx, scope, id, v, nil)
}

// resolve finds the figures that rows of cells name, in the year worked on. A row whose figure and 取数 are as stored stays as it is, although the
// year may not have that figure.
func resolve(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, text string) (string, error) {
	text, err := cells.Canonical(text)
	if err != nil {
		return "", err
	}
	want, err := cells.Parse(text)
	if err != nil {
		return "", err
	}
	var have []rows.Row
	if id != 0 {
		if have, err = cells.Read(ctx, tx, id); err != nil {
			return "", err
		}
	}
	var figures *Figures
	var refused []error
	for i, row := range want {
		if row["figure"] == "" {
			delete(row, "code")
			delete(row, "take")
			continue
		}
		if was := record.ByRowID(have, row[rows.ID]); was != nil && was["figure"] == row["figure"] && was["take"] == row["take"] {
			row["code"] = was["code"]
			continue
		}
		if figures == nil {
			year, err := record.WorkingYear(ctx, tx, scope, tx.Now())
			if err != nil {
				return "", err
			}
			all, err := record.FiguresEach(ctx, tx, year, tx.Today())
			if err != nil {
				return "", err
			}
			figures = NewFigures(all)
		}
		if err := name(row, figures); err != nil {
			refused = append(refused, store.Refuse(store.CodeInvalid, "单元格对应第 %d 行：%s", i+1, store.Sentence(err)))
		}
	}
	if len(refused) > 0 {
		return "", store.RefuseAll(refused...)
	}
	return rows.Text(want), nil
}

// Cell is a cell of a form and what it takes; one without a Code stays empty.
type Cell struct {
	Row                      string // which stored row it is, "" for a new one
	Sheet, Cell, Label       string
	Figure, Code, Take, Note string
}

// Cells are the cells of a form that are known, in their order.
func Cells(ctx context.Context, db bun.IDB, id int64) ([]Cell, error) {
	stored, err := cells.Read(ctx, db, id)
	if err != nil {
		return nil, err
	}
	all := make([]Cell, 0, len(stored))
	for _, r := range stored {
		all = append(all, Cell{r[rows.ID], r["sheet"], r["cell"], r["label"], r["figure"], r["code"], r["take"], r["note"]})
	}
	return all, nil
}

// SetCells makes the cells of a form those.
func SetCells(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, all []Cell) error {
	wanted := make([]rows.Row, 0, len(all))
	for _, c := range all {
		figure := c.Figure
		if c.Row == "" {
			figure = c.Code
		}
		wanted = append(wanted, rows.Row{rows.ID: c.Row, "sheet": c.Sheet, "cell": c.Cell, "label": c.Label, "figure": figure, "take": c.Take, "note": c.Note})
	}
	_, err := Forms.Save(ctx, tx, scope, id, record.Values{"cells": rows.Text(wanted)})
	return err
}

// Named reports whether there is a form of that name.
func Named(ctx context.Context, db bun.IDB, name string) (bool, error) {
	id, err := named(ctx, db, name)
	return id != 0, err
}

// named is the form of that name, 0 for none.
func named(ctx context.Context, db bun.IDB, name string) (int64, error) {
	return store.LookUp(ctx, db, "SELECT id FROM superior_form WHERE name = ? AND deleted_at = ''", name)
}

// Workbook is the blank workbook of a form: its one attachment that is an .xlsx.
func Workbook(ctx context.Context, db bun.IDB, id int64) (store.Attachment, error) {
	files, err := Forms.Attachments(ctx, db, id)
	if err != nil {
		return store.Attachment{}, err
	}
	books := slices.DeleteFunc(files, func(a store.Attachment) bool { return !strings.HasSuffix(strings.ToLower(a.Name), ".xlsx") })
	switch len(books) {
	case 0:
		return store.Attachment{}, store.Refuse(store.CodeNotFound, "这个表样还没有工作簿。请把上级发的空白表（.xlsx；别的格式先另存为 .xlsx）加到它的附件里。")
	case 1:
		return books[0], nil
	}
	return store.Attachment{}, store.Refuse(store.CodeInvalid, "这个表样的附件里有 %d 个 .xlsx 工作簿，不知道填哪一个。请只留空白表。", len(books))
}

// Use makes a file of the store the blank workbook of the form of that name, which is made where there is none. Workbooks before it go to the bin.
func Use(ctx context.Context, tx *store.Tx, scope record.Scope, name string, file store.StoredFile) error {
	if !strings.HasSuffix(strings.ToLower(file.Name), ".xlsx") {
		return store.Refuse(store.CodeInvalid, "「%s」不是 .xlsx 工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx。", file.Name)
	}
	id, err := named(ctx, tx, name)
	if err != nil {
		return err
	}
	if id == 0 {
		if id, err = Forms.Save(ctx, tx, scope, 0, record.Values{"name": name}); err != nil {
			return err
		}
	}
	files, err := Forms.Attachments(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, a := range files {
		switch {
		case a.Digest == file.Digest:
			return nil
		case strings.HasSuffix(strings.ToLower(a.Name), ".xlsx"):
			if err := store.RemoveAttachment(ctx, tx, a.ID); err != nil {
				return err
			}
		}
	}
	_, err = Forms.Attach(ctx, tx, id, file)
	return err
}
