package main

import (
	"context"
	"slices"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
)

// sampleCommand takes in the sample year.
type sampleCommand struct {
	MidYear bool `help:"年中示例：只有当年 8 月 31 日以前记下的，看什么逾期、什么快到期"`
	ofYear
	writer
}

func (c *sampleCommand) Run(ctx context.Context, p *program) error {
	if c.Year == 0 {
		c.Year = sampleyear.DefaultYear
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		load := sampleyear.Loader(sampleyear.Load)
		if c.MidYear {
			load = sampleyear.LoadMidYear
		}
		imports, err := load(ctx, st, actor, int(c.Year), nil)
		for _, im := range imports {
			p.report(im)
		}
		return err
	})
}

// importCommand takes in workbooks of one kind.
type importCommand struct {
	Kind    *record.Kind `arg:"" name:"类别"`
	Files   []string     `arg:"" name:"文件"`
	Rejects string       `placeholder:"退回.xlsx" help:"退回的行写到这个工作簿"`
	DryRun  bool         `help:"只预览，不写入"`
	Decide  decisions    `placeholder:"行=决定" help:"待确认的行怎么办，可以写多次：new 另是一条或照样录入，same 就是已有的那一条，skip 不要；如 12=same"`
	reading
	ofYear
	output
}

func (c *importCommand) Run(ctx context.Context, p *program) error {
	if slices.Contains(c.Files, "") {
		return errMisfit
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		files, left := workbooksIn(c.Files)
		out := store.Outgoing{What: "退回的行", Unit: "行", Whole: true, To: c.Rejects, Table: true, Inputs: files, Replace: c.Force}
		if err := st.MaySend(out); err != nil { // before anything is taken in
			return err
		}
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		if c.Year == 0 && c.Kind == proposal.Proposals {
			scope.Year = 0 // each row's own date says which year it belongs to
		}
		var refused []take.Row
		var failed error
		for _, sentence := range left {
			p.print(p.err, "%s\n", sentence)
		}
		if len(files) == 0 {
			failed = store.Refuse(store.CodeNotFound, "没有可以导入的工作簿。")
		}
		workbooks, err := c.workbooks(ctx, p, st, scope, files)
		if err != nil {
			failed = err
		}
		for _, workbook := range workbooks {
			im, err := c.take(ctx, p, st, actor, scope, workbook, len(workbooks) > 1)
			if err != nil {
				p.print(p.err, "%s\n", store.Sentence(err))
				failed = err
				continue
			}
			for _, row := range im.Rows {
				if row.Outcome == take.RowRejected || row.Outcome == take.RowAsked {
					row.Outcome = take.RowRejected
					refused = append(refused, row)
				}
			}
		}
		if err := p.writeRejects(ctx, st, actor, out, refused); err != nil {
			return err
		}
		return endImport(len(refused), failed)
	})
}

// workbooksIn are the files named and those of the folders named, each content once, and sentences on what is left aside.
func workbooksIn(names []string) (files, left []string) {
	files, unread := intake.InFolders(names)
	files, twins := intake.Once(files)
	for _, of := range unread {
		left = append(left, of.Sentence)
	}
	for _, twin := range twins {
		left = append(left, twin.Sentence)
	}
	return files, left
}

// workbooks opens files and makes one of those that hold cards. A file that cannot be read is printed, and is the error.
func (c *importCommand) workbooks(ctx context.Context, p *program, st *store.Store, scope record.Scope, files []string) (workbooks []*intake.Workbook, failed error) {
	var cards []*intake.Workbook
	for _, path := range files {
		workbook, err := intake.Open(ctx, path, intake.Options{})
		if err != nil {
			p.print(p.err, "%s\n", store.Sentence(err))
			failed = err
			continue
		}
		only := false
		if len(files) > 1 {
			if only, err = take.OnlyCards(ctx, st, c.Kind, scope, workbook); err != nil {
				return nil, err
			}
		}
		if only {
			cards = append(cards, workbook)
		} else {
			workbooks = append(workbooks, workbook)
		}
	}
	switch len(cards) {
	case 0:
		return workbooks, failed
	case 1:
		return append(workbooks, cards[0]), failed
	default:
		return append(workbooks, intake.Join(cards)), failed
	}
}

// take takes in one workbook, one of several or not, or plans it when it is only to be looked at.
func (c *importCommand) take(ctx context.Context, p *program, st *store.Store, actor string, scope record.Scope, workbook *intake.Workbook, several bool) (*take.Import, error) {
	options, err := c.of(ctx, st, workbook, c.Kind, workbook.Path)
	if err != nil {
		return nil, err
	}
	if options, err = c.Decide.in(ctx, st, c.Kind, scope, workbook, several, options); err != nil {
		return nil, err
	}
	read := take.ReadTables // its rows are decided as they are taken in
	if c.DryRun {
		read = take.PlanWith
	}
	im, err := read(ctx, st, c.Kind, scope, workbook, options)
	if err != nil {
		return nil, err
	}
	if err := c.refuseUnheaded(im, several); err != nil {
		return nil, err
	}
	if !c.DryRun {
		if err := take.Apply(ctx, st, actor, im); err != nil {
			return nil, err
		}
		if err := take.RememberLayout(ctx, st, actor, im); err != nil {
			return nil, err
		}
	}
	p.report(im)
	return im, nil
}

// writeRejects writes the rows left out to a workbook when one is asked for.
func (p *program) writeRejects(ctx context.Context, st *store.Store, actor string, out store.Outgoing, refused []take.Row) error {
	if out.To == "" || len(refused) == 0 {
		return nil
	}
	err := st.Send(ctx, actor, out, func() (int, error) { return len(refused), export.WriteRejects(out.To, refused) })
	if err == nil {
		p.print(p.err, "退回的 %d 行已写到 %s，改好后可再次导入。\n", len(refused), out.To)
	}
	return err
}

func endImport(refused int, failed error) error {
	switch {
	case failed != nil:
		return &reported{failed}
	case refused > 0:
		return errRejected
	default:
		return nil
	}
}

// reported is a failure whose sentence has been printed already.
type reported struct{ error }
