package records

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// courseShown is how many writes of a record are shown at first.
const courseShown = 30

// coursePanel tells the history of one record in words: who, when, what became what, with the way back for each field.
type coursePanel struct {
	onRestore func(record.CourseChange) // put Old back; nil: not offered
	onPlaced  func()                    // its height is another one

	desk    *desk.Desk
	kind    *record.Kind
	content *fyne.Container

	id    int64
	open  bool   // sensitive values are shown
	only  string // the field whose history is shown; "" for all
	limit int
	told  courseTold
}

// courseTold is what is told of a record.
type courseTold struct {
	entries []record.CourseEntry
	now     record.Values
}

func newCoursePanel(d *desk.Desk, kind *record.Kind) *coursePanel {
	return &coursePanel{desk: d, kind: kind, content: container.NewStack()}
}

// show reads and tells the course of a record, of one field when only is not "".
func (p *coursePanel) show(id int64, open bool, only string) {
	if id != p.id {
		p.told = courseTold{}
	}
	p.id, p.open, p.only, p.limit = id, open, only, courseShown
	p.place()
	store, kind := p.desk.Store(), p.kind
	desk.Load(p.desk.Tasks(), "records.course."+kind.Name, func(ctx context.Context) (courseTold, error) {
		entries, err := kind.Course(ctx, store, id)
		if err != nil {
			return courseTold{}, err
		}
		record, err := kind.Record(ctx, store.DB(), id)
		return courseTold{entries, record.Values}, err
	}, func(told courseTold, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.told = told
		p.place()
	})
}

// place shows what was read.
func (p *coursePanel) place() {
	var lines []fyne.CanvasObject
	if f := p.kind.Field(p.only); f != nil {
		lines = append(lines, kit.NewRow(8, kit.NewHeading("只看「"+f.Title+"」", look.TextSize), newLink("看全部", func() { p.show(p.id, p.open, "") })))
	}
	shown := 0
	for _, entry := range p.told.entries {
		changes := p.concerned(entry)
		if p.only != "" && len(changes) == 0 {
			continue
		}
		if shown++; shown > p.limit {
			lines = append(lines, newLink("更早的修改…", func() {
				p.limit += 10 * courseShown
				p.place()
			}))
			break
		}
		lines = append(lines, p.entry(entry, changes))
	}
	if len(p.told.entries) > 0 && shown == 0 {
		lines = append(lines, kit.NewParagraph("这一项没有改动过。", look.TextSize, look.ToneMuted))
	}
	p.content.Objects = []fyne.CanvasObject{kit.NewColumn(10, lines...)}
	p.content.Refresh()
	p.onPlaced()
}

// concerned are the changes of an entry that are to be told.
func (p *coursePanel) concerned(entry record.CourseEntry) []record.CourseChange {
	if p.only == "" {
		return entry.Changes
	}
	for _, c := range entry.Changes {
		if c.Key == p.only {
			return []record.CourseChange{c}
		}
	}
	return nil
}

// entry is one write: when and by whom, what it was called, and a line for each field.
func (p *coursePanel) entry(entry record.CourseEntry, changes []record.CourseChange) fyne.CanvasObject {
	wording := entry.Wording
	if event := entry.Event.String(); !strings.Contains(wording, event) {
		wording += " · " + event
	}
	if entry.Undone {
		wording += "（已撤销）"
	}
	when := kit.NewLabel(entry.At.Local().Format("2006-01-02 15:04")+"  "+entry.Actor, look.SmallText, look.ToneMuted)
	when.Min = 60
	column := kit.NewColumn(2, when, kit.NewParagraph(wording, look.SmallText, look.ToneMuted))
	for _, change := range changes {
		column.Add(p.change(change))
	}
	return column
}

// change is the line of one field with the way back.
func (p *coursePanel) change(c record.CourseChange) fyne.CanvasObject {
	whole, may := c, p.mayRestore(c)
	if c.Sensitive && !p.open {
		c.Old, c.New = record.Mask(c.Old), record.Mask(c.New)
	}
	text := kit.NewParagraph(courseLine(c), look.TextSize, look.ToneNormal)
	if !may {
		return text
	}
	return container.New(&beside{}, text, newLink("恢复", func() { p.onRestore(whole) }))
}

// courseLine says what became of one field.
func courseLine(c record.CourseChange) string {
	if c.Key != "" {
		return c.Title + " " + turned(c.Old, c.New)
	}
	switch {
	case c.Old == "":
		return c.Title + " 添加「" + brief(c.New) + "」"
	case c.New == "":
		return c.Title + " 移除「" + brief(c.Old) + "」"
	default:
		return c.Title + " " + turned(c.Old, c.New)
	}
}

// mayRestore tells whether a field can be put back: it is entered in the form, and is not so already. What changed in one row of a part is no
// value of the part.
func (p *coursePanel) mayRestore(c record.CourseChange) bool {
	if f := p.kind.Field(c.Key); f != nil && f.Part != nil {
		return false
	}
	return p.onRestore != nil && c.Key != "" && (!c.Sensitive || p.open) && p.told.now[c.Key] != c.Old
}

// restoreFormer puts a field of a stored record back by a write of its own.
func restoreFormer(d *desk.Desk, kind *record.Kind, id int64, name string, c record.CourseChange, done func()) {
	scope := d.Scope()
	d.Write(fmt.Sprintf("恢复%s %s 的 %s", kind.Title, name, c.Title), func(ctx context.Context, tx *store.Tx) error {
		_, err := kind.Save(ctx, tx, scope, id, record.Values{c.Key: c.Old})
		return err
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.ToastUndo("已恢复" + c.Title)
		done()
	})
}
