package intake

import (
	"cmp"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/intake"
	"cppccdesk/data/take"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// rowsStep shows what becomes of every row, lets rows be decided on, and the rule for duplicates be chosen.
type rowsStep struct {
	page    *Page
	source  int64 // the file shown
	rows    []row
	words   *wordBand
	marks   *marksBand
	grid    *grid.Grid[row]
	chips   []*kit.Chip
	rules   *form.Picker
	empty   *form.Picker
	pane    *editor.DetailPane
	content fyne.CanvasObject
}

func newRowsStep(p *Page) *rowsStep {
	r := &rowsStep{page: p, words: newWordBand(p), marks: newMarksBand(p)}
	r.grid = grid.New(grid.Config[row]{
		Key: "intake", Prefs: p.desk.Prefs(), Unit: "行", Empty: "没有可以导入的行", Placeholder: "查找行，拼音或首字母",
		ID: func(r row) int64 { return r.id }, Search: func(r row) string { return r.search },
		Columns: []grid.Column[row]{
			{Key: "line", Title: "行号", Width: 104, Text: func(r row) string { return r.line }, Less: func(a, b row) bool { return a.id < b.id }},
			{Key: "outcome", Title: "结果", Width: 64, Text: func(r row) string { return r.outcome.String() }, Tone: func(r row) look.Tone { return r.tone }},
			{Key: "name", Title: "记录", Width: 150, Text: func(r row) string { return r.name }},
			{Key: "what", Title: "内容、变更或原因", Width: 380, Flex: true, Text: func(r row) string { return r.what }},
		},
		OnSelect: func([]row) { r.details() },
	})
	line := []fyne.CanvasObject{sized(190, r.grid.SearchField())}
	for _, o := range outcomes {
		chip := kit.NewFilterChip(o.String(), func(bool) { r.filter() })
		r.chips = append(r.chips, chip)
		line = append(line, tall(chip))
	}
	r.rules, r.empty = form.NewPicker(nil), form.NewPicker(emptyOptions)
	r.rules.Required, r.empty.Required = true, true
	r.rules.OnChosen, r.empty.OnChosen = r.chooseRule, r.chooseEmpty
	line = append(line, sized(190, r.rules), sized(170, r.empty))
	r.pane = editor.NewDetailPane("选中一行查看内容")
	r.content = kit.NewTopAndRest(8, kit.NewColumn(8, r.words.content, r.marks.content, kit.NewFlow(8, line...)),
		kit.NewShares([]float32{66, 34}, container.NewStack(r.grid), r.pane))
	return r
}

func (r *rowsStep) show(s *source) fyne.CanvasObject {
	r.rules.SetOptions(ruleOptions(s.kind))
	r.rules.SetValue(cmp.Or(s.options.Match, ruleAuto))
	r.empty.SetValue(emptyKeeps)
	if s.options.Clear {
		r.empty.SetValue(emptyClears)
	}
	r.words.show(s.im.Words)
	r.marks.show(s.im, s.options.Above)
	if s.state != statePlanned {
		r.rows = nil
		r.grid.SetRows(nil)
		r.grid.SetLoading("正在核对…")
		r.count(nil)
		r.pane.Clear()
		return r.content
	}
	r.rows = s.rows
	r.grid.SetRows(r.rows)
	r.count(s.im)
	if r.source != s.id { // a file seen for the first time shows what needs the user
		r.source = s.id
		for i, o := range outcomes {
			r.chips[i].On = o == take.RowAsked && s.im.Count(o) > 0
		}
	}
	r.filter()
	if len(r.grid.Selected()) == 0 && r.grid.Shown() > 0 {
		r.grid.Select(r.grid.Rows()[0].id)
	}
	r.details()
	r.note(s.im)
	return r.content
}

func (r *rowsStep) note(im *take.Import) {
	tone, title := look.ToneDue, "请注意"
	text := notesOf(im)
	if text == "" {
		title = ""
	}
	r.page.tell(title, text, tone)
}

// count writes the counts on the chips.
func (r *rowsStep) count(im *take.Import) {
	for i, o := range outcomes {
		n := 0
		if im != nil {
			n = im.Count(o)
		}
		r.chips[i].Set(fmt.Sprintf("%s %d", o, n), r.chips[i].On)
	}
	r.content.Refresh() // the chips are as wide as their counts
}

// filter shows the rows of the outcomes that are switched on, all when none is.
func (r *rowsStep) filter() {
	on := map[take.Outcome]bool{}
	for i, chip := range r.chips {
		if chip.On {
			on[outcomes[i]] = true
		}
	}
	if len(on) == 0 {
		r.grid.SetFilter("outcome", nil)
		return
	}
	r.grid.SetFilter("outcome", func(r row) bool { return on[r.outcome] })
}

// chooseRule has rows find their records by another rule.
func (r *rowsStep) chooseRule(name string) {
	if name == ruleAuto {
		name = ""
	}
	if s := r.page.current(); s != nil && name != s.options.Match {
		s.options.Match, s.options.Decided, s.state = name, nil, stateRead
		r.page.plan()
	}
}

func (r *rowsStep) chooseEmpty(value string) {
	if s := r.page.current(); s != nil && (value == emptyClears) != s.options.Clear {
		s.options.Clear, s.state = value == emptyClears, stateRead
		r.page.plan()
	}
}

// details shows the row the keyboard is on: a row asked about beside whom it may speak of.
func (r *rowsStep) details() {
	s := r.page.current()
	shown, ok := r.grid.Current()
	if !ok || s == nil || s.im == nil || int(shown.id) > len(s.im.Rows) {
		r.pane.Clear()
		return
	}
	of := &s.im.Rows[shown.id-1]
	title := fmt.Sprintf("第 %d 行", of.Line)
	switch {
	case of.From != "":
		title = intake.FromWords(of.From)
	case severalSheets(s.im):
		title = "工作表「" + of.Sheet + "」" + title
	}
	r.pane.SetHeader(title, of.Outcome.String(), of.Name)
	if of.Values != nil && len(of.Likely) > 0 {
		r.pane.SetBody(r.question(s, of)...)
		return
	}
	var body []fyne.CanvasObject
	if of.Doubt != "" && of.Values != nil {
		answers := []fyne.CanvasObject{
			kit.NewButton("照样录入", func() { r.decide(take.Decision{Do: take.DecideNew}) }), kit.NewButton("跳过", func() { r.decide(take.Decision{Do: take.DecideSkip}) }),
		}
		if of.Outcome != take.RowAsked {
			answers = append(answers, kit.NewButton("重新选择", func() { r.decide(take.Decision{}) }))
		}
		body = append(body, kit.NewNote("合计不符", of.Doubt+"。", look.ToneDue), kit.NewFlow(8, answers...))
	} else if of.Reason != "" {
		title, tone := "退回原因", look.ToneLate
		if of.Outcome == take.RowSkipped {
			title, tone = "没有导入", look.ToneMuted
		}
		body = append(body, kit.NewNote(title, quiet(of.Reason), tone))
	}
	titles := []kit.SmallColumn{{Title: "项目", Width: 90}, {Title: "内容", Weight: 1}}
	if of.Outcome == take.RowChanged {
		titles = []kit.SmallColumn{{Title: "项目", Width: 90}, {Title: "原来", Weight: 1}, {Title: "改为", Weight: 1}}
	}
	r.pane.SetBody(append(body, tableOf(titles, detailsOf(s.im, of), of.Outcome == take.RowChanged))...)
}

// question is the pane of a row asked about: the answers, and both sides for each whom it may speak of.
func (r *rowsStep) question(s *source, of *take.Row) []fyne.CanvasObject {
	words := wordsOf(s.im.Kind)
	titles := []kit.SmallColumn{{Title: "项目", Width: 90}, {Title: "已有的" + words.noun, Weight: 1}, {Title: "表里的" + words.noun, Weight: 1}}
	var others []fyne.CanvasObject
	if words.fresh != "" {
		others = append(others, kit.NewButton(words.fresh, func() { r.decide(take.Decision{Do: take.DecideNew}) }))
	}
	others = append(others, kit.NewButton("跳过", func() { r.decide(take.Decision{Do: take.DecideSkip}) }))
	if of.Outcome != take.RowAsked {
		others = append(others, kit.NewButton("重新选择", func() { r.decide(take.Decision{}) }))
	}
	var body []fyne.CanvasObject
	for i, likely := range of.Likely {
		answers := []fyne.CanvasObject{kit.NewButton(words.same, func() { r.decide(take.Decision{Do: take.DecideSame, ID: likely.ID}) })}
		if i == 0 {
			answers = append(answers, others...)
		}
		body = append(body, kit.NewParagraph(likely.Why, look.TextSize, look.ToneDue), kit.NewFlow(8, answers...),
			tableOf(titles, compare(s.im.Kind, of.Values, likely), true))
	}
	return body
}

func tableOf(titles []kit.SmallColumn, lines []comparison, both bool) fyne.CanvasObject {
	table := kit.NewSmallTable(titles...)
	var rows []kit.SmallRow
	for _, l := range lines {
		tone := look.ToneNormal
		if l.differs {
			tone = look.ToneDue
		}
		cells := []kit.SmallCell{{Text: l.title, Tone: look.ToneMuted}}
		if both {
			cells = append(cells, kit.SmallCell{Text: l.stored})
		}
		rows = append(rows, kit.SmallRow{Cells: append(cells, kit.SmallCell{Text: l.file, Tone: tone})})
	}
	table.SetRows(rows)
	return table
}

// decide answers for all selected rows that are asked about. 同一人 or 同一件 is the one shown; other rows take their own first.
func (r *rowsStep) decide(d take.Decision) {
	s := r.page.current()
	if s == nil || s.im == nil {
		return
	}
	current, _ := r.grid.Current()
	several := severalSheets(s.im)
	for _, shown := range r.grid.Selected() {
		i := int(shown.id - 1)
		row := &s.im.Rows[i]
		if row.Values == nil || len(row.Likely) == 0 && (row.Doubt == "" || d.Do == take.DecideSame) {
			continue
		}
		own := d
		if d.Do == take.DecideSame && shown.id != current.id {
			own.ID = s.im.Rows[i].Likely[0].ID
		}
		s.im.Decide(i, own)
		r.rows[i] = rowOf(s.im, i, several)
	}
	next := r.nextAsked(current.id)
	r.grid.SetRows(r.rows)
	r.count(s.im)
	if next != 0 {
		r.grid.Select(next)
	}
	r.details()
	r.note(s.im)
	r.page.dress()
}

// nextAsked is the next row that waits for a decision, 0 for none.
func (r *rowsStep) nextAsked(after int64) int64 {
	var first int64
	for _, shown := range r.rows {
		if shown.outcome != take.RowAsked {
			continue
		}
		if shown.id > after {
			return shown.id
		}
		if first == 0 {
			first = shown.id
		}
	}
	return first
}
