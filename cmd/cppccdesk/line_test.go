package main

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
)

// typed is a command line and what becomes of it.
type typed struct {
	args []string
	code int
	want string // on standard output where it is done, else the sentence on standard error
}

// typeIn runs the command lines, with {data}, {out} and {roster} replaced by paths, in a working folder of the test's own.
func typeIn(t *testing.T, tests []typed) {
	t.Helper()
	roster := sampleRoster(t)
	paths := strings.NewReplacer("{data}", sampleData(t), "{out}", filepath.Join(t.TempDir(), "出"), "{roster}", roster)
	t.Chdir(t.TempDir())
	copyTestFile(t, roster, "-名册.xlsx")
	copyTestFile(t, roster, "window")
	for _, tt := range tests {
		var args []string
		for _, arg := range tt.args {
			args = append(args, paths.Replace(arg))
		}
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			end := run(t.Context(), args...)
			if end.code != tt.code {
				t.Fatalf("exit %d, want %d\n%s", end.code, tt.code, end.err)
			}
			said, of := end.err, "said"
			if tt.code == exitDone {
				said, of = end.out, "printed"
			}
			if !strings.Contains(said, tt.want) {
				t.Errorf("%s %q, want %q in it", of, said, tt.want)
			}
			if strings.Contains(said, "。。") || tt.code != exitDone && strings.Contains(said, "意外错误") {
				t.Errorf("%s %q", of, said)
			}
		})
	}
}

// A command line is understood in whatever order its flags stand, with one dash or two, joined to their values or not.
func TestLinesUnderstood(t *testing.T) {
	typeIn(t, []typed{
		{[]string{"-data", "{data}", "list", "units"}, exitDone, "县教育局"},
		{[]string{"--data={data}", "--data", "{data}/", "list", "units"}, exitDone, "县教育局"},
		{[]string{"-data={data}", "check"}, exitDone, "ok\t"},
		{[]string{"list", "-data={data}", "units", "-format", "json"}, exitDone, "[\n  {"},
		{[]string{"list", "--format=json", "--data", "{data}", "units"}, exitDone, "[\n  {"},
		{[]string{"list", "units", "--format", "json", "--format", "tsv", "--data", "{data}"}, exitDone, "\t"},
		{[]string{"list", "proposals", "--year=2026年", "--data", "{data}"}, exitDone, "\t"},
		{[]string{"list", "units", "--figure", "", "--data", "{data}"}, exitDone, "县教育局"},
		{[]string{"list", "--", "units", "--data", "{data}"}, exitDone, "县教育局"},
		{[]string{"steps", "--all", "proposals", "--data", "{data}", "38"}, exitDone, "登记答复\t"},
		{[]string{"import", "members", "--dry-run", "--", "-名册.xlsx", "--data", "{data}"}, exitDone, "-名册.xlsx: new 0"},
		{[]string{"import", "--dry-run=true", "--data", "{data}", "members", "{roster}"}, exitDone, "new 0"},
		{[]string{"figures", "--data", "{data}", "--date", "2026-06-30"}, exitDone, "立案率\t"},
		{[]string{"figures", "--data", "{data}", "--date", "2098-01-01"}, exitDone, "立案率\t"},
		{[]string{"birthdays", "--days", "0", "--out", "", "--data", "{data}"}, exitDone, "公历日期\t"},
		{[]string{"report", "--only", "03", "--only", "04、05", "--date", "", "--out", "{out}", "--data", "{data}"}, exitDone, "05"},
		{[]string{"log", "--find", "-x", "--data", "{data}"}, exitDone, "编号\t"},
		{[]string{"log", "--find", "--help", "--data", "{data}"}, exitDone, "编号\t"},
		{[]string{"log", "--limit", "0x1", "--find=", "--data", "{data}"}, exitDone, "编号\t"},
		{[]string{"bin", "list", "--as", "王芳", "--data", "{data}"}, exitDone, "类别\t编号"},
		{[]string{"--data", "{data}", "bin", "--format", "json", "list"}, exitDone, "["},
		{[]string{"undo", "--as", "甲", "--data", "{data}"}, exitFailed, "甲没有可以撤销的操作"},
		{[]string{"sample", "--year", "2026年", "--data", "{data}"}, exitFailed, "已有数据"},
		{[]string{"version", "--data", "{data}"}, exitDone, version + "\n"},
		{[]string{"steps", "people", "1", "--data", "{data}"}, exitFailed, "people"},
		{[]string{"step", "people", "1", "立案", "--data", "{data}"}, exitFailed, "people"},
		{[]string{"restore", "没有.db", "--data", "{data}"}, exitFailed, "没有.db"},
	})
}

// Help is printed wherever it is asked for.
func TestLinesThatAskForHelp(t *testing.T) {
	typeIn(t, []typed{
		{[]string{"help"}, exitDone, "用法："},
		{[]string{"-h"}, exitDone, "用法："},
		{[]string{"-help"}, exitDone, "用法："},
		{[]string{"--help", "import"}, exitDone, "用法："},
		{[]string{"help", "import", "--dta"}, exitDone, "用法："},
		{[]string{"--data", "{data}", "--help"}, exitDone, "用法："},
		{[]string{"--first", "sample", "-h"}, exitDone, "用法："},
		{[]string{"{roster}", "--help"}, exitDone, "用法："},
		{[]string{"import", "members", "-h"}, exitDone, "用法："},
		{[]string{"bin", "list", "--help"}, exitDone, "用法："},
		{[]string{"--data", "{data}", "help"}, exitDone, "用法："},
		{[]string{"check", "--help", "--dta"}, exitDone, "用法："},
		{[]string{"check", "--dta", "--help"}, exitUsage, "dta 这个参数"},
	})
}

// A command line that is not understood is answered with one sentence of what is wrong.
func TestLinesMisunderstood(t *testing.T) {
	typeIn(t, []typed{
		{[]string{"importt"}, exitUsage, "没有「importt」这个命令或文件。"},
		{[]string{"--", "list", "units"}, exitUsage, "没有「list」这个命令或文件。"},
		{[]string{"--first", "sample", "list", "units", "--data", "{data}"}, exitUsage, "没有「list」这个命令或文件。"},
		{[]string{"--first", "demo", "--data", "{data}"}, exitUsage, "--first 应为 sample、empty 或 import，不能是「demo」。"},
		{[]string{"--year", "2026", "list", "units"}, exitUsage, "参数不对：没有 "},
		{[]string{"check", "--dta", "{data}"}, exitUsage, "dta 这个参数。"},
		{[]string{"check", "-x"}, exitUsage, "x 这个参数。"},
		{[]string{"backup", "--sheet", "一"}, exitUsage, "sheet 这个参数。"},
		{[]string{"check", "--data"}, exitUsage, "data 后面要写明内容。"},
		{[]string{"--data"}, exitUsage, "data 后面要写明内容。"},
		{[]string{"check", "--data", ""}, exitUsage, "--data 后面要写明数据文件夹。"},
		{[]string{"undo", "0", "--data", "{data}"}, exitUsage, "undo 后面只写一步操作的编号"},
		{[]string{"undo", "-3", "--data", "{data}"}, exitUsage, "参数不对"},
		{[]string{"import", "members", "", "--data", "{data}"}, exitUsage, "请写明类别和至少一个文件"},
		{[]string{"steps", "proposals", "", "--data", "{data}"}, exitFailed, "没有写是哪一条提案"},
		{[]string{"step", "proposals", " ", "立案", "--data", "{data}"}, exitFailed, "没有写是哪一条提案"},
		{[]string{"list", "units", "--data", "{data}", "-format"}, exitUsage, "format 后面要写明内容。"},
		{[]string{"--data", "a", "list", "units", "--data", "b"}, exitUsage, "参数不对：--data 写了两个不同的文件夹「a」和「b」，请只留一个。"},
		{[]string{"--data", "a", "--data", "b"}, exitUsage, "--data 写了两个不同的文件夹「a」和「b」"},
		{[]string{"figures", "--year", "26"}, exitUsage, "参数不对：年度应为 2026 这样的四位年份。"},
		{[]string{"sample", "--year="}, exitUsage, "参数不对：年度应为 2026 这样的四位年份。"},
		{[]string{"figures", "--date", "昨天"}, exitUsage, "参数不对：统计日期应为 2026-06-30 这样的日期。"},
		{[]string{"figures", "members"}, exitUsage, "figures 不需要「members」。"},
		{[]string{"check", "a", "b"}, exitUsage, "check 不需要「a b」。"},
		{[]string{"sample", "甲"}, exitUsage, "sample 不需要「甲」。"},
		{[]string{"birthdays", "甲"}, exitUsage, "birthdays 不需要「甲」。"},
		{[]string{"new-term", "甲"}, exitUsage, "new-term 不需要「甲」。"},
		{[]string{"list"}, exitUsage, "请写明要列出的类别，如：cppccdesk list members。"},
		{[]string{"list", "units", "members"}, exitUsage, "请写明要列出的类别，如：cppccdesk list members。"},
		{[]string{"list", "people"}, exitUsage, "people"},
		{[]string{"list", "members", "--with-sensitive"}, exitUsage, "用了 --with-sensitive 就要用 --purpose 写明用途，会记入操作记录。"},
		{[]string{"list", "units", "--format", "xml", "--data", "{data}"}, exitUsage, "--format 应为 tsv 或 json，而不是「xml」。"},
		{[]string{"list", "units", "--part", "分母", "--data", "{data}"}, exitUsage, "--date 和 --part 只能与 --figure 一起用。"},
		{[]string{"list", "units", "--date", "2026-11-26", "--data", "{data}"}, exitUsage, "--date 和 --part 只能与 --figure 一起用。"},
		{[]string{"import", "members"}, exitUsage, "请写明类别和至少一个文件，如：cppccdesk import members 委员名册.xlsx。"},
		{[]string{"import", "members", "甲.xlsx", "--header-row", "二"}, exitUsage, "参数不对：--header-row 应为行号，如 3；两行的表头写成 3-4。"},
		{[]string{"import", "members", "甲.xlsx", "--range", "第3行"}, exitUsage, "参数不对：--range 应写成 A3:K160 这样，行或列可以省去一端。"},
		{[]string{"import", "members", "甲.xlsx", "--map", "姓名"}, exitUsage, "参数不对：--map 应写成 标题=项目，或 文件/标题=项目。"},
		{[]string{"template", "members"}, exitUsage, "请写明类别和要写的文件，如：cppccdesk template members 委员名册模板.xlsx。"},
		{[]string{"contacts"}, exitUsage, "请用 --out 写明通讯录放到哪里，如：cppccdesk contacts --out 通讯录.xlsx。"},
		{[]string{"contacts", "--out="}, exitUsage, "请用 --out 写明通讯录放到哪里"},
		{[]string{"contacts", "--out", "{out}", "甲"}, exitUsage, "请用 --out 写明通讯录放到哪里"},
		{[]string{"contacts", "--out", "{out}", "--by", "星座"}, exitUsage, "参数不对：--by 应为界别、专委会、活动组、监督小组或所属系统。"},
		{[]string{"contacts", "--out", "{out}", "--of", "星座"}, exitUsage, "参数不对："},
		{[]string{"contacts", "--out", "{out}", "--columns", "星座"}, exitUsage, "参数不对："},
		{[]string{"backup"}, exitUsage, "请用 --out 写明备份文件，如：cppccdesk backup --out 备份.db。"},
		{[]string{"backup", "--out="}, exitUsage, "请用 --out 写明备份文件"},
		{[]string{"report", "--year", "2026"}, exitUsage, "请用 --out 写明上报包放到哪个文件夹，如：cppccdesk report --year 2026 --out 上报。"},
		{[]string{"step", "proposals", "38", "登记答复", "--set", "答复内容=\xd6\xd0\xce\xc4"}, exitUsage, "「答复内容」的内容不是 UTF-8 编码"},
		{[]string{"step", "proposals", "38", "登记答复", "--set", "\xb4\xf0\xb8\xb4=2026-07-01"}, exitUsage, "项目名称不是 UTF-8 编码"},
		{[]string{"report", "--out", "{out}", "--date", "2026-02-30"}, exitUsage, "填报日期「2026-02-30」不对，应为 2026-12-31 这样的日期。"},
		{[]string{"restore"}, exitUsage, "请写明要恢复的备份文件，如：cppccdesk restore 备份.db。"},
		{[]string{"restore", "a.db", "b.db"}, exitUsage, "请写明要恢复的备份文件"},
		{[]string{"restore", "--new", "a.db"}, exitUsage, "--new 是从空白开始，不要写备份文件和 --dry-run。"},
		{[]string{"restore", "--new", ""}, exitUsage, "--new 是从空白开始，不要写备份文件和 --dry-run。"},
		{[]string{"log", "甲"}, exitUsage, "log 的用法：cppccdesk log [--limit 步数] [--find 文字]。"},
		{[]string{"log", "--limit", "-1"}, exitUsage, "log 的用法："},
		{[]string{"undo", "甲"}, exitUsage, "undo 后面只写一步操作的编号，如：cppccdesk undo 12；编号见 cppccdesk log。"},
		{[]string{"redo", "1", "2"}, exitUsage, "redo 后面只写一步操作的编号，如：cppccdesk redo 12；"},
		{[]string{"undo", "--as", "系统"}, exitUsage, "参数不对："},
		{[]string{"bin"}, exitUsage, "bin 的用法：cppccdesk bin list，或 cppccdesk bin restore 类别 编号...，如：cppccdesk bin restore members 12 13。"},
		{[]string{"bin", "purge", "members", "1"}, exitUsage, "bin 的用法："},
		{[]string{"bin", "list", "甲"}, exitUsage, "bin 的用法："},
		{[]string{"bin", "restore", "members"}, exitUsage, "bin 的用法："},
		{[]string{"bin", "restore", "members", "甲"}, exitUsage, "「甲」不是编号；编号见 cppccdesk bin list。"},
		{[]string{"merge-units", "县教育局"}, exitUsage, "请写明原单位和承接单位，如：cppccdesk merge-units 县粮食局 县发展和改革局。"},
		{[]string{"steps", "proposals"}, exitUsage, "steps 的用法：cppccdesk steps 类别 编号，如：cppccdesk steps proposals 104。"},
		{[]string{"step", "proposals", "104"}, exitUsage, "step 的用法：cppccdesk step 类别 编号 步骤 [--set 项目=内容]"},
		{[]string{"step", "proposals", "104", "登记答复", "--set", "甲"}, exitUsage, "参数不对：--set 应写成 项目=内容，如 --set 答复日期=2026-07-01。"},
		{[]string{"version", "甲"}, exitUsage, "version 不需要「甲」。"},
		{[]string{"check", "---x"}, exitUsage, "参数不对：没有 ---x 这个参数。"},
		{[]string{"log", "--limit", "三"}, exitUsage, "参数不对：--limit 应为整数，而不是「三」。"},
		{[]string{"backup", "--out", "{out}", "--force=也许"}, exitUsage, "参数不对：--force 后面不用写内容，或写 =true、=false，而不是「也许」。"},
		{[]string{"figures", "--year", "a: b"}, exitUsage, "参数不对：年度应为 2026 这样的四位年份。"},
		{[]string{"birthdays", "--days", "400"}, exitUsage, "参数不对：--days 应为 0 到 365 的天数。"},
		{[]string{"birthdays", "--month", "三月"}, exitUsage, "参数不对：--month 应为 2026-12 这样的月份。"},
		{[]string{"birthdays", "--month", "2026-03", "--year", "2026"}, exitUsage, "--days、--month、--year 只能写一个。"},
		{[]string{"birthdays", "--days", "1", "--days", "2"}, exitUsage, "--days、--month、--year 只能写一个。"},
	})
}

// A file of the name that the window has as a command inside is still a file.
func TestLinesThatOpenTheWindow(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("Linux only: X alone is missing in this way")
	}
	t.Setenv("DISPLAY", "")
	typeIn(t, []typed{
		{nil, exitFailed, "DISPLAY"},
		{[]string{"--first", "empty", "--data", "{out}"}, exitFailed, "DISPLAY"},
		{[]string{"{roster}", "--data", "{out}", "-名册.xlsx"}, exitUsage, "名册.xlsx 这个参数。"},
		{[]string{"window", "--data", "{out}"}, exitFailed, "DISPLAY"},
		{[]string{"{roster}", "--data", "{out}", "--", "-名册.xlsx"}, exitFailed, "DISPLAY"},
	})
}

// Whatever does not fit a command or the window is one sentence of ours, not one of the library's.
func TestLinesAreAnsweredInChinese(t *testing.T) {
	model := newLine(&program{now: datatest.Now}).Model
	for _, command := range model.Leaves(false) {
		var name []string
		if !command.Hidden {
			name = strings.Fields(command.Path())
		}
		bad := [][]string{{"--nosuch"}, strings.Fields("甲 乙 丙 丁 戊 己")}
		if anyWords := []string{"restore", "score-returns", "attach"}; slices.Contains(anyWords, command.Name) && (command.Name != "restore" || command.Parent != model.Node) {
			bad = bad[:1]
		}
		for _, flags := range command.AllFlags(false) {
			for _, flag := range flags {
				if !flag.IsBool() {
					bad = append(bad, []string{"--" + flag.Name})
				}
				if flag.Help == "" || !flag.IsBool() && flag.PlaceHolder == "" {
					t.Errorf("--%s of %v is not explained", flag.Name, name)
				}
			}
		}
		for _, more := range bad {
			args := slices.Concat(name, more)
			end := mustRun(t, exitUsage, args...)
			if said := lines(end.err)[0]; !strings.HasSuffix(said, "。") || englishWord.MatchString(said) {
				t.Errorf("%v: said %q", args, said)
			}
		}
	}
}

// englishWord is a word of a sentence, not of a command line.
var englishWord = regexp.MustCompile(`\b(unknown|unexpected|expected|missing|invalid|flags?|arguments?|value|must)\b`)

// help prints the flags of the command it is asked about.
func TestHelpOfOneCommand(t *testing.T) {
	for _, args := range [][]string{{"help", "import"}, {"import", "--help"}, {"--data", "x", "help", "import"}} {
		if end := mustRun(t, exitDone, args...); !strings.Contains(end.out, "--header-row 行\n          表头所在的行") {
			t.Errorf("%v printed %q", args, end.out)
		}
	}
	if end := mustRun(t, exitUsage, "bin", "purge"); strings.Contains(end.err, "cppccdesk import") || !strings.Contains(end.err, "cppccdesk bin restore 类别 编号... [") {
		t.Errorf("said %q", end.err)
	}
}

// A file is written under the name that is typed, also where that is no text.
func TestNamesThatAreNoText(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("Linux only: elsewhere names of files are text")
	}
	name := filepath.Join(t.TempDir(), "a\xff.xlsx")
	mustRun(t, exitDone, "template", "units", name, "--data", t.TempDir())
	if _, err := os.Stat(name); err != nil {
		t.Error(err)
	}
}
