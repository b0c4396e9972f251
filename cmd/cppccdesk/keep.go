package main

import (
	"context"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/cell"
)

func runBackup(ctx context.Context, p *program, args []string) error {
	o := newOutput("backup")
	out := o.String("out", "", "备份文件")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 || *out == "" {
		return firstError(err, misuse("请用 --out 写明备份文件，如：cppccdesk backup --out 备份.db。"))
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		what := data.Outgoing{Verb: "备份", What: "全部数据", Unit: "行", Whole: true, To: *out, Database: true}
		if err := o.send(ctx, store, what, func() (int, error) { return store.Backup(ctx, *out) }); err != nil {
			return err
		}
		p.print(p.out, "%s\n", *out)
		p.print(p.err, "备份已完成并核验。\n")
		return nil
	})
}

func runRestore(ctx context.Context, p *program, args []string) error {
	o := newWriter("restore")
	dry := o.Bool("dry-run", false, "只看备份里有什么，不恢复")
	fresh := o.Bool("new", false, "从空白开始")
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if *fresh {
		if len(rest) > 0 || *dry {
			return misuse("--new 是从空白开始，不要写备份文件和 --dry-run。")
		}
		return p.startAfresh(ctx, o)
	}
	if len(rest) != 1 {
		return misuse("请写明要恢复的备份文件，如：cppccdesk restore 备份.db。")
	}
	dir, err := o.folder()
	if err != nil {
		return err
	}
	if *dry {
		return p.previewRestore(ctx, dir, rest[0])
	}
	done, err := data.Restore(ctx, dir, rest[0], o.as)
	if err != nil {
		return err
	}
	p.print(p.err, "已从 %s 恢复；恢复前的数据另存在备份文件夹里。\n", rest[0])
	if len(done.Lost) > 0 {
		p.print(p.err, "提醒：%s\n", data.LostSentence(done.Lost))
	}
	return nil
}

// startAfresh makes an empty database where one was lost or is damaged.
func (p *program) startAfresh(ctx context.Context, o *options) error {
	dir, err := o.folder()
	if err != nil {
		return err
	}
	if err := data.StartAfresh(ctx, dir, o.as, version); err != nil {
		return err
	}
	p.print(p.err, "已从空白开始；原来留下的数据另存在备份文件夹里。\n")
	return nil
}

// previewRestore prints what a copy holds and what restoring it would change.
func (p *program) previewRestore(ctx context.Context, dir, file string) error {
	preview, err := data.PreviewRestore(ctx, dir, file)
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

func runCheck(ctx context.Context, p *program, args []string) error {
	o := newOptions("check")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 {
		return firstError(err, misuse("check 不需要「%s」。", strings.Join(rest, " ")))
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		report, err := store.Check(ctx)
		if err != nil {
			return err
		}
		for _, notice := range report.Notices {
			p.print(p.err, "提醒：%s\n", notice)
		}
		for _, finding := range report.Findings {
			p.print(p.out, "%s\n", finding)
		}
		if len(report.Findings) > 0 {
			return data.Refuse(data.CodeCorrupt, "检查发现 %d 处问题，已逐条列出。数据有损坏的请从最近的备份恢复，或把日志交给技术人员。", len(report.Findings))
		}
		notices, err := data.GroupNotices(ctx, store.DB(), 0)
		if err != nil {
			return err
		}
		for _, notice := range notices { // rules of the work, for people to look at: nothing is damaged
			p.print(p.err, "提醒：%s\n", notice)
		}
		p.print(p.out, "ok\t%d\t%d\n", report.Tables, report.Rows)
		p.print(p.err, "检查完毕：%d 张表 %d 行，没有问题。\n", report.Tables, report.Rows)
		return nil
	})
}

func runVersion(_ context.Context, p *program, _ []string) error {
	p.print(p.out, "%s\n", version)
	return nil
}
