package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/cell"
	"cppccdesk/data/zh"
)

// blankLimit bounds what a workbook of somebody else unpacks to.
const blankLimit = 256 << 20

// Blank is a workbook of somebody else whose empty cells are filled. What is not filled stays as it is.
type Blank struct {
	file  *excelize.File
	grids map[string]*blankGrid
	slots []Slot // as they were read, before anything was filled
}

// OpenBlank reads a workbook; one that is no .xlsx, is damaged or needs a password is an *Error. The caller closes it.
func OpenBlank(name string, content []byte) (*Blank, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: blankLimit, RawCellValue: true})
	if err != nil {
		return nil, &Error{fmt.Sprintf("「%s」打不开：不是 .xlsx 工作簿、已经损坏，或设了打开密码。请用 Excel 或 WPS 打开后另存为 .xlsx。", name), err}
	}
	return &Blank{file: file, grids: map[string]*blankGrid{}}, nil
}

// Close lets the workbook go.
func (b *Blank) Close() { _ = b.file.Close() } // only removes spill files

// Sheets are the names of its sheets in their order.
func (b *Blank) Sheets() []string { return b.file.GetSheetList() }

// Filling is a number, or a text where Number is "", for a cell. Label is what its headings say, "" where that does not matter.
type Filling struct{ Sheet, Cell, Label, Number, Text string }

// Fill puts numbers and texts into empty cells. Where a cell is not there, belongs to a merged one or holds something already, nothing is filled,
// and faults say in a sentence each which and why.
func (b *Blank) Fill(all []Filling) (faults []string, err error) {
	for _, f := range all {
		fault, err := b.fault(f.Sheet, f.Cell)
		if err == nil && fault == "" && f.Label != "" {
			fault, err = b.relabelled(f)
		}
		if err != nil {
			return nil, err
		}
		if fault != "" {
			faults = append(faults, fault)
		}
	}
	if len(faults) > 0 {
		return faults, nil
	}
	for _, f := range all {
		if err := b.put(f); err != nil {
			return nil, fmt.Errorf("fill %s!%s: %w", f.Sheet, f.Cell, err)
		}
	}
	return nil, nil
}

// relabelled says in a sentence that the headings of a cell are others than they were; "" when they are the same.
func (b *Blank) relabelled(f Filling) (string, error) {
	slots, err := b.Slots()
	if err != nil {
		return "", err
	}
	now := ""
	for _, s := range slots {
		if s.Sheet == f.Sheet && s.Cell == f.Cell {
			now = s.Label()
		}
	}
	switch {
	case SameLabel(now, f.Label):
		return "", nil
	case now == "":
		return fmt.Sprintf("工作表「%s」的 %s 原来是「%s」，现在没有名称。空白表换过的话，请重新「认表样」。", f.Sheet, f.Cell, f.Label), nil
	}
	return fmt.Sprintf("工作表「%s」的 %s 原来是「%s」，现在是「%s」。空白表换过的话，请重新「认表样」。", f.Sheet, f.Cell, f.Label, now), nil
}

// put sets one cell, whose style stays.
func (b *Blank) put(f Filling) error {
	if f.Number == "" {
		return b.file.SetCellStr(f.Sheet, f.Cell, f.Text)
	}
	number, err := strconv.ParseFloat(f.Number, 64)
	if err != nil {
		return err
	}
	return b.file.SetCellFloat(f.Sheet, f.Cell, number, -1, 64)
}

// fault says in a sentence why a cell cannot be filled; "" when it can.
func (b *Blank) fault(name, address string) (string, error) {
	g, err := b.grid(name)
	if err != nil {
		return "", err
	}
	place := fmt.Sprintf("工作表「%s」的 %s ", name, address)
	if g == nil {
		return fmt.Sprintf("没有工作表「%s」（要填它的 %s），工作簿里有：%s。", name, address, zh.JoinNames(b.file.GetSheetList())), nil
	}
	col, row, err := excelize.CellNameToCoordinates(address)
	if err != nil {
		return place + "不是单元格。", nil //nolint:nilerr // said in words
	}
	box := g.boxAt(col, row)
	formula, err := b.file.GetCellFormula(name, address)
	if err != nil {
		return "", fmt.Errorf("read %s!%s: %w", name, address, err)
	}
	switch {
	case col > g.cols+1 || row > g.rows+1:
		if !g.bordered(col, row) {
			return place + "在表的外面。", nil
		}
	case box.col != col || box.row != row:
		return fmt.Sprintf("%s是合并单元格的一部分，请改填左上角的 %s。", place, cellName(box.col-1, box.row-1)), nil
	}
	switch text := g.text(col, row); {
	case formula != "":
		return place + "里是公式，没有覆盖。", nil
	case text != "":
		return fmt.Sprintf("%s里已有「%s」，没有覆盖。", place, text), nil
	}
	return "", nil
}

// ShowsPercent reports whether a cell shows its number as a percentage.
func (b *Blank) ShowsPercent(name, address string) (bool, error) {
	id, err := b.file.GetCellStyle(name, address)
	if err != nil {
		return false, fmt.Errorf("style of %s!%s: %w", name, address, err)
	}
	style, err := b.file.GetStyle(id)
	if err != nil || style == nil {
		return false, err
	}
	custom := ""
	if style.CustomNumFmt != nil {
		custom = *style.CustomNumFmt
	}
	return style.NumFmt == 9 || style.NumFmt == 10 || strings.Contains(custom, "%"), nil
}

// WriteTo writes the workbook, marked as the program's until somebody works on it. Formulas are reckoned when it is opened, as what was stored for them is
// of the empty cells.
func (b *Blank) WriteTo(w io.Writer) (int64, error) {
	b.file.SetZipWriter(newArchive)
	yes := true
	if err := errors.Join(b.file.UpdateLinkedValue(), b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}),
		b.file.SetAppProps(&excelize.AppProperties{Application: cell.Application})); err != nil {
		return 0, fmt.Errorf("finish workbook: %w", err)
	}
	n, err := b.file.WriteTo(w)
	if err != nil {
		return n, fmt.Errorf("pack workbook: %w", err)
	}
	return n, nil
}
