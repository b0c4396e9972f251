package records

import (
	"maps"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Filling is what the form of a new record is filled with from a file.
type Filling struct {
	From   string            // the file
	Values map[string]string // by field
	Doubts []string          // what is left to the user, without full stops
	Notes  map[string]string // of those the ones that are of a field
}

// New tells whether the form is that of a new record.
func (e *Editor) New() bool { return e.active && e.taking == nil && e.entry.ID == 0 }

// Fill fills the form of a new record, as if the user had typed the values; the form is opened where it is not. What he typed himself stays.
func (e *Editor) Fill(f Filling) {
	switch {
	case e.New():
		e.fillIn(f)
	case !e.desk.Refuses():
		e.settle(func() {
			e.filling = &f
			e.read(0, e.offerDraft)
		})
	}
}

func (e *Editor) fillIn(f Filling) {
	values, doubts := maps.Clone(f.Values), f.Doubts
	for key, own := range e.form.Draft() {
		if value, told := values[key]; told && value != own {
			delete(values, key)
			doubts = append(doubts, "「"+e.kind.Field(key).Title+"」您已经填了，没有改")
		}
	}
	e.form.SetDraft(values)
	for key, words := range f.Notes {
		e.SetNote(key, words, look.ToneDue)
	}
	text, tone := "请核对后保存。", look.ToneMuted
	if len(doubts) > 0 {
		text, tone = strings.Join(doubts, "；")+"。", look.ToneDue
	}
	e.banner.Objects = []fyne.CanvasObject{kit.NewNote("已读入「"+f.From+"」", text, tone)}
	e.place() // the form makes room for it
	e.buttons()
}
