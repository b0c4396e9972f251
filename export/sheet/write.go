package sheet

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/cell"
)

// Write writes a book to path in one step: the file is complete under its name or not there at all, and an older one stays until
// then. It is what its ending says, see cell.TableEndings; a text has the one table alone. Errors the user can mend (open in Excel, read-only folder,
// full disk, too many rows, another ending) are *Error.
func Write(path string, b Book) (Result, error) {
	if err := checkEnding(path); err != nil {
		return Result{}, err
	}
	if isText(path) {
		return Result{Path: path}, writeTable(path, b)
	}
	var res Result
	err := WriteFile(path, func(w io.Writer) (err error) {
		res, err = Render(w, b)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	res.Path = path
	return res, nil
}

// Render writes the book's bytes to w.
func Render(w io.Writer, b Book) (Result, error) {
	sheets, err := b.layOut()
	if err != nil {
		return Result{}, err
	}
	wb, err := newWorkbook(b.properties(), namesOf(sheets))
	if err != nil {
		return Result{}, err
	}
	defer wb.close()
	var res Result
	for _, l := range sheets {
		if err := wb.emit(l); err != nil {
			return Result{}, fmt.Errorf("sheet %s: %w", l.name, err)
		}
		res.Sheets = append(res.Sheets, l.written())
	}
	return res, wb.writeTo(w)
}

// Preview lays the book out without writing it: the same cells, formulas and values Write would report.
func Preview(b Book) (Result, error) {
	sheets, err := b.layOut()
	if err != nil {
		return Result{}, err
	}
	var res Result
	for _, l := range sheets {
		res.Sheets = append(res.Sheets, l.written())
	}
	return res, nil
}

func (b Book) layOut() ([]*laid, error) {
	if len(b.Tables) == 0 {
		return nil, fmt.Errorf("book %q has no tables", b.Title)
	}
	names := sheetNames{}
	var out []*laid
	for _, t := range b.Tables {
		name := t.Name
		if name == "" {
			name = t.Title
		}
		l, err := layOut(t, names.legal(name), b.Date)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func namesOf(sheets []*laid) []string {
	names := make([]string, len(sheets))
	for i, l := range sheets {
		names[i] = l.name
	}
	return names
}

type properties struct {
	title, creator, subject string
	created                 time.Time
}

func (b Book) properties() properties { return properties{b.Title, b.Creator, b.Subject, b.Date} }

// workbook is an excelize file being filled, with the styles handed out so far.
type workbook struct {
	file   *excelize.File
	styles *styles
	charts int // added so far
}

// newWorkbook makes a file with the named sheets and properties. Its times are the given day, not the clock's, so that bytes repeat.
func newWorkbook(p properties, names []string) (*workbook, error) {
	f := excelize.NewFile()
	f.SetZipWriter(newArchive)
	wb := &workbook{file: f, styles: newStyles(f)}
	fill := func() error {
		if err := setUnitFont(f); err != nil {
			return err
		}
		if err := f.SetSheetName("Sheet1", names[0]); err != nil {
			return err
		}
		for _, name := range names[1:] {
			if _, err := f.NewSheet(name); err != nil {
				return err
			}
		}
		day := p.created
		if day.IsZero() {
			day = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
		}
		stamp := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
		title, _ := clean(p.title)
		creator, _ := clean(p.creator)
		subject, _ := clean(p.subject)
		if err := f.SetDocProps(&excelize.DocProperties{
			Title: title, Creator: creator, Subject: subject, LastModifiedBy: creator,
			Created: stamp, Modified: stamp, Language: "zh-CN",
		}); err != nil {
			return err
		}
		return f.SetAppProps(&excelize.AppProperties{Application: cell.Application})
	}
	if err := fill(); err != nil {
		wb.close()
		return nil, fmt.Errorf("start workbook: %w", err)
	}
	return wb, nil
}

// setUnitFont makes the workbook's normal font one that has the same digit width (7 px at 96 dpi) in Windows and, by its metric twin
// Liberation Sans, elsewhere: column widths are counted in digits of that font, and with them the scale and the pages.
func setUnitFont(f *excelize.File) error {
	if err := f.SetDefaultFont("Arial"); err != nil {
		return err
	}
	if f.Styles == nil || f.Styles.Fonts == nil || len(f.Styles.Fonts.Font) == 0 || f.Styles.Fonts.Font[0].Sz == nil {
		return nil
	}
	size := 10.0
	f.Styles.Fonts.Font[0].Sz.Val = &size
	return nil
}

func (wb *workbook) close() { _ = wb.file.Close() } // only removes spill files

func (wb *workbook) writeTo(w io.Writer) error {
	if _, err := wb.file.WriteTo(w); err != nil {
		return fmt.Errorf("pack workbook: %w", err)
	}
	return nil
}

// WriteFile makes path from what fill writes, by a temporary file beside it that takes its name when complete.
func WriteFile(path string, fill func(io.Writer) error) (err error) {
	if err := writable(path); err != nil {
		return explain(path, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".~workbook*.tmp")
	if err != nil {
		return explain(path, err)
	}
	defer func() {
		if err != nil {
			_ = tmp.Close()
			_ = os.Remove(tmp.Name())
		}
	}()
	if err := fill(tmp); err != nil {
		return explain(path, err)
	}
	if err := tmp.Chmod(0o644); err != nil {
		return explain(path, err)
	}
	if err := tmp.Sync(); err != nil {
		return explain(path, err)
	}
	if err := tmp.Close(); err != nil {
		return explain(path, err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return explain(path, err)
	}
	return nil
}

// writable tells before any work is done that an existing file is held open by another program or read-only.
func writable(path string) error {
	info, err := os.Stat(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() {
		return &Error{Sentence: fmt.Sprintf("「%s」是一个文件夹，请换一个文件名。", filepath.Base(path))}
	}
	if !info.Mode().IsRegular() { // a rename would put a workbook in place of a device or a pipe
		return &Error{Sentence: fmt.Sprintf("「%s」不是普通文件，不能写成工作簿，请换一个文件名。", filepath.Base(path))}
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}
