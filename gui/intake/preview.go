// Package intake is the preview of an import: what the file holds, what taking it in would do to every row, and which rows are refused
// and why. It is reached by dropping files on the window and by 导入….
package intake

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// Page previews files one after another and takes them in.
type Page struct {
	desk *desk.Desk

	waiting []string // files after this one
	path    string
	total   int // files of this round
	plan    plan

	file    *kit.Label
	kinds   *kit.Picker
	chips   []*kit.Chip
	note    *kit.Note
	top     *fyne.Container
	whole   *fyne.Container
	grid    *kit.Grid[row]
	take    *kit.Button
	rejects *kit.Button
	leave   *kit.Button
}

var (
	_ desk.Page     = (*Page)(nil)
	_ desk.Escaper  = (*Page)(nil)
	_ desk.Searcher = (*Page)(nil)
)

const pageKey = "intake"

// New makes the page and puts it behind the window's 导入….
func New(d *desk.Desk) *Page { return &Page{desk: d} }

// Key implements desk.Page.
func (p *Page) Key() string { return pageKey }

// Title implements desk.Page.
func (p *Page) Title() string { return "导入" }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.kinds, p.file}, []fyne.CanvasObject{p.leave, p.rejects, p.take}
}

var outcomes = []data.Outcome{data.RowNew, data.RowChanged, data.RowSame, data.RowRejected}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.file = kit.NewLabel("", kit.TextSize, kit.ToneMuted)
	p.file.Min = 420
	p.kinds = kit.NewPicker(kindOptions())
	p.kinds.PlaceHolder, p.kinds.Required = "选择数据类别", true
	p.kinds.OnChosen = p.choose
	p.take = kit.NewPrimaryButton("导入", p.apply)
	p.rejects = kit.NewButton("保存退回的行…", p.saveRejects)
	p.leave = kit.NewButton("返回", p.next)
	p.grid = kit.NewGrid(kit.GridConfig[row]{
		Key: "intake", Prefs: p.desk.Prefs(), Unit: "行", Empty: "没有可以导入的行", Placeholder: "查找行,拼音或首字母",
		ID: func(r row) int64 { return r.id }, Search: func(r row) string { return r.search },
		Columns: []kit.Column[row]{
			{Key: "line", Title: "行号", Width: 90, Text: func(r row) string { return r.line }},
			{Key: "outcome", Title: "结果", Width: 64, Text: func(r row) string { return r.outcome.String() }, Tone: func(r row) kit.Tone { return r.tone }},
			{Key: "name", Title: "记录", Width: 200, Text: func(r row) string { return r.name }},
			{Key: "what", Title: "内容、变更或退回原因", Width: 420, Flex: true, Text: func(r row) string { return r.what }},
		},
	})
	row := []fyne.CanvasObject{p.grid.SearchField()}
	for _, o := range outcomes {
		chip := kit.NewFilterChip(o.String(), func(bool) { p.filter() })
		p.chips = append(p.chips, chip)
		row = append(row, chip)
	}
	p.note = kit.NewNote("", "", kit.ToneDue)
	p.note.Hide()
	p.top = kit.NewColumn(8, kit.NewRow(8, row...), p.note)
	p.whole = kit.NewTopAndRest(kit.Gap, p.top, container.NewStack(p.grid))
	return p.whole
}

func kindOptions() []kit.Option {
	var options []kit.Option
	for _, k := range data.Kinds() {
		options = append(options, kit.Option{Value: k.Name, Label: k.Layout})
	}
	return options
}

// Shown implements desk.Page.
func (p *Page) Shown() {}

// Escape implements desk.Escaper.
func (p *Page) Escape() { p.desk.Back() }

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { p.desk.Native().Canvas().Focus(p.grid.SearchField()) }

// Preview shows the files one after another, the first at once.
func (p *Page) Preview(paths []string) {
	if len(paths) == 0 {
		return
	}
	p.desk.Go(pageKey)
	if p.desk.Current() != desk.Page(p) {
		return // the page before has asked the user about what he typed
	}
	p.waiting, p.total = paths, len(paths)
	p.next()
}

// PreviewCells shows what a block of cells pasted into a list would do.
func (p *Page) PreviewCells(kind *data.Kind, headings []string, cells [][]string) {
	p.desk.Go(pageKey)
	if p.desk.Current() != desk.Page(p) {
		return
	}
	p.waiting, p.total, p.path = nil, 1, data.PastedName
	p.file.SetText(p.path)
	p.kinds.SetValue(kind.Name)
	p.plan = plan{}
	p.grid.SetRows(nil)
	p.load(request{path: p.path, kind: kind, headings: headings, cells: cells, scope: p.desk.Scope()})
}

// next previews the next file, or goes back where the user came from.
func (p *Page) next() {
	if len(p.waiting) == 0 {
		p.plan = plan{}
		p.desk.Back()
		return
	}
	p.path, p.waiting = p.waiting[0], p.waiting[1:]
	text := filepath.Base(p.path)
	if p.total > 1 {
		text = fmt.Sprintf("%s(第 %d 个,共 %d 个文件)", text, p.total-len(p.waiting), p.total)
	}
	p.file.SetText(text)
	p.kinds.SetValue("")
	p.plan = plan{}
	p.grid.SetRows(nil)
	p.load(request{path: p.path, scope: p.desk.Scope()})
}

// choose plans the file anew as another kind of record.
func (p *Page) choose(name string) {
	kind, err := data.KindByName(name)
	if err != nil {
		p.desk.Fail(err)
		return
	}
	p.load(request{path: p.path, workbook: p.plan.workbook, kind: kind, scope: p.desk.Scope()})
}

func (p *Page) load(r request) {
	store := p.desk.Store()
	p.setNote("正在读取…", filepath.Base(r.path), kit.ToneNormal)
	p.take.Disable()
	p.rejects.Disable()
	desk.Load(p.desk.Tasks(), "intake", func(ctx context.Context) (plan, error) { return read(ctx, store, r) }, p.show)
}

func (p *Page) show(read plan, err error) {
	if err != nil {
		p.plan = plan{}
		p.setNote("这个文件不能导入", data.Sentence(err), kit.ToneLate)
		p.fill()
		return
	}
	p.plan = read
	switch {
	case read.problem != "":
		p.setNote("没有认出表格", read.problem, kit.ToneLate)
	case read.notes != "":
		p.setNote("请注意", read.notes, kit.ToneDue)
	default:
		p.setNote("", "", kit.ToneNormal)
	}
	p.fill()
}

// fill shows rows, counts and which buttons have something to do.
func (p *Page) fill() {
	im := p.plan.im
	if im != nil {
		p.kinds.SetValue(im.Kind.Name)
	}
	for i, o := range outcomes {
		n := 0
		if im != nil {
			n = im.Count(o)
		}
		p.chips[i].Set(fmt.Sprintf("%s %d", o, n), false)
	}
	p.grid.SetRows(p.plan.rows)
	p.filter()
	useful := im != nil && !im.Applied && im.Count(data.RowNew)+im.Count(data.RowChanged) > 0
	p.take.SetEnabled(useful)
	p.take.SetText("导入")
	if useful {
		p.take.SetText(fmt.Sprintf("导入 %d 行", im.Count(data.RowNew)+im.Count(data.RowChanged)))
	}
	p.rejects.SetEnabled(im != nil && im.Count(data.RowRejected) > 0)
	p.leave.SetText("返回")
	if len(p.waiting) > 0 {
		p.leave.SetText("下一个文件")
	}
}

func (p *Page) setNote(title, text string, tone kit.Tone) {
	p.note.Set(title, text, tone)
	if title == "" && text == "" {
		p.note.Hide()
	} else {
		p.note.Show()
	}
	p.top.Refresh()
	p.whole.Refresh()
}

// filter shows the rows of the outcomes that are switched on, all when none is.
func (p *Page) filter() {
	on := map[data.Outcome]bool{}
	for i, chip := range p.chips {
		if chip.On {
			on[outcomes[i]] = true
		}
	}
	if len(on) == 0 {
		p.grid.SetFilter("outcome", nil)
		return
	}
	p.grid.SetFilter("outcome", func(r row) bool { return on[r.outcome] })
}

// apply takes the file in as one write.
func (p *Page) apply() {
	im, store, actor := p.plan.im, p.desk.Store(), p.desk.Actor()
	if im == nil {
		return
	}
	p.take.Disable()
	p.desk.Tasks().Run("导入"+im.Kind.Layout, func(ctx context.Context, _ func(string, int, int)) error {
		return store.ApplyImport(ctx, actor, im)
	}, func(err error) {
		if err != nil {
			p.take.Enable()
			p.desk.Fail(err)
			return
		}
		p.done(im)
	})
}

func (p *Page) done(im *data.Import) {
	p.desk.ToastRevert(fmt.Sprintf("已导入%s:新增 %d,变更 %d,退回 %d",
		im.Kind.Layout, im.Count(data.RowNew), im.Count(data.RowChanged), im.Count(data.RowRejected)), "撤销", im.WriteID)
	if im.Count(data.RowRejected) == 0 {
		p.next()
		return
	}
	p.plan.rows = rowsOf(im) // decided anew against the data as it was at the write
	p.setNote("其余各行已导入", "退回的行可以保存成工作簿,改好后再导入。", kit.ToneDue)
	p.fill()
}

func (p *Page) saveRejects() {
	im := p.plan.im
	if im == nil {
		return
	}
	refused := rejected(im)
	p.desk.AskSave("保存退回的行", rejectsName(p.path), desk.Workbooks, func(path string) {
		p.desk.Tasks().Run("保存退回的行", func(context.Context, func(string, int, int)) error {
			return export.WriteRejects(path, refused)
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Toast(fmt.Sprintf("退回的 %d 行已保存", len(refused)), "打开", func() { p.desk.OpenWithSystem(path) })
		})
	})
}
