package roster

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/records"
	"cppccdesk/gui/term"
)

// termTab is the list of terms with what can be done with one: look at its people, turn over to the next, reopen, close.
type termTab struct {
	*records.ListTab
	page *Page
	desk *desk.Desk
}

var _ records.TabActor = (*termTab)(nil)

func newTermTab(d *desk.Desk, p *Page) *termTab {
	t := &termTab{page: p, desk: d}
	config := termList
	config.Menu = t.menu
	t.ListTab = records.NewListTab(d, config)
	return t
}

// Actions implements records.TabActor.
func (t *termTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewButton("查看这一届", func() { t.withOne(t.view) }),
		kit.NewButton("换届…", func() { t.Leave(func() { t.desk.Go(term.Key) }) }),
	}
}

func (t *termTab) menu(chosen []records.Row) []*fyne.MenuItem {
	if len(chosen) != 1 {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem("查看这一届", func() { t.withOne(t.view) })}
	switch chosen[0].Values["state"] {
	case "已结束":
		items = append(items, fyne.NewMenuItem("重新打开…", func() { t.withOne(t.reopen) }))
	case "未结束":
		items = append(items, fyne.NewMenuItem("封存…", func() { t.withOne(t.close) }))
	default:
		items = append(items, fyne.NewMenuItem("换届…", func() { t.desk.Go(term.Key) }))
	}
	return items
}

func (t *termTab) withOne(do func(r records.Row)) {
	if chosen := t.Chosen(); len(chosen) == 1 {
		t.Leave(func() { do(chosen[0]) })
		return
	}
	t.desk.Toast("先在列表中选中一届", "", nil)
}

func (t *termTab) view(r records.Row) { t.page.View(r.ID) }

// reopen asks for the reason, which is kept with the term and in the journal.
func (t *termTab) reopen(r records.Row) {
	name := r.Values["name"]
	fields := []form.Field{{Key: "reason", Label: "理由", Kind: form.FieldMultiLine, Lines: 3, Required: true, Hint: "例如：委员编号登记有误，经秘书长同意更正"}}
	ask(t.desk, "重新打开"+name, "打开后可以更正这一届的委员、界别、专委会和活动组；更正完请再封存。理由记入备注和操作记录。", "重新打开",
		fields, nil, 435, 0, func(q *question) {
			reason := q.form.Values()["reason"]
			q.close()
			t.write("重新打开"+name+"："+reason, func(ctx context.Context, tx *store.Tx) error { return roster.ReopenTerm(ctx, tx, r.ID, reason) })
		}, nil)
}

func (t *termTab) close(r records.Row) {
	name := r.Values["name"]
	t.desk.Confirm("封存"+name, "封存后这一届的委员、界别、专委会和活动组只能查看。", "封存", func() {
		t.write("封存"+name, func(ctx context.Context, tx *store.Tx) error { return roster.CloseTerm(ctx, tx, r.ID) })
	})
}

func (t *termTab) write(wording string, fn func(ctx context.Context, tx *store.Tx) error) {
	t.desk.Write(wording, fn, func(err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.desk.ToastUndo("已" + wording)
	})
}
