package form

import (
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// Draft is what differs from the values last set or saved, by key and as typed, dates that cannot be read included, for keeping through a crash.
func (f *Form) Draft() map[string]string {
	out := map[string]string{}
	for key := range f.Changed() {
		out[key] = f.line(key).typed()
	}
	return out
}

// SetDraft puts typed text back as if the user had typed it anew; fields it does not name and fields that can only be read stay as they are.
func (f *Form) SetDraft(values map[string]string) {
	for _, l := range f.lines {
		if typed, ok := values[l.field.Key]; ok && l.field.Kind != FieldHeading && !l.field.ReadOnly {
			l.setValue(typed)
			f.changed(l)
		}
	}
}

// SetNote shows a quiet line under a field with up to two small actions, e.g. 另一窗口已改为「科员」 with 采用对方 and 保留我的; "" takes it away.
// False when there is no such field. Setting values anew takes all notes away.
func (f *Form) SetNote(key, text string, tone look.Tone, actions ...box.Answer) bool {
	l := f.line(key)
	if l == nil {
		return false
	}
	l.note.set(text, tone, l.host(), actions)
	l.resize()
	return true
}
