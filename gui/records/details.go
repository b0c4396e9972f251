package records

import (
	"context"
	"fmt"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
)

// details tells of the record chosen: every field that is filled in, by section, a tab for each of its parts, its files, its history, and who changed it
// last.
type details struct {
	desk   *desk.Desk
	config *Config
	pane   *editor.DetailPane
	tabs   *DetailTabs
	edit   func(id int64)
	take   func(step string, ids ...int64)

	together *Together

	steps  []record.Possible     // of the record, those that can be taken first
	parts  map[string][]rows.Row // of the record, by the keys of their fields
	offers []PaperOffer          // papers of the record
	work   []measure.Figure      // what stands behind the record
	row    Row
	open   bool // sensitive values are shown
	photo  fyne.CanvasObject
}

func newDetails(d *desk.Desk, c *Config, edit func(id int64), take func(step string, ids ...int64)) *details {
	pane := &details{desk: d, config: c, edit: edit, take: take, together: NewTogether(d, c.Kind, take), pane: editor.NewDetailPane("选中一行查看详情，回车或双击编辑")}
	pane.tabs = NewDetailTabs(d, c.Kind, pane.pane, pane.fill, fieldsTab)
	pane.tabs.Name = func() string { return pane.row.Values[c.Title] }
	pane.tabs.OnPhoto = pane.readMore
	return pane
}

// fieldsTab is the tab of the fields themselves.
var fieldsTab = kit.TabItem{Key: tabFields, Title: "内容"}

// several says that more than one record, or none, is chosen.
func (d *details) several(chosen []Row) {
	d.row, d.steps, d.parts, d.offers, d.work = Row{}, nil, nil, nil, nil
	d.together.Drop()
	if len(chosen) < 2 {
		d.pane.Clear()
		return
	}
	d.pane.SetHeader(fmt.Sprintf("已选中 %d %s", len(chosen), d.config.Unit), "", "")
	d.pane.SetBody()
	d.pane.SetFoot("")
	ids, states := IDs(chosen, rowID), statesOf(d.config.Kind, chosen)
	d.together.Read(ids, states, func() {
		body := d.together.Section(ids, states)
		if buttons, _ := PaperButtons(d.desk, d.config.offers(chosen)); buttons != nil {
			body = append(body, kit.NewHeading("生成文书", look.TextSize), kit.NewFlow(8, buttons...))
		}
		d.pane.SetBody(append(body, kit.NewParagraph("Ctrl+C 复制到 Excel，Delete 放入回收站。", look.TextSize, look.ToneMuted))...)
	})
}

func (d *details) show(row Row) {
	if row.ID != d.row.ID {
		d.open, d.photo, d.steps, d.parts, d.offers, d.work = false, nil, nil, nil, nil, nil
	}
	d.row = row
	d.together.Drop()
	var tags []*kit.Chip
	for _, key := range d.config.Tags {
		if d.unused(d.config.Kind.Field(key)) {
			continue
		}
		for _, value := range row.Values.Many(key) {
			tags = append(tags, kit.NewTag(d.tagOf(key, value), false))
		}
	}
	d.pane.SetHeader(row.Values[d.config.Title], "", "", tags...)
	d.tabs.Show(row.ID, d.open)
	d.readMore()
}

// tagOf is a value as a tag: a bare number with what it is the number of.
func (d *details) tagOf(key, value string) string {
	if f := d.config.Kind.Field(key); f != nil && strings.Trim(value, "0123456789") == "" {
		return f.Title + " " + value
	}
	return value
}

// fill is what stands in the tab with the key: the fields, or the rows of a part.
func (d *details) fill(key string) []fyne.CanvasObject {
	if f := d.config.Kind.Field(key); f != nil && f.Part != nil {
		return PartRows(f.Part, d.parts[key])
	}
	return d.fields()
}

// fields is what the first tab shows: what can be done, the photo, and the fields.
func (d *details) fields() []fyne.CanvasObject {
	row := d.row
	next := NextSteps(d.steps, func(step string) { d.take(step, row.ID) })
	edit := kit.NewButton("编辑", func() { d.edit(row.ID) })
	edit.Primary = !slices.ContainsFunc(d.steps, awaited)
	actions := []fyne.CanvasObject{edit}
	if d.config.More != nil {
		for _, m := range d.config.More(row) {
			actions = append(actions, kit.NewButton(m.Text, m.Do))
		}
	}
	papers, none := PaperButtons(d.desk, d.offers)
	actions = append(actions, papers...)
	if d.hides() {
		actions = append(actions, kit.NewButton("显示证件和电话", func() {
			Disclose(d.desk, d.config.Kind, row.ID, row.Values, func() {
				if d.row.ID == row.ID {
					d.open = true
					d.show(d.row)
				}
			})
		}))
	}
	sections := d.body()
	if d.photo != nil && len(sections) > 1 { // beside the heading and the fields of the first section
		beside := container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, 14), container.NewVBox(d.photo)), kit.NewColumn(8, sections[:2]...))
		sections = append([]fyne.CanvasObject{beside}, sections[2:]...)
	}
	var first []fyne.CanvasObject
	if d.config.Note != nil {
		if note := d.config.Note(row); note != nil {
			first = append(first, note)
		}
	}
	next = append(append(first, next...), kit.NewInset(0, 2, kit.NewFlow(8, actions...)))
	next = append(next, workButtons(d.desk, row.Values[d.config.Title], d.work)...)
	return append(append(next, none...), sections...)
}

// hides tells whether the record has something masked.
func (d *details) hides() bool {
	for _, f := range d.config.Kind.Fields {
		if f.Sensitive && d.row.Values[f.Key] != "" && !d.open {
			return true
		}
	}
	return false
}

// unused reports whether the record has no use for a field, which holds what it begins with.
func (d *details) unused(f *record.Field) bool {
	return f != nil && f.When != nil && d.row.Values[f.Key] == f.Default && !f.When(d.row.Values)
}

// body lists the filled-in fields under the headings of their sections.
func (d *details) body() []fyne.CanvasObject {
	var out, lines []fyne.CanvasObject
	section := ""
	flush := func() {
		if len(lines) > 0 {
			out = append(out, kit.NewHeading(section, look.TextSize), kit.NewColumn(5, lines...))
		}
		lines = nil
	}
	for _, f := range d.config.Kind.Fields {
		if f.Section != "" {
			flush()
			section = f.Section
		}
		value := d.row.Values[f.Key]
		if value == "" || value == f.Typed().Nothing() || d.unused(&f) {
			continue
		}
		if f.Sensitive && !d.open {
			value = record.Mask(value)
		}
		lines = append(lines, NewFact(f.Title, value))
	}
	flush()
	return out
}

// told is what the details read of a record beyond its row.
type told struct {
	foot    string
	changes int           // how often it was changed
	photo   image.Image   // nil: none
	record  record.Record // where the kind has steps or parts
	steps   []record.Possible
	parts   map[string][]rows.Row
	offers  []PaperOffer
	work    []measure.Figure
}

// readMore says how often the record was changed, and when last by whom, and shows the photo, what can be done next, and its parts.
func (d *details) readMore() {
	id, today, read := d.row.ID, d.desk.Today(), d.tell(d.row)
	d.pane.SetFoot("")
	desk.Load(d.desk.Tasks(), "records.history", func(ctx context.Context) (told, error) { return read(ctx, today) }, func(read told, err error) {
		if d.row.ID != id { // others were chosen meanwhile
			return
		}
		if err != nil {
			d.desk.Fail(err)
			return
		}
		d.pane.SetFoot(read.foot)
		d.tabs.SetChanges(read.changes)
		if d.config.Kind.Flow != nil {
			d.together.Known(read.record)
		}
		anew := d.photo != nil || read.photo != nil || !slices.EqualFunc(d.steps, read.steps, sameStep) || !slices.EqualFunc(d.offers, read.offers, samePaper) || !slices.EqualFunc(d.work, read.work, sameWork)
		d.photo, d.steps, d.parts, d.offers, d.work = photoBox(read.photo), read.steps, read.parts, read.offers, read.work
		d.tabs.SetOwn(partTabs(d.config.Kind, read.parts)...)
		if front := d.tabs.Current(); anew || front != tabFields {
			d.tabs.Again(front)
		}
	})
}

// tell reads what the details say of a record beyond its row, beside the window.
func (d *details) tell(row Row) func(ctx context.Context, today string) (told, error) {
	store, kind, id, work := d.desk.Store(), d.config.Kind, row.ID, d.config.Work
	request, offers := PaperRequest(d.desk), d.config.offers([]Row{row})
	return func(ctx context.Context, today string) (read told, err error) {
		if read.foot, read.changes, err = LastChange(ctx, store, kind, id); err != nil {
			return read, err
		}
		if read.offers, err = ReadOffers(ctx, store, request, offers); err != nil {
			return read, err
		}
		if work != nil {
			if read.work, err = work(ctx, store, id, today); err != nil {
				return read, err
			}
		}
		read.photo, err = readPhoto(ctx, store, kind, id)
		if err != nil || kind.Flow == nil && !hasParts(kind) {
			return read, err
		}
		r, err := kind.RecordOn(ctx, store.DB(), id, today)
		if err != nil {
			return read, err
		}
		read.record = r
		read.steps = kind.Steps(r)
		read.parts, err = partsOf(kind, r)
		return read, err
	}
}

// sameStep tells whether a step is still shown as it was.
func sameStep(a, b record.Possible) bool { return a.Step == b.Step && a.Why == b.Why }

// LastChange is how often a record was changed, also as the line that says when last by whom: 修改记录 9 · 王芳 11-02 导入委员名册.
func LastChange(ctx context.Context, store *store.Store, kind *record.Kind, id int64) (line string, changes int, err error) {
	entries, err := kind.History(ctx, store, id)
	if err != nil || len(entries) == 0 {
		return "", 0, err
	}
	last := entries[0]
	return fmt.Sprintf("修改记录 %d · %s %s %s", len(entries), last.Actor, last.At.Local().Format("01-02"), last.Wording), len(entries), nil
}
