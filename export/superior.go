package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export/sheet"
)

// formLimit bounds the size of a superior's workbook.
const formLimit = 64 << 20

// openForm opens the blank workbook of a superior's form; content is the file.
func openForm(ctx context.Context, st *store.Store, id int64) (blank *sheet.Blank, content []byte, err error) {
	file, err := superior.Workbook(ctx, st.DB(), id)
	if err != nil {
		return nil, nil, err
	}
	if content, err = st.Content(file, formLimit); err != nil {
		return nil, nil, err
	}
	if len(content) > formLimit {
		return nil, nil, store.Refuse(store.CodeInvalid, "「%s」超过 %s，不像空白表。", file.Name, store.SizeText(formLimit))
	}
	blank, err = sheet.OpenBlank(file.Name, content)
	return blank, content, err
}

// FormOutgoing describes the filling of a superior's form for the journal.
func FormOutgoing(name string, year int, day, path string) store.Outgoing {
	return store.Outgoing{Verb: "照表填报", What: fmt.Sprintf("「%s」（%d 年，统计到 %s）", name, year, day), Unit: "格", To: path, Table: true}
}

// refuseItself refuses to write over the blank workbook itself.
func refuseItself(path string, content []byte) error {
	if info, err := os.Stat(path); err != nil || info.Size() != int64(len(content)) {
		return nil //nolint:nilerr // what is not there or cannot be read is found out when it is written
	}
	if there, err := os.ReadFile(path); err == nil && bytes.Equal(there, content) {
		return store.Refuse(store.CodeExists, "「%s」就是空白表，没有覆盖。请把填好的表另取一个文件名。", filepath.Base(path))
	}
	return nil
}

// FillForm writes a copy of a superior's form with the figures of a year as of a day (YYYY-MM-DD) in the cells that take them, and counts those. All
// cells that cannot be filled are named in one refusal, and nothing is written.
func FillForm(ctx context.Context, st *store.Store, id int64, year int, day, path string) (int, error) {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return 0, store.Refuse(store.CodeInvalid, "「%s」应以 .xlsx 结尾：照表填报写出来的和表样一样是工作簿。", filepath.Base(path))
	}
	cells, err := superior.Cells(ctx, st.DB(), id)
	if err != nil {
		return 0, err
	}
	cells = slices.DeleteFunc(cells, func(c superior.Cell) bool { return c.Code == "" })
	if len(cells) == 0 {
		return 0, store.Refuse(store.CodeInvalid, "这个表样还没有写明哪个单元格填哪项指标。请先「认表样」，或在它的表单里填写。")
	}
	blank, content, err := openForm(ctx, st, id)
	if err != nil {
		return 0, err
	}
	defer blank.Close()
	if err := refuseItself(path, content); err != nil {
		return 0, err
	}
	all, err := record.FiguresEach(ctx, st.DB(), year, min(day, st.Today())) // as reports count
	if err != nil {
		return 0, err
	}
	figures := superior.NewFigures(all)
	var fills []sheet.Filling
	var refused []error
	for _, c := range cells {
		filling, fault := fillingOf(c, figures, year)
		if fault != "" {
			refused = append(refused, store.Refuse(store.CodeInvalid, "%s", fault))
			continue
		}
		fills = append(fills, filling)
	}
	faults, err := blank.Fill(fills)
	if err != nil {
		return 0, err
	}
	for _, fault := range faults {
		refused = append(refused, store.Refuse(store.CodeInvalid, "%s", fault))
	}
	if len(faults) == 0 {
		if refused, err = misshown(blank, cells, refused); err != nil {
			return 0, err
		}
	}
	if len(refused) > 0 {
		return 0, store.RefuseAll(refused...)
	}
	return len(fills), sheet.WriteFile(path, func(w io.Writer) error {
		_, err := blank.WriteTo(w)
		return err
	})
}

// misshown refuses rates in cells that would show another number: 0.87 where 87 is meant, 8700% where 87%.
func misshown(blank *sheet.Blank, cells []superior.Cell, refused []error) ([]error, error) {
	for _, c := range cells {
		if c.Take != superior.Rate && c.Take != superior.Percent {
			continue
		}
		percent, err := blank.ShowsPercent(c.Sheet, c.Cell)
		switch {
		case err != nil:
			return nil, err
		case c.Take == superior.Rate && !percent:
			refused = append(refused, store.Refuse(store.CodeInvalid, "工作表「%s」的 %s 不是百分比格式，填比率会显示成小数；请把「取数」改成「百分数」。", c.Sheet, c.Cell))
		case c.Take == superior.Percent && percent:
			refused = append(refused, store.Refuse(store.CodeInvalid, "工作表「%s」的 %s 是百分比格式，填百分数会大 100 倍；请把「取数」改成「比率」。", c.Sheet, c.Cell))
		}
	}
	return refused, nil
}

// fillingOf is what a cell gets, or why it gets nothing. Rates are rounded as everywhere, by the figure's decimals.
func fillingOf(c superior.Cell, figures *superior.Figures, year int) (sheet.Filling, string) {
	filling := sheet.Filling{Sheet: c.Sheet, Cell: c.Cell, Label: c.Label}
	f := figures.Coded(c.Code)
	if f == nil {
		return filling, fmt.Sprintf("工作表「%s」的 %s 要填「%s」，%d 年没有这项指标。", c.Sheet, c.Cell, c.Figure, year)
	}
	if err := superior.Takes(*f, c.Take); err != nil {
		return filling, fmt.Sprintf("工作表「%s」的 %s：%s", c.Sheet, c.Cell, store.Sentence(err))
	}
	switch {
	case c.Take == superior.Count:
		filling.Number = fmt.Sprint(f.Num)
	case c.Take == superior.Base:
		filling.Number = fmt.Sprint(f.Den)
	case f.Den == 0:
		filling.Text = measure.Undefined
	case c.Take == superior.Percent:
		filling.Number = measure.Round(big.NewRat(100*f.Num, f.Den), f.Digits)
	default:
		filling.Number = measure.Round(big.NewRat(f.Num, f.Den), f.Digits+2)
	}
	return filling, ""
}

// UseForm makes a workbook the blank one of the form of that name, in place of the one before; a name that no form has makes one.
func UseForm(ctx context.Context, st *store.Store, actor string, scope record.Scope, name, path string) error {
	file, err := st.TakeFile(ctx, path, nil)
	if err != nil {
		return err
	}
	content, err := st.Content(store.Attachment{Name: file.Name, Digest: file.Digest}, formLimit)
	if err != nil {
		return err
	}
	blank, err := sheet.OpenBlank(file.Name, content)
	if err != nil {
		return err
	}
	blank.Close()
	return st.Write(ctx, actor, fmt.Sprintf("表样「%s」用「%s」", name, file.Name), func(ctx context.Context, tx *store.Tx) error {
		return superior.Use(ctx, tx, scope, name, file)
	})
}
