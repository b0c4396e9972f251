package intake

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// filesStep lists the files with how far each is. It is the first step and, with what became of them, the last.
type filesStep struct {
	page    *Page
	grid    *grid.Grid[fileRow]
	content fyne.CanvasObject
	drop    *kit.Button
}

// fileRow is a file as text.
type fileRow struct {
	id                       int64
	number, name, kind, text string
	about                    string
	tone                     look.Tone
}

func newFilesStep(p *Page) *filesStep {
	f := &filesStep{page: p}
	f.grid = grid.New(grid.Config[fileRow]{
		Key: "intake.files", Prefs: p.desk.Prefs(), Unit: "个文件", Empty: "把工作簿拖到窗口里，或按「选择文件…」",
		ID: func(r fileRow) int64 { return r.id },
		Columns: []grid.Column[fileRow]{
			{Key: "number", Title: "顺序", Width: 54, Text: func(r fileRow) string { return r.number }},
			{Key: "name", Title: "文件", Width: 260, Text: func(r fileRow) string { return r.name }},
			{Key: "kind", Title: "类别", Width: 130, Text: func(r fileRow) string { return r.kind }},
			{Key: "state", Title: "状态", Width: 110, Text: func(r fileRow) string { return r.text }, Tone: func(r fileRow) look.Tone { return r.tone }},
			{Key: "about", Title: "内容或原因", Width: 420, Flex: true, Text: func(r fileRow) string { return r.about }},
		},
		OnSelect: f.selected,
		OnOpen:   func(fileRow) { p.land() },
		OnDelete: func([]fileRow) { f.remove() },
	})
	choose, folder := kit.NewButton("选择文件…", f.ask), kit.NewButton("选择文件夹…", f.askFolder)
	f.drop = kit.NewButton("移出", f.remove)
	hint := kit.NewLabel("可以一次选多个，也可以选一个文件夹，如一人一个文件的登记表。文件按先后依赖排好（先单位、委员，后提案），每个文件单独写入、单独撤销。", look.TextSize, look.ToneMuted)
	f.content = kit.NewTopAndRest(look.Gap, kit.NewFlow(8, choose, folder, f.drop, tall(hint)), container.NewStack(f.grid))
	return f
}

func (f *filesStep) show() fyne.CanvasObject {
	rows := make([]fileRow, len(f.page.sources))
	for i := range f.page.sources {
		rows[i] = fileRowOf(&f.page.sources[i], i)
	}
	f.grid.SetRows(rows)
	f.drop.SetEnabled(len(rows) > 0)
	if s := f.page.current(); s != nil {
		f.grid.Select(s.id)
	}
	if f.page.step == stepWritten {
		f.tellWritten()
	} else {
		f.tellFailed()
	}
	return f.content
}

func fileRowOf(s *source, i int) fileRow {
	r := fileRow{id: s.id, number: itoa(i + 1), name: s.name(), text: s.stateText(), about: s.about()}
	if s.kind != nil {
		r.kind = s.kind.Layout
	}
	switch s.state {
	case stateFailed, stateUnknown:
		r.tone = look.ToneLate
	case stateWritten:
		if r.tone = look.ToneDone; s.undone {
			r.tone = look.ToneDue
		}
	case stateRead, statePlanned:
		if s.landing() != stepRows || s.state == statePlanned && useful(s.im) == 0 || s.im.Count(take.RowAsked) > 0 {
			r.tone = look.ToneDue
		}
	}
	return r
}

// ask lets the user choose files.
func (f *filesStep) ask() {
	f.page.desk.AskFiles("导入工作簿", desk.Workbooks, f.page.Preview)
}

// askFolder lets the user choose a folder, for all workbooks in it.
func (f *filesStep) askFolder() {
	f.page.desk.AskFolder("导入哪个文件夹里的工作簿", func(path string) { f.page.Preview([]string{path}) })
}

func (f *filesStep) selected(chosen []fileRow) {
	if len(chosen) == 0 {
		return
	}
	at := slices.IndexFunc(f.page.sources, func(s source) bool { return s.id == chosen[0].id })
	if at >= 0 && at != f.page.at && f.page.step == stepFiles {
		f.page.at = at
		f.page.tell("", "", look.ToneNormal)
		f.tellFailed()
		f.page.dress()
	}
}

// tellFailed says in full why the current file cannot be read; its line in the list may be cut.
func (f *filesStep) tellFailed() {
	if s := f.page.current(); s != nil && s.state == stateFailed {
		f.page.tell("「"+s.name()+"」"+s.stateText(), s.problem, look.ToneLate)
	}
}

// remove takes the selected files out of the list, else the current one.
func (f *filesStep) remove() {
	gone := map[int64]bool{}
	for _, r := range f.grid.Selected() {
		gone[r.id] = true
	}
	if s := f.page.current(); len(gone) == 0 && s != nil {
		gone[s.id] = true
	}
	f.page.stopPlanning()
	f.page.sources = slices.DeleteFunc(f.page.sources, func(s source) bool { return gone[s.id] })
	f.page.at = min(f.page.at, max(0, len(f.page.sources)-1))
	f.page.show(stepFiles)
}

// tellWritten says what became of the file written last.
func (f *filesStep) tellWritten() {
	s := f.page.current()
	if s == nil || s.im == nil {
		return
	}
	if s.undone {
		f.page.tell("已撤销", "写入的"+s.kind.Layout+"已经撤销，数据和导入前一样。要重新导入，请再选一次文件。", look.ToneDue)
		return
	}
	if n := len(leftOver(s.im)); n > 0 {
		text := itoa(n) + " 行没有写入。可以把它们保存成工作簿，每行旁边写着原因，改好后再导入。"
		if asked := s.im.Count(take.RowAsked); asked > 0 {
			text += "其中 " + itoa(asked) + " 行待确认，按「上一步」可以继续选择。"
		}
		f.page.tell("其余各行已写入", text, look.ToneDue)
		return
	}
	f.page.tell("已写入"+s.kind.Layout, countsOf(s.im)+"。需要时可以撤销（Ctrl+Z）。", look.ToneDone)
}

// Changed implements desk.Changer: rows were compared with data that may be other now, and what was written may have been taken back, or written
// once more.
func (p *Page) Changed(c store.Change) {
	if len(c.Tables) > 0 {
		p.recheck()
	}
	st := p.desk.Store()
	written := map[int64]int64{} // by the source
	for i := range p.sources {
		if s := &p.sources[i]; s.state == stateWritten {
			written[s.id] = s.im.WriteID
		}
	}
	if len(written) == 0 {
		return
	}
	desk.Load(p.desk.Tasks(), "intake.undone", func(ctx context.Context) (map[int64]bool, error) {
		undone := map[int64]bool{}
		for id, write := range written {
			back, err := st.Undone(ctx, write)
			if err != nil {
				return nil, err
			}
			undone[id] = back
		}
		return undone, nil
	}, func(undone map[int64]bool, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		changed := false
		for i := range p.sources {
			s := &p.sources[i]
			if back, known := undone[s.id]; known && back != s.undone {
				s.undone, changed = back, true
			}
		}
		if changed && (p.step == stepFiles || p.step == stepWritten) {
			p.show(p.step)
		}
	})
}
