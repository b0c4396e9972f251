package activity

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// tabKey is the key of the tab 参加情况.
const tabKey = "sheet"

// attendanceTab is the tab 参加情况: people by the activities of the year, and beside them the activity chosen with the door, where people are
// registered as they come.
type attendanceTab struct {
	page *Page
	desk *desk.Desk

	view      *cells.View
	foot      *kit.Label
	search    *grid.SearchEntry
	sector    *kit.Chip
	committee *kit.Chip
	often     *kit.Chip
	only      *kit.Chip
	pane      *pane

	sheet *attendanceSheet // nil until it was read

	want  int64       // the activity to be chosen when the sheet is shown, 0: that chosen before
	under []*underWay // what may not be in a sheet that is being read
}

// underWay are changes on their way to the store.
type underWay struct {
	changes []activity.Change
	stored  bool
}

var (
	_ records.Tab       = (*attendanceTab)(nil)
	_ records.TabActor  = (*attendanceTab)(nil)
	_ records.TabFinder = (*attendanceTab)(nil)
	_ desk.Searcher     = (*attendanceTab)(nil)
	_ desk.Creator      = (*attendanceTab)(nil)
	_ desk.Dropper      = (*attendanceTab)(nil)
)

func newAttendance(p *Page) *attendanceTab {
	t := &attendanceTab{page: p, desk: p.Desk, view: cells.New(), foot: kit.NewLabel("", look.SmallText, look.ToneSoft)}
	t.foot.Min = lineMin
	t.view.OnSelect = func(a cells.Area) {
		if a.Left == a.Right {
			t.follow()
		}
		t.pane.choose(t.chosen())
	}
	t.view.OnRune = t.typed
	t.view.OnKey = func(name fyne.KeyName) bool {
		if name != fyne.KeyDelete && name != fyne.KeyBackspace {
			return false
		}
		t.typed('0')
		return true
	}
	t.view.OnPaste = t.paste
	t.search = grid.NewSearchEntry("委员或拼音 Ctrl+F", func(text string) { t.filter(func(s *attendanceSheet) { s.query = fold.Plain(text) }) })
	t.search.OnDown = func() { look.Focus(t.view) }
	t.sector = kit.NewChoiceChip("界别", t.sectors, func(v string) { t.filter(func(s *attendanceSheet) { s.sector = v }) })
	t.committee = kit.NewChoiceChip("专委会", t.committees, func(v string) { t.filter(func(s *attendanceSheet) { s.committee = v }) })
	t.often = kit.NewFilterChip("缺席 2 次以上", func(on bool) { t.filter(func(s *attendanceSheet) { s.often = on }) })
	t.only = kit.NewFilterChip("只列应到", t.onlyThose)
	t.pane = newPane(t)
	return t
}

// Content implements records.Tab.
func (t *attendanceTab) Content() fyne.CanvasObject {
	list := kit.NewCard("", "", kit.NewHeadAndFoot(container.NewStack(), t.view, t.foot))
	return kit.NewListBeside(0.68, list, t.pane.card)
}

// Actions implements records.TabActor.
func (t *attendanceTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.only, t.sector, t.committee, t.often}
}

// SearchField implements records.TabFinder.
func (t *attendanceTab) SearchField() *grid.SearchEntry { return t.search }

// FocusSearch implements desk.Searcher.
func (t *attendanceTab) FocusSearch() { look.Focus(t.search) }

// Create implements desk.Creator: a new activity, in the list.
func (t *attendanceTab) Create() {
	t.page.Open(activity.Activities)
	t.page.Create()
}

func (t *attendanceTab) sectors() []kit.Choice {
	if t.sheet == nil {
		return nil
	}
	return t.sheet.choices(func(p *activity.Person) []string { return []string{p.SectorTitle()} })
}

func (t *attendanceTab) committees() []kit.Choice {
	if t.sheet == nil {
		return nil
	}
	return t.sheet.choices(func(p *activity.Person) []string { return p.Committees })
}

// filter changes whom the filters leave; the activity chosen stays, its column at the first of them.
func (t *attendanceTab) filter(change func(s *attendanceSheet)) {
	if t.sheet == nil {
		return
	}
	change(t.sheet)
	t.sheet.filter()
	t.view.Renew(t.sheet.picture())
	col := t.view.Selected().Left
	t.view.Select(cells.Area{Left: col, Right: col})
	t.told()
}

// Shown implements records.Tab.
func (t *attendanceTab) Shown() {
	t.under = slices.DeleteFunc(t.under, func(u *underWay) bool { return u.stored })
	st, year, today := t.desk.Store(), t.desk.Year(), t.desk.Today()
	desk.Load(t.desk.Tasks(), "activity.sheet", func(ctx context.Context) (*attendanceSheet, error) {
		y, err := activity.ReadYear(ctx, st.DB(), year, today)
		if err != nil {
			return nil, err
		}
		return newSheet(y, today), nil
	}, func(s *attendanceSheet, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		for _, u := range t.under {
			s.set(u.changes)
		}
		t.show(s)
	})
}

// show puts what was read into the window; filters and what is chosen stay.
func (t *attendanceTab) show(s *attendanceSheet) {
	first := t.sheet == nil
	s.keepFilters(t.sheet)
	t.sheet = s
	if first {
		t.view.SetSheet(s.picture())
		if col := s.nearest(); len(s.shown) > 0 && col >= 0 {
			t.view.Select(cells.Area{Left: col, Right: col})
		}
	} else {
		t.view.Renew(s.picture())
	}
	if col := s.column(t.want); t.want != 0 && col >= 0 {
		if s.only = 0; s.due(col) > 0 {
			s.only = t.want
		}
		s.filter()
		t.view.Renew(s.picture())
		row := s.firstExpected(col)
		t.view.Select(cells.Area{Top: row, Left: col, Bottom: row, Right: col})
	}
	t.want = 0
	if c := look.CanvasOf(t.view); c != nil && c.Focused() == nil && c.Overlays().Top() == nil {
		look.Focus(t.view) // the keys register at once
	}
	t.told()
}

// allPresent registers as present all of whom nothing is known yet at the activity chosen.
func (t *attendanceTab) allPresent() {
	at := t.pane.at
	if at < 0 {
		return
	}
	a := &t.sheet.year.Activities[at]
	if a.Later {
		t.desk.Toast("「"+a.Title+"」还没有到举办的日子，不能登记到会。", "", nil)
		return
	}
	var changes []activity.Change
	for i := range t.sheet.year.People {
		if p := &t.sheet.year.People[i]; p.Marks[at].State == activity.Expected {
			changes = append(changes, activity.Change{Activity: a.ID, Person: p.ID, State: activity.Present})
		}
	}
	if len(changes) == 0 {
		t.desk.Toast("「"+a.Title+"」没有还没登记的人。", "", nil)
		return
	}
	t.register(changes)
}

// onlyThose shows those told to come to the activity chosen, or all.
func (t *attendanceTab) onlyThose(on bool) {
	t.filter(func(s *attendanceSheet) {
		if s.only = 0; on && t.chosen() >= 0 {
			s.only = s.year.Activities[t.chosen()].ID
		}
	})
}

// follow shows those told to come to the activity chosen where those of one are shown; the person chosen stays if he was.
func (t *attendanceTab) follow() {
	s, at := t.sheet, t.chosen()
	if s == nil || s.only == 0 || at < 0 || s.year.Activities[at].ID == s.only {
		return
	}
	person := -1
	if row := t.view.Selected().Top; row < len(s.shown) {
		person = s.shown[row]
	}
	s.only = s.year.Activities[at].ID
	s.filter()
	t.view.Renew(s.picture())
	row := max(0, slices.Index(s.shown, person))
	t.view.Select(cells.Area{Top: row, Left: at, Bottom: row, Right: at})
	t.told()
}

// told renews what follows from the marks.
func (t *attendanceTab) told() {
	only := "只列应到"
	if at := t.chosen(); at >= 0 {
		only += fmt.Sprintf(" %d", t.sheet.due(at))
	}
	t.only.Set(only, t.sheet.only != 0)
	t.foot.SetText(t.sheet.foot())
	t.often.Set(fmt.Sprintf("缺席 %d 次以上 %d", absentOften, t.sheet.oftenAbsent()), t.often.On)
	t.pane.choose(t.chosen())
}

// chosen is the place of the activity whose column the keyboard is in; -1 when there is none.
func (t *attendanceTab) chosen() int {
	if t.sheet == nil || len(t.sheet.year.Activities) == 0 {
		return -1
	}
	return min(t.view.Selected().Left, len(t.sheet.year.Activities)-1)
}

// typed registers for the cells chosen what a key means.
func (t *attendanceTab) typed(r rune) {
	state := typedState(r)
	if t.sheet == nil || r != ' ' && state == "" {
		return
	}
	changes, said := t.sheet.changes(t.view.Selected(), state)
	if said != "" {
		t.desk.Toast(said, "", nil)
	}
	t.register(changes)
}

// register shows changes at once and writes them; what could not be written is read back.
func (t *attendanceTab) register(changes []activity.Change) {
	if len(changes) == 0 || t.desk.Refuses() {
		return
	}
	t.sheet.set(changes)
	t.view.Renew(t.sheet.picture())
	t.told()
	u := &underWay{changes: changes}
	t.under = append(t.under, u)
	t.desk.Write(t.sheet.wording(changes), func(ctx context.Context, tx *store.Tx) error {
		return activity.Register(ctx, tx, changes)
	}, func(err error) {
		if u.stored = true; err != nil {
			t.desk.Fail(err)
			t.Shown()
		}
	})
}

// beside is what a list of people says who came to the activity chosen, where it has no column for it; nil when none is chosen.
func (t *attendanceTab) beside() map[string]string {
	if t.pane.at < 0 {
		return nil
	}
	a := &t.sheet.year.Activities[t.pane.at]
	state := activity.Present
	if a.Later {
		state = activity.Expected
	}
	return map[string]string{"title": a.Title, "kind": a.Kind, "state": state}
}

// paste leads the names on the clipboard through the import, as people who came to the activity chosen: there doubtful ones are asked about.
func (t *attendanceTab) paste() {
	beside := t.beside()
	if beside == nil || t.desk.Refuses() {
		return
	}
	names := zh.SplitNames(fyne.CurrentApp().Clipboard().Content())
	if len(names) == 0 {
		t.desk.Toast("剪贴板里没有姓名，请先复制名单，每行一个姓名。", "", nil)
		return
	}
	rows := make([][]string, len(names))
	for i, name := range names {
		rows[i] = []string{beside["title"], beside["kind"], name, beside["state"]}
	}
	t.desk.OpenCells(activity.Attendances, []string{"活动名称", "类别", "姓名", "出席情况"}, rows)
}

// signIn asks for a sign-in sheet of the activity chosen and leads it through the import.
func (t *attendanceTab) signIn() {
	if beside := t.beside(); beside != nil && !t.desk.Refuses() {
		t.desk.AskFiles("导入签到表", desk.Workbooks, func(paths []string) { t.desk.OpenAs(activity.Attendances, beside, paths...) })
	}
}

// Dropped implements desk.Dropper: workbooks are sign-in sheets of the activity chosen.
func (t *attendanceTab) Dropped(_ fyne.Position, paths []string) bool {
	beside := t.beside()
	if _, others := records.WorkbooksAmong(paths); beside == nil || len(others) > 0 {
		return false
	}
	t.desk.OpenAs(activity.Attendances, beside, paths...)
	return true
}
