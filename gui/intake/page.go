// Package intake is the import wizard (导入向导): which files, where their tables stand, what their columns are for, what becomes of every
// row, and the write. It is reached by dropping files on the window, by 导入… and by pasting cells into a list. When everything is
// recognised the user lands on the rows at once.
package intake

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// Page leads files one after another through the steps.
type Page struct {
	desk *desk.Desk

	sources []source
	at      int // the one worked on
	last    int64
	step    step
	cancel  context.CancelFunc // of the planning that runs
	later   func()             // stops the planning that waits for one more answer; nil when none does
	number  int                // of the newest planning
	writing int64              // the file that is being written, 0 for none
	learned bool               // how files are read was laid down in one that is written by now

	steps    *kit.Tabs
	file     *kit.Label
	kinds    *form.Picker
	template *kit.Button
	rejects  *kit.Button
	back     *kit.Button
	take     *kit.Button // 下一步, 写入 …
	note     *kit.Note
	top      *fyne.Container
	body     *fyne.Container
	whole    *fyne.Container

	files   *filesStep
	table   *tableStep
	layout  *layoutStep
	columns *columnsStep
	rows    *rowsStep
}

var (
	_ desk.Page     = (*Page)(nil)
	_ desk.Escaper  = (*Page)(nil)
	_ desk.Searcher = (*Page)(nil)
	_ desk.Helper   = (*Page)(nil)
	_ desk.Opener   = (*Page)(nil)
	_ desk.Stepper  = (*Page)(nil)
)

const pageKey = "intake"

// New makes the page.
func New(d *desk.Desk) *Page { return &Page{desk: d} }

// Key implements desk.Page.
func (p *Page) Key() string { return pageKey }

// Title implements desk.Page.
func (p *Page) Title() string { return "导入" }

// HelpTopic implements desk.Helper.
func (p *Page) HelpTopic() string { return "导入工作簿" }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.kinds, p.file}, []fyne.CanvasObject{p.template, p.rejects, p.back, p.take}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.file = kit.NewLabel("", look.TextSize, look.ToneMuted)
	p.file.Min = 200
	p.kinds = form.NewPicker(kindOptions())
	p.kinds.PlaceHolder, p.kinds.Required = "选择数据类别", true
	p.kinds.OnChosen = p.chooseKind
	p.template = kit.NewButton("下载模板…", p.saveTemplate)
	p.rejects = kit.NewButton("保存退回的行…", p.saveRejects)
	p.back = kit.NewButton("上一步", p.goBack)
	p.take = kit.NewPrimaryButton("下一步", p.goOn)
	var steps []kit.TabItem
	for _, title := range stepTitles {
		steps = append(steps, kit.TabItem{Key: title, Title: title})
	}
	p.steps = kit.NewTabs(steps...)
	p.steps.OnChange = func(title string) { p.goTo(step(slices.Index(stepTitles, title))) }
	p.note = kit.NewNote("", "", look.ToneDue)
	p.note.Most = 6 * 21 // lines, so that the rows keep most of the page
	p.note.Hide()
	p.files, p.table, p.layout, p.columns, p.rows = newFilesStep(p), newTableStep(p), newLayoutStep(p), newColumnsStep(p), newRowsStep(p)
	p.top = kit.NewColumn(8, p.steps, p.note)
	p.body = container.NewStack()
	p.whole = kit.NewTopAndRest(look.Gap, p.top, p.body)
	p.show(stepFiles)
	return p.whole
}

func kindOptions() []form.Option {
	var options []form.Option
	for _, k := range data.Kinds() {
		options = append(options, form.Option{Value: k.Name, Label: k.Layout})
	}
	return options
}

// Shown implements desk.Page. Data may have changed while another page was shown.
func (p *Page) Shown() { p.recheck() }

// Escape implements desk.Escaper.
func (p *Page) Escape() { p.desk.Back() }

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() {
	if p.step == stepRows {
		p.desk.Native().Canvas().Focus(p.rows.grid.SearchField())
	}
}

// SaveNext implements desk.Stepper: Ctrl+Enter is the primary button.
func (p *Page) SaveNext() {
	if !p.take.Disabled() {
		p.goOn()
	}
}

// Step implements desk.Stepper: PgUp and PgDn that no list used go through the steps.
func (p *Page) Step(by int) {
	if to := p.step + step(by); to >= stepFiles && to <= stepWritten {
		p.goTo(to)
	}
}

// Preview leads the files through the steps, the first at once. Files that come while the page is shown join those that are not through
// yet. Without files the page shows what is not through, else it asks for them.
func (p *Page) Preview(paths []string) {
	shown := p.desk.Current() == desk.Page(p)
	p.enter(func() { p.preview(paths, shown) })
}

func (p *Page) preview(paths []string, shown bool) {
	p.sources = slices.DeleteFunc(p.sources, func(s source) bool { return s.isSpent() })
	p.at = min(p.at, max(0, len(p.sources)-1))
	if len(paths) == 0 {
		if p.finished() {
			p.start(nil)
			p.files.ask()
		} else if shown {
			p.files.ask()
		}
		return
	}
	var sources []source
	for _, path := range paths {
		sources = append(sources, source{path: path, scope: p.desk.Scope()})
	}
	if p.finished() || !shown {
		p.start(sources)
		return
	}
	p.add(sources)
}

// PreviewAs shows what files would do that hold records of the kind; beside is what their rows say in fields they have no column for.
func (p *Page) PreviewAs(kind *record.Kind, beside map[string]string, paths []string) {
	if len(paths) == 0 {
		return
	}
	var sources []source
	for _, path := range paths {
		sources = append(sources, source{path: path, kind: kind, told: true, scope: p.desk.Scope(), options: take.Options{Beside: beside}})
	}
	p.enter(func() { p.start(sources) })
}

// PreviewCells shows what a block of cells pasted into a list would do.
func (p *Page) PreviewCells(kind *record.Kind, headings []string, cells [][]string) {
	sources := []source{{path: take.PastedName, kind: kind, headings: headings, cells: cells, scope: p.desk.Scope()}}
	p.enter(func() { p.start(sources) })
}

// enter shows the page and then calls: at once, or when the user has agreed to leave the page before, which asks about what he typed.
func (p *Page) enter(then func()) { p.desk.Open(pageKey, then) }

// Open implements desk.Opener: what goes on once the page is shown.
func (p *Page) Open(what any) {
	if then, ok := what.(func()); ok {
		then()
	}
}

// finished reports whether nothing is left of an earlier round.
func (p *Page) finished() bool {
	for i := range p.sources {
		if s := p.sources[i].state; s != stateWritten && s != stateFailed {
			return false
		}
	}
	return true
}

func (p *Page) start(sources []source) {
	p.stopPlanning()
	p.sources, p.at = nil, 0
	p.add(sources)
}

// add opens further files beside the window, puts all in order and shows the first that is not written.
func (p *Page) add(sources []source) {
	for i := range sources {
		p.last++
		sources[i].id = p.last
	}
	p.sources = append(p.sources, sources...)
	if len(p.sources) == 0 {
		p.show(stepFiles)
		return
	}
	p.openAll()
}

// openAll opens the files that were not, then goes on with the first that is not written.
func (p *Page) openAll() {
	st, opened := p.desk.Store(), append([]source(nil), p.sources...)
	p.show(stepFiles)
	p.busy("正在读取…", fmt.Sprintf("%d 个文件", len(opened)))
	desk.Load(p.desk.Tasks(), "intake", func(ctx context.Context) ([]source, error) {
		opened := inFolders(opened)
		for i, s := range opened {
			if s.state != stateWaiting {
				continue
			}
			read, err := s.open(ctx, st)
			if err != nil {
				return nil, err
			}
			opened[i] = read
		}
		opened, err := joinCards(ctx, st, opened)
		if err != nil {
			return nil, err
		}
		inOrder(opened)
		return opened, nil
	}, func(opened []source, err error) {
		if err != nil {
			p.tell("没有读完", store.Sentence(err), look.ToneLate)
			return
		}
		p.sources = opened
		for i := range opened {
			p.last = max(p.last, opened[i].id)
		}
		p.next()
	})
}

// next goes on with the first file that is not through; when all are, the page is left, or stays to say what was wrong.
func (p *Page) next() {
	for i := range p.sources {
		if s := &p.sources[i]; s.state == stateRead || s.state == statePlanned || s.state == stateUnknown {
			p.at = i
			p.land()
			return
		}
	}
	p.at = max(0, len(p.sources)-1)
	p.show(stepFiles)
}

// land shows the current file at the first step where the user is needed.
func (p *Page) land() {
	s := p.current()
	if s == nil {
		p.show(stepFiles)
		return
	}
	if to := s.landing(); to != stepRows || s.state == statePlanned {
		p.show(to)
		return
	}
	p.plan()
}

// current is the file worked on, nil when there is none.
func (p *Page) current() *source {
	if p.at >= len(p.sources) {
		return nil
	}
	return &p.sources[p.at]
}

// put replaces a file by what became of it beside the window; false when it is gone.
func (p *Page) put(s source) bool {
	for i := range p.sources {
		if p.sources[i].id == s.id {
			p.sources[i] = s
			return true
		}
	}
	return false
}

// goTo shows a step the user asked for, when the file has come that far.
func (p *Page) goTo(to step) {
	s := p.current()
	switch {
	case to == p.step:
	case to == stepFiles:
		p.show(to)
	case s == nil || !s.reaches(to):
	case to == stepRows && s.state != statePlanned:
		p.plan()
	default:
		p.show(to)
	}
}

func (p *Page) goBack() {
	if p.step == stepFiles {
		p.desk.Back()
		return
	}
	s := p.current()
	if s == nil || p.step == stepWritten && !s.reaches(stepRows) {
		p.show(stepFiles)
		return
	}
	p.goTo(s.beside(p.step, -1))
}

// goOn is the primary button: to the next step, the write, the next file.
func (p *Page) goOn() {
	s := p.current()
	switch {
	case p.step == stepRows:
		p.write()
	case p.step == stepWritten:
		p.leaveOrNext()
	case s == nil:
		p.files.ask()
	case p.step == stepFiles && p.finished():
		p.desk.Back()
	case p.step == stepFiles && s.state != stateRead && s.state != statePlanned && s.state != stateUnknown:
		p.next()
	case p.step == stepFiles:
		p.land()
	default:
		p.goTo(s.beside(p.step, 1))
	}
}

func (p *Page) leaveOrNext() {
	if p.finished() {
		p.start(nil)
		p.desk.Back()
		return
	}
	p.goOnWithRest()
}

// goOnWithRest goes on with the files that are left. What was laid down in the one written is remembered by now, so that those of its like, such as the
// other files of a folder, are read by it.
func (p *Page) goOnWithRest() {
	again := false
	for i := range p.sources {
		if s := &p.sources[i]; p.learned && s.untouched() {
			p.sources[i], again = s.afresh(), true
		}
	}
	p.learned = false
	if again {
		p.openAll()
		return
	}
	p.next()
}

// chooseKind makes the current file one of another kind.
func (p *Page) chooseKind(name string) {
	kind, err := data.KindByName(name)
	if err != nil {
		p.desk.Fail(err)
		return
	}
	if s := p.current(); s != nil && s.state != stateWritten && s.workbook != nil {
		p.reread(s.as(kind), p.land)
	}
}

// reread reads the current file's tables anew beside the window; then is called when they are in place.
func (p *Page) reread(s source, then func()) {
	store := p.desk.Store()
	p.stopPlanning()
	desk.Load(p.desk.Tasks(), "intake", func(ctx context.Context) (source, error) { return s.readTables(ctx, store) },
		func(read source, err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			if p.put(read) {
				then()
			}
		})
}
