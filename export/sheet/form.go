package sheet

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// FormColumn is a column of a form: given, or to be filled in with a number within bounds or one of some choices.
type FormColumn struct {
	Title   string
	Width   float64 // characters
	Open    bool    // to be filled in; other cells are locked
	Whole   bool    // whole numbers only
	Most    float64 // from 0 up to it; 0: anything
	Choices []string
	Note    string // shown when the cell is chosen
	Hidden  bool
}

// Form is a workbook of one sheet to be filled in by somebody and taken back: it is protected outside the cells to fill. Stamp is kept on a hidden sheet and
// says what the form is of, for those who take it back.
type Form struct {
	Name, Title string
	Above       []string // lines between the title and the table
	Columns     []FormColumn
	Rows        [][]string // cells to be filled in are empty or hold what is known
	Stamp       string
	StampSheet  string // the name of the hidden sheet with the stamp in A1
	Creator     string
	Date        time.Time
}

// WriteForm writes a form to path in one step. Errors are as of Write.
func WriteForm(path string, f Form) error {
	if err := checkEnding(path); err != nil {
		return err
	}
	return WriteFile(path, func(w io.Writer) error { return RenderForm(w, f) })
}

// RenderForm writes the form's bytes to w.
func RenderForm(w io.Writer, f Form) error {
	if len(f.Columns) == 0 {
		return fmt.Errorf("form %q has no columns", f.Title)
	}
	name := sheetNames{f.StampSheet: true}.legal(f.Name)
	wb, err := newWorkbook(properties{f.Title, f.Creator, "", f.Date}, []string{name, f.StampSheet})
	if err != nil {
		return err
	}
	defer wb.close()
	top := 1 + len(f.Above) // of the header, 0-based
	for _, step := range []func() error{
		func() error { return wb.formTop(name, f) },
		func() error { return wb.formTable(name, f, top) },
		func() error { return wb.formLimits(name, f, top) },
		func() error { return wb.formGuard(name, f, top) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("form %s: %w", f.Title, err)
		}
	}
	return wb.writeTo(w)
}

// line writes a text over the whole width.
func (wb *workbook) line(name string, row, columns int, l look, text string, height float64) error {
	id, err := wb.styles.id(l)
	if err != nil {
		return err
	}
	from, to := cellName(0, row), cellName(columns-1, row)
	text, _ = clean(text)
	if err := wb.file.SetCellStr(name, from, text); err != nil {
		return err
	}
	if err := wb.file.SetCellStyle(name, from, to, id); err != nil {
		return err
	}
	if err := wb.file.MergeCell(name, from, to); err != nil {
		return err
	}
	return wb.file.SetRowHeight(name, row+1, height)
}

func (wb *workbook) formTop(name string, f Form) error {
	if err := wb.line(name, 0, len(f.Columns), titleLook, f.Title, 36); err != nil {
		return err
	}
	for i, text := range f.Above {
		if err := wb.line(name, 1+i, len(f.Columns), infoLook, text, 20); err != nil {
			return err
		}
	}
	for j, c := range f.Columns {
		letters, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		if err := wb.file.SetColWidth(name, letters, letters, max(c.Width, 8)); err != nil {
			return err
		}
		if err := wb.file.SetColVisible(name, letters, !c.Hidden); err != nil {
			return err
		}
	}
	return nil
}

func (wb *workbook) formTable(name string, f Form, top int) error {
	given, err := wb.styles.id(bodyLook(Center, true))
	if err != nil {
		return err
	}
	head, err := wb.styles.id(headerLook)
	if err != nil {
		return err
	}
	open, err := wb.styles.id(openLook)
	if err != nil {
		return err
	}
	for j, c := range f.Columns {
		at := cellName(j, top)
		title, _ := clean(c.Title)
		if err := errors.Join(wb.file.SetCellStyle(name, at, at, head), wb.file.SetCellStr(name, at, title)); err != nil {
			return err
		}
		for i, row := range f.Rows {
			style := given
			if c.Open {
				style = open
			}
			if err := wb.formCell(name, j, top+1+i, row[j], style); err != nil {
				return err
			}
		}
	}
	return wb.file.SetRowHeight(name, top+1, 34)
}

// formCell writes a text, or a number where the text is one and the cell is to hold numbers.
func (wb *workbook) formCell(name string, col, row int, text string, style int) error {
	at := cellName(col, row)
	if err := wb.file.SetCellStyle(name, at, at, style); err != nil || text == "" {
		return err
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return wb.file.SetCellFloat(name, at, n, -1, 64)
	}
	text, _ = clean(text)
	return wb.file.SetCellStr(name, at, text)
}

// formLimits gives the open cells their bounds, choices and hints.
func (wb *workbook) formLimits(name string, f Form, top int) error {
	for j, c := range f.Columns {
		if !c.Open || len(f.Rows) == 0 || len(c.Choices) == 0 && c.Most == 0 {
			continue
		}
		dv := excelize.NewDataValidation(true)
		dv.SetSqref(cellName(j, top+1) + ":" + cellName(j, top+len(f.Rows)))
		say := c.Note
		switch {
		case len(c.Choices) > 0:
			if err := dv.SetDropList(c.Choices); err != nil {
				return err
			}
			say = "请从下拉列表中选择。"
		case c.Most > 0:
			kind, word := excelize.DataValidationTypeDecimal, "数"
			if c.Whole {
				kind, word = excelize.DataValidationTypeWhole, "整数"
			}
			if err := dv.SetRange(0, c.Most, kind, excelize.DataValidationOperatorBetween); err != nil {
				return err
			}
			say = fmt.Sprintf("请填 0 到 %s 之间的%s。", strconv.FormatFloat(c.Most, 'f', -1, 64), word)
		}
		dv.SetError(excelize.DataValidationErrorStyleStop, cutUnits(c.Title, 32), cutUnits(say, 255))
		if c.Note != "" {
			dv.SetInput(cutUnits(c.Title, 32), cutUnits(c.Note, 255))
		}
		if err := wb.file.AddDataValidation(name, dv); err != nil {
			return err
		}
	}
	return nil
}

// formGuard protects the sheet outside its open cells, hides the stamp and sets the page. There is no password: it keeps off mistakes, not people.
func (wb *workbook) formGuard(name string, f Form, top int) error {
	if err := wb.file.SetCellStr(f.StampSheet, "A1", f.Stamp); err != nil {
		return err
	}
	for _, of := range []string{name, f.StampSheet} {
		if err := wb.file.ProtectSheet(of, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true}); err != nil {
			return err
		}
	}
	if err := wb.file.SetSheetVisible(f.StampSheet, false); err != nil {
		return err
	}
	if err := wb.setPage(name, a4, false, false, excelize.Panes{Freeze: true, YSplit: top + 1}); err != nil {
		return err
	}
	last := cellName(len(f.Columns)-1, top+len(f.Rows))
	return wb.setPrintRange(name, top, top, last)
}
