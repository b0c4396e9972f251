package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// formsCommand lists the office's own forms of reports, or the columns of one, or makes or restores one.
type formsCommand struct {
	Report  string            `arg:"" optional:"" name:"报表"`
	Columns []string          `arg:"" optional:"" name:"栏目"`
	Sheet   int               `default:"1" placeholder:"序号" help:"有几张工作表的，第几张；不写是第一张"`
	Width   map[string]string `placeholder:"栏目=宽度" mapsep:"none" help:"栏的宽度，几个字符宽；可以写多次"`
	Order   *nameOrder        `placeholder:"按姓氏笔画" help:"一行一个人的表的人员次序：按名册次序、按姓氏笔画、按姓名音序；写「按设置」是照设置的"`
	Restore bool              `help:"恢复标准表样"`
	DryRun  bool              `help:"只看结果，不写入"`
	ofYear
	printed
	writer
}

func (c *formsCommand) Run(ctx context.Context, p *program) error {
	if err := c.check(); err != nil {
		return err
	}
	work := func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		laid, err := export.Lay(ctx, st, scope.Year, p.now().Local())
		switch {
		case err != nil:
			return err
		case c.Report == "":
			return c.list(p, laid)
		}
		form, err := laid.Form(c.Report, c.Sheet)
		if err != nil {
			return err
		}
		columns := form.Columns
		if c.changes() {
			if columns, err = c.change(ctx, p, st, actor, form); err != nil {
				return err
			}
		}
		return c.show(p, form, columns)
	}
	if !c.changes() {
		return c.with(ctx, p, true, func(st *store.Store) error { return work(st, "") })
	}
	return c.write(ctx, p, work)
}

// changes reports whether the command changes a form.
func (c *formsCommand) changes() bool {
	return c.Restore || c.Order != nil || len(c.Columns) > 0 || len(c.Width) > 0
}

// check refuses words that do not go together.
func (c *formsCommand) check() error {
	known := slices.ContainsFunc(export.Reports(), func(r export.Report) bool { return r.Called(c.Report) })
	switch {
	case c.Report != "" && !known:
		return wrong("没有名为「%s」的报表，有哪些见 cppccdesk forms", c.Report)
	case c.Report == "" && c.changes():
		return wrong("请写明哪张报表，如 cppccdesk forms 04 --restore")
	case c.Restore && (c.Order != nil || len(c.Columns) > 0 || len(c.Width) > 0):
		return wrong("--restore 是恢复标准表样，不要再写栏目、宽度和人员次序")
	}
	return nil
}

// list prints all reports with what the office can do with their columns.
func (c *formsCommand) list(p *program, laid *export.Year) error {
	var rows [][]string
	for _, f := range laid.Forms() {
		what, own := "栏目可以选择、换次序、改名、添加", "标准"
		switch {
		case f.Fixed != "":
			what = "不能调整：" + f.Fixed
		case !f.Rows:
			what = "只能改栏名和宽度"
		}
		if f.Own || f.Order != "" {
			own = "本单位"
		}
		rows = append(rows, []string{f.Report.Code, f.Report.Name, strconv.Itoa(f.Sheet), f.Name, own, what})
	}
	return p.writeRows(c.Format, []string{"编号", "报表", "序号", "工作表", "表样", "可以调整"}, rows)
}

// show prints the columns of a form and the fields that can be added.
func (c *formsCommand) show(p *program, form *export.SheetForm, columns []export.FormColumn) error {
	var rows [][]string
	add := func(from []export.FormColumn, more string) {
		for _, column := range from {
			printed, width := map[bool]string{true: "印", false: "不印"}[column.Printed], ""
			if column.Width > 0 {
				width = strconv.Itoa(column.Width)
			}
			if more != "" {
				printed = more
			}
			rows = append(rows, []string{column.Standard, printed, column.Heading, width})
		}
	}
	add(columns, "")
	add(slices.DeleteFunc(slices.Clone(form.More), func(m export.FormColumn) bool {
		return slices.ContainsFunc(columns, func(c export.FormColumn) bool { return c.Code == m.Code })
	}), "可以添加")
	return p.writeRows(c.Format, []string{"栏目", "印不印", "本单位栏名", "宽度"}, rows)
}

// change stores the columns typed, or the standard ones.
func (c *formsCommand) change(ctx context.Context, p *program, st *store.Store, actor string, form *export.SheetForm) ([]export.FormColumn, error) {
	columns, err := c.columns(form)
	if err == nil {
		err = form.Check(columns)
	}
	if err != nil {
		return nil, err
	}
	order := form.Order
	if c.Restore {
		order = ""
	} else if c.Order != nil {
		order = fold.NameOrder(*c.Order)
	}
	wording := form.Wording(columns, order)
	if c.DryRun {
		p.print(p.err, "没有写入：%s。\n", wording)
		return columns, nil
	}
	err = st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error { return form.Save(ctx, tx, columns, order) })
	if err == nil {
		p.print(p.err, "已%s。\n", wording)
	}
	return columns, err
}

// columns are those typed, in their order, and after them those that are not printed.
func (c *formsCommand) columns(form *export.SheetForm) ([]export.FormColumn, error) {
	if c.Restore {
		return form.Standard(), nil
	}
	all := form.Standard()
	if !form.Rows || len(c.Columns) == 0 {
		all = slices.Clone(form.Columns)
	}
	if len(c.Columns) > 0 {
		var err error
		if all, err = c.typed(form, all); err != nil {
			return nil, err
		}
	}
	for name, text := range c.Width {
		column, err := form.Called(name)
		if err != nil {
			return nil, err
		}
		width, err := strconv.Atoi(text)
		at := slices.IndexFunc(all, func(other export.FormColumn) bool { return other.Code == column.Code })
		switch {
		case err != nil:
			return nil, wrong("「%s」的宽度应为整数，而不是「%s」", name, text)
		case at < 0:
			return nil, wrong("「%s」不在要印的栏目里，不用写宽度", name)
		}
		all[at].Width = width
	}
	return all, nil
}

// typed are the columns typed and after them the others of all, not printed; where the order stays they are all, in theirs.
func (c *formsCommand) typed(form *export.SheetForm, all []export.FormColumn) (columns []export.FormColumn, err error) {
	for _, word := range c.Columns {
		name, heading, named := strings.Cut(word, "=")
		column, err := form.Called(name)
		if err != nil {
			return nil, err
		}
		if !form.Rows && !named {
			return nil, wrong("「%s」是统计表，只能改栏名和宽度：写成 %s=栏名，或 --width %[2]s=宽度", form.Name, name)
		}
		column.Heading, column.Width, column.Printed = heading, 0, true
		columns = append(columns, column)
	}
	for i, other := range all {
		at := slices.IndexFunc(columns, func(c export.FormColumn) bool { return c.Code == other.Code })
		switch {
		case at < 0:
			other.Printed = false
			columns = append(columns, other)
		case !form.Rows:
			all[i].Heading = columns[at].Heading
		}
	}
	if !form.Rows {
		return all, nil
	}
	return columns, nil
}
