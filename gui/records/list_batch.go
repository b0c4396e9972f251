package records

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// batchFields are the fields that several records can be given at once: not what tells them apart, nor what is masked.
func batchFields(c *Config) []record.Field {
	return slices.DeleteFunc(c.Kind.TakenFields(), func(f record.Field) bool {
		return f.Sensitive || f.TakeOnly || f.Key == c.Title || slices.Contains(c.Kind.Index, f.Key) ||
			slices.Contains([]string{"number", "code", "year"}, f.Key)
	})
}

// batch is one field of several records about to be given one value.
type batch struct {
	kind  *record.Kind
	title string // field that names a record
	unit  string
	field record.Field
	value string
	along []aside // what is given with it
	rows  []Row
}

// aside is a field given together with the one that is changed; an empty one is not spoken of.
type aside struct {
	field record.Field
	value string
}

// canonical is the value as it would be stored, so that what is there already can be told.
func (b *batch) canonical() string {
	return zh.JoinNames(b.field.Typed().Each(b.value))
}

// changing are the rows that do not hold the value yet.
func (b *batch) changing() []Row {
	want := b.canonical()
	return slices.DeleteFunc(slices.Clone(b.rows), func(r Row) bool { return r.Values[b.field.Key] == want })
}

// preview says what would happen: 3 人将改,2 人已是「教育界」.
func (b *batch) preview() string {
	n := len(b.changing())
	same := len(b.rows) - n
	state := "已是「" + b.canonical() + "」"
	if b.canonical() == "" {
		state = "本来就空着"
	}
	switch {
	case n == 0:
		return fmt.Sprintf("%d %s都%s，没有要改的", same, b.unit, state)
	case same == 0:
		return fmt.Sprintf("%d %s将改", n, b.unit)
	default:
		return fmt.Sprintf("%d %s将改，%d %s%s", n, b.unit, same, b.unit, state)
	}
}

// counted says how many records: 12 名委员.
func (b *batch) counted(n int) string {
	unit := b.unit
	if unit == "人" {
		unit = "名"
	}
	return fmt.Sprintf("%d %s%s", n, unit, b.kind.Title)
}

// wording says in the journal what was done: 将 12 名委员的界别改为教育界.
func (b *batch) wording() string {
	who := b.counted(len(b.changing()))
	if b.canonical() == "" {
		return "清空 " + who + "的" + b.field.Title
	}
	said := "将 " + who + "的" + b.field.Title + "改为" + b.canonical()
	for _, a := range b.along {
		if a.value != "" {
			said += "，" + a.field.Title + " " + a.value
		}
	}
	return said
}

// values are what each record is given.
func (b *batch) values() record.Values {
	v := record.Values{b.field.Key: b.canonical()}
	for _, a := range b.along {
		if a.value != "" {
			v[a.field.Key] = a.value
		}
	}
	return v
}

// write gives the records the value, all or none: the first that refuses, or that is gone by now, ends it with a sentence that names the
// record.
func (b *batch) write(ctx context.Context, tx *store.Tx, scope record.Scope, say desk.Say) error {
	now, err := b.kind.Shown(ctx, tx, scope)
	if err != nil {
		return err
	}
	there := make(map[int64]bool, len(now))
	for _, r := range now {
		there[r.ID] = true
	}
	changing := b.changing()
	for i, r := range changing {
		say(i, len(changing))
		if !there[r.ID] {
			return store.Refuse(store.CodeNotFound, "一条也没有改。「%s」已经不在名册里了，可能刚被删除；请重新选择。", r.Values[b.title])
		}
		if _, err := b.kind.Save(ctx, tx, scope, r.ID, b.values()); err != nil {
			var refused *store.Error
			if errors.As(err, &refused) {
				return fmt.Errorf("batch: %w", store.Refuse(refused.Code, "一条也没有改。「%s」不能这样改：%s", r.Values[b.title], refused.Sentence))
			}
			return fmt.Errorf("batch, record %d: %w", r.ID, err)
		}
	}
	return nil
}

// BatchEdit asks for a field and a value and gives it to all records selected, in one step that can be undone.
func (l *List) BatchEdit() {
	if l.refuses() {
		return
	}
	ids := IDs(l.grid.Selected(), rowID)
	l.editor.Leave(func() { BatchEdit(l.desk, &l.config, ids, l.focus) })
}

// BatchEdit is List.BatchEdit for a list of its own over records of c.Kind, of which Kind, Unit, Title and Sources are used; closed gives the
// list the keyboard again.
func BatchEdit(d *desk.Desk, c *Config, ids []int64, closed func()) {
	if len(ids) == 0 {
		d.Toast("先选中要修改的行，再批量修改", "", nil)
		return
	}
	if d.Refuses() {
		return
	}
	store, scope := d.Store(), d.Scope()
	type found struct {
		rows   []Row
		offers offers
	}
	desk.Load(d.Tasks(), "records.batch", func(ctx context.Context) (found, error) {
		read, err := readEntry(ctx, store, c.Kind, c.Sources, scope, 0, nil)
		if err != nil {
			return found{}, err
		}
		rows, err := rowsOf(ctx, store, c.Kind, scope, ids)
		return found{rows, read.offers}, err
	}, func(f found, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		newBatchBox(d, c, f.rows, f.offers, closed).show()
	})
}

// rowsOf reads the records with those ids as they are now, in the order of the kind's list.
func rowsOf(ctx context.Context, store *store.Store, kind *record.Kind, scope record.Scope, ids []int64) ([]Row, error) {
	wanted := make(map[int64]bool, len(ids))
	for _, id := range ids {
		wanted[id] = true
	}
	records, err := kind.Shown(ctx, store.DB(), scope)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, r := range records {
		if wanted[r.ID] {
			rows = append(rows, Row{ID: r.ID, Values: r.Values})
		}
	}
	return rows, nil
}

// batchBox asks over the window for field and value.
type batchBox struct {
	desk   *desk.Desk
	closed func()
	offers offers
	fields []record.Field
	batch  batch

	popUp   *widget.PopUp
	pick    *form.Picker
	form    *form.Form
	place   *fyne.Container
	preview *kit.Label
	ok      *kit.Button
}

func newBatchBox(d *desk.Desk, c *Config, rows []Row, read offers, closed func()) *batchBox {
	b := &batchBox{
		desk: d, closed: closed, offers: read, fields: batchFields(c),
		batch: batch{kind: c.Kind, title: c.Title, unit: c.Unit, rows: rows},
		place: container.NewStack(), preview: kit.NewLabel("先选要改的一项", look.TextSize, look.ToneSoft),
	}
	b.preview.Min = 100
	options := make([]form.Option, len(b.fields))
	for i, f := range b.fields {
		options[i] = form.Option{Value: f.Key, Label: f.Title}
	}
	b.pick = form.NewPicker(options)
	b.pick.Required, b.pick.PlaceHolder = true, "修改哪一项"
	b.pick.OnChosen = b.choose
	b.ok = kit.NewPrimaryButton("修改", b.write)
	b.ok.SetEnabled(false)
	return b
}

// batchWidth is that of what the box shows.
const batchWidth float32 = 415

func (b *batchBox) show() {
	heading := kit.NewHeading("批量修改 "+b.batch.counted(len(b.batch.rows)), 15)
	c := b.desk.Native().Canvas()
	parts := box.NewParts(c, box.Parts{
		Head: kit.NewColumn(12, heading, b.pick), Body: b.place,
		Foot: kit.NewColumn(8, b.preview, kit.NewTrailing(kit.NewButton("取消", b.close), b.ok)), Width: batchWidth,
	})
	b.popUp = widget.NewModalPopUp(box.NewBox(parts, b.close), c)
	b.popUp.Show()
	c.Focus(b.pick)
}

func (b *batchBox) close() {
	box.CloseBox(b.popUp)
	b.closed()
}

// choose puts the input of a field below its name.
func (b *batchBox) choose(key string) {
	at := slices.IndexFunc(b.fields, func(f record.Field) bool { return f.Key == key })
	if at < 0 {
		return
	}
	b.batch.field, b.batch.along = b.fields[at], nil
	fields, values := []form.Field{formField(b.batch.field, b.offers[key], true)}, map[string]string{key: commonest(b.batch.rows, key)}
	for _, along := range b.batch.field.Along {
		f := *b.batch.kind.Field(along)
		b.batch.along = append(b.batch.along, aside{field: f})
		asked := formField(f, b.offers[along], true)
		if fields = append(fields, asked); asked.Kind == form.FieldDate {
			values[along] = b.desk.Today()
		}
	}
	b.form = form.New(form.Config{
		Fields: fields, Calendar: b.desk.Calendar(),
		OnSave: func(map[string]string) { b.write() }, OnLeave: b.close, OnFault: b.desk.Status().SetRefused,
		OnChange: func(string, string) { b.count() },
	})
	b.form.SetValues(values)
	b.place.Objects = []fyne.CanvasObject{b.form}
	b.place.Refresh()
	box.Fit(b.popUp.Canvas)
	b.count()
	b.form.Begin(b.desk.Native().Canvas(), key)
}

// commonest is the value most of the rows have: what is likely to be corrected, or spread to the others.
func commonest(rows []Row, key string) string {
	counts := map[string]int{}
	best := ""
	for _, r := range rows {
		v := r.Values[key]
		if counts[v]++; counts[v] > counts[best] {
			best = v
		}
	}
	return best
}

func (b *batchBox) count() {
	values := b.form.Values()
	b.batch.value = values[b.batch.field.Key]
	for i := range b.batch.along {
		b.batch.along[i].value = values[b.batch.along[i].field.Key]
	}
	b.preview.SetText(b.batch.preview())
	b.ok.SetEnabled(len(b.batch.changing()) > 0)
}

func (b *batchBox) write() {
	if b.form == nil || !b.form.Check() || len(b.batch.changing()) == 0 {
		return
	}
	b.count()
	d, scope, todo := b.desk, b.desk.Scope(), b.batch
	b.close()
	d.Status().SetSaved("正在保存…", look.ToneMuted)
	d.WriteMany(len(todo.changing()), todo.wording(), func(ctx context.Context, tx *store.Tx, say desk.Say) error {
		return todo.write(ctx, tx, scope, say)
	}, func(err error) {
		if err != nil {
			d.Status().SetUnsaved(false)
			d.Fail(err)
			return
		}
		d.Status().SetSaved("已保存", look.ToneMuted)
		d.ToastUndo("已" + todo.wording())
	})
}
