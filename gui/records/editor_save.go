package records

import (
	"context"
	"errors"
	"maps"
	"strings"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// store writes the changed fields; then is called once they are stored.
func (e *Editor) store(then func()) {
	if e.saving || !e.active {
		return
	}
	if len(e.pending) > 0 {
		e.remind()
		return
	}
	edition, changed := e.edition(), e.form.Changed()
	if len(changed) == 0 && edition.ID != 0 {
		e.forget()
		then()
		return
	}
	name := e.form.Values()[e.title]
	known := name // what the journal calls the record: its name before the change
	if edition.ID != 0 {
		known = e.entry.Values[e.title]
	}
	values := e.entry.told(changed)
	e.setSaving(true)
	e.desk.Status().SetSaved("正在保存…", look.ToneMuted)
	scope, stored, form := e.desk.Scope(), edition.ID, e.form
	var theirs []record.CourseChange
	also := ""
	e.desk.Write(wording(e.kind, edition.ID, known, changed), func(ctx context.Context, tx *store.Tx) (err error) {
		stored, theirs, also, err = saveOver(ctx, tx, e.kind, scope, edition, values)
		return err
	}, func(err error) {
		e.setSaving(false)
		left := !e.active || e.form != form // another record is in the form by now
		switch {
		case err != nil && left:
			e.desk.Fail(err)
			return
		case err != nil:
			e.refused(err, changed)
			return
		}
		e.desk.Status().SetSaved("已保存", look.ToneMuted)
		e.desk.ToastUndo(savedAs(name, edition.ID, stored) + alsoTaken(theirs) + also)
		typedSince := !left && e.takeOver(stored, changed)
		if e.OnSaved != nil {
			e.OnSaved(stored)
		}
		if !left && !typedSince {
			then()
		}
	})
}

// savedAs says under what a record was stored: a kind may store the changes of one that is in use as another, its next version.
func savedAs(name string, was, stored int64) string {
	if was != 0 && stored != was {
		return name + " 已在使用，没有改动；改过的存为新的一版"
	}
	return "已保存 " + name
}

// told is what is to be stored: what was changed, and what a new record's form began with, which nobody else knows.
func (e *entry) told(changed map[string]string) record.Values {
	values := record.Values{}
	if e.ID == 0 {
		maps.Copy(values, e.begins)
	}
	maps.Copy(values, changed)
	return values
}

// takeOver marks in the form what was stored; true when more was typed meanwhile.
func (e *Editor) takeOver(id int64, changed map[string]string) (typedSince bool) {
	e.form.MarkSavedAs(changed)
	e.entry.draft = nil
	e.forget()
	if !e.form.Dirty() {
		return false
	}
	e.goOnTyping(id)
	return true
}

// goOnTyping leaves the form open on the record as it is stored now, with what was typed while it was being stored: a save waits its turn
// behind a long import.
func (e *Editor) goOnTyping(id int64) {
	isNew, form := e.entry.ID == 0, e.form
	e.entry.ID = id
	e.setSaving(true) // not before it is known what is stored
	store, kind := e.desk.Store(), e.kind
	desk.Load(e.desk.Tasks(), "records.typed."+kind.Name, func(ctx context.Context) (record.Edition, error) {
		return kind.Edition(ctx, store, id)
	}, func(now record.Edition, err error) {
		e.setSaving(false)
		switch {
		case !e.active || e.form != form:
			return
		case err != nil:
			e.desk.Fail(err)
			return
		}
		typed := e.form.Draft()
		e.entry.Edition = now
		if isNew {
			e.show(typed)
		} else {
			e.form.SetValues(formValues(kind, now.Values, e.open))
			e.form.SetDraft(typed)
		}
		e.keeper.later(e.keep)
		e.buttons()
		e.desk.Status().SetSaved("保存期间又输入的内容还没有保存", look.ToneDue)
	})
}

func (e *Editor) setSaving(on bool) {
	e.saving = on
	e.buttons()
}

// saveOver stores the values, and says behind what was saved what that brought about.
func saveOver(ctx context.Context, tx *store.Tx, kind *record.Kind, scope record.Scope, edition record.Edition, values record.Values) (stored int64, theirs []record.CourseChange, also string, err error) {
	stored, theirs, err = kind.SaveOver(ctx, tx, scope, edition, values)
	if err != nil || kind.AlsoDone == nil {
		return stored, theirs, "", err
	}
	if also, err = kind.AlsoDone(ctx, tx, stored); also != "" {
		also = "。" + also
	}
	return stored, theirs, also, err
}

// alsoTaken says which fields stand as somebody else left them meanwhile.
func alsoTaken(theirs []record.CourseChange) string {
	if len(theirs) == 0 {
		return ""
	}
	titles := make([]string, 0, len(theirs))
	for _, c := range theirs {
		titles = append(titles, c.Title)
	}
	return "；别处刚改过的" + zh.JoinNames(titles) + "已保留"
}

// refused tells why nothing was stored: at the field it is about, when that can be seen.
func (e *Editor) refused(err error, changed map[string]string) {
	e.desk.Status().SetRefused()
	e.keeper.later(e.keep)
	var conflict *record.ConflictError
	if errors.As(err, &conflict) {
		e.conflict(conflict)
		return
	}
	first, rest := showRefusals(e.form, e.kind.FormFields(), err, changed)
	if first != "" {
		e.toFields()
		e.form.FocusField(first)
	}
	e.desk.Fail(rest)
}

// create makes a new record of a source from its name, for the ＋新建 of a field.
func (e *Editor) create(source Source, name string, done func(form.Option, error)) {
	kind, scope := offerings[source].kind, e.desk.Scope()
	name = strings.TrimSpace(name)
	e.desk.Write("新建"+kind.Title+" "+name, func(ctx context.Context, tx *store.Tx) error {
		_, err := kind.Save(ctx, tx, scope, 0, record.Values{"name": name})
		return err
	}, func(err error) {
		if err != nil {
			done(form.Option{}, errors.New(store.Sentence(err)))
			return
		}
		e.desk.ToastUndo("已新建" + kind.Title + " " + name)
		done(form.Option{Value: name}, nil)
	})
}
