package main

import (
	"context"
	"slices"

	"cppccdesk/data/cell"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// backupCommand writes a copy of the data and verifies it.
type backupCommand struct {
	Out path `required:"" placeholder:"文件" help:"备份文件"`
	output
}

func (c *backupCommand) Run(ctx context.Context, p *program) error {
	out := string(c.Out)
	return c.with(ctx, p, true, func(st *store.Store) error {
		what := store.Outgoing{Verb: "备份", What: "全部数据", Unit: "行", Whole: true, To: out, Database: true}
		if err := c.send(ctx, st, what, func() (int, error) { return st.Backup(ctx, out) }); err != nil {
			return err
		}
		p.print(p.out, "%s\n", out)
		p.print(p.err, "备份已完成并核验。\n")
		return nil
	})
}

// restoreCommand goes back to a copy, says what that would do, or starts with nothing.
type restoreCommand struct {
	File   *string `arg:"" optional:"" name:"文件"`
	DryRun bool    `help:"只看备份里有什么、会改变什么，不恢复"`
	New    bool    `help:"在数据库损坏或不见了时从空白开始"`
	writer
}

func (c *restoreCommand) Run(ctx context.Context, p *program) error {
	switch {
	case c.New && (c.File != nil || c.DryRun):
		return misuse("--new 是从空白开始，不要写备份文件和 --dry-run。")
	case !c.New && c.File == nil:
		return errMisfit
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	switch {
	case c.New:
		return c.startAfresh(ctx, p, dir)
	case c.DryRun:
		return p.previewRestore(ctx, dir, *c.File)
	}
	done, err := store.Restore(ctx, dir, *c.File, string(c.As))
	if err != nil {
		return err
	}
	p.print(p.err, "已从 %s 恢复；恢复前的数据另存在备份文件夹里。\n", *c.File)
	if len(done.Lost) > 0 {
		p.print(p.err, "提醒：%s\n", store.LostSentence(done.Lost))
	}
	return nil
}

// startAfresh makes an empty database where one was lost or is damaged.
func (c *restoreCommand) startAfresh(ctx context.Context, p *program, dir string) error {
	if err := store.StartAfresh(ctx, dir, string(c.As), version); err != nil {
		return err
	}
	p.print(p.err, "已从空白开始；原来留下的数据另存在备份文件夹里。\n")
	return nil
}

// previewRestore prints what a copy holds and what restoring it would change.
func (p *program) previewRestore(ctx context.Context, dir, file string) error {
	preview, err := store.PreviewRestore(ctx, dir, file)
	if err != nil {
		return err
	}
	for _, d := range preview.Differences() {
		p.print(p.out, "%s\n", cell.Line([]string{d.Title, d.Text()}))
	}
	p.print(p.out, "%s\n", cell.Line([]string{"最后一步", preview.Holds.LastSentence()}))
	for _, sentence := range preview.Sentences() {
		p.print(p.err, "%s\n", sentence)
	}
	p.print(p.err, "没有恢复，只是看看。\n")
	return nil
}

// checkCommand looks for damage, and mends what follows from the records.
type checkCommand struct{ reader }

func (c *checkCommand) Run(ctx context.Context, p *program) error {
	var report store.Report
	look := func(st *store.Store) (err error) {
		report, err = st.Check(ctx)
		return err
	}
	if err := c.with(ctx, p, true, look); err != nil {
		return err
	}
	if report.Lines > 0 {
		if err := c.with(ctx, p, false, func(st *store.Store) error { return c.mend(ctx, p, st) }); inUse(err) {
			p.print(p.err, "%s\n", store.Sentence(err))
		} else if err != nil {
			return err
		}
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		if report.Lines > 0 {
			if err := look(st); err != nil {
				return err
			}
		}
		return c.tell(ctx, p, st, report)
	})
}

// inUse reports whether another process of the program has the data open.
func inUse(err error) bool {
	code := store.CodeOf(err)
	return code == store.CodeInUse || code == store.CodeAtWork
}

func (c *checkCommand) mend(ctx context.Context, p *program, st *store.Store) error {
	mended, err := st.MendLines(ctx)
	for _, sentence := range mended {
		p.print(p.err, "提醒：%s\n", sentence)
	}
	return err
}

func (c *checkCommand) tell(ctx context.Context, p *program, st *store.Store, report store.Report) error {
	for _, notice := range report.Notices {
		p.print(p.err, "提醒：%s\n", notice)
	}
	for _, finding := range report.Findings {
		p.print(p.out, "%s\n", finding)
	}
	if len(report.Findings) > 0 {
		return store.Refuse(store.CodeCorrupt, "检查发现 %d 处问题，已逐条列出。数据有损坏的请从最近的备份恢复，或把日志交给技术人员。", len(report.Findings))
	}
	broken, err := evaluation.BrokenSeals(ctx, st.DB())
	if err != nil {
		return err
	}
	for _, b := range broken {
		p.print(p.out, "%s\n", b.Sentence())
	}
	if len(broken) > 0 {
		return store.Refuse(store.CodeConflict, "有 %d 次评议的封签与数据不符，已逐条列出。", len(broken))
	}
	notices, err := roster.GroupNotices(ctx, st.DB(), 0)
	if err != nil {
		return err
	}
	twice, err := roster.TwiceNumbered(ctx, st.DB())
	if err != nil {
		return err
	}
	for _, notice := range slices.Concat(notices, twice) { // rules of the work, for people to look at: nothing is damaged
		p.print(p.err, "提醒：%s\n", notice)
	}
	p.print(p.out, "ok\t%d\t%d\n", report.Tables, report.Rows)
	p.print(p.err, "检查完毕：%d 张表 %d 行，没有问题。\n", report.Tables, report.Rows)
	return nil
}

// versionCommand prints the version.
type versionCommand struct{ reader }

func (*versionCommand) Run(p *program) error { //nolint:unparam // kong asks for the result
	p.print(p.out, "%s\n", version)
	return nil
}
