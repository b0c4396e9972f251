package export

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cppccdesk/data/cell"
	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// FormColumn is a column of a sheet as the office's own form of it (本单位表样) has it, or could have it.
type FormColumn struct {
	Code     string
	Standard string // its heading as the program has it, 登记·案号; of an added one the title of its field
	Heading  string // the office's; "": the standard one. Without · it stays under the common heading, 提案·题目 has another one
	Width    int    // in characters; 0: the standard one
	Printed  bool
}

// Shown is the heading it is printed under.
func (c FormColumn) Shown() string {
	return strings.Join(headingPath(strings.Split(c.Standard, headingMark), c.Heading), headingMark)
}

// SheetForm is how a sheet of a report is printed: its columns, and what the office may do with them.
type SheetForm struct {
	Report  Report
	Sheet   int            // of the report's, from 1
	Name    string         // of the sheet
	Printed string         // its name in the workbook
	Own     bool           // the office has a form of its own
	People  bool           // its rows are of people, who can be put in another order
	Order   fold.NameOrder // of them on this sheet; "": as the setting says
	Fixed   string         // why its columns stay as they are; "": they can be changed
	Rows    bool           // a row is a record: columns can be left out, moved and added; else only headings and widths can be changed
	Columns []FormColumn
	More    []FormColumn // the fields of the records that are no columns

	table *sheet.Table // as the report declares it
	kind  *record.Kind // of its rows
	year  *Year        // it is laid out for
}

// OrderOfSetting is the word for having the people of a sheet in the order of the setting.
const OrderOfSetting = "按设置"

// Bounds of a form.
const (
	mostColumns              = 40
	longestHeading           = 20 // characters of each level
	leastWidth, mostWidth    = 4, 60
	headingMark              = "·"
	serialCode               = "serial" // of the column that numbers the rows
	onlyHeadings, fixedTable = "「%s」是统计表，各栏是互相核对的数，只能改栏名和宽度，%s。", "「%s」的栏目不能调整：%s。"
)

// Forms are the forms of all sheets, those of reports that cannot be changed once each.
func (y *Year) Forms() (forms []SheetForm) {
	for i := range y.laid {
		laid := &y.laid[i]
		if laid.report.Fixed != "" {
			forms = append(forms, SheetForm{Report: laid.report, Sheet: 1, Name: laid.report.Name, Fixed: laid.report.Fixed})
			continue
		}
		for at := range laid.built.Tables {
			forms = append(forms, y.formOf(laid, at))
		}
	}
	slices.SortStableFunc(forms, func(a, b SheetForm) int { return strings.Compare(a.Report.Code, b.Report.Code) })
	return forms
}

// Form is the form of a sheet of the report of that code or name. Errors have a sentence: no such report or sheet, one that cannot be changed.
func (y *Year) Form(report string, number int) (*SheetForm, error) {
	picked, err := selectReports([]string{report})
	if err != nil {
		return nil, err
	}
	of := picked[0]
	if of.Fixed != "" {
		return nil, store.Refuse(store.CodeInvalid, fixedTable, of.Code+of.Name, of.Fixed)
	}
	for i := range y.laid {
		if laid := &y.laid[i]; laid.report.Code == of.Code {
			if n := len(laid.built.Tables); number < 1 || number > n {
				return nil, store.Refuse(store.CodeNotFound, "「%s」有 %d 张工作表，没有第 %d 张。", of.Code+of.Name, n, number)
			}
			form := y.formOf(laid, number-1)
			return &form, nil
		}
	}
	return nil, fmt.Errorf("report %s is not laid out", of.Code)
}

func (y *Year) formOf(laid *laidReport, at int) SheetForm {
	t := &laid.built.Tables[at]
	stored := y.columns[record.ReportSheet{Report: laid.report.Code, Sheet: at + 1}]
	f := SheetForm{Report: laid.report, Sheet: at + 1, Name: t.Name, Printed: laid.result.Sheets[at].Name, Own: len(stored) > 0, table: t, kind: kindOfRows(t), year: y}
	f.Rows, f.People, f.Order = f.kind != nil, t.People != "", y.orders[record.ReportSheet{Report: f.Report.Code, Sheet: f.Sheet}]
	known := map[string]FormColumn{}
	all := append(f.standard(), f.fields()...)
	for _, c := range all {
		known[c.Code] = c
	}
	for _, s := range stored {
		if c, ok := known[s.Code]; ok {
			c.Heading, c.Width, c.Printed = s.Heading, s.Width, s.Printed
			f.Columns = append(f.Columns, c)
			delete(known, s.Code)
		}
	}
	for _, c := range all {
		if _, left := known[c.Code]; !left {
			continue
		}
		if strings.Contains(c.Code, ".") {
			f.More = append(f.More, c)
			continue
		}
		c.Printed = !f.Own || !f.Rows
		f.Columns = append(f.Columns, c)
	}
	return f
}

// kindOfRows is the kind of the records that the rows of a table are of, nil when they are none.
func kindOfRows(t *sheet.Table) *record.Kind {
	kind, err := record.KindByName(t.Of)
	if t.Of == "" || err != nil {
		return nil
	}
	return kind
}

// standard are the columns that the report declares.
func (f *SheetForm) standard() (all []FormColumn) {
	for _, c := range f.table.Columns {
		all = append(all, FormColumn{Code: codeOf(c), Standard: c.Title(), Printed: true})
	}
	return all
}

// codeOf is what forms call a column of a report.
func codeOf(c sheet.Column) string {
	if c.Kind == sheet.Serial {
		return serialCode
	}
	return c.Key
}

// fields are the fields and figures of the records that no column shows under the same name.
func (f *SheetForm) fields() (all []FormColumn) {
	if f.kind == nil {
		return nil
	}
	taken := map[string]bool{}
	for _, c := range f.table.Columns {
		taken[c.Title()], taken[lastLevel(c.Title())] = true, true
	}
	for i := range f.kind.Fields {
		if field := &f.kind.Fields[i]; addable(field) && !taken[field.Title] {
			all = append(all, FormColumn{Code: f.kind.Name + "." + field.Key, Standard: field.Title})
			taken[field.Title] = true
		}
	}
	return append(all, f.figures(taken)...)
}

// lastLevel is a heading without the common one over it.
func lastLevel(heading string) string {
	levels := strings.Split(heading, headingMark)
	return levels[len(levels)-1]
}

// headingPath is the path of a column under the office's heading.
func headingPath(standard []string, heading string) []string {
	switch levels := strings.Split(heading, headingMark); {
	case heading == "":
		return standard
	case len(levels) > 1:
		return levels
	default:
		return append(slices.Clone(standard[:len(standard)-1]), heading)
	}
}

// Called finds a column by its heading, standard or the office's, in whole or by its last level where no other has that: one of the form, else a field.
func (f *SheetForm) Called(name string) (FormColumn, error) {
	var found []FormColumn
	for _, titles := range []func(c FormColumn) []string{
		func(c FormColumn) []string { return []string{c.Standard, c.Shown()} },
		func(c FormColumn) []string { return []string{lastLevel(c.Standard), lastLevel(c.Shown()), c.Code} },
	} {
		for _, columns := range [][]FormColumn{f.Columns, f.More} {
			found = nil
			for _, c := range columns {
				if slices.Contains(titles(c), name) {
					found = append(found, c)
				}
			}
			if len(found) == 1 {
				return found[0], nil
			}
			if len(found) > 1 {
				return FormColumn{}, store.Refuse(store.CodeInvalid, "「%s」有 %d 栏，请写全：%s。", name, len(found), titlesOf(found))
			}
		}
	}
	return FormColumn{}, store.Refuse(store.CodeNotFound, "「%s」没有「%s」这一栏，也没有这个项目；有的栏目：%s。", f.title(), name, titlesOf(f.Columns))
}

func titlesOf(columns []FormColumn) string {
	var titles []string
	for _, c := range columns {
		titles = append(titles, c.Standard)
	}
	return strings.Join(titles, "、")
}

// title is what the sheet is called in sentences.
func (f *SheetForm) title() string {
	if f.Name == f.Report.Name {
		return f.Report.Code + f.Report.Name
	}
	return f.Report.Code + f.Report.Name + "·" + f.Name
}

// Check refuses columns that the sheet cannot be printed with: unknown ones, one twice, none, headings that are too long, that two columns have or that say
// another thing, columns whose parts are not printed, more than can be printed in a size that is read.
func (f *SheetForm) Check(columns []FormColumn) error {
	known := map[string]bool{}
	for _, c := range slices.Concat(f.standard(), f.fields()) {
		known[c.Code] = true
	}
	met, printed, titles := map[string]bool{}, 0, map[string]string{}
	for _, c := range columns {
		switch {
		case !known[c.Code]:
			return store.Refuse(store.CodeNotFound, "「%s」没有「%s」这一栏。", f.title(), c.Standard)
		case met[c.Code]:
			return store.Refuse(store.CodeInvalid, "「%s」写了两次，请去掉一个。", c.Standard)
		}
		met[c.Code] = true
		if err := f.checkColumn(c); err != nil {
			return err
		}
		if !c.Printed {
			continue
		}
		printed++
		shown := intake.FoldHeading(c.Shown())
		if other, twice := titles[shown]; twice {
			return store.Refuse(store.CodeInvalid, "「%s」和「%s」的栏名都是「%s」，请改其中一个。", other, c.Standard, c.Shown())
		}
		titles[shown] = c.Standard
	}
	switch {
	case printed == 0 || printed == 1 && slices.ContainsFunc(columns, func(c FormColumn) bool { return c.Printed && c.Code == serialCode }):
		return store.Refuse(store.CodeInvalid, "「%s」至少要印序号以外的一栏。", f.title())
	case printed > mostColumns:
		return store.Refuse(store.CodeInvalid, "选了 %d 栏，一张表最多 %d 栏，请少选几栏。", printed, mostColumns)
	}
	if err := f.checkOrder(columns); err != nil {
		return err
	}
	return f.checkSize(columns)
}

// checkSize refuses columns that are together so wide that their text is printed too small to be read, and smaller than in the report as it is declared.
func (f *SheetForm) checkSize(columns []FormColumn) error {
	table := *f.table
	if stored := storedColumns(columns); f.kind == nil {
		relabel(&table, stored)
	} else {
		table = table.Arranged(f.year.picks(f.table, f.kind, stored))
	}
	size, read, err := sheet.PrintedSize(table)
	if err != nil || read {
		return err
	}
	if least, _, err := sheet.PrintedSize(*f.table); err != nil || size >= least {
		return err
	}
	return store.Refuse(store.CodeInvalid, "「%s」这样排，A3 纸上的字也只有 %.1f 磅，看不清，请少印几栏，或把宽的栏改窄。", f.title(), size)
}

// storedColumns are columns as they are kept.
func storedColumns(columns []FormColumn) []record.ReportColumn {
	stored := make([]record.ReportColumn, len(columns))
	for i, c := range columns {
		stored[i] = record.ReportColumn{Code: c.Code, Name: c.Standard, Heading: c.Heading, Width: c.Width, Printed: c.Printed}
	}
	return stored
}

// checkOrder refuses what the figures of the sheet do not allow.
func (f *SheetForm) checkOrder(columns []FormColumn) error {
	printed := slices.DeleteFunc(slices.Clone(columns), func(c FormColumn) bool { return !c.Printed })
	if !f.Rows {
		same := slices.EqualFunc(printed, f.standard(), func(a, b FormColumn) bool { return a.Code == b.Code })
		if !same {
			return store.Refuse(store.CodeInvalid, onlyHeadings, f.title(), "栏目的次序和去留不变")
		}
		return nil
	}
	for _, c := range printed {
		for _, code := range f.column(c.Code).Operands() {
			if !slices.ContainsFunc(printed, func(other FormColumn) bool { return other.Code == code }) {
				part := f.column(code).Title()
				return store.Refuse(store.CodeInvalid, "「%s」是由「%s」算出的，印它就要同时印「%s」；不要的，请把「%s」也去掉。", c.Standard, part, part, c.Standard)
			}
		}
	}
	if first := f.column(printed[0].Code); first.Total != sheet.NoTotal && first.Total != sheet.Count {
		return store.Refuse(store.CodeInvalid, "「%s」不能放在第一栏：合计行的第一格要写「合计」，请在它前面放一栏文字。", printed[0].Standard)
	}
	return nil
}

// column is the column of that code as the report declares it, an empty one for one that is added.
func (f *SheetForm) column(code string) sheet.Column {
	for _, c := range f.table.Columns {
		if codeOf(c) == code {
			return c
		}
	}
	return sheet.Column{}
}

func (f *SheetForm) checkColumn(c FormColumn) error {
	if c.Width != 0 && (c.Width < leastWidth || c.Width > mostWidth) {
		return store.Refuse(store.CodeInvalid, "「%s」的宽度应为 %d 到 %d 个字符，空着是标准宽度。", c.Standard, leastWidth, mostWidth)
	}
	if c.Heading == "" {
		return nil
	}
	levels := strings.Split(c.Heading, headingMark)
	if len(levels) > 2 {
		return store.Refuse(store.CodeInvalid, "「%s」的栏名「%s」分了 %d 层，最多两层，如 提案·题目。", c.Standard, c.Heading, len(levels))
	}
	for _, level := range levels {
		switch {
		case strings.TrimSpace(level) != level || level == "":
			return store.Refuse(store.CodeInvalid, "「%s」的栏名「%s」有空着的一层或多余的空格，请改好。", c.Standard, c.Heading)
		case strings.ContainsFunc(level, unicode.IsControl):
			return store.Refuse(store.CodeInvalid, "「%s」的栏名里有换行或看不见的字符，请重写。", c.Standard)
		case cell.Risky(level):
			return store.Refuse(store.CodeInvalid, "「%s」的栏名「%s」以 %c 开头，表格软件会当成公式，请换一个。", c.Standard, c.Heading, []rune(level)[0])
		case utf8.RuneCountInString(level) > longestHeading:
			return store.Refuse(store.CodeInvalid, "「%s」的栏名「%s」有 %d 个字，最多 %d 个。", c.Standard, level, utf8.RuneCountInString(level), longestHeading)
		}
	}
	return f.checkMeaning(c)
}

// checkMeaning refuses a heading by which another field of the records is known: the paper would be misread, by people and when it is taken back in.
func (f *SheetForm) checkMeaning(c FormColumn) error {
	leaf, standard := lastLevel(c.Heading), lastLevel(c.Standard)
	if f.kind == nil || intake.FoldHeading(leaf) == intake.FoldHeading(standard) {
		return nil
	}
	var layout intake.Layout
	own := ""
	for i := range f.kind.Fields {
		field := &f.kind.Fields[i]
		layout.Fields = append(layout.Fields, intake.Field{Key: field.Key, Title: field.Title, Aliases: field.Aliases, Kind: field.Typed().Sheet()})
		if field.Key == c.Code || f.kind.Name+"."+field.Key == c.Code {
			own = field.Key
		}
	}
	if is := layout.Reads(strings.Split(c.Standard, headingMark)...); own == "" && is != nil {
		own = is.Key
	}
	if other := layout.Reads(strings.Split(c.Shown(), headingMark)...); other != nil && other.Key != own {
		return store.Refuse(store.CodeInvalid, "「%s」说的是另一个项目（%s），写在「%s」上会读错，请换一个栏名。", leaf, other.Title, c.Standard)
	}
	return nil
}

// Save makes the columns those of the sheet, and this the order of its people, "" being the one of the setting. It refuses what Check does, a sheet without
// people and an unknown order; columns as the report declares them are no form of its own.
func (f *SheetForm) Save(ctx context.Context, tx *store.Tx, columns []FormColumn, order fold.NameOrder) error {
	if err := f.Check(columns); err != nil {
		return err
	}
	if err := f.checkPeople(order); err != nil {
		return err
	}
	if slices.Equal(columns, f.standard()) {
		columns = nil
	}
	of := record.ReportSheet{Report: f.Report.Code, Sheet: f.Sheet}
	if err := record.SetReportColumns(ctx, tx, of, storedColumns(columns)); err != nil || order == f.Order {
		return err
	}
	return record.SetReportOrder(ctx, tx, of, order)
}

func (f *SheetForm) checkPeople(order fold.NameOrder) error {
	switch {
	case order == f.Order:
		return nil
	case !f.People:
		return store.Refuse(store.CodeInvalid, "「%s」不是一行一个人的表，不能定人员次序。", f.title())
	case order != "" && !slices.Contains(fold.NameOrders(), order):
		return store.Refuse(store.CodeInvalid, "「人员次序」应为按名册次序、按姓氏笔画或按姓名音序，而不是「%s」。", order)
	}
	return nil
}

// Standard are the columns as the report declares them.
func (f *SheetForm) Standard() []FormColumn { return f.standard() }

// Wording is what saving the columns and the order of people is called in the journal.
func (f *SheetForm) Wording(columns []FormColumn, order fold.NameOrder) string {
	switch {
	case slices.Equal(columns, f.Columns) && order != f.Order:
		return "定「" + f.title() + "」的人员次序"
	case slices.Equal(columns, f.standard()):
		return "恢复「" + f.title() + "」的标准表样"
	}
	return "调整「" + f.title() + "」的栏目"
}

// ownForms names the reports that are printed in the office's own form.
func (y *Year) ownForms() string {
	var names []string
	for _, r := range registered {
		for of := range y.columns {
			if name := r.Code + r.Name; of.Report == r.Code && r.Fixed == "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return zh.JoinNames(names)
}
