package records

import (
	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// stepLines is how many lines of buttons 下一步 has.
const stepLines = 3

// NextSteps is the section 下一步 of the details of a record: a button for each step that can be taken now, and behind them what else can be done. It
// is nil when nothing can.
func NextSteps(steps []record.Possible, take func(step string), more ...kit.Action) []fyne.CanvasObject {
	var actions []kit.Action
	for _, p := range steps {
		if p.Why == "" {
			actions = append(actions, kit.Action{Text: stepText(p.Step), Primary: len(actions) == 0, Do: func() { take(p.Step.Name) }})
		}
	}
	if len(actions) == 0 && len(more) > 0 {
		more[0].Primary = true
		return []fyne.CanvasObject{kit.NewActions(stepLines, more...)}
	}
	actions = append(actions, more...)
	if len(actions) == 0 {
		return nil
	}
	return []fyne.CanvasObject{kit.NewHeading("下一步", look.TextSize), kit.NewActions(stepLines, actions...)}
}
