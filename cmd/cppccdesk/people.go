package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
)

// disclosure are the flags by which what is masked is asked for.
type disclosure struct {
	WithSensitive bool   `help:"不隐去证件号码、手机和住址，要用 --purpose 写明用途"`
	Purpose       string `placeholder:"用途" help:"为什么不隐去，记入操作记录"`
}

// of is a list or paper of these fields as it leaves the program.
func (d *disclosure) of(what string, fields []record.Field) store.Outgoing {
	return store.Outgoing{What: what, Fields: record.SensitiveTitles(fields), Whole: d.WithSensitive, Purpose: d.Purpose}
}

func (d *disclosure) check() error {
	if d.WithSensitive && strings.TrimSpace(d.Purpose) == "" {
		return misuse("用了 --with-sensitive 就要用 --purpose 写明用途，会记入操作记录。")
	}
	return nil
}

// spanFlags are the flags that say which days are wanted.
type spanFlags struct {
	Days  days  `placeholder:"天数" help:"今天起多少天内；--days、--month、--year 只写一个"`
	Month month `placeholder:"2026-12" help:"哪个月"`
	ofYear
}

// days is how many days from today, and how often that is said.
type days struct{ count, given int }

// Decode takes up to a year.
func (d *days) Decode(c *kong.DecodeContext) (err error) {
	d.given++
	if d.count, err = strconv.Atoi(typedIn(c)); err != nil || d.count < 0 || d.count > 365 {
		return wrong("--days 应为 0 到 365 的天数")
	}
	return nil
}

// month is the first of a month, and how often one is said.
type month struct {
	first time.Time
	given int
}

// Decode takes a year and a month.
func (m *month) Decode(c *kong.DecodeContext) (err error) {
	m.given++
	if m.first, err = time.Parse("2006-01", typedIn(c)); err != nil {
		return wrong("--month 应为 2026-12 这样的月份")
	}
	return nil
}

// span is what the flags ask for, else the next 30 days.
func (s *spanFlags) span(today time.Time) (roster.Span, error) {
	given := s.Days.given + s.Month.given
	if s.Year != 0 {
		given++
	}
	switch {
	case given > 1:
		return roster.Span{}, misuse("--days、--month、--year 只能写一个。")
	case s.Year != 0:
		return roster.YearSpan(int(s.Year)), nil
	case s.Month.given > 0:
		return roster.MonthSpan(s.Month.first.Year(), s.Month.first.Month()), nil
	case s.Days.given > 0:
		return roster.DaysSpan(today, s.Days.count), nil
	default:
		return roster.DaysSpan(today, 30), nil
	}
}

// birthdaysCommand prints or writes the list of birthdays.
type birthdaysCommand struct {
	spanFlags
	Out string `placeholder:"文件" help:"写到这个工作簿；不写是列出来"`
	printed
	output
}

func (c *birthdaysCommand) Run(ctx context.Context, p *program) error {
	span, err := c.span(p.now().Local())
	if err != nil {
		return err
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, 0)
		if err != nil {
			return err
		}
		if c.Out != "" {
			n := 0
			what := store.Outgoing{What: span.Title() + "生日名册", Unit: "人", To: c.Out, Table: true}
			err := c.send(ctx, st, what, func() (int, error) {
				n, err = export.WriteBirthdays(ctx, st, scope, span, c.Out)
				return n, err
			})
			if err != nil {
				return err
			}
			p.print(p.out, "%s\n", c.Out)
			p.print(p.err, "%s生日名册：%d 人。\n", span.Title(), n)
			return nil
		}
		found, err := roster.Birthdays(ctx, st.DB(), scope, span)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, b := range found {
			rows = append(rows, []string{b.On, b.Day(), b.Name, b.Roles, b.BirthOn, b.Lunar, strconv.Itoa(b.Age), b.Note})
		}
		return p.writeRows(c.Format, []string{"公历日期", "日期", "姓名", "身份", "出生日期", "农历", "周岁", "备注"}, rows)
	})
}

// contactsCommand writes the contact list.
type contactsCommand struct {
	Out     path           `required:"" placeholder:"文件" help:"写到这个工作簿"`
	Of      kinds          `placeholder:"类别" help:"哪些人，可以写多次；不写是委员、民主监督员和单位"`
	By      grouping       `placeholder:"界别" help:"按什么分组：界别、专委会、活动组、监督小组或所属系统"`
	Columns contactColumns `placeholder:"姓名、手机" help:"哪些栏"`
	ordered
	disclosure
	output
}

type kinds []*record.Kind

// Decode adds one or several kinds.
func (k *kinds) Decode(c *kong.DecodeContext) error {
	for _, name := range zh.SplitNames(typedIn(c)) {
		kind, err := data.KindByName(name)
		if err != nil {
			return refused(err)
		}
		*k = append(*k, kind)
	}
	return nil
}

// grouping is the key of a roster.ContactGrouping.
type grouping string

func (g *grouping) Decode(c *kong.DecodeContext) error {
	text := typedIn(c)
	for _, known := range roster.ContactGroupings() {
		if text == known.Key || text == known.Title {
			*g = grouping(known.Key)
			return nil
		}
	}
	return wrong("--by 应为界别、专委会、活动组、监督小组或所属系统")
}

// nameOrder is a fold.NameOrder; 按设置 is "".
type nameOrder fold.NameOrder

func (o *nameOrder) Decode(c *kong.DecodeContext) error {
	switch text := typedIn(c); {
	case text == export.OrderOfSetting:
		*o = ""
	case slices.Contains(fold.NameOrders(), fold.NameOrder(text)):
		*o = nameOrder(text)
	default:
		return wrong("--order 应为按名册次序、按姓氏笔画、按姓名音序或按设置，而不是「%s」", text)
	}
	return nil
}

// ordered is the flag that says in which order the people of a list come.
type ordered struct {
	Order nameOrder `placeholder:"按姓氏笔画" help:"人员次序：按名册次序、按姓氏笔画或按姓名音序；不写是照设置的"`
}

type contactColumns struct{ fields []record.Field }

func (f *contactColumns) Decode(c *kong.DecodeContext) (err error) {
	f.fields, err = roster.PickContactFields(zh.SplitNames(typedIn(c)))
	return refused(err)
}

func (c *contactsCommand) Run(ctx context.Context, p *program) error {
	if err := c.check(); err != nil {
		return err
	}
	out, paper := string(c.Out), export.ContactPaper{Kinds: c.Of, By: string(c.By), Fields: c.Columns.fields, Sensitive: c.WithSensitive}
	return c.with(ctx, p, !c.WithSensitive, func(st *store.Store) (err error) {
		if paper.Scope, err = p.scope(ctx, st, 0); err != nil {
			return err
		}
		if paper.Contacts, err = roster.Contacts(ctx, st.DB(), paper.Scope, p.today(), paper.By, fold.NameOrder(c.Order), paper.Kinds...); err != nil {
			return err
		}
		if len(paper.Fields) == 0 {
			if paper.Fields, err = roster.PickContactFields(roster.ContactColumns); err != nil {
				return err
			}
		}
		what := c.disclosure.of("通讯录", paper.Fields)
		what.To, what.Table, what.Count = out, true, len(paper.Contacts)
		n := 0
		err = c.send(ctx, st, what, func() (int, error) {
			n, err = export.WriteContacts(ctx, st, paper, out)
			return n, err
		})
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", out)
		p.print(p.err, "通讯录：%d 条。\n", n)
		return nil
	})
}
