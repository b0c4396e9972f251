package grid

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// panel is a small window at a chip or a title: a heading, what it asks, and buttons.
type panel struct {
	popUp *box.PopUp
	back  fyne.Focusable // gets the keyboard when the panel closes
}

func (p *panel) close() {
	p.popUp.Hide()
	if p.back != nil {
		look.Focus(p.back)
	}
}

// show places the panel under from, at x within it, and gives first the keyboard.
func (p *panel) show(from fyne.CanvasObject, x float32, title string, content fyne.CanvasObject, first fyne.Focusable, buttons ...fyne.CanvasObject) {
	c := look.CanvasOf(from)
	if c == nil {
		return
	}
	heading := kit.NewHeading(title, look.TextSize)
	heading.Min = 60
	body := kit.NewColumn(8, heading, content, kit.NewTrailing(buttons...))
	for _, o := range buttons {
		if b, ok := o.(*kit.Button); ok {
			b.Escape = p.close
		}
	}
	p.popUp = box.NewPopUp(box.NewSmallBox(body, p.close), c)
	at := look.PositionOf(from).AddXY(x, from.Size().Height+2)
	size := p.popUp.MinSize()
	at.X = max(min(at.X, c.Size().Width-size.Width-4), 0)
	at.Y = max(min(at.Y, c.Size().Height-size.Height-4), 0)
	p.popUp.ShowAtPosition(at)
	if first != nil {
		c.Focus(first)
	}
}

// conditionPanel asks what a column shall hold.
type conditionPanel[R any] struct {
	panel

	grid    *Grid[R]
	column  *Column[R]
	content Content
	start   Condition
	done    func(Condition)

	values   *valueList
	from, to fyne.CanvasObject // *DateField or *Entry
	fault    *kit.Label
}

func newConditionPanel[R any](g *Grid[R], c *Column[R], start Condition, done func(Condition)) *conditionPanel[R] {
	p := &conditionPanel[R]{grid: g, column: c, start: start, done: done, fault: kit.NewLabel("", look.SmallText, look.ToneLate)}
	p.back = g.list
	p.content = contentOf(c, g.set.table.rows)
	return p
}

func (p *conditionPanel[R]) open(from fyne.CanvasObject, x float32) {
	none := kit.NewButton("清除", func() { p.finish(Condition{}) })
	ok := kit.NewPrimaryButton("筛选", p.accept)
	if p.content == ContentText {
		p.askValues()
		p.show(from, x, "筛选「"+p.column.Title+"」", p.values, p.values.entry, none, ok)
		return
	}
	p.show(from, x, "筛选「"+p.column.Title+"」", p.askRange(), p.from.(fyne.Focusable), none, ok)
}

// finish closes the panel and puts the condition in place.
func (p *conditionPanel[R]) finish(c Condition) {
	c.Column = p.column.Key
	p.close()
	p.done(c)
}

// blankValue stands for an empty cell among the values; no cell holds it.
const blankValue = "\x00"

func (p *conditionPanel[R]) askValues() {
	ticked := map[string]bool{}
	for _, v := range p.start.Values {
		ticked[v] = true
	}
	if p.start.Blank {
		ticked[blankValue] = true
	}
	p.values = newValueList("含有的字，或在下面勾选", nil, ticked)
	p.values.entry.SetText(p.start.Contains)
	p.values.entry.OnEscape = p.close
	p.values.onEnter = p.accept
	var choices []kit.Choice
	rows := p.grid.set.table.rows
	p.grid.beside(len(rows), func() {
		values, blank := countValues(p.column, rows)
		if blank > 0 {
			values = append(values, kit.Choice{Value: blankValue, Label: "（空白）", Count: blank})
		}
		choices = values
	}, func() { p.values.set(choices) })
}

func (p *conditionPanel[R]) askRange() fyne.CanvasObject {
	numbers := p.content == ContentNumber
	p.from, p.to = p.end(p.start.From, numbers), p.end(p.start.To, numbers)
	label := func(text string) fyne.CanvasObject { return kit.NewLabel(text, look.TextSize, look.ToneSoft) }
	ends := container.New(ranged{}, label("从"), p.from, label("到"), p.to)
	var chips []fyne.CanvasObject
	if !numbers {
		for _, period := range []Period{ThisMonth, ThisYear, LastYear} {
			c := kit.NewTag(period.String(), p.start.Period == period)
			c.OnTap = func() { p.finish(Condition{Period: period}) }
			chips = append(chips, c)
		}
	}
	empty := kit.NewTag("空白", p.start.Blank)
	empty.OnTap = func() { p.finish(Condition{Blank: true}) }
	chips = append(chips, empty)
	return kit.NewColumn(8, ends, kit.NewRow(6, chips...), p.fault)
}

// end is the field of one end of a range.
func (p *conditionPanel[R]) end(value string, numbers bool) fyne.CanvasObject {
	var e *kit.Entry
	var field fyne.CanvasObject
	if numbers {
		e = kit.NewEntry()
		field = e
	} else {
		d := form.NewDateField(p.grid.config.Calendar)
		e, field = &d.Entry, d
	}
	e.SetText(value)
	e.OnEscape = p.close
	e.OnSubmitted = func(string) { p.accept() }
	return field
}

// accept reads what was asked; a mistake is said and keeps the panel open.
func (p *conditionPanel[R]) accept() {
	if p.values != nil {
		p.finish(p.chosenValues())
		return
	}
	c := Condition{Numbers: p.content == ContentNumber}
	var fault string
	if c.From, fault = p.readEnd(p.from); fault == "" {
		c.To, fault = p.readEnd(p.to)
	}
	if fault == "" && c.From != "" && c.To != "" && p.inverted(c) {
		fault = "「从」要在「到」之前"
	}
	if fault != "" {
		p.fault.SetText(fault)
		return
	}
	p.finish(c)
}

func (p *conditionPanel[R]) inverted(c Condition) bool {
	if !c.Numbers {
		return c.From > c.To
	}
	from, to := bound(c.From), bound(c.To)
	return *from > *to
}

// readEnd is one end of the range, and what is wrong with it.
func (p *conditionPanel[R]) readEnd(field fyne.CanvasObject) (value, fault string) {
	if d, ok := field.(*form.DateField); ok {
		iso, err := d.Value()
		if err != nil {
			return "", err.Error()
		}
		return iso, ""
	}
	text := strings.TrimSpace(kit.HalfWidth(field.(*kit.Entry).Text))
	if _, ok := readNumber(text); text != "" && !ok {
		return "", "要填数字"
	}
	return text, ""
}

// chosenValues is what was ticked; when nothing was, the words typed are what the column must hold.
func (p *conditionPanel[R]) chosenValues() Condition {
	var c Condition
	for _, v := range p.values.all {
		switch {
		case !p.values.ticked[v.Value]:
		case v.Value == blankValue:
			c.Blank = true
		default:
			c.Values = append(c.Values, v.Value)
		}
	}
	if c.empty() {
		c.Contains = strings.TrimSpace(p.values.entry.Text)
	}
	return c
}

// ranged places 从 [field] 到 [field] on a line.
type ranged struct{}

const rangeField float32 = 130

func (ranged) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*(rangeField+22)+8, look.FieldHeight)
}

func (ranged) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, o := range objects {
		w := rangeField
		if i%2 == 0 {
			w = 22
		}
		look.Place(o, x, 0, w, look.FieldHeight)
		x += w
		if i == 1 {
			x += 8
		}
	}
}
