package records

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/grid"
)

// Export asks for a file and writes the list as it stands: its rows as filtered and sorted, its columns as shown.
func Export[R any](d *desk.Desk, title string, g *grid.Grid[R]) { exportKeyed(d, title, g, nil, nil) }

// ExportRecords is Export for a list of records of the kind: a hidden column lets the rows find their records when the edited file is taken
// back in.
func ExportRecords[R any](d *desk.Desk, kind *record.Kind, title string, g *grid.Grid[R], id func(R) int64) {
	exportKeyed(d, title, g, kind, id)
}

func exportKeyed[R any](d *desk.Desk, title string, g *grid.Grid[R], kind *record.Kind, id func(R) int64) {
	var fields []record.Field
	if kind != nil {
		fields = kind.Fields
	}
	AskSensitive(d, title, fields, func(purpose string) { writeList(d, title, g, kind, id, purpose) })
}

// writeList asks for the file and writes the list; with a purpose in full, what is masked on the screen and the masked fields it has no column
// for, which is noted in the journal first.
func writeList[R any](d *desk.Desk, title string, g *grid.Grid[R], kind *record.Kind, id func(R) int64, purpose string) {
	columns, rows := g.VisibleColumns(), g.Rows()
	actor, st, scope := d.Actor(), d.Store(), d.Scope()
	d.AskSave("导出当前列表", title+" "+d.Today()+".xlsx", desk.Workbook, func(path string) {
		d.Tasks().Run("导出"+title, func(ctx context.Context, _ func(string, int, int)) error {
			list, cells := sheetOf(title, columns, rows)
			list.Creator, list.Date = actor, st.Now()
			out := store.Outgoing{What: title, Count: len(rows), Whole: purpose != "", Purpose: purpose, To: path, Table: true, Replace: true} // the dialog has asked
			if kind != nil {
				out.Fields = record.SensitiveTitles(kind.Fields)
			}
			return st.Send(ctx, actor, out, func() (int, error) {
				if kind != nil {
					if err := completeList(ctx, st, kind, scope, IDs(rows, id), columnKeys(columns), out.Whole, &list, cells); err != nil {
						return 0, err
					}
				}
				_, err := sheet.WriteList(path, list)
				return len(rows), err
			})
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Toast("已导出 "+strconv.Itoa(len(rows))+" 行", "打开", func() { d.OpenWithSystem(path) })
		})
	})
}

// completeList adds to a list of records of the kind what the screen does not show: the keys and, when it is to be whole, what is masked.
func completeList(ctx context.Context, store *store.Store, kind *record.Kind, scope record.Scope, ids []int64, shown []string, whole bool, list *sheet.List, cells [][]any) error {
	if whole {
		values, err := recordValues(ctx, store, kind, scope, ids)
		if err != nil {
			return err
		}
		unmask(kind, shown, values, list, cells)
	}
	return addKeys(ctx, store, kind, list, cells, ids)
}

// addKeys puts the hidden column by which rows find their records beside the rows.
func addKeys(ctx context.Context, store *store.Store, kind *record.Kind, list *sheet.List, rows [][]any, ids []int64) error {
	key, err := take.RecordKey(ctx, kind, store.DB())
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i] = append(rows[i], key(ids[i]))
	}
	list.Hidden = []int{len(list.Columns)}
	list.Columns = append(list.Columns, sheet.Column{Path: []string{take.RecordKeyHeading}, Kind: sheet.Code})
	return nil
}

// sheetOf makes the cells of a list out of its rows and the columns it shows.
func sheetOf[R any](title string, columns []grid.Column[R], rows []R) (sheet.List, [][]any) {
	list := sheet.List{Name: title, Title: title}
	cells := make([][]any, len(rows))
	for i := range cells {
		cells[i] = make([]any, len(columns), len(columns)+1)
	}
	for j, c := range columns {
		column := sheet.Column{Path: []string{c.Title}, Width: float64(c.Width) / 7}
		for i, r := range rows {
			cell, kind := cellOf(c.Text(r), c.Align == fyne.TextAlignTrailing)
			cells[i][j] = cell
			column.Kind = max(column.Kind, kind)
		}
		list.Columns = append(list.Columns, column)
	}
	list.Count, list.Rows = len(cells), each(cells)
	return list, cells
}

// cellOf is a cell's value: a number where the column is one, else text.
func cellOf(text string, numeric bool) (any, sheet.Kind) {
	if !numeric {
		return text, sheet.Text
	}
	plain := strings.ReplaceAll(text, "−", "-")
	if n, err := strconv.Atoi(plain); err == nil {
		return n, sheet.Int
	}
	if x, err := strconv.ParseFloat(plain, 64); err == nil {
		return x, sheet.Decimal2
	}
	return text, sheet.Text
}

func each(rows [][]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
