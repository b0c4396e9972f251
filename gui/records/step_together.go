package records

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Together is what can be done to the records chosen in a list: by their states at once, and by all that is recorded of them once that was read.
type Together struct {
	desk *desk.Desk
	kind *record.Kind
	take func(step string, ids ...int64)

	asked  int     // numbers what was asked for
	ids    []int64 // of the records read last
	shared []record.Shared
	called string // what the one record read is called
}

// togetherMost is of how many records all is read; of more only the states are looked at, and the step itself refuses what does not fit.
const togetherMost = 500

// NewTogether makes it for a kind's list; take takes a step of records.
func NewTogether(d *desk.Desk, kind *record.Kind, take func(step string, ids ...int64)) *Together {
	return &Together{desk: d, kind: kind, take: take}
}

// Drop forgets what was read or is being read: something else was chosen.
func (t *Together) Drop() {
	t.asked++
	t.ids, t.shared, t.called = nil, nil, ""
}

// Known is the one record chosen, read for its details: the menu then offers the steps its buttons do, in their order.
func (t *Together) Known(r record.Record) {
	t.ids, t.shared, t.called = []int64{r.ID}, t.kind.Together([]record.Record{r}), t.kind.Called(r)
}

// Read reads the records chosen, which are in those states, and then calls then, unless something else is chosen by then.
func (t *Together) Read(ids []int64, states []string, then func()) {
	t.Drop()
	if t.kind.Flow == nil || len(ids) > togetherMost {
		t.ids, t.shared = ids, t.kind.TogetherIn(states)
		then()
		return
	}
	asked := t.asked
	store, kind, day := t.desk.Store(), t.kind, t.desk.Today()
	desk.Load(t.desk.Tasks(), "records.together."+kind.Name, func(ctx context.Context) ([]record.Shared, error) {
		var chosen []record.Record
		for _, id := range ids {
			r, err := kind.RecordOn(ctx, store.DB(), id, day)
			if err != nil {
				return nil, err
			}
			chosen = append(chosen, r)
		}
		return kind.Together(chosen), nil
	}, func(shared []record.Shared, err error) {
		switch {
		case t.asked != asked:
			return
		case err != nil:
			t.desk.Fail(err)
			return
		}
		t.ids, t.shared = ids, shared
		then()
	})
}

// of is what can be done to records: as was read, or by their states.
func (t *Together) of(ids []int64, states []string) []record.Shared {
	if len(ids) > 0 && slices.Equal(ids, t.ids) {
		return t.shared
	}
	return t.kind.TogetherIn(states)
}

// statesOf are the states of the records of rows; nil for a kind without a flow.
func statesOf(kind *record.Kind, rows []Row) []string {
	if kind.Flow == nil {
		return nil
	}
	states := make([]string, len(rows))
	for i, r := range rows {
		states[i] = r.Values[kind.Flow.State]
	}
	return states
}

// toldOf says for how many of the records the step can be taken: 4 件可办；8 件不可，如「办理中」的.
func (t *Together) toldOf(s record.Shared, of int) string {
	measure := t.kind.Measure()
	switch {
	case s.Why == "":
		return fmt.Sprintf("%d %s可办", of, measure)
	case s.Can == of, of == 1:
		return s.Why
	case s.Can == 0:
		return fmt.Sprintf("%d %s都不可，%s", of, measure, s.Why)
	default:
		return fmt.Sprintf("%d %s可办；%d %s不可，%s", s.Can, measure, of-s.Can, measure, s.Why)
	}
}

// Section is what the details show of several records: each step with how many of them it can be taken of.
func (t *Together) Section(ids []int64, states []string) []fyne.CanvasObject {
	steps := t.of(ids, states)
	if len(steps) == 0 {
		return nil
	}
	lines := []fyne.CanvasObject{}
	for _, s := range steps {
		button := kit.NewButton(stepText(s.Step), func() { t.take(s.Step.Name, ids...) })
		button.SetEnabled(s.Open())
		lines = append(lines, kit.NewColumn(2, kit.NewRow(8, button), kit.NewParagraph(t.toldOf(s, len(ids)), look.SmallText, look.ToneMuted)))
	}
	return []fyne.CanvasObject{kit.NewHeading("可以一起办理", look.TextSize), kit.NewColumn(6, lines...)}
}

// items are the lines of a menu with the steps for the records.
func (t *Together) items(ids []int64, states []string) (items []*fyne.MenuItem) {
	for _, s := range t.of(ids, states) {
		item := fyne.NewMenuItem(stepText(s.Step), func() { t.take(s.Step.Name, ids...) })
		if s.Why != "" {
			item.Label += "（" + t.toldOf(s, len(ids)) + "）"
			item.Disabled = !s.Open()
		}
		items = append(items, item)
	}
	return items
}

// Numbered are the lines of a menu of its own with the steps for the records, each chosen by its digit.
func (t *Together) Numbered(ids []int64, states []string) []*fyne.MenuItem {
	items := t.items(ids, states)
	for i, item := range items[:min(len(items), 9)] {
		item.Label = fmt.Sprintf("%d %s", i+1, item.Label)
	}
	return items
}

// Commands are the steps that can be taken of the records, as commands that Ctrl+K finds by their names, and by the state a step leads to where that is told.
func (t *Together) Commands(ids []int64, states []string) (commands []*desk.Command) {
	if len(ids) == 0 {
		return nil
	}
	for _, s := range t.of(ids, states) {
		if !s.Open() {
			continue
		}
		c := &desk.Command{Title: stepText(s.Step) + " " + t.calledOf(ids), Keys: "Ctrl+J", Do: func() { t.take(s.Step.Name, ids...) }}
		if len(s.Step.To) <= fewStates {
			c.Words = s.Step.To
		}
		commands = append(commands, c)
	}
	return commands
}

// fewStates is up to how many states a step leads to tell it from the others.
const fewStates = 2

// calledOf is what the records chosen are called: the one, or how many.
func (t *Together) calledOf(ids []int64) string {
	if len(ids) == 1 && len(t.ids) == 1 && t.ids[0] == ids[0] && t.called != "" {
		return t.called
	}
	return fmt.Sprintf("（选中的 %d %s）", len(ids), t.kind.Measure())
}

// Menu is the line 办理 of the menu of records; nil when there is no step for any of them.
func (t *Together) Menu(ids []int64, states []string) *fyne.MenuItem {
	items := t.items(ids, states)
	if len(items) == 0 {
		return nil
	}
	menu := fyne.NewMenuItem("办理", nil)
	menu.ChildMenu = fyne.NewMenu("", items...)
	return menu
}
