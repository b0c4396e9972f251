package record

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
)

// ReportSheet is a sheet of a report, the first is 1.
type ReportSheet struct {
	Report string // its code
	Sheet  int
}

// ReportColumn is a column of a sheet as the office's own form (本单位表样) has it.
type ReportColumn struct {
	Code    string // of a column that the report declares, or kind.field of one that is added
	Name    string // its standard heading
	Heading string // the office's; "": the standard one
	Width   int    // in characters; 0: the standard one
	Printed bool
}

const reportColumnTable = "report_column"

// ReportColumns are the columns of every sheet that the office has a form of its own for, in their order.
func ReportColumns(ctx context.Context, db bun.IDB) (map[ReportSheet][]ReportColumn, error) {
	found := map[ReportSheet][]ReportColumn{}
	var of ReportSheet
	var c ReportColumn
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		if err := scan(&of.Report, &of.Sheet, &c.Code, &c.Name, &c.Heading, &c.Width, &c.Printed); err != nil {
			return err
		}
		found[of] = append(found[of], c)
		return nil
	}, "SELECT report, sheet, code, name, heading, width, printed FROM "+reportColumnTable+" ORDER BY report, sheet, ordinal, id")
	return found, err
}

// SetReportColumns makes these the columns of a sheet; none are those that the report declares. Rows stay those of their columns, so that the journal
// tells what changed. What columns a sheet can have is the business of who calls.
func SetReportColumns(ctx context.Context, tx *store.Tx, of ReportSheet, columns []ReportColumn) error {
	ids := map[string]int64{}
	var id int64
	var code string
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		err := scan(&id, &code)
		ids[code] = id
		return err
	}, "SELECT id, code FROM "+reportColumnTable+" WHERE report = ? AND sheet = ?", of.Report, of.Sheet)
	if err != nil {
		return err
	}
	for i, c := range columns {
		printed := 0
		if c.Printed {
			printed = 1
		}
		_, err := tx.Put(ctx, reportColumnTable, ids[c.Code], store.Columns{
			"report": of.Report, "sheet": of.Sheet, "ordinal": i + 1, "code": c.Code, "name": c.Name, "heading": c.Heading, "width": c.Width, "printed": printed,
		})
		if err != nil {
			return err
		}
		delete(ids, c.Code)
	}
	for _, id := range ids {
		if err := tx.Run(ctx, "DELETE FROM "+reportColumnTable+" WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// NameOrderSetting is the setting with the order in which the people of lists and reports come, see fold.NameOrder.
const NameOrderSetting = "names.order"

const reportOrderTable = "report_order"

// ReportOrders are the orders of people of every sheet that has another one than the setting says.
func ReportOrders(ctx context.Context, db bun.IDB) (map[ReportSheet]fold.NameOrder, error) {
	found := map[ReportSheet]fold.NameOrder{}
	var of ReportSheet
	var order fold.NameOrder
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		err := scan(&of.Report, &of.Sheet, &order)
		found[of] = order
		return err
	}, "SELECT report, sheet, names FROM "+reportOrderTable)
	return found, err
}

// SetReportOrder makes this the order of the people of a sheet; "" is the one of the setting.
func SetReportOrder(ctx context.Context, tx *store.Tx, of ReportSheet, order fold.NameOrder) error {
	if order == "" {
		return tx.Run(ctx, "DELETE FROM "+reportOrderTable+" WHERE report = ? AND sheet = ?", of.Report, of.Sheet)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM "+reportOrderTable+" WHERE report = ? AND sheet = ?", of.Report, of.Sheet)
	if err == nil {
		_, err = tx.Put(ctx, reportOrderTable, id, store.Columns{"report": of.Report, "sheet": of.Sheet, "names": string(order)})
	}
	return err
}

// NameOrderOr is the order of people asked for, else, where that is "", the one that the office has chosen for lists and reports.
func NameOrderOr(ctx context.Context, db bun.IDB, order fold.NameOrder) (fold.NameOrder, error) {
	if order != "" {
		return order, nil
	}
	settings, err := SettingMap(ctx, db)
	return fold.NameOrder(settings[NameOrderSetting]), err
}
