package main

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/data/zh"
	"cppccdesk/export"
)

// reading is how files are to be read, as the flags of import say it; the wizard asks for the same.
type reading struct {
	Sheet     string      `placeholder:"表" help:"只读这个工作表"`
	HeaderRow headerRows  `placeholder:"行" help:"表头所在的行，两行的表头写成 3-4"`
	Range     area        `placeholder:"A3:K160" help:"数据的范围，行或列可以省去一端"`
	Map       assignments `placeholder:"标题=项目" help:"这个标题的列导入为哪一项，可以写多次；项目空着表示不导入，标题前可以写明 文件/"`
	Layout    layouts     `placeholder:"版式" help:"评分表按哪种版式读取：记住的版式的名称，或写明各项在哪里，如 judges=row:3 indicators=column:B target=cell:B1，几种评分块写几次；name=名称 记住它"`
	Word      meanings    `placeholder:"词=用词" help:"用词表里没有的词、与已有的界别、专委会、活动组相近的名称当作哪一个，可以写多次，记住以后不再问；用词空着表示留空，写 + 表示新增为一个词，写 +经济建设 是归入它的新词"`
	Beside    besides     `placeholder:"项目=内容" help:"表里没有这一栏时各行都是什么，可以写多次，如签到表：--beside 活动名称=民主监督工作座谈会 --beside 出席情况=到会"`
	Without   marks       `placeholder:"记号" help:"带这种记号的行不导入：hidden 隐藏或筛选掉的，struck 有删除线的，coloured 底色与别的行不同的，noted 有批注的；几种用逗号分开"`
	Match     string      `placeholder:"规则" help:"比对规则，如 id、birth、unit、number"`
	Clear     bool        `help:"空单元格清空原值"`
	Above     bool        `help:"写着「同上」「〃」的单元格取上一行的内容；不写这个参数当作空白"`
	Ask       bool        `help:"可能与已有的人相同的行退回，不写入"`
}

// headerRows are the first and last line of the heading; 0: as found.
type headerRows struct{ top, end int }

// Decode takes 3 or 3-4.
func (h *headerRows) Decode(c *kong.DecodeContext) error {
	top, end, two := strings.Cut(typedIn(c), "-")
	if !two {
		end = top
	}
	var errTop, errEnd error
	h.top, errTop = strconv.Atoi(top)
	h.end, errEnd = strconv.Atoi(end)
	if errTop != nil || errEnd != nil || h.top < 1 || h.end < h.top {
		return wrong("--header-row 应为行号，如 3；两行的表头写成 3-4")
	}
	return nil
}

// area is where the data lies: left, first, right, last; 0: as found.
type area [4]int

// Decode takes A3:K160, without a column or a line where it ends anywhere.
func (a *area) Decode(c *kong.DecodeContext) error {
	from, to, _ := strings.Cut(typedIn(c), ":")
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
			return wrong("--range 应写成 A3:K160 这样，行或列可以省去一端")
		}
		a[2*i], a[2*i+1] = column, line
	}
	return nil
}

// assignment is one --map, for all files or, with a file's name before the heading, for that one.
type assignment struct{ file, heading, field string }

type assignments []assignment

// Decode adds one --map.
func (a *assignments) Decode(c *kong.DecodeContext) error {
	what, field, ok := strings.Cut(typedIn(c), "=")
	file, heading, named := strings.Cut(what, "/")
	if !named {
		file, heading = "", what
	}
	if !ok || heading == "" {
		return wrong("--map 应写成 标题=项目，或 文件/标题=项目")
	}
	*a = append(*a, assignment{file, heading, field})
	return nil
}

// meanings are what words mean that no word list has, one --word each.
type meanings map[string]string

// Decode adds one --word.
func (m *meanings) Decode(c *kong.DecodeContext) error {
	word, meaning, ok := strings.Cut(typedIn(c), "=")
	if !ok || word == "" {
		return wrong("--word 应写成 词=用词，如 很满意=满意")
	}
	if *m == nil {
		*m = meanings{}
	}
	if before, twice := (*m)[word]; twice && before != meaning {
		return wrong("--word 对「%s」写了两个不同的用词「%s」和「%s」，请只留一个", word, before, meaning)
	}
	(*m)[word] = meaning
	return nil
}

// besides are what rows say that their table has no column for, one --beside each.
type besides map[string]string

// Decode adds one --beside.
func (b *besides) Decode(c *kong.DecodeContext) error {
	title, value, ok := strings.Cut(typedIn(c), "=")
	if !ok || title == "" || value == "" {
		return wrong("--beside 应写成 项目=内容，如 出席情况=到会")
	}
	if *b == nil {
		*b = besides{}
	}
	if before, twice := (*b)[title]; twice && before != value {
		return wrong("--beside 对「%s」写了两个不同的内容「%s」和「%s」，请只留一个", title, before, value)
	}
	(*b)[title] = value
	return nil
}

// of are the contents by the keys of the kind's fields.
func (b besides) of(kind *record.Kind) (map[string]string, error) {
	told := map[string]string{}
	for title, value := range b {
		key, err := fieldKey(kind, kind.TakenFields(), title)
		if err != nil {
			return nil, err
		}
		if told[key], err = kind.Field(key).Canonical(value); err != nil {
			return nil, store.Refuse(store.CodeInvalid, "--beside 的「%s」为「%s」，%s。", title, value, err)
		}
	}
	return told, nil
}

// marks are those of the rows to leave out.
type marks intake.Mark

var markNames = map[string]intake.Mark{"hidden": intake.MarkHidden, "struck": intake.MarkStruck, "coloured": intake.MarkColoured, "noted": intake.MarkNoted}

// Decode adds the marks of one --without.
func (m *marks) Decode(c *kong.DecodeContext) error {
	for _, name := range zh.SplitNames(typedIn(c)) {
		mark, ok := markNames[name]
		if !ok {
			return wrong("--without 应为 hidden、struck、coloured 或 noted，几种用逗号分开，而不是「%s」", name)
		}
		*m |= marks(mark)
	}
	return nil
}

// of is how the workbook is read as the kind.
func (r *reading) of(ctx context.Context, st *store.Store, workbook *intake.Workbook, kind *record.Kind, path string) (options take.Options, err error) {
	options = take.Options{Match: r.Match, Clear: r.Clear, Above: r.Above, Ask: r.Ask, Without: intake.Mark(r.Without), Assigned: intake.Assignments{}}
	if options.Words, err = take.Answers(ctx, st.DB(), kind, r.Word); err != nil {
		return options, err
	}
	if options.Beside, err = r.Beside.of(kind); err != nil {
		return options, err
	}
	for _, a := range r.Map {
		if a.file != "" && a.file != filepath.Base(path) {
			continue
		}
		key, err := fieldKey(kind, take.ReadFields(kind), a.field)
		if err != nil {
			return options, err
		}
		options.Assigned[intake.FoldHeading(a.heading)] = key
	}
	if options.Blocks, err = r.Layout.of(ctx, st, workbook, kind, r.Sheet); err != nil {
		return options, err
	}
	if r.Sheet != "" {
		if err := keepSheet(workbook, r.Sheet); err != nil {
			return options, err
		}
	}
	if r.HeaderRow.top == 0 && r.Range == (area{}) {
		return options, nil
	}
	frame := intake.Frame{
		Sheet: firstSheet(workbook), HeaderTop: r.HeaderRow.top, HeaderBottom: r.HeaderRow.end,
		Left: r.Range[0], First: r.Range[1], Right: r.Range[2], Last: r.Range[3],
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
	return store.Refuse(store.CodeInvalid, "文件「%s」里没有工作表「%s」，有的是：%s。", filepath.Base(workbook.Path), name, zh.JoinNames(names))
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
func fieldKey(kind *record.Kind, fields []record.Field, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	var titles []string
	for _, f := range fields {
		if name == f.Key || name == f.Title {
			return f.Key, nil
		}
		titles = append(titles, f.Title)
	}
	return "", store.Refuse(store.CodeInvalid, "%s没有「%s」这个项目，可用的有：%s。", kind.Title, name, zh.JoinNames(titles))
}

// templateCommand writes the template of a kind.
type templateCommand struct {
	Kind *record.Kind `arg:"" name:"类别"`
	File string       `arg:"" name:"模板.xlsx"`
	ofYear
	output
}

func (c *templateCommand) Run(ctx context.Context, p *program) error {
	return c.withAny(ctx, p, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		out := store.Outgoing{What: c.Kind.Layout + "模板", Unit: "个", To: c.File, Table: true}
		err = c.send(ctx, st, out, func() (int, error) { return 1, export.WriteTemplate(ctx, st.DB(), c.Kind, scope, c.File) })
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", c.File)
		return nil
	})
}

// refuseUnheaded refuses a heading of --map that the file does not have; one said of several files may be in another, and one to be left out may be missing.
func (r *reading) refuseUnheaded(im *take.Import, several bool) error {
	if im.Blocks != nil {
		return nil
	}
	named, headings := map[string]bool{}, []string(nil)
	for _, table := range im.Tables {
		for _, c := range table.Columns {
			if !named[c.Name] {
				named[c.Name], headings = true, append(headings, c.Name)
			}
		}
	}
	for _, a := range r.Map {
		elsewhere := a.file != filepath.Base(im.File) && (a.file != "" || several)
		if elsewhere || a.field == "" || named[intake.FoldHeading(a.heading)] || len(headings) == 0 {
			continue
		}
		return store.Refuse(store.CodeInvalid, "--map 写的标题「%s」文件里没有，有的是：%s。请改正后再导入。", a.heading, zh.JoinNames(headings))
	}
	return nil
}
