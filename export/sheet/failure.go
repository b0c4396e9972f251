package sheet

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/xuri/excelize/v2"
)

// Error is a failure the user can do something about. Sentence is complete Chinese; the technical chain is in Err.
type Error struct {
	Sentence string
	Err      error
}

// Error gives the sentence and the chain below it, for the log.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Sentence
	}
	return e.Sentence + " [" + e.Err.Error() + "]"
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// UserSentence gives the sentence to whoever turns errors into words without knowing this package.
func (e *Error) UserSentence() string { return e.Sentence }

func tooManyRows(n int) error {
	return &Error{Sentence: fmt.Sprintf("共有 %d 行，超过一张工作表的上限 %d 行，请先筛选再导出。", n, excelize.TotalRows)}
}

// explain gives a failure to write path its sentence.
func explain(path string, err error) error {
	var own *Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	name := filepath.Base(path)
	switch {
	case heldOpen(err):
		return &Error{fmt.Sprintf("「%s」正在被 Excel 或 WPS 打开，请关闭它后再试。", name), err}
	case diskFull(err):
		return &Error{fmt.Sprintf("磁盘空间不足，「%s」没有写成，请清理磁盘或换一个位置后再试。", name), err}
	case errors.Is(err, fs.ErrPermission), readOnlyPlace(err):
		return &Error{fmt.Sprintf("没有权限写入「%s」，文件或文件夹可能是只读的，或文件正被打开，请关闭文件或换一个文件夹再试。", name), err}
	case errors.Is(err, fs.ErrNotExist):
		return &Error{fmt.Sprintf("文件夹「%s」不存在，请换一个位置再试。", filepath.Dir(path)), err}
	}
	return fmt.Errorf("write workbook %s: %w", path, err)
}
