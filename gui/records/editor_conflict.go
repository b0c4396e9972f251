package records

import (
	"context"
	"maps"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// contested is a field that somebody else changed, too.
type contested struct {
	theirs string
	text   string // 职务 王芳 11-23 10:21 由「教师」改为「主任」
}

// meanwhile is a record as it stands now, with who changed what last.
type meanwhile struct {
	edition record.Edition
	last    map[string]record.CourseEntry
}

// conflict shows at every field in question who changed it meanwhile to what, and lets the user choose. The form goes on from the record as
// it stands now, so what only somebody else changed is in it; what was typed stays typed.
func (e *Editor) conflict(c *record.ConflictError) {
	store, kind, was := e.desk.Store(), e.kind, e.entry.Base
	desk.Load(e.desk.Tasks(), "records.conflict."+kind.Name, func(ctx context.Context) (meanwhile, error) {
		edition, err := kind.Edition(ctx, store, c.ID)
		if err != nil {
			return meanwhile{}, err
		}
		course, err := kind.Course(ctx, store, c.ID)
		return meanwhile{edition, record.LastChanges(course, was)}, err
	}, func(now meanwhile, err error) {
		if err != nil {
			e.desk.Fail(err)
			return
		}
		if e.active && e.entry.ID == c.ID {
			e.rebase(c, now)
		}
	})
}

// rebase has the form go on from the record as it stands now.
func (e *Editor) rebase(c *record.ConflictError, now meanwhile) {
	mine := e.form.Draft()
	e.pending = nil
	e.entry.Edition = now.edition
	e.form.SetValues(formValues(e.kind, now.edition.Values, e.open))
	e.form.SetDraft(mine)
	e.pending = map[string]contested{}
	for _, f := range c.Fields {
		told := f
		told.Was, told.Theirs = asRead(e.kind, f.Key, f.Was), asRead(e.kind, f.Key, f.Theirs)
		e.pending[f.Key] = contested{f.Theirs, f.Title + " " + theirsText(told, now.last[f.Key])}
		e.form.SetNote(f.Key, "别处改为「"+asRead(e.kind, f.Key, f.Theirs)+"」", look.ToneLate,
			box.Answer{Text: "采用对方的", Do: func() { e.choose(f.Key, true) }},
			box.Answer{Text: "保留我的", Do: func() { e.choose(f.Key, false) }})
	}
	e.showTab(tabFields)
	e.remind()
	e.form.FocusField(c.Fields[0].Key)
	e.buttons()
}

// asRead is a value of a field as people read it: the rows of a part one after the other.
func asRead(kind *record.Kind, key, value string) string {
	if f := kind.Field(key); f != nil && f.Part != nil {
		return strings.ReplaceAll(f.Show(value), "\n", "；")
	}
	return value
}

// theirsText says who changed a field meanwhile to what: 王芳 11-23 10:21 由「教师」改为「主任」.
func theirsText(f record.FieldConflict, by record.CourseEntry) string {
	who := "别处"
	if by.Actor != "" {
		who = by.Actor + " " + by.At.Local().Format("01-02 15:04") + " "
	}
	return who + turned(f.Was, f.Theirs)
}

// turned says how a value became another.
func turned(was, is string) string {
	switch {
	case was == "":
		return "填写「" + brief(is) + "」"
	case is == "":
		return "清除「" + brief(was) + "」"
	default:
		return "由「" + brief(was) + "」改为「" + brief(is) + "」"
	}
}

// briefLimit is how many characters of a value are shown in a sentence about it.
const briefLimit = 60

func brief(value string) string { return zh.Clip(value, briefLimit) }

// choose settles one field: theirs, or what was typed.
func (e *Editor) choose(key string, theirs bool) {
	field, waits := e.pending[key]
	if !waits {
		return
	}
	delete(e.pending, key)
	if theirs {
		e.form.Set(key, field.theirs)
	}
	e.form.SetNote(key, "", look.ToneNormal)
	e.remind()
	e.buttons()
}

// chooseAll settles every field that waits.
func (e *Editor) chooseAll(theirs bool) {
	for _, f := range e.kind.FormFields() {
		e.choose(f.Key, theirs)
	}
}

// remind says over the form what is still to be chosen.
func (e *Editor) remind() {
	var lines []string
	for _, f := range e.kind.FormFields() {
		if field, waits := e.pending[f.Key]; waits {
			lines = append(lines, field.text)
		}
	}
	switch {
	case len(lines) > 0:
		text := "您打开以后，别处也改了下面的内容，没有覆盖。请在各项下面选择，或一次选定，再保存。\n" + strings.Join(lines, "\n")
		e.banner.Objects = []fyne.CanvasObject{kit.NewColumn(6, kit.NewNote("这条记录刚被改过", text, look.ToneLate), kit.NewRow(8,
			kit.NewButton("全部采用对方的", func() { e.chooseAll(true) }),
			kit.NewButton("全部保留我的", func() { e.chooseAll(false) })))}
	case e.pending != nil && e.form.Dirty():
		e.banner.Objects = []fyne.CanvasObject{kit.NewNote("", "已经选定，可以保存了。", look.ToneNormal)}
	case e.pending != nil:
		e.banner.Objects = []fyne.CanvasObject{kit.NewNote("", "已全部采用对方的内容，没有要保存的了。", look.ToneNormal)}
	}
	e.banner.Refresh()
	e.box.Refresh()
}

// Changed brings a form nobody has typed into up to date after a write; one with something typed is told of it when it is saved.
func (e *Editor) Changed() {
	if !e.active || e.saving || e.entry.ID == 0 {
		return
	}
	id, st, kind := e.entry.ID, e.desk.Store(), e.kind
	switch e.tabs.Current() {
	case tabFiles:
		e.files.show(id)
	case tabCourse:
		e.course.show(id, e.open, e.course.only)
	}
	if e.form.Dirty() {
		return
	}
	desk.Load(e.desk.Tasks(), "records.changed."+kind.Name, func(ctx context.Context) (record.Edition, error) {
		return kind.Edition(ctx, st, id)
	}, func(now record.Edition, err error) {
		if !e.active || e.entry.ID != id || e.saving || e.form.Dirty() {
			return
		}
		switch {
		case err != nil && store.CodeOf(err) == store.CodeNotFound:
			e.close()
			e.desk.Toast(store.Sentence(err), "", nil)
		case err != nil:
			e.desk.Fail(err)
		case !maps.Equal(now.Values, e.entry.Values):
			e.entry.Edition = now
			e.form.SetValues(formValues(kind, now.Values, e.open))
			e.heading.SetText("编辑 " + now.Values[e.title])
		}
	})
}
