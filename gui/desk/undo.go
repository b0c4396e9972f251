package desk

import (
	"context"
	"strings"
)

// ToastUndo shows a passing message with 撤销 for the write last made through Desk.Write. When that write changed nothing, there is nothing
// to undo and the message stands alone.
func (d *Desk) ToastUndo(text string) { d.ToastRevert(text, "撤销", d.lastWrite) }

// ToastRevert shows a passing message whose action reverts the write with that key in the journal; 0 gives no action.
func (d *Desk) ToastRevert(text, action string, writeID int64) {
	if writeID == 0 {
		d.Toast(text, "", nil)
		return
	}
	d.Toast(text, action, func() { d.Revert(writeID) })
}

// Revert undoes a write of the journal, or does it anew when it is itself an undo, and says what was done with the way back as the
// message's action. A refusal tells its reason. Text typed into an open form stays as it is.
func (d *Desk) Revert(writeID int64) {
	actor := d.Actor()
	var made int64
	var wording string
	var err error
	d.Tasks().Background(func() {
		ctx := context.Background() // as in Write
		_, err = guarded(func() (struct{}, error) {
			var err error
			if made, err = d.store.Revert(ctx, actor, writeID); err != nil {
				return struct{}{}, err
			}
			wording, err = d.store.Wording(ctx, made)
			return struct{}{}, err
		})
	}, func() {
		if err != nil {
			d.Fail(err)
			return
		}
		back := "重做"
		if strings.HasPrefix(wording, "重做:") {
			back = "撤销"
		}
		d.ToastRevert("已"+strings.Replace(wording, ":", " ", 1), back, made)
	})
}
