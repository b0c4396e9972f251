package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
)

// show brings a step to the front and says where the file stands.
func (p *Page) show(to step) {
	p.step = to
	s := p.current()
	p.tell("", "", look.ToneNormal)
	var content fyne.CanvasObject
	switch to {
	case stepTable:
		if s.inBlocks() {
			content = p.layout.show(s)
		} else {
			content = p.table.show(s)
		}
	case stepColumns:
		content = p.columns.show(s)
	case stepRows:
		content = p.rows.show(s)
	default:
		content = p.files.show()
	}
	p.place(content)
	p.dress()
	if to == stepRows && p.desk.Current() == desk.Page(p) {
		p.rows.grid.Focus() // so that the arrow keys go through the rows at once
	}
}

// place puts a step's content into the page. It is laid out twice: how high its lines are is known once it has its width.
func (p *Page) place(content fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
	content.Refresh()
}

// dress brings the row of steps, file name, kind and buttons in line with the current file.
func (p *Page) dress() {
	s := p.current()
	p.steps.Select(stepTitles[p.step])
	p.file.SetText(p.fileText())
	switch {
	case s == nil: // the kind chosen before there is a file stays
	case s.kind == nil:
		p.kinds.SetValue("")
	default:
		p.kinds.SetValue(s.kind.Name)
	}
	p.rejects.SetEnabled(s != nil && s.state >= statePlanned && len(leftOver(s.im)) > 0)
	p.back.SetText("上一步")
	if p.step == stepFiles {
		p.back.SetText("返回")
	}
	text, on := p.nextText()
	p.take.SetText(text)
	p.take.SetEnabled(on)
	p.top.Refresh()
	p.whole.Refresh()
}

func (p *Page) fileText() string {
	s := p.current()
	if s == nil {
		return ""
	}
	text := s.name()
	if len(p.sources) > 1 {
		text = fmt.Sprintf("%s（第 %d 个，共 %d 个文件）", text, p.at+1, len(p.sources))
	}
	return text
}

// nextText is what the primary button does.
func (p *Page) nextText() (text string, on bool) {
	s := p.current()
	switch {
	case p.step == stepRows && s.state != statePlanned:
		return "写入", false
	case p.step == stepRows:
		n := useful(s.im)
		if n == 0 {
			return "没有要写入的行", false
		}
		return fmt.Sprintf("写入 %d 行", n), true
	case p.step == stepWritten && p.finished():
		return "完成", true
	case p.step == stepWritten:
		return "下一个文件", true
	case s == nil:
		return "选择文件…", true
	case p.step == stepFiles && p.finished():
		return "完成", true
	case p.step == stepFiles:
		return "下一步", true
	case p.step == stepColumns && len(missing(s.im)) > 0:
		return "下一步", false // the note says what to do
	default:
		return "下一步", s.reaches(s.beside(p.step, 1))
	}
}

func (p *Page) tell(title, text string, tone look.Tone) {
	p.note.Set(title, text, tone)
	if title == "" && text == "" {
		p.note.Hide()
	} else {
		p.note.Show()
	}
	p.top.Refresh()
	p.whole.Refresh()
}

// busy says what is going on; nothing can be written meanwhile.
func (p *Page) busy(title, text string) {
	p.tell(title, text, look.ToneNormal)
	p.take.Disable()
	p.rejects.Disable()
}

// plan decides on the current file's rows beside the window, with its progress in the status bar, and shows them.
func (p *Page) plan() {
	s := p.current()
	if s == nil {
		return
	}
	p.stopPlanning()
	stop, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.number++
	number, work, store := p.number, *s, p.desk.Store()
	p.waitForRows("正在核对…", "逐行与已有的数据比对，还没有写入任何内容。")
	p.desk.Tasks().Run("核对"+work.name(), func(ctx context.Context, say func(string, int, int)) error {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(stop, end)()
		planned, err := work.plan(ctx, store, func(done, total int) { say("", done, total) })
		work = planned
		return err
	}, func(err error) {
		cancel()
		if number != p.number {
			return
		}
		p.planned(work, err)
	})
}

// recheck has the files decided on anew that were decided on before the data changed: the one whose rows are shown at once.
func (p *Page) recheck() {
	stale := p.step == stepRows && p.cancel != nil
	for i := range p.sources {
		if s := &p.sources[i]; s.state == statePlanned && s.id != p.writing {
			s.state = stateRead
			stale = stale || i == p.at
		}
	}
	switch {
	case p.writing != 0 || !stale:
	case p.step == stepRows:
		p.plan()
	default:
		p.show(p.step)
	}
}

// answerPause is how long the check waits for one more answer.
const answerPause = 1500 * time.Millisecond

// planSoon is plan once nobody has answered for a moment, so that several answers in a row are one check.
func (p *Page) planSoon() {
	p.stopPlanning()
	p.waitForRows("等下一个答案", "还有词没有选择当作什么；选完一起核对，停下来就先核对已选的。")
	of := p.current().id
	p.later = p.desk.Tasks().After(answerPause, func() {
		if s := p.current(); p.step == stepRows && s != nil && s.id == of { // else he has gone elsewhere, and coming back begins the check
			p.plan()
		}
	})
}

// waitForRows shows the rows' step without its rows.
func (p *Page) waitForRows(title, text string) {
	p.step = stepRows
	p.place(p.rows.show(p.current()))
	p.dress()
	p.busy(title, text)
}

func (p *Page) planned(s source, err error) {
	p.cancel = nil
	switch {
	case errors.Is(err, context.Canceled) || store.CodeOf(err) == store.CodeCanceled:
		p.show(p.current().beside(stepRows, -1))
		p.tell("已取消核对", "没有写入任何内容。按「下一步」重新核对。", look.ToneDue)
	case err != nil:
		p.desk.Fail(err)
		p.show(p.current().beside(stepRows, -1))
	case p.put(s):
		p.show(p.current().landing())
	}
}

// stopPlanning ends a planning whose answer is not wanted any more.
func (p *Page) stopPlanning() {
	if p.later != nil {
		p.later()
		p.later = nil
	}
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
		p.number++
	}
}
