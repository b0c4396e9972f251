package intake

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// layoutStep is the step 表格 of a file of score blocks: the picture of a sheet, on which is pointed at what stands where, and what is found by it.
type layoutStep struct {
	page   *Page
	source int64 // the file shown
	kinds  []intake.BlockKind
	at     int // the kind described now
	sheet  string
	words  intake.BlockWords
	drawn  string // the file and sheet in the picture
	wrong  string // why the kind described now cannot be used

	view         *cells.View
	sheets       *form.Picker
	which        *form.Picker
	name         *kit.Entry
	pattern      [3]*kit.Entry
	skip         *kit.Entry
	only         *kit.Chip
	add, drop    *kit.Button
	chosen       *kit.Label
	said, found  *kit.Paragraph
	patternLines [3]fyne.CanvasObject
	side         *fyne.Container
	content      fyne.CanvasObject
}

const onlyHere = "只在这一张工作表里找"

func newLayoutStep(p *Page) *layoutStep {
	l := &layoutStep{page: p, view: cells.New()}
	l.view.OnSelect = func(cells.Area) { l.tellChosen() }
	l.sheets, l.which = form.NewPicker(nil), form.NewPicker(nil)
	l.sheets.Required, l.which.Required = true, true
	l.sheets.OnChosen = func(name string) { l.sheet = name; l.draw() }
	l.which.OnChosen = l.choose
	l.chosen = kit.NewLabel("", look.TextSize, look.ToneMuted)
	l.chosen.Min = 60
	line := []fyne.CanvasObject{word("工作表"), sized(130, l.sheets), word("选中"), sized(74, l.chosen)} // of one width, so that the buttons stay where they are
	role := intake.Role(-1)
	for _, as := range pointings {
		if as.role != role {
			role = as.role
			line = append(line, word(role.Title()+"在"))
		}
		line = append(line, kit.NewButton(as.title, func() { l.point(as) }))
	}
	line = append(line, kit.NewButton("分数区域", func() { l.point(pointing{}) }))
	l.buildSide()
	l.content = kit.NewTopAndRest(8, kit.NewFlow(6, line...),
		kit.NewShares([]float32{68, 32}, l.view, kit.NewCard("评分块", "", container.NewVScroll(l.side))))
	return l
}

// buildSide makes what stands beside the picture.
func (l *layoutStep) buildSide() {
	l.said = kit.NewParagraph("", look.TextSize, look.ToneNormal)
	l.found = kit.NewParagraph("", look.TextSize, look.ToneMuted)
	l.add = kit.NewButton("再加一种", l.addKind)
	l.drop = kit.NewButton("删去这种", l.dropKind)
	l.name, l.skip = kit.NewEntry(), kit.NewEntry()
	l.name.SetPlaceHolder("写上名称就记住这个版式")
	l.name.OnChanged = l.rename
	l.skip.SetPlaceHolder("如 加分、折算")
	l.skip.OnSubmitted = func(text string) {
		if k := l.kind(); k != nil {
			k.Skip = zh.SplitNames(text)
			l.apply()
		}
	}
	l.only = kit.NewFilterChip(onlyHere, func(on bool) {
		if k := l.kind(); k != nil {
			k.Sheets = nil
			if on {
				k.Sheets = []string{k.Sheet}
			}
			l.apply()
		}
	})
	l.side = kit.NewColumn(8, l.which, kit.NewFlow(6, l.add, l.drop), l.said)
	for role := range l.pattern {
		l.pattern[role] = kit.NewEntry()
		l.pattern[role].OnSubmitted = func(text string) {
			if k := l.kind(); k != nil {
				k.Names[role].Pattern = text
				l.apply()
			}
		}
		l.patternLines[role] = kit.NewColumn(2, kit.NewLabel(intake.Role(role).Title()+"前后的字（* 是名称）", look.SmallText, look.ToneSoft), l.pattern[role])
		l.side.Add(l.patternLines[role])
	}
	l.side.Add(kit.NewColumn(2, kit.NewLabel("不是分数的行或列", look.SmallText, look.ToneSoft), l.skip))
	l.side.Add(kit.NewFlow(6, l.only))
	l.side.Add(l.found)
	l.side.Add(kit.NewColumn(2, kit.NewLabel("版式名称", look.SmallText, look.ToneSoft), l.name))
	l.side.Add(kit.NewFlow(6, kit.NewButton("重新识别", l.recognise), kit.NewButton("按一行一条的表读取", l.asTable)))
}

func (l *layoutStep) show(s *source) fyne.CanvasObject {
	if l.source != s.id {
		l.source, l.kinds, l.at, l.wrong, l.sheet = s.id, nil, 0, "", ""
		l.call("")
		l.learn(*s)
	}
	if s.im != nil && s.im.Blocks != nil && (len(l.kinds) == 0 || s.options.Blocks == nil) {
		l.kinds = slices.Clone(s.im.Blocks.Layout.Kinds)
		l.at = min(l.at, len(l.kinds)-1)
		l.call(s.im.Blocks.Layout.Name)
	}
	if len(l.kinds) == 0 {
		l.kinds = []intake.BlockKind{{}}
	}
	if sheetOf(s.workbook, l.sheet) == nil {
		l.sheet = l.kinds[l.at].Sheet
	}
	if sheetOf(s.workbook, l.sheet) == nil {
		l.sheet = guessFrame(s.workbook).Sheet
	}
	l.draw()
	l.tell(s)
	return l.content
}

// learn reads beside the window which names may stand in the file's blocks, and starts with what they show.
func (l *layoutStep) learn(s source) {
	type learned struct {
		words    intake.BlockWords
		proposed intake.BlockLayout
	}
	st := l.page.desk.Store()
	desk.Load(l.page.desk.Tasks(), "intake.names", func(ctx context.Context) (learned, error) {
		words, proposed, err := take.NamesInBlocks(ctx, st, s.kind, s.workScope(), s.workbook)
		return learned{words, proposed}, err
	}, func(to learned, err error) {
		if err != nil {
			l.page.desk.Fail(err)
			return
		}
		if l.source != s.id {
			return
		}
		l.words = to.words
		if now := l.page.current(); now != nil && now.id == s.id && (now.im == nil || now.im.Blocks == nil) && len(to.proposed.Kinds) > 0 && lacking(&l.kinds[0]) != "" {
			l.kinds, l.at = to.proposed.Kinds, 0
			l.apply()
		}
	})
}

// kind is the one described now, nil before there is any.
func (l *layoutStep) kind() *intake.BlockKind {
	if l.at >= len(l.kinds) {
		return nil
	}
	return &l.kinds[l.at]
}

// draw shows the sheet chosen with what is known of it.
func (l *layoutStep) draw() {
	s := l.page.current()
	if s == nil || s.workbook == nil {
		return
	}
	sheet := sheetOf(s.workbook, l.sheet)
	if sheet == nil {
		return
	}
	l.sheets.SetOptions(sheetOptions(s.workbook))
	if l.sheets.Value() != l.sheet {
		l.sheets.SetValue(l.sheet)
	}
	var reading *intake.BlockReading
	if s.im != nil {
		reading = s.im.Blocks
	}
	if now := strconv.FormatInt(s.id, 10) + l.sheet; l.drawn != now {
		l.drawn = now
		l.view.SetSheet(pictureOf(sheet))
	}
	l.view.SetMarks(marksOf(sheet, l.kind(), reading))
	l.tellChosen()
	l.fill(reading)
}

// fill writes what is said of the kind described now, and what was found.
func (l *layoutStep) fill(reading *intake.BlockReading) {
	k := l.kind()
	l.which.SetOptions(blockOptions(l.kinds))
	l.which.SetValue(itoa(l.at))
	l.said.SetText(described(k))
	for role, n := range k.Names {
		l.pattern[role].SetText(n.Pattern)
		if n.From == intake.NameInCell || n.From == intake.NameOfSheet {
			l.patternLines[role].Show()
		} else {
			l.patternLines[role].Hide()
		}
	}
	l.skip.SetText(zh.JoinNames(k.Skip))
	l.only.Set(onlyHere, len(k.Sheets) > 0)
	l.drop.SetEnabled(len(l.kinds) > 1 || lacking(k) == "")
	l.add.SetEnabled(lacking(k) == "")
	l.found.SetText("")
	if reading != nil {
		l.found.SetText(foundText(reading))
	}
	l.side.Refresh()
}

func (l *layoutStep) tellChosen() {
	l.chosen.SetText(intake.Area(l.view.Selected()).String())
}

// tell says over the picture what is to be done, or what was left aside.
func (l *layoutStep) tell(s *source) {
	switch k := l.kind(); {
	case l.wrong != "":
		l.page.tell("这样指不行", l.wrong, look.ToneLate)
	case k != nil && lacking(k) != "":
		l.page.tell(lacking(k), "在表上选中一行、一列或一格（行号、列标也可以点，Shift 加方向键选一片），再按上面的按钮。分数区域不指时按名称推定。", look.ToneDue)
	case s.problem != "":
		l.page.tell("没有找到评分块", s.problem, look.ToneLate)
	case s.im != nil && s.im.Blocks != nil && len(s.im.Notes) > 1:
		l.page.tell(s.im.Notes[0], joinSome(s.im.Notes[1:]), look.ToneDue)
	case s.im != nil && s.im.Blocks != nil:
		l.page.tell(s.im.Notes[0], "都读到了。按「下一步」核对。", look.ToneDone)
	}
}

// joinSome are the first sentences of several.
func joinSome(sentences []string) string {
	const most = 5
	text := ""
	for _, sentence := range sentences[:min(most, len(sentences))] {
		text += sentence + "\n"
	}
	if more := len(sentences) - most; more > 0 {
		return text + "另有 " + itoa(more) + " 处，核对时列出。"
	}
	return text[:max(0, len(text)-1)]
}

// point takes the cells chosen for what a button says.
func (l *layoutStep) point(as pointing) {
	s := l.page.current()
	k := l.kind()
	if s == nil || k == nil {
		return
	}
	sheet := sheetOf(s.workbook, l.sheet)
	changed, err := pointed(*k, sheet, l.view.Selected(), as, l.words)
	if err != nil {
		l.page.desk.Fail(err)
		return
	}
	l.kinds[l.at] = changed
	l.apply()
	look.Focus(l.view)
}

// apply checks the kind described now and has the file read by all that are whole.
func (l *layoutStep) apply() {
	s := l.page.current()
	if s == nil {
		return
	}
	l.wrong = ""
	var whole []intake.BlockKind
	for i := range l.kinds {
		k := &l.kinds[i]
		if lacking(k) != "" {
			continue
		}
		if err := k.Anchor(s.workbook); err != nil {
			l.wrong = store.Sentence(err)
			l.at = i
			continue
		}
		whole = append(whole, *k)
	}
	changed := s.withLayout(l.name.Text, whole)
	if len(whole) == 0 {
		changed.im, changed.state, changed.problem = nil, stateUnknown, ""
		l.page.stopPlanning()
		desk.Load(l.page.desk.Tasks(), "intake", func(context.Context) (source, error) { return changed, nil }, func(changed source, _ error) {
			if l.page.put(changed) { // in place of what is still being read
				l.page.show(stepTable)
			}
		})
		return
	}
	l.page.reread(changed, func() { l.page.show(stepTable) })
}

func (l *layoutStep) choose(value string) {
	if i, err := strconv.Atoi(value); err == nil && i < len(l.kinds) && i != l.at {
		l.at, l.wrong = i, ""
		if l.kinds[i].Sheet != "" {
			l.sheet = l.kinds[i].Sheet
		}
		l.page.show(stepTable)
	}
}

func (l *layoutStep) addKind() {
	l.kinds = append(l.kinds, intake.BlockKind{})
	l.at, l.wrong = len(l.kinds)-1, ""
	l.page.show(stepTable)
}

func (l *layoutStep) dropKind() {
	l.kinds = slices.Delete(slices.Clone(l.kinds), l.at, l.at+1)
	if len(l.kinds) == 0 {
		l.kinds = []intake.BlockKind{{}}
	}
	l.at = min(l.at, len(l.kinds)-1)
	l.apply()
}

// call shows the layout's name.
func (l *layoutStep) call(name string) {
	l.name.OnChanged = nil // nobody typed it
	l.name.SetText(name)
	l.name.OnChanged = l.rename
}

// rename has the layout remembered under a name once the file is written.
func (l *layoutStep) rename(name string) {
	s := l.page.current()
	if s == nil || s.im == nil || s.im.Blocks == nil || name == s.im.Blocks.Layout.Name {
		return
	}
	changed := *s
	changed.options.Blocks = &intake.BlockLayout{Name: name, Kinds: s.im.Blocks.Layout.Kinds}
	changed.im.Blocks.Layout.Name = name
	if changed.state == statePlanned {
		changed.state = stateRead
	}
	l.page.put(changed)
}

// recognise forgets what was pointed at and has the file read as it shows by itself.
func (l *layoutStep) recognise() {
	s := *l.page.current()
	s.options.Blocks, s.options.Frames, s.options.Decided, s.im, s.asTable = nil, nil, nil, nil, false
	l.source = 0
	l.page.reread(s, func() { l.page.show(stepTable) })
}

// asTable has the file read as a table of one score sheet a row.
func (l *layoutStep) asTable() {
	s := *l.page.current()
	s.options.Blocks, s.options.Decided, s.asBlocks, s.asTable = nil, nil, false, true
	s.options.Frames = []intake.Frame{guessFrame(s.workbook)}
	l.page.reread(s, func() { l.page.show(stepTable) })
}
