package desk

import (
	"context"

	"cppccdesk/data/store"
)

// Saving is what is said to who wants to leave, or to undo, what is being written.
const Saving = "正在保存，请稍候"

// Write runs one write beside the window under the desk's actor; done is called on the window's thread with its error.
func (d *Desk) Write(wording string, fn func(ctx context.Context, tx *store.Tx) error, done func(error)) {
	w := d.begin(wording)
	var err error
	d.Tasks().Background(func() {
		// a write that has begun is finished even when the window closes
		_, err = guarded(func() (struct{}, error) { return struct{}{}, w.run(context.Background(), fn) })
	}, func() { w.end(err, done) }, nil)
}

// Say tells how much of a long write is done.
type Say func(done, total int)

// WriteLong is Write of what takes long: the status bar shows how far it is and offers 取消, as the function returned does. Then nothing is written,
// and done gets an error of CodeCanceled.
func (d *Desk) WriteLong(wording string, fn func(ctx context.Context, tx *store.Tx, say Say) error, done func(error)) context.CancelFunc {
	w := d.begin(wording)
	return d.Tasks().Run("正在保存", func(ctx context.Context, say func(string, int, int)) error {
		err := w.run(ctx, func(ctx context.Context, tx *store.Tx) error {
			return fn(ctx, tx, func(n, total int) {
				if n%max(total/100, 1) == 0 {
					say("", n, total)
				}
			})
		})
		if err != nil && ctx.Err() != nil {
			return store.Failure(store.CodeCanceled, err, "已取消，什么也没有保存。")
		}
		return err
	}, func(err error) { w.end(err, done) })
}

// fewRecords is from how many records on a write takes long.
const fewRecords = 20

// WriteMany is WriteLong of a write of that many records where they are many, else Write. The function returned is nil where it cannot be cancelled.
func (d *Desk) WriteMany(records int, wording string, fn func(ctx context.Context, tx *store.Tx, say Say) error, done func(error)) context.CancelFunc {
	if records >= fewRecords {
		return d.WriteLong(wording, fn, done)
	}
	d.Write(wording, func(ctx context.Context, tx *store.Tx) error { return fn(ctx, tx, func(int, int) {}) }, done)
	return nil
}

// A write is one under way.
type write struct {
	desk                 *Desk
	wording, actor, page string
	made                 int64 // in the journal; 0 when nothing changed
}

func (d *Desk) begin(wording string) *write {
	d.writing++
	return &write{desk: d, wording: wording, actor: d.Actor(), page: d.front()}
}

// run is the write itself, beside the window.
func (w *write) run(ctx context.Context, fn func(ctx context.Context, tx *store.Tx) error) error {
	return w.desk.store.Write(ctx, w.actor, w.wording, func(ctx context.Context, tx *store.Tx) error {
		if err := fn(ctx, tx); err != nil {
			return err
		}
		changed, err := tx.Changed(ctx)
		if changed {
			w.made = tx.WriteID()
		}
		return err
	})
}

func (w *write) end(err error, done func(error)) {
	d := w.desk
	d.writing--
	d.lastWrite = 0
	if err == nil {
		d.lastWrite, d.lastPage = w.made, w.page
		d.toaster.Settle()
	}
	done(err)
	d.written(err)
}
