package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// commandLine is all that can be typed. Package kong reads it into these structs and the help is printed from them: `help` says what a command
// or flag does, `placeholder` and `name` what to write, `need` what is missing where the words or required flags do not fit the command; without
// `need` a command has no words. The flags are printed in the order of the fields.
type commandLine struct {
	Window        windowCommand        `cmd:"" hidden:"" help:"打开窗口"`
	Sample        sampleCommand        `cmd:"" help:"载入示例年度"`
	Import        importCommand        `cmd:"" help:"导入工作簿" need:"请写明类别和至少一个文件，如：cppccdesk import members 委员名册.xlsx。"`
	Template      templateCommand      `cmd:"" help:"写一个填好即可导入的模板" need:"请写明类别和要写的文件，如：cppccdesk template members 委员名册模板.xlsx。"`
	List          listCommand          `cmd:"" help:"列出数据，或一项指标统计到的记录；手机等隐去中间部分" need:"请写明要列出的类别，如：cppccdesk list members。"`
	Steps         stepsCommand         `cmd:"" help:"列出一条记录现在可以做的步骤和要填的内容，如 steps proposals 104" need:"steps 的用法：cppccdesk steps 类别 编号，如：cppccdesk steps proposals 104。"`
	Step          stepCommand          `cmd:"" help:"办理一步，如 step proposals 104 登记答复 --set 答复日期=2026-07-01" need:"step 的用法：cppccdesk step 类别 编号 步骤 [--set 项目=内容]，如：cppccdesk step proposals 104 登记答复 --set 答复日期=2026-07-01 --set 办理结果=A。"`
	Attach        attachCommand        `cmd:"" help:"给一条记录添加附件，提案的跟踪节点用 --node，如 attach proposals 12 照片.jpg --node 落实" need:"attach 的用法：cppccdesk attach 类别 编号 文件... [--node 节点]，如：cppccdesk attach proposals 12 验收单.pdf --node 落实。"`
	Receive       receiveCommand       `cmd:"" help:"从提案人的文稿（.docx、.txt）登记一件提案，读不准的列出来，用 --set 写明，如 receive 文稿.docx --dry-run" need:"请写明文稿，如：cppccdesk receive 文稿.docx --set 第一提案人=张小明。"`
	Similar       similarCommand       `cmd:"" help:"列出案由相似的提案，各年度都比；不写案号是这一年的每一件" need:"similar 的用法：cppccdesk similar [案号]，或 cppccdesk similar --title 案由。"`
	Apart         apartCommand         `cmd:"" help:"把两件相似的提案记为不是重复，以后不再提示，如 apart 12 2025/45" need:"apart 的用法：cppccdesk apart 案号 年度/案号，如：cppccdesk apart 12 2025/45。"`
	Causes        causesCommand        `cmd:"" help:"一件提案要整改的：没有落实的承诺、不满意的反馈，和各自转成的整改事项，如 causes 12" need:"请写明案号，如：cppccdesk causes 12。"`
	Opinions      opinionsCommand      `cmd:"" help:"评分表上写的意见，按单位和说到的指标归类，和各自转成的整改事项"`
	RaiseOpinion  raiseOpinionCommand  `cmd:"" help:"把其中几条转整改，写进给被评议单位的监督意见书，如 raise-opinion 1 3" need:"请写明序号，见 cppccdesk opinions，如：cppccdesk raise-opinion 1。"`
	Raise         raiseCommand         `cmd:"" help:"把其中一条转为整改事项，写进给承办单位的监督意见书，如 raise 12 1" need:"raise 的用法：cppccdesk raise 案号 序号，序号见 cppccdesk causes 案号，如：cppccdesk raise 12 1。"`
	Dossier       dossierCommand       `cmd:"" help:"单位档案：一个单位历年承办的提案、面商、反馈、承诺和评议，或各项指标，如 dossier 县教育局 --figures" need:"dossier 的用法：cppccdesk dossier 单位 [--year 2026] [--figures]，如：cppccdesk dossier 县教育局。"`
	Defend        defendCommand        `cmd:"" help:"复核评议得分：偏离的评委、各项打一样的、一人左右等次名次的、名次是否稳定、评委是否一致；不改变得分" need:"defend 的用法：cppccdesk defend [评议名称] [--year 2026]。"`
	Suppose       supposeCommand       `cmd:"" help:"换一种算法评议得分会怎样，与结果并列，不改变结果，如 suppose --without 张三 --aggregation 去一高一低" need:"suppose 的用法：cppccdesk suppose [评议名称] [--without 评委] [--aggregation 去一高一低] [--weight 指标=权重]。"`
	PlanCopy      planCopyCommand      `cmd:"" help:"照上年（或 --from 一年、--template 六项模板）新建年度工作部署，月份顺移，目标不变，如 plan-copy 2027 --dry-run" need:"请写明新的年度，如：cppccdesk plan-copy 2027。"`
	GroupRotate   groupRotateCommand   `cmd:"" help:"照上年（或 --from 一年）的监督小组编下一年的：组长、成员不变，派驻单位轮换，回避的换给别的组，如 group-rotate 2027 --dry-run" need:"请写明新的年度，如：cppccdesk group-rotate 2027。"`
	Schemes       schemesCommand       `cmd:"" help:"列出评分方案的各版和用它的评议；--take 让一次还没有评分表的评议改用写明的这一版，如 schemes 票决换算（第 2 版） --take 2026年部门工作评议"`
	Try           tryCommand           `cmd:"" help:"按一个评分方案试算几个样例分，不保存；不写分是列出要填什么，如 try 票决换算 --score 满意=42 --score 不满意=3" need:"请写明评分方案，如：cppccdesk try 票决换算 --score 满意=42 --score 基本满意=10 --score 不满意=3。"`
	ScoreBooks    scoreBooksCommand    `cmd:"" help:"生成评分工作簿，每个小组或每位评委一份，填好交回" need:"请写明评议，并用 --out 写明放到哪个文件夹，如：cppccdesk score-books 2026年部门工作评议 --out 评分表。"`
	ScoreReturns  scoreReturnsCommand  `cmd:"" help:"收回填好的评分工作簿，一个文件夹一次收，不对的退回并写明" need:"请写明收回的文件夹或文件，如：cppccdesk score-returns 收回/。"`
	ScorePending  scorePendingCommand  `cmd:"" help:"列出还没有交评分表的评委" need:"请写明评议，如：cppccdesk score-pending 2026年部门工作评议。"`
	BallotPrint   ballotPrintCommand   `cmd:"" help:"印一次票决最近一轮的评议票，带批号的二维码，不记名，如 ballot-print 2026年部门工作民主评议 --out 评议票.pdf" need:"请写明评议，并用 --out 写明写到哪个 PDF 文件，如：cppccdesk ballot-print 2026年部门工作民主评议 --out 评议票.pdf --count 120。"`
	ScorePrint    sheetPrintCommand    `cmd:"" help:"印一次评议各个小组的空白评分表，带批号的二维码，如 score-print 2026年重点提案办理民主评议 --out 评分表.pdf"`
	ActivityPrint activityPrintCommand `cmd:"" help:"活动的签到表、桌签、座位签，按通知参会的人"`
	Birthdays     birthdaysCommand     `cmd:"" help:"生日名册；不写时间是今天起 30 天内"`
	Contacts      contactsCommand      `cmd:"" help:"通讯录" need:"请用 --out 写明通讯录放到哪里，如：cppccdesk contacts --out 通讯录.xlsx。"`
	Figures       figuresCommand       `cmd:"" help:"列出各项指标及其分子、分母、口径和代码"`
	Report        reportCommand        `cmd:"" help:"生成上报包" need:"请用 --out 写明上报包放到哪个文件夹，如：cppccdesk report --year 2026 --out 上报。"`
	Forms         formsCommand         `cmd:"" help:"本单位表样：列出各张报表能不能调整栏目，或一张的栏目，或写明要印的栏目（按次序，改名写 栏目=栏名），如 forms 04 序号 案号=提案号 案由 主办单位" need:"forms 的用法：cppccdesk forms [报表 [栏目[=栏名]...]]，如：cppccdesk forms 04 序号 案号=提案号 案由 主办单位；恢复标准表样：cppccdesk forms 04 --restore。"`
	Papers        papersCommand        `cmd:"" help:"列出可以生成的文书；--fields 列出一种文书的模板里可以写的字段"`
	Paper         paperCommand         `cmd:"" help:"生成提案的文书（Word 文档），每个单位或每件提案一份，如 paper 交办单 --year 2026 --out 文书" need:"请写明哪种文书，并用 --out 写明放到哪个文件夹，如：cppccdesk paper 交办单 --year 2026 --out 文书；有哪些文书见 cppccdesk papers。"`
	PaperTemplate paperTemplateCommand `cmd:"" help:"取出、换用或恢复一种文书的模板" need:"请写明哪种文书，和 --out 文件、--use 文件、--reset 中的一个，如：cppccdesk paper-template 交办单 --out 交办单.docx。"`
	MatchForm     matchFormCommand     `cmd:"" help:"认上级表样：按名称找出哪个空格填哪项指标并记住，其余列出来自己对应；--use 换上空白表" need:"请写明表样的名称，如：cppccdesk match-form 提案工作统计表 --use 空白表.xlsx。"`
	FillForm      fillFormCommand      `cmd:"" help:"照表填报：把一个年度的指标填进上级的空白表，如 fill-form 提案工作统计表 --date 2026-06-30 --out 上半年.xlsx" need:"请写明表样的名称，并用 --out 写明写到哪个文件，如：cppccdesk fill-form 提案工作统计表 --out 上半年.xlsx。"`
	Log           logCommand           `cmd:"" help:"列出操作记录，新的在前" need:"log 的用法：cppccdesk log [--limit 步数] [--find 文字]。"`
	Undo          undoCommand          `cmd:"" help:"撤销这个人最近的一步，或写明编号的一步" need:"undo 后面只写一步操作的编号，如：cppccdesk undo 12；编号见 cppccdesk log。"`
	Redo          redoCommand          `cmd:"" help:"重做这个人最近撤销的一步，或写明编号的一步" need:"redo 后面只写一步操作的编号，如：cppccdesk redo 12；编号见 cppccdesk log。"`
	Bin           binCommand           `cmd:"" need:"bin 的用法：cppccdesk bin list，或 cppccdesk bin restore 类别 编号...，如：cppccdesk bin restore members 12 13。"`
	Settings      settingsCommand      `cmd:"" help:"列出设置，或改几项，如 settings 当前工作年度=2026 比率小数位数=1" need:"settings 的用法：cppccdesk settings [设置=内容]...，如：cppccdesk settings 比率小数位数=1。"`
	Categories    categoriesCommand    `cmd:"" help:"列出自带的提案分类方案，或从某一年起换用一套，如 categories 十三类 --from 2027 --dry-run" need:"categories 的用法：cppccdesk categories [方案 --from 年度]，如：cppccdesk categories 十三类 --from 2027。"`
	Moved         movedCommand         `cmd:"" help:"受影响的期限：改了期限规则或放假安排以后，列出已定的期限里会是别的日子的；--take 改用新期限" need:"moved 的用法：cppccdesk moved [--take 全部 或 --take 1、3] [--why 原因]。"`
	MergeUnits    mergeUnitsCommand    `cmd:"" help:"机构改革：把一个单位并入另一个" need:"请写明原单位和承接单位，如：cppccdesk merge-units 县粮食局 县发展和改革局。"`
	NewTerm       newTermCommand       `cmd:"" help:"换届：本届结束，新一届开始"`
	Backup        backupCommand        `cmd:"" help:"备份并核验" need:"请用 --out 写明备份文件，如：cppccdesk backup --out 备份.db。"`
	Restore       restoreCommand       `cmd:"" help:"从备份恢复；--dry-run 只看备份里有什么、会改变什么；--new 在数据库损坏或不见了时从空白开始" need:"请写明要恢复的备份文件，如：cppccdesk restore 备份.db。"`
	Check         checkCommand         `cmd:"" help:"检查数据库的完整性、引用和修改记录"`
	Version       versionCommand       `cmd:"" help:"显示版本"`
}

// line is a command line of one run.
type line struct {
	*kong.Kong
	command *kong.Node // the one typed; the window where none is
	words   []string   // what is typed beside the command and its flags
}

func newLine(p *program) *line {
	options := append(plainTypes(), kong.NoDefaultHelp(), kong.Vars{"today": p.today()})
	return &line{Kong: kong.Must(&commandLine{}, options...)}
}

// do does what the arguments say. What it cannot understand is a usageError, errHelp where help is asked for.
func (l *line) do(ctx context.Context, p *program, args []string) error {
	args, err := l.arrange(args)
	if err != nil {
		return err
	}
	parsed, err := l.Parse(args)
	if err != nil {
		return l.misfit(err)
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	p.command = l.command.Name
	if err = parsed.RunNode(parsed.Selected(), p); errors.Is(err, errMisfit) {
		return l.misfit(err)
	}
	return err
}

// arrange brings arguments into the order in which kong reads all of them: the command, its flags joined to their values, "--", the words.
// People write flags with one dash too and among the words, --data before the command, values that begin with a dash, and "--" before a word
// that does.
func (l *line) arrange(args []string) ([]string, error) {
	args, err := l.find(args)
	if err != nil {
		return nil, err
	}
	arranged := []string{l.command.Name}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		name, value, joined, isFlag := cutFlag(arg)
		switch flag := l.flag(name); {
		case arg == "--":
			l.words = append(l.words, args[:min(1, len(args))]...)
			args = args[min(1, len(args)):]
		case !isFlag:
			l.words = append(l.words, arg)
		case flag == nil && (name == "h" || name == "help"):
			return nil, errHelp
		case flag == nil:
			return nil, wrong("没有 --%s 这个参数", name)
		case joined:
			arranged = append(arranged, "--"+name+"="+value)
		case flag.IsBool():
			arranged = append(arranged, "--"+name)
		case len(args) == 0:
			return nil, wrong("--%s 后面要写明内容", name)
		default:
			arranged = append(arranged, "--"+name+"="+args[0])
			args = args[1:]
		}
	}
	return slices.Concat(arranged, []string{"--"}, l.words), nil
}

// find finds the command, behind nothing but --data, and returns the other arguments; errHelp behind the word help.
func (l *line) find(args []string) ([]string, error) {
	at := 0
	for at < len(args) {
		name, _, joined, isFlag := cutFlag(args[at])
		if !isFlag || name != "data" {
			break
		}
		if at++; !joined {
			at++
		}
	}
	typed := ""
	if at < len(args) {
		typed = args[at]
	}
	if typed == "help" {
		_, err := l.find(args[at+1:]) // what help is asked about
		return nil, cmp.Or(err, errHelp)
	}
	for _, command := range l.Model.Children {
		if command.Hidden {
			l.command = command
		} else if typed == command.Name {
			l.command = command
			return slices.Concat(args[:at], args[at+1:]), nil
		}
	}
	return args, nil
}

// flag is the flag of the command, nil where it has none of the name.
func (l *line) flag(name string) *kong.Flag {
	at := slices.IndexFunc(l.command.Flags, func(f *kong.Flag) bool { return f.Name == name })
	if at < 0 {
		return nil
	}
	return l.command.Flags[at]
}

// cutFlag cuts a flag into its name and the value joined to it.
func cutFlag(arg string) (name, value string, joined, isFlag bool) {
	text, isFlag := strings.CutPrefix(arg, "-")
	text = strings.TrimPrefix(text, "-")
	name, value, joined = strings.Cut(text, "=")
	return name, value, joined, isFlag && text != ""
}

// misfit is one sentence of ours for an error of kong: what the type of a flag says about its value, else what the command needs.
func (l *line) misfit(err error) error {
	var usage *usageError
	if errors.As(err, &usage) {
		return usage
	}
	if need := l.command.Tag.Get("need"); need != "" {
		return misuse("%s", need)
	}
	return misuse("%s 不需要「%s」。", l.command.Name, strings.Join(l.words, " "))
}
