// Package report is the page 报表: the reports of a year with the figures they will show, and the pack that is written from them.
package report

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// Page is the page of reports.
type Page struct {
	desk *desk.Desk
	year int

	years  *form.Picker
	grid   *grid.Grid[row]
	detail *editor.DetailPane
	folder *kit.Label
	write  *kit.Button
	chosen *kit.Button
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Changer = (*Page)(nil)
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
	return []fyne.CanvasObject{p.years}, []fyne.CanvasObject{
		kit.NewButton("打开文件夹", p.openFolder), p.chosen, p.write,
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
	p.write = kit.NewPrimaryButton("生成上报包", func() { p.writePack(nil) })
	p.chosen = kit.NewButton("只生成选中的", func() { p.writePack(codesOf(p.grid.Selected())) })
	p.chosen.Disable()
	p.folder = kit.NewLabel("", look.TextSize, look.ToneSoft)
	p.folder.Min = 120
	p.showFolder()
	p.detail = editor.NewDetailPane("选中一张报表查看主要数字")
	p.grid = grid.New(grid.Config[row]{
		Key: "report", Prefs: p.desk.Prefs(), Unit: "张报表", ID: func(r row) int64 { return r.id },
		Columns: []grid.Column[row]{
			{Key: "code", Title: "编号", Width: 60, Text: func(r row) string { return r.code }},
			{Key: "name", Title: "报表", Width: 220, Flex: true, Text: func(r row) string { return r.name }},
			{Key: "figure", Title: "主要数字", Width: 250, Text: row.summary},
		},
		OnSelect: p.choose,
		OnOpen:   func(r row) { p.writePack([]string{r.code}) },
	})
	change := kit.NewButton("更改…", func() { p.askFolder(func() {}) })
	target := kit.NewCard("", "", container.NewBorder(nil, nil, kit.NewLabel("上报包写到  ", look.TextSize, look.ToneMuted), change, p.folder))
	return kit.NewShares([]float32{648, 525}, kit.NewTopAndRest(look.Gap, target, container.NewStack(p.grid)), p.detail)
}

// summary is the first of the report's figures.
func (r row) summary() string {
	if len(r.lines) == 0 {
		return ""
	}
	l := r.lines[0]
	text := l.Name + " " + l.Value
	if l.Parts != "" && len([]rune(l.Parts)) > 2 {
		text += "（" + l.Parts + "）"
	}
	return text
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
	store, year, working := p.desk.Store(), p.year, p.desk.Year()
	p.grid.SetLoading("正在统计…")
	desk.Load(p.desk.Tasks(), "report", func(ctx context.Context) (view, error) { return read(ctx, store, year, working) }, p.show)
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
	p.showFolder()
	p.grid.SetRows(v.rows)
	if len(p.grid.Selected()) == 0 && len(v.rows) > 0 {
		p.grid.Select(v.rows[0].id)
	}
	p.choose(p.grid.Selected())
}

// choose shows the figures of the report chosen.
func (p *Page) choose(chosen []row) {
	p.chosen.SetEnabled(len(chosen) > 0)
	if len(chosen) != 1 {
		p.detail.Clear()
		return
	}
	r := chosen[0]
	p.detail.SetHeader(r.code, yearText(p.year), r.name)
	table := kit.NewSmallTable(
		kit.SmallColumn{Title: "项目", Weight: 3},
		kit.SmallColumn{Title: "数值", Width: 96, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "构成", Weight: 2})
	var rows []kit.SmallRow
	for _, l := range r.lines {
		row := kit.SmallRow{Cells: []kit.SmallCell{{Text: l.Name}, {Text: l.Value}, {Text: l.Parts, Tone: look.ToneMuted}}}
		row.Menu = p.openings(l.Figure)
		rows = append(rows, row)
	}
	table.SetRows(rows)
	p.detail.SetBody(table)
	p.detail.SetFoot("文件名 " + r.code + r.name + ".xlsx")
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

// writePack writes the reports named, all when none is, and asks for the folder the first time.
func (p *Page) writePack(only []string) {
	if p.target() == "" {
		p.askFolder(func() { p.writePack(only) })
		return
	}
	p.send(export.Request{Year: p.year, Date: p.desk.Store().Now().Local(), Dir: p.target(), Only: slices.Clone(only)})
}

// send writes a pack. Before it replaces a workbook that is not the program's it asks.
func (p *Page) send(request export.Request) {
	st, actor := p.desk.Store(), p.desk.Actor()
	p.write.Disable()
	p.chosen.Disable()
	var files []string
	p.desk.Tasks().Run("生成上报包", func(ctx context.Context, say func(string, int, int)) error {
		request.Progress = func(done, total int, name string) { say(name, done, total) }
		return st.Send(ctx, actor, request.Outgoing(), func() (_ int, err error) {
			files, err = export.WritePack(ctx, st, request)
			return len(files), err
		})
	}, func(err error) {
		p.write.Enable()
		p.chosen.SetEnabled(len(p.grid.Selected()) > 0)
		switch {
		case err != nil && store.CodeOf(err) == store.CodeExists:
			p.desk.Warning("替换文件", store.Sentence(err)+"要替换它吗？", "替换", func() {
				request.Replace = true
				p.send(request)
			})
		case err != nil:
			p.desk.Fail(err)
		default:
			p.desk.Toast(fmt.Sprintf("已生成 %d 张报表", len(files)), "打开文件夹", func() {
				p.desk.OpenWithSystem(filepath.Join(request.Dir, export.PackName(request.Year)))
			})
		}
	})
}
