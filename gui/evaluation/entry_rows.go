package evaluation

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// entryLine is the row of a rater in the window.
type entryLine struct {
	cells []*kit.Entry
	total *kit.Label
	state *kit.Label
	word  *kit.Entry // the opinion written on the sheet
	void  *kit.Button
}

// read shows a target that was read, unless something was typed meanwhile: that stays.
func (t *entryTab) read(r sheetRead) {
	if t.changed() {
		t.chosen, t.at = t.typed.Evaluation, t.typed.TargetID
		return
	}
	t.persons(r.entry)
	t.checks.tell(r)
	t.show(r.entry)
	if t.turns {
		t.turns = false
		t.below(-1, 0, 1)
	}
}

// show puts the rows of a target into the window. Those that are there stay, and the cursor in its cell: what is typed into a cell that is no longer
// shown would be saved unseen.
func (t *entryTab) show(e evaluation.Entry) {
	stay := t.typed.SameRows(e)
	t.stored, t.typed = e, e.Clone()
	t.evaluation.Set(e.Evaluation+" ∨", true)
	t.target.Set(e.Label+" ∨", true)
	t.title.SetText(e.Label + " · " + e.Rubric.Name)
	if stay {
		t.refill()
	} else {
		t.build()
	}
	t.toldHow()
	t.told()
}

// refill puts the points and opinions into the rows that are there.
func (t *entryTab) refill() {
	fill := func(field *kit.Entry, text string) {
		if field.Text != text {
			field.SetText(text)
		}
	}
	for row, line := range t.rows {
		for at, c := range line.cells {
			fill(c, t.stored.Rows[row].Points[at])
		}
		fill(line.word, wordOf(&t.stored.Rows[row]))
	}
}

// build makes the rows.
func (t *entryTab) build() {
	weights := []float32{1.75}
	head := []fyne.CanvasObject{kit.NewLabel("评委", look.SmallText, look.ToneMuted)}
	for _, i := range t.typed.Rubric.Indicators {
		weights = append(weights, 1)
		head = append(head, kit.NewParagraph(headOf(i), look.SmallText, look.ToneMuted))
	}
	weights = append(weights, 0.7, 1, 1.4, 0.7)
	head = append(head, kit.NewLabel("合计", look.SmallText, look.ToneMuted), kit.NewLabel("状态", look.SmallText, look.ToneMuted), kit.NewLabel("意见", look.SmallText, look.ToneMuted), kit.NewLabel("", look.SmallText, look.ToneMuted))
	lines := []fyne.CanvasObject{kit.NewShares(weights, head...)}
	t.rows = nil
	for row := range t.typed.Rows {
		line := t.newLine(row)
		t.rows = append(t.rows, line)
		name := t.typed.Rows[row].Rater
		if c := t.typed.Rows[row].Category; c != "" {
			name += "（" + c + "）"
		}
		objects := []fyne.CanvasObject{kit.NewLabel(name, look.TextSize, look.ToneNormal)}
		for _, c := range line.cells {
			objects = append(objects, c)
		}
		lines = append(lines, kit.NewShares(weights, append(objects, line.total, line.state, line.word, line.void)...))
	}
	kit.Swap(t.body, kit.NewColumn(4, lines...))
}

// headOf is an indicator, and below it its full marks, its choices, or that cases are counted.
func headOf(i evaluation.Indicator) string {
	if i.Deducts {
		return i.Label + "\n（件）"
	}
	if i.Choices != "" {
		return i.Label + "\n" + strings.NewReplacer(" ", "", "、", " ").Replace(i.Choices) // lines break between choices
	}
	return fmt.Sprintf("%s\n（%s）", i.Label, i.Max.Decimal())
}

func (t *entryTab) newLine(row int) *entryLine {
	line := &entryLine{total: kit.NewHeading("", look.TextSize), state: kit.NewLabel("", look.SmallText, look.ToneMuted)}
	line.void = kit.NewButton("作废…", func() { t.askVoid(row) })
	for at := range t.typed.Rubric.Indicators {
		c := kit.NewEntry()
		c.SetText(t.typed.Rows[row].Points[at])
		c.OnChanged = func(text string) {
			i := t.typed.Rubric.Indicators[at]
			was := t.typed.Rows[row].Points[at]
			if t.typed.Rows[row].Points[at] = plainNumber(text); i.Choices != "" {
				t.typed.Rows[row].Points[at] = i.Given(text)
			}
			t.told()
			t.tell(row, at)
			if c.HasFocus() && i.Settled(text) && t.typed.Rows[row].Points[at] != was {
				t.step(row, at, 1)
			}
		}
		c.OnFocus = func() { c.SelectText(); t.tell(row, at) }
		c.OnKey = func(ev *fyne.KeyEvent) bool { return t.key(row, at, ev) }
		if !t.open(row) {
			c.Disable()
		}
		line.cells = append(line.cells, c)
	}
	line.word = t.newWord(row)
	line.void.SetEnabled(t.open(row))
	return line
}
