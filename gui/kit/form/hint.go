package form

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

// The line under the fields says in full what the field with the keyboard is about, where its box cannot. Its room is kept as long as any field needs it:
// nothing moves while the keyboard goes from field to field.

// hintAir is what is free over and under the line.
const hintAir float32 = 4

// hintText is the hint of a field with its name.
func (l *formLine) hintText() string { return l.field.Label + "：" + l.field.Hint }

// hintUnread tells whether the hint of a field cannot be read in its box: it is too long, or there is something else in it.
func (l *formLine) hintUnread() bool {
	if l.field.Hint == "" || l.field.ReadOnly || !l.Visible() {
		return false
	}
	switch l.field.Kind {
	case FieldBool, FieldChoice:
		return true
	case FieldMultiLine:
		return false
	}
	return look.TextWidth(l.field.Hint, look.TextSize) > l.room-arrowRoom
}

// arrowRoom is what a box keeps free of its hint, for an arrow and its paddings.
const arrowRoom float32 = 24

// hintHeight is the height of the line in a width, 0 where no field needs it.
func (f *Form) hintHeight(width float32) (height float32) {
	for _, l := range f.lines {
		l.fit(width - formMarginX)
		if l.hintUnread() {
			lines := look.WrapText(l.hintText(), width-formMarginX, look.SmallText, false)
			height = max(height, f.hint.LineHeight()*float32(len(lines))+2*hintAir)
		}
	}
	return look.Ceil(height)
}

// tell says what a field that got the keyboard is about, unless that stands in its box.
func (f *Form) tell(l *formLine) {
	text := ""
	if l.field.Hint != "" && !l.field.ReadOnly && (l.hintUnread() || l.value() != "") {
		text = l.hintText()
	}
	f.hint.SetText(text)
}

func (f *Form) layout(size fyne.Size) {
	height := f.hintHeight(size.Width)
	f.hint.Hidden = height == 0
	look.Place(f.scroll, 0, 0, size.Width, size.Height-height)
	look.Place(f.hint, 0, size.Height-height+hintAir, max(size.Width-formMarginX, 0), max(height-2*hintAir, 0))
}
