package records

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// stepLines is how many lines of buttons 下一步 has.
const stepLines = 3

// NextSteps is the section 下一步 of the details of a record: a button for each step that can be taken here now, the one
// that the office waits for standing out, behind them what else can be done, and below
// them the steps that wait for something, each with what has to be done first. It is nil when there is nothing.
func NextSteps(steps []record.Possible, take func(step string), more ...kit.Action) []fyne.CanvasObject {
	var actions []kit.Action
	var waiting []fyne.CanvasObject
	lead := slices.IndexFunc(steps, awaited)
	for i, p := range steps {
		switch {
		case p.Step.Elsewhere:
		case p.Waits:
			waiting = append(waiting, waitingStep(p))
		case p.Why == "":
			actions = append(actions, kit.Action{Text: stepText(p.Step), Primary: i == lead, Do: func() { take(p.Step.Name) }})
		}
	}
	var out []fyne.CanvasObject
	if len(actions)+len(waiting) > 0 {
		out = append(out, kit.NewHeading("下一步", look.TextSize))
	}
	if len(actions) == 0 && len(more) > 0 {
		more[0].Primary = true
	}
	if actions = append(actions, more...); len(actions) > 0 {
		out = append(out, kit.NewActions(stepLines, actions...))
	}
	return append(out, waiting...)
}

// awaited reports whether a step is one that the office waits for.
func awaited(p record.Possible) bool {
	return p.Why == "" && !p.Step.Rare && !p.Step.Elsewhere && !p.Later
}

// Offered are the steps of those names that can be taken now as actions, and those that wait for something with what has to be done first; one that cannot be
// taken is not there.
func Offered(steps []record.Possible, take func(step string), names ...string) (actions []kit.Action, waiting []fyne.CanvasObject) {
	for _, p := range steps {
		switch {
		case !slices.Contains(names, p.Step.Name):
		case p.Waits:
			waiting = append(waiting, waitingStep(p))
		case p.Why == "":
			actions = append(actions, kit.Action{Text: stepText(p.Step), Do: func() { take(p.Step.Name) }})
		}
	}
	return actions, waiting
}

// waitingStep is a step that cannot be taken yet, with what has to be done first.
func waitingStep(p record.Possible) fyne.CanvasObject { return greyed(stepText(p.Step), p.Why) }

// greyed is a button that cannot be pressed, and beside it why.
func greyed(text, why string) fyne.CanvasObject {
	button := kit.NewButton(text, nil)
	button.SetEnabled(false)
	return container.NewBorder(nil, nil, container.NewVBox(button), nil, kit.NewInset(8, 0, kit.NewParagraph(why, look.SmallText, look.ToneMuted)))
}
