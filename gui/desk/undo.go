package desk

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// undoing is what Ctrl+Z and Ctrl+Y work on. Steps asked for while one is under way wait their turn, so that a key held down undoes one
// step after the other and never the same one twice.
type undoing struct {
	state   store.UndoState // for the wording of the commands
	busy    bool
	waiting []func()
	offer   func() // takes the newest message away that offers a step
	seenOn  func(tables []string, front string) (page string)
	after   func() // what is to be undone once what is being written is; nil: nothing
}

// AddUndo declares the commands 撤销 and 重做. In a text field their keys undo typing and never reach the window.
func (d *Desk) AddUndo() {
	undo := Command{
		Menu: "编辑", Title: "撤销", Keys: "Ctrl+Z", Do: d.Undo,
		Enabled: func() bool { return d.undoing.state.Undo != nil },
		Wording: func() string { return stepText("撤销", d.undoing.state.Undo) },
	}
	redo := Command{
		Menu: "编辑", Title: "重做", Keys: "Ctrl+Y", Do: d.Redo,
		Enabled: func() bool { return d.undoing.state.Redo != nil },
		Wording: func() string { return stepText("重做", d.undoing.state.Redo) },
	}
	d.AddCommand(undo)
	d.AddCommand(redo)
	canvas := d.Native().Canvas()
	for shortcut, do := range map[fyne.Shortcut]func(){&fyne.ShortcutUndo{}: d.Undo, &fyne.ShortcutRedo{}: d.Redo} {
		canvas.AddShortcut(shortcut, func(fyne.Shortcut) {
			if canvas.Overlays().Top() == nil { // a question is answered first
				do()
			}
		})
	}
	d.ReadUndo()
}

// stepTextLimit is how many characters of a step's wording a menu shows.
const stepTextLimit = 36

func stepText(verb string, step *store.UndoStep) string {
	if step == nil {
		return verb
	}
	wording := []rune(step.Wording)
	if len(wording) > stepTextLimit {
		wording = append(wording[:stepTextLimit-1], '…')
	}
	return verb + "：" + string(wording)
}

// ReadUndo reads anew what would be undone and done anew next, after a write.
func (d *Desk) ReadUndo() {
	Load(d.Tasks(), "desk.undo", func(ctx context.Context) (store.UndoState, error) { return d.store.UndoState(ctx, "") }, func(state store.UndoState, err error) {
		if err != nil {
			d.options.Log(err) // the commands then say what they said before; doing them reads again and tells
			return
		}
		d.undoing.state = state
	})
}

// UndoState is what would be undone and done anew next, as read last.
func (d *Desk) UndoState() store.UndoState { return d.undoing.state }

// OnUndo says on which page a change of tables is seen, "" when that is the page in front or none in particular. It is called beside the window's
// thread. Without it nothing is asked before a step is undone.
func (d *Desk) OnUndo(f func(tables []string, front string) (page string)) { d.undoing.seenOn = f }

// Undo undoes the newest step that stands and says which. One that is not seen on the page in front is asked about first.
func (d *Desk) Undo() {
	d.revertNext("撤销", func(s store.UndoState) *store.UndoStep { return s.Undo })
}

// Redo does the step undone last anew and says which, as Undo does.
func (d *Desk) Redo() {
	d.revertNext("重做", func(s store.UndoState) *store.UndoStep { return s.Redo })
}

// revertNext reverts the step that which finds, unless something typed waits to be saved. What is being written is waited for, and is the one that is meant: where it fails nothing is reverted,
// and however often it is asked for meanwhile, one step is.
func (d *Desk) revertNext(verb string, which func(store.UndoState) *store.UndoStep) {
	if d.writing > 0 {
		d.undoing.after = func() { d.revertNext(verb, which) }
		d.Status().SetSaved("正在保存，保存完再"+verb, look.ToneDue)
		return
	}
	if what := d.store.Writing(); what != "" {
		d.Toast("「"+what+"」还没有写完，请稍候再"+verb, "", nil)
		return
	}
	if d.Status().Unsaved() { // the key meant what is being typed, not a step made before
		d.Toast("还有没保存的修改：先保存（Ctrl+S）或放弃，再"+verb+"以前的操作", "", nil)
		return
	}
	st, seenOn, front := d.store, d.undoing.seenOn, d.front()
	here := int64(0) // made on the page in front
	if d.lastPage == front {
		here = d.lastWrite
	}
	var asked *store.UndoStep
	var page string
	d.revert(func(ctx context.Context) (int64, error) {
		asked, page = nil, ""
		state, err := st.UndoState(ctx, "")
		step := which(state)
		if err != nil || step == nil {
			return 0, err
		}
		if seenOn != nil && step.WriteID != here {
			tables, err := st.Touched(ctx, step.WriteID)
			if err != nil {
				return 0, err
			}
			if page = seenOn(tables, front); page != "" {
				asked = step
				return 0, nil
			}
		}
		return step.WriteID, nil
	}, func() {
		if asked == nil {
			d.Toast("没有可以"+verb+"的操作", "", nil)
			return
		}
		d.undoing.waiting = nil // keys pressed before the question are no answer to it
		d.askRevert(verb, asked, page)
	})
}

// written does what waits for what was being written.
func (d *Desk) written(err error) {
	after := d.undoing.after
	switch {
	case err != nil:
		d.undoing.after = nil
	case d.writing == 0 && after != nil:
		d.undoing.after = nil
		after()
	}
}

// askRevert asks before a step is reverted whose effect is not seen on the page in front.
func (d *Desk) askRevert(verb string, step *store.UndoStep, page string) {
	text := fmt.Sprintf("要%s「%s」吗？它在「%s」页，不在现在这一页。", verb, step.Wording, d.find(page).Title())
	box.ShowChoices(d.Native().Canvas(), verb, text,
		box.Answer{Text: "转到那里", Do: func() { d.Go(page) }},
		box.Answer{Text: verb, Do: func() { d.Revert(step.WriteID) }})
}

// Revert undoes a write of the journal, or does it anew when it is itself an undo, and says what was done with the way back as the
// message's action. A refusal tells its reason. Text typed into an open form stays as it is.
func (d *Desk) Revert(writeID int64) {
	d.revert(func(context.Context) (int64, error) { return writeID, nil }, func() {})
}

// revert reverts the write that find finds, once the steps before it are through; none is called when there is none.
func (d *Desk) revert(find func(ctx context.Context) (int64, error), none func()) {
	if d.undoing.busy {
		d.undoing.waiting = append(d.undoing.waiting, func() { d.revert(find, none) })
		return
	}
	d.undoing.busy = true
	actor := d.Actor()
	var made int64
	var wording string
	var err error
	d.Tasks().Background(func() {
		ctx := context.Background() // as in Write
		_, err = guarded(func() (struct{}, error) {
			id, err := find(ctx)
			if err == nil && id != 0 {
				if made, err = d.store.Revert(ctx, actor, id); err == nil {
					wording, err = d.store.Wording(ctx, made)
				}
			}
			return struct{}{}, err
		})
	}, func() {
		d.undoing.busy = false
		if made != 0 && d.undoing.offer != nil {
			d.undoing.offer() // most likely it offers what was just done; if not, the commands and the journal still do
		}
		switch {
		case err != nil:
			d.Fail(err)
		case made == 0:
			none()
		default:
			d.lastWrite, d.lastPage = made, d.front() // taking it back at once is not asked about
			d.ToastRevert("已"+strings.Replace(wording, "：", " ", 1), wayBack(wording), made)
		}
		if waiting := d.undoing.waiting; len(waiting) > 0 {
			d.undoing.waiting = waiting[1:]
			if err != nil {
				d.undoing.waiting = nil // what is in the way of one is in the way of all
				return
			}
			waiting[0]()
		}
	}, nil)
}

// wayBack is the action that reverts a write with that wording.
func wayBack(wording string) string {
	if store.IsUndo(wording) {
		return "重做"
	}
	return "撤销"
}

// ToastUndo shows a passing message with 撤销 for the write last made through Desk.Write. When that write changed nothing, there is nothing
// to undo and the message stands alone.
func (d *Desk) ToastUndo(text string) { d.ToastRevert(text, "撤销", d.lastWrite) }

// ToastRevert shows a passing message whose action reverts the write with that key in the journal; 0 gives no action.
func (d *Desk) ToastRevert(text, action string, writeID int64) {
	if writeID == 0 {
		d.Toast(text, "", nil)
		return
	}
	d.undoing.offer = d.toaster.Show(text, action, func() { d.Revert(writeID) })
}
