package box

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// PromptAnswer is one button of ShowPrompt. One that needs the text cannot be pressed while it is blank.
type PromptAnswer struct {
	Text  string
	Needs bool
	Do    func(text string)
}

// ShowPrompt asks for a line of text over the window, with answers beside 取消; the last one is the main one. Enter in the field gives the
// first answer that needs the text once there is some, and the main one before, or nothing where that needs it, too.
func ShowPrompt(c fyne.Canvas, title, text, hint string, answers ...PromptAnswer) {
	var p *widget.PopUp
	entry := kit.NewEntry()
	entry.SetPlaceHolder(hint)
	hide := func() { CloseBox(p) }
	buttons := []fyne.CanvasObject{kit.NewButton("取消", hide)}
	need := map[*kit.Button]PromptAnswer{}
	for i, a := range answers {
		b := kit.NewButton(a.Text, func() {
			CloseBox(p)
			a.Do(strings.TrimSpace(entry.Text))
		})
		b.Primary = i == len(answers)-1
		if a.Needs {
			need[b] = a
			b.SetEnabled(false)
		}
		buttons = append(buttons, b)
	}
	entry.OnChanged = func(text string) {
		for b := range need {
			b.SetEnabled(!Blank(text))
		}
	}
	entry.OnEscape = hide
	entry.OnSubmitted = func(string) {
		answer := answers[len(answers)-1]
		for _, a := range answers {
			if a.Needs && !Blank(entry.Text) {
				answer = a
				break
			}
		}
		if answer.Needs && Blank(entry.Text) {
			return
		}
		CloseBox(p)
		answer.Do(strings.TrimSpace(entry.Text))
	}
	for _, o := range buttons {
		o.(*kit.Button).Escape = hide
	}
	box := NewParts(c, Parts{
		Head: kit.NewHeading(title, 15), Long: kit.NewParagraph(text, look.TextSize, look.ToneSoft),
		Body: kit.NewFixed(messageWidth, look.FieldHeight, entry), Foot: kit.NewTrailing(buttons...), Width: messageWidth,
	})
	p = widget.NewModalPopUp(NewBox(box, hide), c)
	p.Show()
	c.Focus(entry)
}

// Blank tells whether a required field was left empty.
func Blank(value string) bool { return strings.TrimSpace(value) == "" }
