package box

import (
	"slices"
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
	// Refuse says what is wrong with the text, and the box stays; nil or "": nothing.
	Refuse func(text string) string
	Do     func(text string)
}

// ShowPrompt asks for a line of text over the window, with answers beside 取消; the last one is the main one. Enter in the field gives the
// first answer that needs the text once there is some, and the main one before, or nothing where that needs it, too.
func ShowPrompt(c fyne.Canvas, title, text, hint string, answers ...PromptAnswer) {
	var p *widget.PopUp
	entry := kit.NewEntry()
	entry.SetPlaceHolder(hint)
	hide := func() { CloseBox(p) }
	wrong := kit.NewParagraph("", look.SmallText, look.ToneLate)
	say := func(text string) {
		wrong.SetText(text)
		Fit(c)
	}
	give := func(a PromptAnswer) {
		text := strings.TrimSpace(entry.Text)
		if a.Refuse != nil {
			if why := a.Refuse(text); why != "" {
				say(why)
				c.Focus(entry)
				return
			}
		}
		CloseBox(p)
		a.Do(text)
	}
	buttons := []fyne.CanvasObject{kit.NewButton("取消", hide)}
	need := map[*kit.Button]PromptAnswer{}
	for i, a := range answers {
		b := kit.NewButton(a.Text, func() { give(a) })
		b.Primary = i == len(answers)-1
		if a.Needs {
			need[b] = a
			b.SetEnabled(false)
		}
		buttons = append(buttons, b)
	}
	entry.OnChanged = func(text string) {
		say("")
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
		give(answer)
	}
	for _, o := range buttons {
		o.(*kit.Button).Escape = hide
	}
	body := kit.NewColumn(look.Gap, kit.NewFixed(messageWidth, look.FieldHeight, entry))
	if slices.ContainsFunc(answers, func(a PromptAnswer) bool { return a.Refuse != nil }) {
		body.Add(wrong)
	}
	box := NewParts(c, Parts{
		Head: kit.NewHeading(title, 15), Long: kit.NewParagraph(text, look.TextSize, look.ToneSoft),
		Body: body, Foot: kit.NewTrailing(buttons...), Width: messageWidth,
	})
	p = widget.NewModalPopUp(NewBox(box, hide), c)
	p.Show()
	c.Focus(entry)
}

// Blank tells whether a required field was left empty.
func Blank(value string) bool { return strings.TrimSpace(value) == "" }
