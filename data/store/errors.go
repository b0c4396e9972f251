package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"github.com/mattn/go-sqlite3"

	"cppccdesk/data/intake"
	"cppccdesk/data/zh"
)

// Code says what kind of thing went wrong, for programs to decide on.
type Code int

// The codes of Error.
const (
	CodeInternal     Code = iota // a defect of the program
	CodeInvalid                  // what was entered breaks a rule
	CodeNotFound                 // no such record or file
	CodeDuplicate                // a unique value exists already
	CodeStillUsed                // other records refer to it, or it refers to nothing
	CodeConflict                 // later work is in the way
	CodeInUse                    // another window of the program has the data open
	CodeAtWork                   // a command of the program is at work on the data
	CodeBusy                     // another program holds the database for too long
	CodeNested                   // a write inside a write
	CodeNoJournal                // a change outside Store.Write
	CodeReadOnly                 // opened for reading, or nothing may be written there
	CodeNewer                    // made by a newer program
	CodeOlder                    // must be migrated first, but is opened for reading
	CodeNetworkShare             // a place where SQLite's WAL does not work
	CodeDiskFull                 // no room left
	CodeCorrupt                  // the database is damaged
	CodeNotDatabase              // a file, but not a database of this program
	CodeNoFolder                 // the data folder cannot be made or used
	CodeMigration                // a migration failed and was rolled back
	CodeBackup                   // a copy could not be made or did not pass its check
	CodeCanceled                 // the user or the caller gave up
	CodeForeign                  // a database that this program did not make as it is
	CodeLost                     // the database is gone, but not what belongs to it
	CodeExists                   // a file is in the way that is not the program's
)

// Error is a failure with a sentence for the user. Sentence is complete Chinese, without the technical chain, which is in Err.
type Error struct {
	Code     Code
	Sentence string
	Err      error
	each     []string // the sentences Sentence is made of, when it is of several refusals
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

// Refuse makes the error of a broken rule: code, and a Chinese sentence made as by fmt.Sprintf.
func Refuse(code Code, format string, args ...any) error {
	return &Error{Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// refusalsTold is how many refusals one sentence names: what is read at a glance.
const refusalsTold = 8

// RefuseAll makes one refusal of several, with the sentences of all: nil of none, and of one that one.
func RefuseAll(refused ...error) error {
	switch len(refused) {
	case 0:
		return nil
	case 1:
		return refused[0]
	}
	var each []string
	for _, err := range refused {
		for _, sentence := range Sentences(err) {
			if !slices.Contains(each, sentence) {
				each = append(each, sentence)
			}
		}
	}
	text := strings.Join(each[:min(len(each), refusalsTold)], "")
	if more := len(each) - refusalsTold; more > 0 {
		text += fmt.Sprintf("另有 %d 处不对。", more)
	}
	return &Error{Code: CodeOf(refused[0]), Sentence: text, each: each}
}

// Sentences are those of err: of several refusals each of theirs.
func Sentences(err error) []string {
	if own := (*Error)(nil); errors.As(err, &own) && own.each != nil {
		return own.each
	}
	return []string{Sentence(err)}
}

// Failure attaches code and sentence to a cause that is not one sentence already.
func Failure(code Code, cause error, format string, args ...any) error {
	return &Error{Code: code, Sentence: fmt.Sprintf(format, args...), Err: cause}
}

// CodeOf gives the code of err: that of the outermost *Error in its chain, else what SQLite, the file system or the
// context say. A nil error has no code; do not ask.
func CodeOf(err error) Code {
	code, _ := explain(err)
	return code
}

// Sentence turns any error into the one Chinese sentence the user sees. It is the only place that does.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	_, sentence := explain(err)
	return sentence
}

func explain(err error) (Code, string) {
	var own *Error
	if errors.As(err, &own) {
		return own.Code, own.Sentence
	}
	var worded interface{ UserSentence() string }
	if errors.As(err, &worded) { // packages that know nothing of data word their own failures, the workbook toolkit for one
		return CodeInvalid, worded.UserSentence()
	}
	var file *intake.Error
	if errors.As(err, &file) {
		return CodeInvalid, file.Sentence
	}
	var cell *intake.CellError
	if errors.As(err, &cell) {
		return CodeInvalid, cell.Error()
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return explainSQLite(lite)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return CodeCanceled, "操作已取消，没有改动任何数据。"
	case errors.Is(err, context.DeadlineExceeded):
		return CodeCanceled, "操作超时，已停止，没有改动任何数据。请稍后再试。"
	case errors.Is(err, sql.ErrNoRows):
		return CodeNotFound, "没有找到这条记录，可能已被删除。请刷新后再试。"
	case diskFull(err):
		return CodeDiskFull, "磁盘已满。请清理磁盘后再试，已保存的数据没有损失。"
	case writeProtected(err):
		return CodeReadOnly, "所在的磁盘是只读的，不能写入。请解除写保护，或换一个位置。"
	case errors.Is(err, fs.ErrPermission):
		return CodeReadOnly, "没有权限写入或读取这个文件或文件夹。请换一个位置，或请管理员开放权限。"
	case badPlace(err):
		return CodeNoFolder, "这个位置用不了：路径太长、绕成了圈，或其中有一段不是文件夹。请换一个位置。"
	case errors.Is(err, fs.ErrNotExist):
		return CodeNotFound, "文件或文件夹不存在。请检查位置后再试。"
	}
	return CodeInternal, "程序遇到意外错误，这一步没有完成。请再试一次；若仍然出错，请把日志文件交给技术人员。"
}

// errConstraintDataType is SQLITE_CONSTRAINT_DATATYPE, what STRICT tables say; go-sqlite3 has no name for it.
var errConstraintDataType = sqlite3.ErrConstraint.Extend(12)

// constraints are the sentences of refused rows, by extended code: https://www.sqlite.org/rescode.html
var constraints = map[sqlite3.ErrNoExtended]struct {
	code     Code
	sentence string
}{
	sqlite3.ErrConstraintUnique:     {CodeDuplicate, "已有相同的记录：编号或名称不能重复。请修改后再保存。"},
	sqlite3.ErrConstraintPrimaryKey: {CodeDuplicate, "已有相同的记录：编号或名称不能重复。请修改后再保存。"},
	sqlite3.ErrConstraintRowID:      {CodeDuplicate, "已有相同的记录：编号或名称不能重复。请修改后再保存。"},
	sqlite3.ErrConstraintForeignKey: {CodeStillUsed, "还有别的记录用到它，或它所指的记录不存在。请先处理相关记录。"},
	sqlite3.ErrConstraintNotNull:    {CodeInvalid, "有必填的内容没有填写。请补全后再保存。"},
	sqlite3.ErrConstraintCheck:      {CodeInvalid, "有内容不在允许的范围内。请检查后再保存。"},
	errConstraintDataType:           {CodeInvalid, "有内容的类型不对（例如数字栏里是文字）。请检查后再保存。"},
}

// uniqueTitles are the titles of what must not occur twice, by the last column of the index that says so.
var uniqueTitles = map[string]string{
	"proposal.number": "案号", "proposal.serial": "流水号", "activity.title": "名称", "plan_item.title": "事项", "supervision_group.number": "组号",
	"unit.name": "单位名称", "session.name": "会议名称", "term.ordinal": "届数", "dictionary.name": "用词", "deadline_rule.name": "期限",
}

// whatIsTwice names what the index that refuses a row is about, as far as it is known.
func whatIsTwice(e sqlite3.Error) string {
	message := e.Error()
	title, ok := uniqueTitles[message[strings.LastIndex(message, " ")+1:]]
	if !ok || e.ExtendedCode != sqlite3.ErrConstraintUnique {
		return ""
	}
	return "重复的是「" + title + "」。"
}

// FailedCheck is the condition of the database that a row broke; ok is false for errors of other kinds. Which fields it is about its names say.
func FailedCheck(err error) (condition string, ok bool) {
	var e sqlite3.Error
	if !errors.As(err, &e) || e.ExtendedCode != sqlite3.ErrConstraintCheck {
		return "", false
	}
	_, condition, ok = strings.Cut(e.Error(), "constraint failed: ")
	return condition, ok
}

// FailedUnique reports whether the database refused a row because another one has what only one may have.
func FailedUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == sqlite3.ErrConstraintUnique
}

func explainSQLite(e sqlite3.Error) (Code, string) {
	if c, ok := constraints[e.ExtendedCode]; ok {
		return c.code, c.sentence + whatIsTwice(e)
	}
	if mediumRefuses(e.SystemErrno) {
		return explain(e.SystemErrno)
	}
	switch e.Code {
	case sqlite3.ErrConstraint:
		return explainTrigger(e)
	case sqlite3.ErrFull:
		return CodeDiskFull, "磁盘已满，这一步没有保存。请清理磁盘后再试，已保存的数据没有损失。"
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return CodeBusy, "数据正被别的程序占用（例如杀毒、同步或数据库工具）。请稍后再试。"
	case sqlite3.ErrReadonly:
		return CodeReadOnly, "数据库是只读的，不能保存。请检查文件夹的权限，或换一个位置。"
	case sqlite3.ErrPerm, sqlite3.ErrAuth:
		return CodeReadOnly, "没有权限使用数据库文件。请检查文件夹的权限，或换一个位置。"
	case sqlite3.ErrCantOpen:
		return CodeNoFolder, "打不开数据库文件。请检查数据文件夹是否存在、是否有权限。"
	case sqlite3.ErrCorrupt:
		return CodeCorrupt, "数据库文件已损坏。请从最近的备份恢复。"
	case sqlite3.ErrNotADB:
		return CodeNotDatabase, "这个文件不是本程序的数据库。请检查文件，或从备份恢复。"
	case sqlite3.ErrIoErr:
		return CodeNoFolder, "读写数据库文件时磁盘出错。请检查磁盘或移动盘是否正常，然后重新打开程序。"
	case sqlite3.ErrInterrupt:
		return CodeCanceled, "操作已取消，没有改动任何数据。"
	case sqlite3.ErrTooBig:
		return CodeInvalid, "内容太长，不能保存。请缩短后再试。"
	}
	return CodeInternal, "数据库出现意外错误，这一步没有保存。请再试一次；若仍然出错，请把日志文件交给技术人员。"
}

// mediumRefuses tells an error of the file system whose own sentence says more than SQLite's.
func mediumRefuses(errno syscall.Errno) bool {
	return errno != 0 && (diskFull(errno) || writeProtected(errno) || errors.Is(errno, fs.ErrPermission))
}

// explainTrigger shows the message of a trigger of the schema as it is when it is Chinese.
func explainTrigger(e sqlite3.Error) (Code, string) {
	message := e.Error()
	if message == noCurrentWrite {
		return CodeNoJournal, "这一改动没有经过操作日志，已拒绝。请把日志文件交给技术人员。"
	}
	for _, r := range message {
		if unicode.Is(unicode.Han, r) {
			return CodeInvalid, zh.FullWidth(message) // the schema's own cannot be changed any more
		}
	}
	return CodeInvalid, "内容不符合数据库的规则，没有保存。请检查后再试。"
}

// UnseenFault is why a text that holds the named character is not kept; the words are made to follow 「手机」一栏为「…」，.
func UnseenFault(name string) error { return errors.New("含有" + name + "，请删去它") }
