package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
	"cppccdesk/export"
)

func runList(ctx context.Context, p *program, args []string) error {
	o := newWriter("list")
	year, behind := o.year(), o.behind(p)
	format, sensitive := o.String("format", "tsv", "tsv 或 json"), o.disclosure()
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if err := sensitive.check(); err != nil {
		return err
	}
	if len(rest) != 1 {
		return misuse("请写明要列出的类别，如：cppccdesk list members。")
	}
	kind, err := data.KindByName(rest[0])
	if err != nil {
		return misuse("%s", data.Sentence(err))
	}
	return o.with(ctx, p, !sensitive.wanted, func(store *data.Store) error {
		scope, err := p.scope(ctx, store, *year)
		if err != nil {
			return err
		}
		fields, records, err := kind.List(ctx, store.DB(), scope)
		if err != nil {
			return err
		}
		if records, err = behind.those(ctx, store, kind, scope, records); err != nil {
			return err
		}
		headers := make([]string, 0, len(fields))
		for _, f := range fields {
			headers = append(headers, f.Title)
		}
		rows := make([][]string, 0, len(records))
		for _, r := range records {
			row := make([]string, 0, len(fields))
			for _, f := range fields {
				if sensitive.wanted {
					row = append(row, r.Values[f.Key])
				} else {
					row = append(row, f.Shown(r.Values))
				}
			}
			rows = append(rows, row)
		}
		out := sensitive.of(kind.Layout, fields)
		if !out.Whole || len(out.Fields) == 0 { // looked at as in the window: nothing leaves the program but what everybody sees
			return p.writeRows(*format, headers, rows)
		}
		out.Count = len(rows)
		return o.send(ctx, store, out, func() (int, error) { return len(rows), p.writeRows(*format, headers, rows) })
	})
}

func runFigures(ctx context.Context, p *program, args []string) error {
	o := newOptions("figures")
	year, day := o.year(), o.day(p)
	format := o.String("format", "tsv", "tsv 或 json")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 {
		return firstError(err, misuse("figures 不需要「%s」。", strings.Join(rest, " ")))
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		scope, err := p.scope(ctx, store, *year)
		if err != nil {
			return err
		}
		figures, err := data.Figures(ctx, store.DB(), scope.Year, *day)
		if err != nil {
			return err
		}
		rows := make([][]string, 0, len(figures))
		for _, f := range figures {
			denominator := ""
			if f.IsRate {
				denominator = strconv.FormatInt(f.Den, 10)
			}
			rows = append(rows, []string{f.Name, f.Text(), strconv.FormatInt(f.Num, 10), denominator, f.Rule, f.Code})
		}
		return p.writeRows(*format, []string{"name", "value", "numerator", "denominator", "rule", "code"}, rows)
	})
}

func runReport(ctx context.Context, p *program, args []string) error {
	o := newOutput("report")
	year := o.year()
	out := o.String("out", "", "上报包写到这个文件夹")
	date := o.String("date", "", "填报日期")
	var only []string
	o.Func("only", "只要这些报表", func(text string) error {
		only = append(only, data.SplitNames(text)...)
		return nil
	})
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if *out == "" || len(rest) > 0 {
		return misuse("请用 --out 写明上报包放到哪个文件夹，如：cppccdesk report --year 2026 --out 上报。")
	}
	on := p.now().Local()
	if *date != "" {
		if on, err = time.ParseInLocation(time.DateOnly, *date, time.Local); err != nil {
			return misuse("填报日期「%s」不对，应为 2026-12-31 这样的日期。", *date)
		}
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		scope, err := p.scope(ctx, store, *year)
		if err != nil {
			return err
		}
		request := export.Request{Year: scope.Year, Date: on, Dir: *out, Only: only, Replace: o.force}
		var files []string
		err = o.send(ctx, store, request.Outgoing(), func() (int, error) {
			files, err = export.WritePack(ctx, store, request)
			return len(files), err
		})
		for _, file := range files {
			p.print(p.out, "%s\n", file)
		}
		return err
	})
}
