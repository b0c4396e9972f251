package intake

import (
	"fmt"
	"path/filepath"

	"cppccdesk/data/zh"
)

// Error is a file that cannot be read. Sentence is one Chinese sentence for the user: which file, what is wrong and
// what to do about it. Err is the technical cause for the log and may be nil.
type Error struct {
	Sentence string
	Err      error
}

func (e *Error) Error() string { return e.Sentence }

// Unwrap returns the technical cause.
func (e *Error) Unwrap() error { return e.Err }

// refusal is why the bytes of a file cannot be read, before the file's name is put in front.
type refusal struct {
	what string // ends without punctuation
	do   string
	err  error
}

func (r *refusal) Error() string { return r.what }
func (r *refusal) Unwrap() error { return r.err }

func (r *refusal) of(path string) *Error {
	return &Error{Sentence: fmt.Sprintf("文件「%s」%s，%s。", shortName(path), r.what, r.do), Err: r.err}
}

// shortName is the file's own name, cut so that a sentence stays a sentence.
func shortName(path string) string {
	runes := []rune(filepath.Base(path))
	if len(runes) <= 40 {
		return string(runes)
	}
	return string(runes[:18]) + "…" + string(runes[len(runes)-18:])
}

// CellError is a cell that cannot be read as its column asks. Its text is one Chinese sentence.
type CellError struct {
	Column string // the header as the sheet has it
	Value  string // what the cell shows
	Why    string // what is wrong and what is expected
}

func (e *CellError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("「%s」一栏没有填写，%s。", e.Column, e.Why)
	}
	return fmt.Sprintf("「%s」一栏为「%s」，%s。", e.Column, zh.Clip(e.Value, 40), e.Why)
}

var (
	refuseCorrupt   = refusal{what: "已损坏，读不出内容", do: "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"}
	refuseEncrypted = refusal{what: "设有打开密码", do: "请在 Excel 或 WPS 中取消密码后再导入"}
	refuseBomb      = refusal{what: "解压后大得不合常理，可能是恶意文件", do: "为安全起见不予读取，请核实文件来源"}
)

func corrupt(err error) *refusal {
	r := refuseCorrupt
	r.err = err
	return &r
}

func encrypted(err error) *refusal {
	r := refuseEncrypted
	r.err = err
	return &r
}

func bomb(err error) *refusal {
	r := refuseBomb
	r.err = err
	return &r
}
