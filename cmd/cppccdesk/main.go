// Command cppccdesk is 政协民主监督工作台. Without a command it opens the window; with one it does the same work unattended.
// It wires and decides nothing: the work is in data, export and gui.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	_ "cppccdesk/cmd/cppccdesk/locale"
	"cppccdesk/data"
)

// version is set by the build.
var version = "0.1.0"

// What the program says by its exit code.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
)

// program is one run: what it reads the time from and where it writes.
type program struct {
	out, err io.Writer
	now      func() time.Time
}

// command is one unattended command.
type command struct {
	name, usage, what string
	run               func(ctx context.Context, p *program, args []string) error
}

func commands() []command {
	return []command{
		{"sample", "[--year 年度] [--as 经办人]", "载入示例年度", runSample},
		{"import", "类别 文件... [--rejects 退回.xlsx] [--dry-run] [--sheet 表] [--header-row 行] [--range A3:K160] [--map 标题=项目] [--match 规则] [--clear] [--ask] [--force] [--as 经办人]", "导入工作簿", runImport},
		{"template", "类别 模板.xlsx [--force] [--as 经办人]", "写一个填好即可导入的模板", runTemplate},
		{"list", "类别 [--format tsv|json] [--year 年度] [--figure 指标 [--part 分子|分母|未计入] [--date 统计日期]] [--with-sensitive --purpose 用途] [--as 经办人]", "列出数据，或一项指标统计到的记录；手机等隐去中间部分", runList},
		{"steps", "类别 编号 [--year 年度] [--all] [--format tsv|json]", "列出一条记录现在可以做的步骤和要填的内容，如 steps proposals 104", runSteps},
		{"step", "类别 编号 步骤 [--set 项目=内容]... [--year 年度] [--as 经办人]", "办理一步，如 step proposals 104 登记答复 --set 答复日期=2026-07-01", runStep},
		{"birthdays", "[--days 天数|--month 2026-12|--year 年度] [--out 文件 [--force]] [--as 经办人]", "生日名册；不写时间是今天起 30 天内", runBirthdays},
		{"contacts", "--out 文件 [--force] [--of 类别] [--by 界别] [--columns 姓名、手机] [--with-sensitive --purpose 用途] [--as 经办人]", "通讯录", runContacts},
		{"figures", "[--year 年度] [--date 统计日期] [--format tsv|json]", "列出各项指标及其分子、分母、口径和代码", runFigures},
		{"report", "[--year 年度] --out 文件夹 [--only 表号或名称] [--date 填报日期] [--force] [--as 经办人]", "生成上报包", runReport},
		{"log", "[--limit 步数] [--find 文字] [--format tsv|json]", "列出操作记录，新的在前", runLog},
		{"undo", "[编号] [--as 经办人]", "撤销这个人最近的一步，或写明编号的一步", runUndo},
		{"redo", "[编号] [--as 经办人]", "重做这个人最近撤销的一步", runRedo},
		{"bin", "list|restore 类别 编号... [--format tsv|json] [--as 经办人]", "列出回收站，或从中恢复", runBin},
		{"merge-units", "原单位 承接单位 [--on 日期] [--dry-run] [--as 经办人]", "机构改革：把一个单位并入另一个", runMergeUnits},
		{"new-term", "[--on 日期] [--ends 届满日期] [--session 一次会议开幕日期] [--stay 留任名单.txt] [--posts] [--dry-run] [--as 经办人]", "换届：本届结束，新一届开始", runNewTerm},
		{"backup", "--out 文件 [--force] [--as 经办人]", "备份并核验", runBackup},
		{"restore", "文件 [--dry-run] | --new [--as 经办人]", "从备份恢复；--dry-run 只看备份里有什么、会改变什么；--new 在数据库损坏或不见了时从空白开始", runRestore},
		{"check", "", "检查数据库的完整性、引用和修改记录", runCheck},
		{"version", "", "显示版本", runVersion},
	}
}

// errRejected ends a command that did its work but had to leave some rows out.
var errRejected = errors.New("rows rejected")

// usageError is a command line that cannot be understood.
type usageError struct{ sentence string }

func (e *usageError) Error() string { return e.sentence }

func misuse(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func main() {
	attachConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	p := &program{out: os.Stdout, err: os.Stderr, now: time.Now}
	code := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func (p *program) run(ctx context.Context, args []string) int {
	args = commandFirst(args)
	if len(args) == 0 || strings.HasPrefix(args[0], "-") && !isHelp(args[0]) {
		return p.exit(runWindow(ctx, p, args))
	}
	if isHelp(args[0]) {
		p.help(p.out)
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return p.exit(c.run(ctx, p, args[1:]))
		}
	}
	return p.exit(runWindow(ctx, p, args))
}

func isCommand(arg string) bool {
	return slices.ContainsFunc(commands(), func(c command) bool { return c.name == arg })
}

func isHelp(arg string) bool { return arg == "help" || arg == "-h" || arg == "--help" }

func (p *program) help(w io.Writer) {
	p.print(w, "政协民主监督工作台 %s\n\n用法：cppccdesk [--data 数据文件夹] [--first sample|empty|import] [工作簿...]   打开窗口\n", version)
	for _, c := range commands() {
		p.print(w, "      cppccdesk %s [--data 数据文件夹] %s\n          %s\n", c.name, c.usage, c.what)
	}
	var kinds []string
	for _, k := range data.Kinds() {
		kinds = append(kinds, k.Name+"("+k.Title+")")
	}
	p.print(w, "\n经办人记入操作记录，撤销时只撤他自己的；不写是「设置」里的经办人。已有的文件不是本程序写的，不加 --force 不覆盖。\n类别：%s\n", strings.Join(kinds, " "))
	p.print(w, "退出码：0 完成，1 未能完成，2 用法不对，3 完成但有退回的行。\n")
}

// exit turns the end of a command into a sentence on standard error and an exit code.
func (p *program) exit(err error) int {
	var usage *usageError
	var said *reported
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejected):
		return exitRejected
	case errors.As(err, &said):
		return exitFailed
	case errors.Is(err, flag.ErrHelp):
		p.help(p.out)
		return exitDone
	case errors.As(err, &usage):
		p.print(p.err, "%s\n\n", usage.sentence)
		p.help(p.err)
		return exitUsage
	default:
		p.print(p.err, "%s\n", data.Sentence(err))
		if data.CodeOf(err) == data.CodeExists {
			p.print(p.err, "确实要覆盖的，请加上 --force。\n")
		}
		if data.CodeOf(err) == data.CodeLost {
			p.print(p.err, "从空白开始的命令是 cppccdesk restore --new，留下的文件不删除。\n")
		}
		return exitFailed
	}
}

// print writes for a reader who may have gone away, as when piped into head; there is nobody left to tell.
func (p *program) print(w io.Writer, format string, args ...any) {
	_, _ = fmt.Fprintf(w, format, args...)
}
