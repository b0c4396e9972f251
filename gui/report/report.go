// Package report is the page 报表: the reports of a year with the figures they will show, and the pack that is written from them.
package report

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// Page is the page of reports.
type Page struct {
	desk *desk.Desk
	year int

	years   *form.Picker
	date    *form.DateField
	day     string // of the reports, "" for today
	laid    *export.Year
	grid    *grid.Grid[row]
	preview *preview
	folder  *kit.Label
	write   *kit.Button
	chosen  *kit.Button
	pdf     *kit.Button
	ofd     *kit.Button
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Changer = (*Page)(nil)
	_ desk.Printer = (*Page)(nil)
)

// prefFolder remembers where packs are written.
const prefFolder = "report.folder"

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, year: d.Year()}
	d.OnState(func() { p.year = d.Year() })
	return p
}

// Key implements desk.Page.
func (p *Page) Key() string { return "report" }

// Title implements desk.Page.
func (p *Page) Title() string { return "报表" }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.years, kit.NewLabel("填报日期", look.TextSize, look.ToneMuted), container.NewGridWrap(fyne.NewSize(132, look.FieldHeight), p.date)}, []fyne.CanvasObject{
		p.pdf, p.ofd, p.chosen, p.write,
	}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.years = form.NewPicker(nil)
	p.years.Required = true
	p.years.OnChosen = func(value string) {
		if year, err := strconv.Atoi(value); err == nil && year != p.year {
			p.year = year
			p.showFolder()
			p.load()
		}
	}
	p.date = form.NewDateField(p.desk.Calendar())
	p.date.OnDate = func(iso string, err error) {
		if err == nil && iso != p.day {
			p.day = iso
			p.load()
		}
	}
	p.write = kit.NewPrimaryButton("生成上报包", func() { p.writePack(nil, export.Workbooks, left) })
	p.chosen = kit.NewButton("只生成选中的", func() { p.writePack(codesOf(p.grid.Selected()), export.Workbooks, left) })
	p.pdf = kit.NewButton("存为 PDF", func() { p.writePack(codesOf(p.grid.Selected()), export.PDFs, left) })
	p.ofd = kit.NewButton("存为 OFD", func() { p.writePack(codesOf(p.grid.Selected()), export.OFDs, left) })
	p.chosen.Disable()
	p.pdf.Disable()
	p.ofd.Disable()
	p.folder = kit.NewLabel("", look.TextSize, look.ToneSoft)
	p.folder.Min = 120
	p.showFolder()
	p.preview = newPreview(p)
	p.grid = grid.New(grid.Config[row]{
		Key: "report", Prefs: p.desk.Prefs(), Unit: "张报表", ID: func(r row) int64 { return r.id },
		Columns: []grid.Column[row]{
			{Key: "code", Title: "编号", Width: 44, Text: func(r row) string { return r.code }},
			{Key: "name", Title: "报表", Width: 150, Flex: true, Text: row.called},
			{Key: "checked", Title: "核对", Width: 68, Text: row.checked, Tone: row.tone},
		},
		OnSelect: p.choose,
		OnOpen:   func(r row) { p.writePack([]string{r.code}, export.Workbooks, opened) },
	})
	folder := container.New(layout.NewCustomPaddedHBoxLayout(6), kit.NewButton("打开", p.openFolder), kit.NewButton("更改…", func() { p.askFolder(func() {}) }))
	target := kit.NewCard("", "", container.NewBorder(nil, nil, nil, folder, p.folder))
	return kit.NewShares([]float32{352, 821}, kit.NewTopAndRest(look.Gap, target, container.NewStack(p.grid)), p.preview.content())
}

func codesOf(rows []row) []string {
	var codes []string
	for _, r := range rows {
		codes = append(codes, r.code)
	}
	return codes
}

// Shown implements desk.Page.
func (p *Page) Shown() { p.load() }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Change) { p.load() }

func (p *Page) load() {
	store, year, working, day := p.desk.Store(), p.year, p.desk.Year(), p.dayOf()
	p.grid.SetLoading("正在统计…")
	desk.Load(p.desk.Tasks(), "report", func(ctx context.Context) (view, error) { return read(ctx, store, year, working, day) }, p.show)
}

// dayOf is the day of the reports.
func (p *Page) dayOf() time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, p.day, time.Local); err == nil {
		return day
	}
	return p.desk.Store().Now().Local()
}

// checkDay refuses a day that is none.
func (p *Page) checkDay() error {
	if _, err := p.date.Value(); err != nil {
		return store.Refuse(store.CodeInvalid, "填报日期「%s」不对，请改成 2026-12-31 这样的日期；空着就是今天。", p.date.Text)
	}
	return nil
}

func (p *Page) show(v view, err error) {
	if err != nil {
		p.grid.SetRows(nil)
		p.desk.Fail(err)
		return
	}
	var options []form.Option
	for _, year := range v.years {
		options = append(options, form.Option{Value: strconv.Itoa(year), Label: yearText(year)})
	}
	p.years.SetOptions(options)
	p.years.SetValue(strconv.Itoa(p.year))
	if p.date.Text == "" {
		p.date.PlaceHolder = p.desk.Today()
		p.date.Refresh()
	}
	p.showFolder()
	p.laid = v.laid
	p.grid.SetRows(v.rows)
	if len(p.grid.Selected()) == 0 && len(v.rows) > 0 {
		p.grid.Select(v.rows[0].id)
	}
	p.choose(p.grid.Selected())
}

// choose shows the report chosen.
func (p *Page) choose(chosen []row) {
	p.enable()
	if len(chosen) != 1 || p.laid == nil {
		p.preview.clear(fmt.Sprintf("选中了 %d 张报表；只选一张就能看到它的版面。", len(chosen)))
		return
	}
	p.preview.choose(chosen[0], p.laid)
}

func (p *Page) enable() {
	some := len(p.grid.Selected()) > 0
	p.chosen.SetEnabled(some)
	p.pdf.SetEnabled(some)
	p.ofd.SetEnabled(some)
}

// openings are what a click on a figure can list; lists are of the year worked on, so one of another year is asked about.
func (p *Page) openings(f measure.Figure) []*fyne.MenuItem {
	year, items := p.year, p.desk.Openings(f)
	for _, item := range items {
		open := item.Action
		item.Action = func() { p.desk.InYear(year, "「"+f.Name+"」统计的是", open) }
	}
	return items
}

func (p *Page) target() string { return p.desk.Prefs().Get(prefFolder) }

func (p *Page) showFolder() {
	if p.target() == "" {
		p.folder.Set("第一次生成时选择文件夹", look.ToneMuted)
		return
	}
	p.folder.Set(filepath.Join(p.target(), export.PackName(p.year)), look.ToneNormal)
}

func (p *Page) askFolder(then func()) {
	p.desk.AskFolder("上报包写到哪个文件夹", func(path string) {
		p.desk.Prefs().Set(prefFolder, path)
		p.showFolder()
		then()
	})
}

func (p *Page) openFolder() {
	if p.target() == "" {
		p.askFolder(p.openFolder)
		return
	}
	p.desk.OpenWithSystem(p.target())
}

// after is what is done with what was written.
type after int

const (
	left       after = iota
	opened           // by the program of the system
	printedToo       // by its printer
)

// CanPrint implements desk.Printer: one report is shown.
func (p *Page) CanPrint() bool { return p.preview != nil && p.preview.row.code != "" }

// Print implements desk.Printer: it prints the report that is shown, as its PDF.
func (p *Page) Print() { p.writePack([]string{p.preview.row.code}, export.PDFs, printedToo) }

// writePack writes the reports named in a form, all when none is, and opens or prints what it wrote if that is wanted. It asks for the folder the first time.
func (p *Page) writePack(only []string, form export.Form, then after) {
	if p.target() == "" {
		p.askFolder(func() { p.writePack(only, form, then) })
		return
	}
	if err := p.checkDay(); err != nil {
		p.desk.Fail(err)
		return
	}
	request := export.Request{Year: p.year, Date: p.dayOf(), Dir: p.target(), Only: slices.Clone(only), Form: form}
	title, doubts := "先看一看", []string(nil)
	if p.laid != nil {
		doubts = p.laid.Lacks()
	}
	if failed := p.failed(only); len(failed) > 0 {
		title = "有不符的地方"
		doubts = append(doubts, fmt.Sprintf("%s共 %d 处不符，最好先改正再上报，详见 00 号表。", failed[0].Sentence(), len(failed)))
	}
	if len(doubts) == 0 {
		p.send(request, then)
		return
	}
	p.desk.Warning(title, strings.Join(doubts, "")+"仍然生成吗？", "仍然生成", func() { p.send(request, then) })
}

// failed are the checks that reports fail; of the whole pack when none is named.
func (p *Page) failed(only []string) (failed []export.Disagreement) {
	for _, r := range p.grid.Rows() {
		if len(only) == 0 && r.code == "00" || slices.Contains(only, r.code) {
			failed = append(failed, r.failed...)
		}
	}
	return failed
}

// send writes a pack. Before it replaces a file that is not the program's it asks.
func (p *Page) send(request export.Request, then after) {
	st, actor := p.desk.Store(), p.desk.Actor()
	for _, b := range []*kit.Button{p.write, p.chosen, p.pdf, p.ofd} {
		b.Disable()
	}
	var files, notes []string
	request.Note = func(sentence string) { notes = append(notes, sentence) }
	p.desk.Tasks().Run("生成上报包", func(ctx context.Context, say func(string, int, int)) (err error) {
		request.Progress = func(done, total int, name string) { say(name, done, total) }
		files, err = export.WritePack(ctx, st, actor, request)
		return err
	}, func(err error) {
		p.write.Enable()
		p.enable()
		switch {
		case err != nil && store.CodeOf(err) == store.CodeExists:
			p.desk.Warning("替换文件", store.Sentence(err)+"要替换它吗？", "替换", func() {
				request.Replace = true
				p.send(request, then)
			})
		case err != nil:
			p.desk.Fail(err)
		default:
			p.sent(request, files, notes, then)
		}
	})
}

// sent says what was written and opens it or offers to.
func (p *Page) sent(request export.Request, files, notes []string, then after) {
	text := fmt.Sprintf("已生成 %d 个文件", len(files))
	switch request.Form {
	case export.PDFs:
		text = fmt.Sprintf("已存 %d 个 PDF", len(files))
	case export.OFDs:
		text = fmt.Sprintf("已存 %d 个 OFD", len(files))
	}
	if len(files) > 0 {
		text += "，在文件夹「" + filepath.Base(filepath.Dir(files[0])) + "」里"
	}
	if len(notes) > 0 {
		text += "。" + strings.Join(notes, "")
	}
	folder := filepath.Join(request.Dir, export.PackName(request.Year))
	if len(files) > 0 {
		folder = filepath.Dir(files[0])
	}
	what, path, shown := "打开文件夹", folder, folder
	switch {
	case len(files) == 1 && then != left: // it is shown already: what is left to ask is where it lies
		what, shown = "打开所在文件夹", files[0]
	case len(files) == 1:
		what, path = "打开", files[0]
	}
	p.desk.Toast(text, what, func() { p.desk.OpenWithSystem(path) })
	switch then {
	case opened:
		p.desk.OpenWithSystem(shown)
	case printedToo:
		if len(files) == 1 {
			p.desk.PrintWithSystem(files[0])
		}
	}
}
