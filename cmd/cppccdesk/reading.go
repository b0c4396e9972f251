package main

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/intake"
	"cppccdesk/export"
)

// reading is how files are to be read, as the flags of import say it; the wizard asks for the same.
type reading struct {
	sheet     string
	headerTop int
	headerEnd int
	area      [4]int // left, first, right, last; 0: as found
	assigned  []assignment
	match     string
	clear     bool
	ask       bool
}

// assignment is one --map, for all files or, with a file's name before the heading, for that one.
type assignment struct{ file, heading, field string }

func (o *options) reading() *reading {
	r := &reading{}
	o.StringVar(&r.sheet, "sheet", "", "只读这个工作表")
	o.Func("header-row", "表头所在的行", r.headerRow)
	o.Func("range", "数据的范围，如 A3:K160", r.dataRange)
	o.Func("map", "[文件/]标题=项目，可以写多次；项目空着表示不导入", r.assign)
	o.StringVar(&r.match, "match", "", "比对规则，如 id、birth、unit、number")
	o.BoolVar(&r.clear, "clear", false, "空单元格清空原值")
	o.BoolVar(&r.ask, "ask", false, "可能与已有的人相同的行退回，不写入")
	return r
}

func (r *reading) headerRow(text string) error {
	top, end, two := strings.Cut(text, "-")
	if !two {
		end = top
	}
	var errTop, errEnd error
	r.headerTop, errTop = strconv.Atoi(top)
	r.headerEnd, errEnd = strconv.Atoi(end)
	if errTop != nil || errEnd != nil || r.headerTop < 1 || r.headerEnd < r.headerTop {
		return errors.New("--header-row 应为行号，如 3；两行的表头写成 3-4")
	}
	return nil
}

func (r *reading) dataRange(text string) error {
	from, to, _ := strings.Cut(text, ":")
	for i, cell := range []string{from, to} {
		letters := strings.TrimRight(cell, "0123456789")
		column, line := 0, 0
		if letters != "" {
			column = intake.ParseColumn(letters)
		}
		if digits := cell[len(letters):]; digits != "" {
			line, _ = strconv.Atoi(digits)
		}
		if (letters != "" && column == 0) || (cell != "" && column == 0 && line == 0) {
			return errors.New("--range 应写成 A3:K160 这样，行或列可以省去一端")
		}
		r.area[2*i], r.area[2*i+1] = column, line
	}
	return nil
}

func (r *reading) assign(text string) error {
	what, field, ok := strings.Cut(text, "=")
	file, heading, named := strings.Cut(what, "/")
	if !named {
		file, heading = "", what
	}
	if !ok || heading == "" {
		return errors.New("--map 应写成 标题=项目，或 文件/标题=项目")
	}
	r.assigned = append(r.assigned, assignment{file, heading, field})
	return nil
}

// of is how the workbook is read as the kind.
func (r *reading) of(workbook *intake.Workbook, kind *data.Kind, path string) (data.ImportOptions, error) {
	options := data.ImportOptions{Match: r.match, Clear: r.clear, Ask: r.ask, Assigned: intake.Assignments{}}
	for _, a := range r.assigned {
		if a.file != "" && a.file != filepath.Base(path) {
			continue
		}
		key, err := fieldKey(kind, a.field)
		if err != nil {
			return options, err
		}
		options.Assigned[intake.FoldHeading(a.heading)] = key
	}
	if r.sheet != "" {
		if err := keepSheet(workbook, r.sheet); err != nil {
			return options, err
		}
	}
	if r.headerTop == 0 && r.area == [4]int{} {
		return options, nil
	}
	frame := intake.Frame{
		Sheet: firstSheet(workbook), HeaderTop: r.headerTop, HeaderBottom: r.headerEnd,
		Left: r.area[0], First: r.area[1], Right: r.area[2], Last: r.area[3],
	}
	if frame.HeaderTop == 0 {
		frame.HeaderTop = max(1, frame.First-1) // the row above the data
	}
	options.Frames = []intake.Frame{frame}
	return options, nil
}

// keepSheet leaves of the workbook the one sheet asked for, also when it is hidden.
func keepSheet(workbook *intake.Workbook, name string) error {
	var names []string
	for _, sheet := range workbook.Sheets {
		if sheet.Name == name {
			sheet.Hidden = false
			workbook.Sheets = []intake.Sheet{sheet}
			return nil
		}
		names = append(names, sheet.Name)
	}
	return data.Refuse(data.CodeInvalid, "文件「%s」里没有工作表「%s」，有的是：%s。", filepath.Base(workbook.Path), name, data.JoinNames(names))
}

// firstSheet is the first sheet that holds anything.
func firstSheet(workbook *intake.Workbook) string {
	for _, sheet := range workbook.Sheets {
		if len(sheet.Rows) > 0 && !sheet.Hidden {
			return sheet.Name
		}
	}
	return ""
}

// fieldKey finds a field by its key or its title; empty is none.
func fieldKey(kind *data.Kind, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	var titles []string
	for _, f := range kind.TakenFields() {
		if name == f.Key || name == f.Title {
			return f.Key, nil
		}
		titles = append(titles, f.Title)
	}
	return "", data.Refuse(data.CodeInvalid, "%s没有「%s」这个项目，可用的有：%s。", kind.Title, name, data.JoinNames(titles))
}

func runTemplate(ctx context.Context, p *program, args []string) error {
	o := newOutput("template")
	year := o.year()
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if len(rest) != 2 {
		return misuse("请写明类别和要写的文件，如：cppccdesk template members 委员名册模板.xlsx。")
	}
	kind, err := data.KindByName(rest[0])
	if err != nil {
		return misuse("%s", data.Sentence(err))
	}
	return o.withAny(ctx, p, func(store *data.Store) error {
		scope, err := p.scope(ctx, store, *year)
		if err != nil {
			return err
		}
		out := data.Outgoing{What: kind.Layout + "模板", Unit: "个", To: rest[1]}
		err = o.send(ctx, store, out, func() (int, error) { return 1, export.WriteTemplate(ctx, store.DB(), kind, scope, rest[1]) })
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", rest[1])
		return nil
	})
}
