package main

import (
	"context"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/intake"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
)

func runSample(ctx context.Context, p *program, args []string) error {
	o := newWriter("sample")
	year := o.year()
	if rest, err := o.parse(args); err != nil || len(rest) > 0 {
		return firstError(err, misuse("sample 不需要「%s」。", strings.Join(rest, " ")))
	}
	if *year == 0 {
		*year = sampleyear.DefaultYear
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		imports, err := sampleyear.Load(ctx, store, actor, *year, nil)
		for _, im := range imports {
			p.report(im)
		}
		return err
	})
}

func runImport(ctx context.Context, p *program, args []string) error {
	o := newOutput("import")
	year := o.year()
	rejects := o.String("rejects", "", "退回的行写到这个工作簿")
	dryRun := o.Bool("dry-run", false, "只预览，不写入")
	how := o.reading()
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if len(rest) < 2 {
		return misuse("请写明类别和至少一个文件，如：cppccdesk import members 委员名册.xlsx。")
	}
	kind, err := data.KindByName(rest[0])
	if err != nil {
		return misuse("%s", data.Sentence(err))
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		out := data.Outgoing{What: "退回的行", Unit: "行", Whole: true, To: *rejects, Replace: o.force}
		if err := store.MaySend(out); err != nil { // before anything is taken in
			return err
		}
		scope, err := p.scope(ctx, store, *year)
		if err != nil {
			return err
		}
		if *year == 0 && kind == data.Proposals {
			scope.Year = 0 // each row's own date says which year it belongs to
		}
		var refused []data.ImportRow
		var failed error
		for _, path := range rest[1:] {
			im, err := p.take(ctx, store, actor, kind, scope, path, how, *dryRun)
			if err != nil {
				p.print(p.err, "%s\n", data.Sentence(err))
				failed = err
				continue
			}
			for _, row := range im.Rows {
				if row.Outcome == data.RowRejected || row.Outcome == data.RowAsked {
					row.Outcome = data.RowRejected
					refused = append(refused, row)
				}
			}
		}
		if err := p.writeRejects(ctx, store, actor, out, refused); err != nil {
			return err
		}
		return endImport(len(refused), failed)
	})
}

// take takes in one file, or plans it when it is only to be looked at.
func (p *program) take(ctx context.Context, store *data.Store, actor string, kind *data.Kind, scope data.Scope, path string, how *reading, dryRun bool) (*data.Import, error) {
	workbook, err := intake.Open(ctx, path, intake.Options{})
	if err != nil {
		return nil, err
	}
	options, err := how.of(workbook, kind, path)
	if err != nil {
		return nil, err
	}
	read := store.ReadTables // its rows are decided as they are taken in
	if dryRun {
		read = store.PlanWith
	}
	im, err := read(ctx, kind, scope, workbook, options)
	if err != nil {
		return nil, err
	}
	if !dryRun {
		if err := store.RememberLayout(ctx, actor, im); err != nil {
			return nil, err
		}
		if err := store.ApplyImport(ctx, actor, im); err != nil {
			return nil, err
		}
	}
	p.report(im)
	return im, nil
}

// report prints what became of one file: the counts on standard output, what wants reading on standard error.
func (p *program) report(im *data.Import) {
	p.print(p.out, "%s: %s\n", im.File, im.Summary())
	if len(im.Unknown) > 0 {
		p.print(p.err, "%s：这些列没有对应的项目，未导入：%s。\n", im.File, strings.Join(im.Unknown, "、"))
	}
	for _, note := range slices.Concat(im.Notes, im.Strange) {
		p.print(p.err, "%s:%s\n", im.File, note)
	}
	if im.Masked > 0 {
		p.print(p.err, "%s:%d 个打了星号的单元格没有导入，原值不变。\n", im.File, im.Masked)
	}
	for _, row := range im.Rows {
		switch {
		case row.Outcome == data.RowRejected || row.Outcome == data.RowAsked:
			p.print(p.err, "工作表「%s」第 %d 行退回：%s\n", row.Sheet, row.Line, row.Reason)
		case len(row.Likely) > 0:
			p.print(p.err, "工作表「%s」第 %d 行%s，请留意：%s。\n", row.Sheet, row.Line, row.Outcome, row.Likely[0].Why)
		}
	}
}

// writeRejects writes the rows left out to a workbook when one is asked for.
func (p *program) writeRejects(ctx context.Context, store *data.Store, actor string, out data.Outgoing, refused []data.ImportRow) error {
	if out.To == "" || len(refused) == 0 {
		return nil
	}
	err := store.Send(ctx, actor, out, func() (int, error) { return len(refused), export.WriteRejects(out.To, refused) })
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

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
