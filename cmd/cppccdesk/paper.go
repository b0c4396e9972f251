package main

import (
	"context"
	"fmt"
	"time"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/data/zh"
	"cppccdesk/export"
)

// papersCommand lists the sorts of papers, or the fields a template of one may have.
type papersCommand struct {
	Fields string `placeholder:"文书" help:"列出这种文书的模板里可以写的字段"`
	printed
	reader
}

func (c *papersCommand) Run(p *program) error {
	if c.Fields == "" {
		var rows [][]string
		for _, sort := range export.Papers() {
			rows = append(rows, []string{sort.Name, sort.Each, sort.Rule})
		}
		return p.writeRows(c.Format, []string{"文书", "几份", "有哪些"}, rows)
	}
	sort, err := export.PaperByName(c.Fields)
	if err != nil {
		return err
	}
	return p.writeRows(c.Format, []string{"字段", "内容"}, export.FieldRows(sort))
}

// paperCommand writes papers of one sort.
type paperCommand struct {
	Paper      sortOfPaper `arg:"" name:"文书"`
	Out        path        `required:"" placeholder:"文件夹" help:"文书写到这个文件夹"`
	Unit       []string    `sep:"none" placeholder:"单位" help:"只要这个单位的，可以写多次；不写是全部单位"`
	Number     []string    `sep:"none" placeholder:"案号" help:"只要这件提案的，案号、流水号或案由，可以写多次；不写是全部提案"`
	Activity   []string    `sep:"none" placeholder:"名称" help:"只要这次活动的，可以写多次；不写是全部活动，用于活动通知和会议纪要"`
	Evaluation []string    `sep:"none" placeholder:"名称" help:"只要这次评议的，可以写多次；不写是全部评议，评议反馈函是已锁定的；用于评议结果通报和评议反馈函"`
	Letter     []string    `sep:"none" placeholder:"文号" help:"只要这份监督意见书的，文号或标题，可以写多次；不写是全部意见书"`
	First      int         `placeholder:"序号" help:"发文字号从第几号起，一份一号；不写就留白"`
	Date       day         `placeholder:"日期" help:"文书上的日期，以后的事不写；不写是今天"`
	ofYear
	output
}

// sortOfPaper is the name of a sort of paper.
type sortOfPaper string

func (c *paperCommand) Run(ctx context.Context, p *program) error {
	sort, err := export.PaperByName(string(c.Paper))
	if err != nil {
		return err
	}
	if c.First < 0 || c.First > 99999 {
		return wrong("--first 应为 1 到 99999 的序号")
	}
	on := p.now().Local()
	if c.Date != "" {
		if on, err = time.ParseInLocation(time.DateOnly, string(c.Date), time.Local); err != nil {
			return fmt.Errorf("date: %w", err) // day has taken it
		}
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		request := export.PaperRequest{Paper: sort, Year: scope.Year, Date: on, FirstNumber: c.First, Dir: string(c.Out), Replace: c.Force}
		if err := c.choose(ctx, st, scope, &request); err != nil {
			return err
		}
		plan, err := export.PlanPapers(ctx, st, request)
		if err != nil {
			return err
		}
		if len(plan.Blank) > 0 {
			p.print(p.err, "「设置」里没有填%s，文书上留白。\n", zh.JoinNames(plan.Blank))
		}
		var files []string
		err = c.send(ctx, st, request.Outgoing(), func() (int, error) {
			files, err = export.WritePapers(ctx, st, plan)
			return len(files), err
		})
		for _, file := range files {
			p.print(p.out, "%s\n", file)
		}
		return err
	})
}

// choose finds the units, activities, evaluations and proposals that are asked for.
func (c *paperCommand) choose(ctx context.Context, st *store.Store, scope record.Scope, request *export.PaperRequest) error {
	paper := request.Paper
	for _, asked := range []struct {
		names    []string
		fits     bool
		by, flag string
	}{
		{c.Unit, paper.ByUnit, "单位", "--unit"},
		{c.Number, paper.Of == "", "提案", "--number"},
		{c.Activity, paper.Of == "活动", "活动", "--activity"},
		{c.Evaluation, paper.Of == "民主评议", "评议", "--evaluation"},
		{c.Letter, paper.Of == "监督意见书", "意见书", "--letter"},
	} {
		if len(asked.names) > 0 && !asked.fits {
			return misuse("%s不是按%s出的，不用写 %s。", paper.Name, asked.by, asked.flag)
		}
	}
	for _, name := range zh.SplitNames(zh.JoinNames(c.Unit)) {
		id, err := roster.FindUnit(ctx, st.DB(), name)
		if err != nil {
			return err
		}
		request.Units = append(request.Units, id)
	}
	for _, asked := range []struct {
		kind  *record.Kind
		names []string
		ids   *[]int64
	}{
		{activity.Activities, c.Activity, &request.Activities},
		{evaluation.Evaluations, c.Evaluation, &request.Evaluations},
		{supervision.Letters, c.Letter, &request.Letters},
		{proposal.Proposals, c.Number, &request.Proposals},
	} {
		for _, name := range asked.names {
			found, err := asked.kind.Find(ctx, st.DB(), scope, name)
			if err != nil {
				return err
			}
			*asked.ids = append(*asked.ids, found.ID)
		}
	}
	return nil
}

// paperTemplateCommand takes out, replaces or resets the template of a paper.
type paperTemplateCommand struct {
	Paper sortOfPaper `arg:"" name:"文书"`
	Out   string      `placeholder:"文件" help:"把现在用的模板写到这个 .docx 文件，改好再用 --use 换上"`
	Use   string      `placeholder:"文件" help:"换成这个 .docx 模板；先试填，字段不对的不换"`
	Reset bool        `help:"恢复自带的模板"`
	output
}

func (c *paperTemplateCommand) Run(ctx context.Context, p *program) error {
	sort, err := export.PaperByName(string(c.Paper))
	if err != nil {
		return err
	}
	given := 0
	for _, is := range []bool{c.Out != "", c.Use != "", c.Reset} {
		if is {
			given++
		}
	}
	if given != 1 {
		return errMisfit
	}
	if c.Out != "" {
		return c.with(ctx, p, true, func(st *store.Store) error {
			what := store.Outgoing{What: sort.Name + "的模板", Unit: "个", To: c.Out}
			return c.send(ctx, st, what, func() (int, error) { return 1, export.ExportTemplate(ctx, st, sort, c.Out) })
		})
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		if c.Reset {
			return export.ResetTemplate(ctx, st, actor, sort)
		}
		return export.ReplaceTemplate(ctx, st, actor, sort, c.Use)
	})
}
