package evaluation

import (
	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// locking is the button that locks the results shown or opens them again, and what says which they are.
type locking struct {
	state  *kit.Chip
	button *kit.Button
	editor *records.Editor // of the steps

	id     int64 // of the evaluation
	locked bool
}

func newLocking(d *desk.Desk, changed func()) *locking {
	l := &locking{state: kit.NewTag("", false), editor: records.NewEditor(d, evaluation.Evaluations, "name", nil)}
	l.editor.Boxed = true
	l.editor.OnTaken = func(string, record.Values, []int64) { changed() }
	l.button = kit.NewPrimaryButton("锁定结果…", l.take)
	l.hide()
	return l
}

func (l *locking) hide() {
	l.state.Hide()
	l.button.Hide()
}

// show shows the state of an evaluation with the locks.
func (l *locking) show(id int64, locks []evaluation.Lock) {
	stands := evaluation.Standing(locks)
	l.id, l.locked = id, stands != nil
	if l.locked {
		l.state.Set(evaluation.ResultsLocked+" "+stands.On, true)
		l.button.SetText(evaluation.StepUnlock + "…")
	} else {
		l.state.Set(evaluation.ResultsOpen, false)
		l.button.SetText(evaluation.StepLock + "…")
	}
	l.button.Primary = !l.locked
	l.button.Refresh()
	l.state.Show()
	l.button.Show()
}

// take asks who does it with whom.
func (l *locking) take() {
	if l.locked {
		l.editor.Take(evaluation.StepUnlock, l.id)
		return
	}
	l.editor.Take(evaluation.StepLock, l.id)
}

// lockNote tells in the details who locked and opened the results; nothing while nobody has.
func lockNote(locks []evaluation.Lock) []fyne.CanvasObject {
	if len(locks) == 0 {
		return nil
	}
	tone := look.ToneNormal
	if evaluation.Standing(locks) == nil {
		tone = look.ToneDue
	}
	return []fyne.CanvasObject{kit.NewNote("锁定记录", evaluation.LocksText(locks), tone)}
}
