package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// stepLines is how many lines of buttons 下一步 has.
const stepLines = 3

// NextSteps is the section 下一步 of the details of a record: a button for each step that can be taken now. It is nil when none can.
func NextSteps(steps []record.Possible, take func(step string)) []fyne.CanvasObject {
	var actions []kit.Action
	for _, p := range steps {
		if p.Why == "" {
			actions = append(actions, kit.Action{Text: stepText(p.Step), Primary: len(actions) == 0, Do: func() { take(p.Step.Name) }})
		}
	}
	if len(actions) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.NewHeading("下一步", look.TextSize), kit.NewActions(stepLines, actions...)}
}

// StepsTogether is what the details show of several records in those states: each step with how many of them it can be taken of. A step is
// taken of all of them or not at all.
func StepsTogether(kind *record.Kind, states []string, take func(step string)) []fyne.CanvasObject {
	steps := stepsOf(kind, states)
	if len(steps) == 0 {
		return nil
	}
	lines := []fyne.CanvasObject{}
	for _, t := range steps {
		button := kit.NewButton(stepText(t.step), func() { take(t.step.Name) })
		button.SetEnabled(t.can == len(states))
		told := kit.NewLabel(t.told(len(states)), look.SmallText, look.ToneMuted)
		told.Min = 60
		lines = append(lines, container.NewBorder(nil, nil, button, nil, kit.NewInset(8, 0, told)))
	}
	return []fyne.CanvasObject{kit.NewHeading("可以一起办理", look.TextSize), kit.NewColumn(6, lines...)}
}

// StepMenu is the line 办理 of the menu of rows whose records are in those states; nil when there is no step for any of them.
func StepMenu(kind *record.Kind, states []string, take func(step string)) *fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, t := range stepsOf(kind, states) {
		item := fyne.NewMenuItem(stepText(t.step), func() { take(t.step.Name) })
		if t.can < len(states) {
			item.Label += "（" + t.told(len(states)) + "）"
			item.Disabled = true
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil
	}
	menu := fyne.NewMenuItem("办理", nil)
	menu.ChildMenu = fyne.NewMenu("", items...)
	return menu
}
