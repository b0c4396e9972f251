package records

import (
	"context"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// tell says under a field of a form what its value means, where the field has that: the proposal a number is of; another value that may be meant can be
// taken instead. f is the form as long as it is shown, nil afterwards; of is the record, 0 for a new one.
func (e *Editor) tell(fields []record.Field, of int64, key, value string, f func() *form.Form) {
	at := slices.IndexFunc(fields, func(f record.Field) bool { return f.Key == key })
	if at < 0 || fields[at].Tells == nil {
		return
	}
	tells, store, scope := fields[at].Tells, e.desk.Store(), e.desk.Scope()
	desk.Load(e.desk.Tasks(), "records.tell."+e.kind.Name+"."+key, func(ctx context.Context) (record.Told, error) {
		if value == "" && !fields[at].TellsEmpty {
			return record.Told{}, nil
		}
		return tells(ctx, store.DB(), scope, of, value)
	}, func(told record.Told, err error) {
		shown := f()
		switch {
		case err != nil:
			e.desk.Fail(err)
			return
		case shown == nil:
			return
		}
		tone, actions := look.ToneMuted, []box.Answer{}
		switch {
		case told.Refused:
			tone = look.ToneLate
		case told.Doubtful:
			tone = look.ToneDue
		}
		if told.Instead != "" {
			actions = append(actions, box.Answer{Text: instead(value) + told.Instead, Do: func() {
				shown.Set(key, told.Instead)
				shown.FocusField(key)
				e.tell(fields, of, key, told.Instead, f)
			}})
		}
		shown.SetNote(key, told.Words, tone, actions...)
	})
}

// foretell says what the step would begin by itself with what is told so far.
func (t *taking) foretell() {
	step, store, r := t.entry.step, t.editor.desk.Store(), t.entry.records[0]
	if step.Foretells == nil || len(t.entry.records) > 1 {
		return
	}
	values := record.Values(t.form.Values())
	desk.Load(t.editor.desk.Tasks(), "records.foretell."+t.editor.kind.Name, func(ctx context.Context) (string, error) {
		return step.Foretells(ctx, store.DB(), r, values)
	}, func(words string, err error) {
		switch {
		case err != nil:
			t.editor.desk.Fail(err)
		case t.shown():
			t.form.SetNote(step.Under, words, look.ToneDue)
		}
	})
}

// tell says what a value of the form of a step means.
func (t *taking) tell(key, value string) {
	t.editor.tell(t.entry.step.Asks, t.entry.records[0].ID, key, value, func() *form.Form {
		if !t.shown() {
			return nil
		}
		return t.form
	})
}

// tellAll says what the values the form of a step begins with mean.
func (t *taking) tellAll() {
	values := t.form.Values()
	for i := range t.entry.step.Asks {
		if f := &t.entry.step.Asks[i]; values[f.Key] != "" || f.TellsEmpty {
			t.tell(f.Key, values[f.Key])
		}
	}
}

// instead is what taking another value is called.
func instead(value string) string {
	if value == "" {
		return "填 "
	}
	return "改为 "
}
