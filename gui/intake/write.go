package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
)

func itoa(n int) string { return strconv.Itoa(n) }

// write takes the current file in as one write; cancelled, it leaves nothing.
func (p *Page) write() {
	s := p.current()
	if s == nil || s.state != statePlanned || useful(s.im) == 0 {
		return
	}
	work, st, actor := *s, p.desk.Store(), p.desk.Actor()
	work.im = s.im.Clone() // the rows stay on the screen, and what is decided on them meanwhile is not for this write
	p.busy("正在写入…", "可以在状态栏取消，取消后什么也不会写入。")
	p.back.Disable()
	p.writing = s.id
	p.desk.Tasks().Run("导入"+work.kind.Layout, func(ctx context.Context, say func(string, int, int)) error {
		work.im.OnProgress(func(done, total int) { say("", done, total) })
		if err := take.Apply(ctx, st, actor, work.im); err != nil {
			return err
		}
		work.im.InWindow()
		return take.RememberLayout(context.WithoutCancel(ctx), st, actor, work.im) // too late to cancel
	}, func(err error) {
		p.writing = 0
		p.back.Enable()
		if err != nil {
			p.show(stepRows)
			if errors.Is(err, context.Canceled) || store.CodeOf(err) == store.CodeCanceled {
				p.tell("已取消", "没有写入任何内容。", look.ToneDue)
				return
			}
			p.desk.Fail(err)
			return
		}
		work.state = stateWritten
		there := p.put(work)
		p.learned = p.learned || work.teaches()
		p.desk.ToastRevert("已导入"+work.kind.Layout+"："+countsOf(work.im)+byYear(work.im), "撤销", work.im.WriteID)
		if there { // else other files were brought meanwhile
			p.written(work)
		}
	})
}

// byYear is how many rows came into each year, where there are several years.
func byYear(im *take.Import) string {
	rows, years := im.RowsByYear(), im.Years()
	if len(years) < 2 {
		return ""
	}
	parts := make([]string, len(years))
	for i, year := range years {
		parts[i] = fmt.Sprintf("%d 年 %d 行", year, rows[year])
	}
	return "（" + strings.Join(parts, "、") + "）"
}

// written shows what became of the file; one without anything left over makes way for the next at once, the only one for what came in. A user who
// has gone to another page meanwhile stays there.
func (p *Page) written(s source) {
	files := slices.Clone(p.sources)
	switch {
	case len(leftOver(s.im)) > 0:
		p.show(stepWritten)
	case p.finished() && len(p.sources) == 1:
		p.start(nil)
		if p.desk.Current() == desk.Page(p) {
			p.desk.Back()
			p.inItsYear(files, func() { p.open(s) })
			return
		}
	case p.finished():
		p.show(stepWritten)
	default:
		p.goOnWithRest()
		return
	}
	if p.finished() {
		p.inItsYear(files, func() {})
	}
}

// inItsYear offers to go to the last of the years that the files were taken into, where nothing of them is of the year worked on; then follows.
func (p *Page) inItsYear(files []source, then func()) {
	var years []int
	rows := 0
	for i := range files {
		if files[i].state == stateWritten {
			years = append(years, files[i].im.Years()...)
			rows += useful(files[i].im)
		}
	}
	year := p.desk.Year()
	if len(years) > 0 && !slices.Contains(years, year) {
		year = slices.Max(years)
	}
	p.desk.InYear(year, fmt.Sprintf("导入的 %d 行属于", rows), then)
}

// open lists what came in of a file, where a page lists its kind.
func (p *Page) open(s source) {
	page := p.desk.PageOf(s.kind.Name)
	if page == "" {
		return
	}
	in, listed := measure.Set{Kind: s.kind.Name}, map[int64]bool{}
	for i := range s.im.Rows {
		r := &s.im.Rows[i]
		if wrote := r.Outcome == take.RowNew || r.Outcome == take.RowChanged; wrote && r.ID != 0 && !listed[r.ID] {
			in.IDs, listed[r.ID] = append(in.IDs, r.ID), true
		}
	}
	p.desk.Open(page, desk.Listing{Title: fmt.Sprintf("%s · 导入的 %d 条", s.name(), in.Len()), Set: in})
}

// saveRejects writes the rows that were not or will not be written to a workbook, each with its reason.
func (p *Page) saveRejects() {
	s := p.current()
	if s == nil || s.im == nil {
		return
	}
	left := leftOver(s.im)
	st, actor := p.desk.Store(), p.desk.Actor()
	p.desk.AskSave("保存退回的行", rejectsName(s.path), desk.Workbook, func(path string) {
		out := store.Outgoing{What: "退回的行", Unit: "行", Whole: true, To: path, Table: true, Inputs: []string{s.path}, Replace: true} // the dialog has asked
		p.desk.Tasks().Run("保存退回的行", func(ctx context.Context, _ func(string, int, int)) error {
			return st.Send(ctx, actor, out, func() (int, error) { return len(left), export.WriteRejects(path, left) })
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Toast(fmt.Sprintf("退回的 %d 行已保存", len(left)), "打开", func() { p.desk.OpenWithSystem(path) })
		})
	})
}

// saveTemplate writes an empty workbook of the kind chosen, to be filled in.
func (p *Page) saveTemplate() {
	kind, err := data.KindByName(p.kinds.Value())
	if p.kinds.Value() == "" || err != nil {
		p.desk.Tell("下载模板", "请先在左上角选择数据类别，再下载它的模板。")
		return
	}
	st, scope, actor := p.desk.Store(), p.desk.Scope(), p.desk.Actor()
	p.desk.AskSave("下载模板", kind.Layout+"模板.xlsx", desk.Workbook, func(path string) {
		out := store.Outgoing{What: kind.Layout + "模板", Unit: "个", To: path, Table: true, Replace: true} // the dialog has asked
		p.desk.Tasks().Run("下载模板", func(ctx context.Context, _ func(string, int, int)) error {
			return st.Send(ctx, actor, out, func() (int, error) { return 1, export.WriteTemplate(ctx, st.DB(), kind, scope, path) })
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Toast(kind.Layout+"模板已保存，填好后拖到窗口里即可导入", "打开", func() { p.desk.OpenWithSystem(path) })
		})
	})
}
