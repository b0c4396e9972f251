package records

import (
	"context"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
)

// tell says under a field of a form what the value typed means, where the field has that: the proposal a number is of. set shows it, unless the form is
// gone by then; of is the record, 0 for a new one.
func (e *Editor) tell(fields []record.Field, of int64, key, value string, set func(words string, tone look.Tone)) {
	at := slices.IndexFunc(fields, func(f record.Field) bool { return f.Key == key })
	if at < 0 || fields[at].Tells == nil {
		return
	}
	tells, store, scope := fields[at].Tells, e.desk.Store(), e.desk.Scope()
	desk.Load(e.desk.Tasks(), "records.tell."+e.kind.Name+"."+key, func(ctx context.Context) (record.Told, error) {
		if value == "" {
			return record.Told{}, nil
		}
		return tells(ctx, store.DB(), scope, of, value)
	}, func(told record.Told, err error) {
		switch {
		case err != nil:
			e.desk.Fail(err)
		case told.Refused:
			set(told.Words, look.ToneLate)
		default:
			set(told.Words, look.ToneMuted)
		}
	})
}

// tell says what is typed into the form of a step means.
func (t *taking) tell(key, value string) {
	t.editor.tell(t.entry.step.Asks, t.entry.records[0].ID, key, value, func(words string, tone look.Tone) {
		if t.shown() {
			t.form.SetNote(key, words, tone)
		}
	})
}
