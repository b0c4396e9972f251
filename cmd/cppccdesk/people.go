package main

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
	"cppccdesk/export"
)

// disclosure are the flags by which what is masked is asked for.
type disclosure struct {
	wanted  bool
	purpose string
}

func (o *options) disclosure() *disclosure {
	d := &disclosure{}
	o.BoolVar(&d.wanted, "with-sensitive", false, "不隐去证件号码、手机和住址")
	o.StringVar(&d.purpose, "purpose", "", "用途，记入操作记录")
	return d
}

// of is a list or paper of these fields as it leaves the program.
func (d *disclosure) of(what string, fields []data.Field) data.Outgoing {
	return data.Outgoing{What: what, Fields: data.SensitiveTitles(fields), Whole: d.wanted, Purpose: d.purpose}
}

func (d *disclosure) check() error {
	if d.wanted && strings.TrimSpace(d.purpose) == "" {
		return misuse("用了 --with-sensitive 就要用 --purpose 写明用途，会记入操作记录。")
	}
	return nil
}

// spanFlags declares the flags that say which days are wanted; the function gives them once the flags are read.
func (o *options) spanFlags(today time.Time) (span func() (data.Span, error)) {
	chosen, given := data.DaysSpan(today, 30), 0
	flag := func(name, usage string, parse func(text string) (data.Span, error)) {
		o.Func(name, usage, func(text string) (err error) {
			given++
			chosen, err = parse(text)
			return err
		})
	}
	flag("days", "今天起多少天内", func(text string) (data.Span, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 365 {
			return data.Span{}, errors.New("--days 应为 0 到 365 的天数")
		}
		return data.DaysSpan(today, n), nil
	})
	flag("month", "哪个月", func(text string) (data.Span, error) {
		month, err := time.Parse("2006-01", text)
		if err != nil {
			return data.Span{}, errors.New("--month 应为 2026-12 这样的月份")
		}
		return data.MonthSpan(month.Year(), month.Month()), nil
	})
	year := o.year()
	return func() (data.Span, error) {
		if *year != 0 {
			given++
			chosen = data.YearSpan(*year)
		}
		if given > 1 {
			return data.Span{}, misuse("--days、--month、--year 只能写一个。")
		}
		return chosen, nil
	}
}

func runBirthdays(ctx context.Context, p *program, args []string) error {
	o := newOutput("birthdays")
	spanOf := o.spanFlags(p.now().Local())
	out, format := o.String("out", "", "写到这个工作簿"), o.String("format", "tsv", "tsv 或 json")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 {
		return firstError(err, misuse("birthdays 不需要「%s」。", strings.Join(rest, " ")))
	}
	span, err := spanOf()
	if err != nil {
		return err
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		scope, err := p.scope(ctx, store, 0)
		if err != nil {
			return err
		}
		if *out != "" {
			n := 0
			what := data.Outgoing{What: span.Title() + "生日名册", Unit: "人", To: *out}
			err := o.send(ctx, store, what, func() (int, error) {
				n, err = export.WriteBirthdays(ctx, store, scope, span, *out)
				return n, err
			})
			if err != nil {
				return err
			}
			p.print(p.out, "%s\n", *out)
			p.print(p.err, "%s生日名册：%d 人。\n", span.Title(), n)
			return nil
		}
		found, err := data.Birthdays(ctx, store.DB(), scope, span)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, b := range found {
			rows = append(rows, []string{b.On, b.Day(), b.Name, b.Roles, b.BirthOn, b.Lunar, strconv.Itoa(b.Age), b.Note})
		}
		return p.writeRows(*format, []string{"公历日期", "日期", "姓名", "身份", "出生日期", "农历", "周岁", "备注"}, rows)
	})
}

// contactFlags declares the flags that say which contact list is wanted.
func (o *options) contactFlags() *export.ContactPaper {
	paper := &export.ContactPaper{}
	o.Func("of", "哪些人", func(text string) error {
		for _, name := range data.SplitNames(text) {
			kind, err := data.KindByName(name)
			if err != nil {
				return flagSentence(err)
			}
			paper.Kinds = append(paper.Kinds, kind)
		}
		return nil
	})
	o.Func("by", "按什么分组", func(text string) error {
		for _, g := range data.ContactGroupings() {
			if text == g.Key || text == g.Title {
				paper.By = g.Key
				return nil
			}
		}
		return errors.New("--by 应为界别、专委会、活动组、监督小组或所属系统")
	})
	o.Func("columns", "哪些栏", func(text string) (err error) {
		paper.Fields, err = data.PickContactFields(data.SplitNames(text))
		return flagSentence(err)
	})
	return paper
}

// flagSentence is a refusal as the sentence about a flag goes on with it.
func flagSentence(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimSuffix(data.Sentence(err), "。"))
}

func runContacts(ctx context.Context, p *program, args []string) error {
	o := newOutput("contacts")
	out, sensitive, paper := o.String("out", "", "写到这个工作簿"), o.disclosure(), o.contactFlags()
	if rest, err := o.parse(args); err != nil || len(rest) > 0 || *out == "" {
		return firstError(err, misuse("请用 --out 写明通讯录放到哪里，如：cppccdesk contacts --out 通讯录.xlsx。"))
	}
	if err := sensitive.check(); err != nil {
		return err
	}
	paper.Sensitive = sensitive.wanted
	return o.with(ctx, p, !sensitive.wanted, func(store *data.Store) (err error) {
		if paper.Scope, err = p.scope(ctx, store, 0); err != nil {
			return err
		}
		if paper.Contacts, err = data.Contacts(ctx, store.DB(), paper.Scope, p.today(), paper.By, paper.Kinds...); err != nil {
			return err
		}
		if len(paper.Fields) == 0 {
			if paper.Fields, err = data.PickContactFields(data.ContactColumns); err != nil {
				return err
			}
		}
		what := sensitive.of("通讯录", paper.Fields)
		what.To, what.Count = *out, len(paper.Contacts)
		n := 0
		err = o.send(ctx, store, what, func() (int, error) {
			n, err = export.WriteContacts(ctx, store, *paper, *out)
			return n, err
		})
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", *out)
		p.print(p.err, "通讯录：%d 条。\n", n)
		return nil
	})
}
