package activity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// opened is the tab 参加情况 of the sample year with a talk of today, to which all supervisors are told to come, in front.
func opened(t *testing.T) (d *desk.Desk, tab *attendanceTab, talk int64) {
	t.Helper()
	return openedOn(t, desktest.Synchronous())
}

func openedOn(t *testing.T, run desk.Executor) (d *desk.Desk, tab *attendanceTab, talk int64) {
	t.Helper()
	st := sampletest.MustOpen(t)
	today := st.Now().Local().Format(time.DateOnly)
	d = desktest.NewOn(t, st, run)
	err := st.Write(t.Context(), "王芳", "新建活动", func(ctx context.Context, tx *store.Tx) error {
		var err error
		if talk, err = activity.Activities.Save(ctx, tx, d.Scope(), 0, record.Values{"kind": "座谈会", "title": "今天的座谈", "started_on": today}); err != nil {
			return err
		}
		return activity.Activities.Take(ctx, tx, d.Scope(), talk, "通知参会", record.Values{"invite": activity.AllSupervisors})
	})
	if err != nil {
		t.Fatal(err)
	}
	p := New(d)
	desktest.Show(d, p)
	p.Open(tabKey)
	tab = p.Front.Tab.(*attendanceTab)
	tab.view.Resize(fyne.NewSize(760, 560))
	return d, tab, talk
}

// Nothing of the activity lies under the scroll bar of its pane, where the window is small.
func TestPaneKeepsClearOfItsScrollBar(t *testing.T) {
	d, tab, _ := opened(t)
	d.Native().Resize(fyne.NewSize(1093, 614)) // 125 % on 1366x768
	p := tab.pane
	if p.scroll.Content.MinSize().Height <= p.scroll.Size().Height {
		t.Fatal("there is room for all of it")
	}
	edge := look.PositionOf(p.scroll).X + p.scroll.Size().Width - theme.Size(theme.SizeNameScrollBarSmall)
	for name, o := range map[string]fyne.CanvasObject{"the date": p.when, "the door": p.door.box, "the buttons": p.actions} {
		if right := look.PositionOf(o).X + o.Size().Width; right > edge {
			t.Errorf("%s ends at %v, the bar begins at %v", name, right, edge)
		}
	}
}

// state is what is stored of a person at an activity; "" for somebody not expected.
func state(t *testing.T, d *desk.Desk, person, at int64) string {
	t.Helper()
	found, err := store.Texts(t.Context(), d.Store().DB(), "SELECT state FROM attendance WHERE activity_id = ? AND person_id = ?", at, person)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(found, "")
}

func (t *attendanceTab) column(id int64) int {
	for i, a := range t.sheet.year.Activities {
		if a.ID == id {
			return i
		}
	}
	return -1
}

// expectedRow is the place in the list of the n-th person expected at the activity.
func (t *attendanceTab) expectedRow(col, n int) int {
	for row, i := range t.sheet.shown {
		if t.sheet.year.People[i].Marks[col].State == activity.Expected {
			if n--; n < 0 {
				return row
			}
		}
	}
	return -1
}

// expectedPlace is the place among the people of the year of the first one expected at the activity.
func (t *attendanceTab) expectedPlace(col int) int {
	return slices.IndexFunc(t.sheet.year.People, func(p activity.Person) bool { return p.Marks[col].State == activity.Expected })
}

func TestSpaceGoesThroughTheStatesOfTheCellsChosen(t *testing.T) {
	d, tab, talk := opened(t)
	col := tab.column(talk)
	if tab.chosen() != col {
		t.Fatalf("column %d is in front, the activity of today is %d", tab.chosen(), col)
	}
	row := tab.expectedRow(col, 0)
	person := tab.sheet.year.People[tab.sheet.shown[row]].ID
	tab.view.Select(cells.Area{Top: row, Left: col, Bottom: row, Right: col})
	look.Focus(tab.view)
	for _, want := range []string{activity.Present, activity.Excused, activity.Absent, activity.Expected} {
		tab.view.TypedRune(' ')
		if got := state(t, d, person, talk); got != want {
			t.Fatalf("space made it %q, want %q", got, want)
		}
	}
	tab.view.TypedRune('3')
	if got := state(t, d, person, talk); got != activity.Absent {
		t.Error(got)
	}
	tab.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if got := state(t, d, person, talk); got != activity.Expected {
		t.Error(got)
	}
	tab.view.Select(cells.Area{Left: col, Bottom: len(tab.sheet.shown) - 1, Right: col})
	tab.view.TypedRune('1')
	count := func() int64 {
		n, err := store.LookUp(t.Context(), d.Store().DB(), "SELECT count(*) FROM attendance WHERE activity_id = ? AND state = '到会'", talk)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := count(); n != 98 {
		t.Errorf("%d of those expected came, nobody else may", n)
	}
	tab.view.Select(cells.Area{Left: col, Bottom: row, Right: col})
	rated := tab.foot.Text
	if tab.view.TypedRune('0'); !strings.Contains(rated, "出席率（按半天）") || !strings.Contains(tab.foot.Text, "，另有未登记 1 半天）") {
		t.Errorf("%q, with one left to register %q", rated, tab.foot.Text)
	}
	d.Undo()
	d.Undo()
	if n := count(); n != 0 {
		t.Errorf("after undo %d came", n)
	}
}

// Somebody not told to come can have come; that he was absent or on leave, or is expected, is not made of a key.
func TestWhoWasNotToldCanOnlyHaveCome(t *testing.T) {
	d, tab, talk := opened(t)
	col := tab.column(talk)
	row := slices.IndexFunc(tab.sheet.shown, func(i int) bool { return tab.sheet.year.People[i].Marks[col].State == "" })
	person := tab.sheet.year.People[tab.sheet.shown[row]]
	tab.view.Select(cells.Area{Top: row, Left: col, Bottom: row, Right: col})
	look.Focus(tab.view)
	for _, r := range "230" {
		tab.view.TypedRune(r)
		if got := state(t, d, person.ID, talk); got != "" {
			t.Fatalf("%q made it %q", r, got)
		}
		want := "「" + person.Title + "」没有通知参加「今天的座谈」，不用登记请假、缺席；来了的按空格或 1 记到会"
		if text := strings.ReplaceAll(desktest.Text(d.Native().Canvas().Content()), "\n", ""); !strings.Contains(text, want) {
			t.Errorf("%q: told %q, want %q", r, text, want)
		}
	}
	tab.view.TypedRune(' ')
	if got := state(t, d, person.ID, talk); got != activity.Present {
		t.Errorf("space made it %q", got)
	}
}

// Of an activity to come only leave can be registered.
func TestLeaveIsRegisteredBeforehand(t *testing.T) {
	d, tab, _ := opened(t)
	var id, person int64
	err := d.Store().Write(t.Context(), "王芳", "通知", func(ctx context.Context, tx *store.Tx) error {
		var err error
		if id, err = activity.Activities.Save(ctx, tx, d.Scope(), 0, record.Values{"kind": "全会", "title": "年底的会", "started_on": fmt.Sprint(d.Year()) + "-12-31", "half_days": "4"}); err != nil {
			return err
		}
		return activity.Activities.Take(ctx, tx, d.Scope(), id, "通知参会", record.Values{"invite": activity.AllMembers})
	})
	if err != nil {
		t.Fatal(err)
	}
	tab.Shown()
	col := tab.column(id)
	row := tab.expectedRow(col, 3)
	person = tab.sheet.year.People[tab.sheet.shown[row]].ID
	tab.view.Select(cells.Area{Top: row, Left: col, Bottom: row, Right: col})
	for _, want := range []string{activity.Asking, activity.Excused, activity.Expected} {
		tab.view.TypedRune(' ')
		if got := state(t, d, person, id); got != want {
			t.Fatalf("space made it %q, want %q", got, want)
		}
	}
	if text := desktest.Text(tab.pane.card); !strings.Contains(text, "180 人") || !strings.Contains(text, "4 个半天") {
		t.Errorf("the pane says:\n%s", text)
	}
}

// Who stands at the door registers 98 people with less than four keys each, typing the initials of each and the space key.
func TestDoorTakesFewKeys(t *testing.T) {
	d, tab, talk := opened(t)
	col := tab.column(talk)
	door := tab.pane.door
	keys := 0
	var all []int
	for i, p := range tab.sheet.year.People {
		if p.Marks[col].State == activity.Expected {
			all = append(all, i)
		}
	}
	if len(all) != 98 {
		t.Fatal(len(all))
	}
	for _, place := range all {
		p := tab.sheet.year.People[place]
		initials := initialsOf(tab.sheet.names[place])
		for i := range initials { // all of them, as somebody does who does not look
			door.entry.SetText(door.entry.Text + initials[i:i+1])
			keys++
		}
		for len(door.found) > 0 && door.found[door.at] != place {
			door.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if keys++; keys > 98*20 {
				t.Fatalf("%s is not found by %q", p.Title, initials)
			}
		}
		door.entry.SetText(door.entry.Text + " ")
		keys++
		if got := state(t, d, p.ID, talk); got != activity.Present {
			t.Fatalf("%s is %q", p.Title, got)
		}
		if door.entry.Text != "" {
			t.Fatalf("the box still says %q", door.entry.Text)
		}
	}
	t.Logf("%d keys for 98 people", keys)
	if keys >= 98*4 {
		t.Errorf("%d keys for 98 people", keys)
	}
	if text := desktest.Text(tab.pane.card); !strings.Contains(text, "已登记 98 / 98") {
		t.Errorf("the pane says:\n%s", text)
	}
}

// Who is registered while the table is being read anew stays so when it arrives: the next one of the same initials is somebody else.
func TestTableReadBeforeARegistrationKeepsIt(t *testing.T) {
	late := &desktest.Late{}
	run := late.Executor()
	_, tab, talk := openedOn(t, run)
	col, door := tab.column(talk), tab.pane.door
	late.Keep = true
	tab.Shown()
	between := ""
	place := slices.IndexFunc(tab.sheet.year.People, func(p activity.Person) bool { return p.Marks[col].State == activity.Expected })
	run.UI(func() { between = tab.sheet.year.People[place].Marks[col].State })
	door.entry.SetText(tab.sheet.year.People[place].Name + " ")
	late.Arrive()
	if between != activity.Present {
		t.Errorf("once what was read before arrives he is %q", between)
	}
	if got := tab.sheet.year.People[place].Marks[col].State; got != activity.Present || len(tab.under) > 1 {
		t.Errorf("in the end he is %q, %d under way", got, len(tab.under))
	}
}

// initialsOf are the last form of a folded name, its initials.
func initialsOf(key string) string {
	forms := strings.Fields(key)
	shortest := forms[0]
	for _, f := range forms {
		if f[0] < 0x80 && (shortest[0] >= 0x80 || len(f) < len(shortest)) {
			shortest = f
		}
	}
	return shortest
}

func TestDoorRefusesWhoIsNotFoundAndWhatIsToCome(t *testing.T) {
	d, tab, talk := opened(t)
	door := tab.pane.door
	door.entry.SetText("qqqq")
	if text := desktest.Text(tab.pane.card); !strings.Contains(text, "没有找到「qqqq」") {
		t.Errorf("the pane says:\n%s", text)
	}
	door.entry.SetText("xianzhengxie") // where some work, and nobody's name
	if len(door.found) > 0 {
		t.Errorf("%d people are offered by their workplace", len(door.found))
	}
	door.entry.SetText("qqqq ")
	if n, err := store.LookUp(t.Context(), d.Store().DB(), "SELECT count(*) FROM attendance WHERE activity_id = ? AND state = '到会'", talk); err != nil || n != 0 {
		t.Error(n, err)
	}
}

// Sign-in sheets dropped on the page, and names from the clipboard, go through the import as people who came to the activity chosen.
func TestSignInSheetsGoThroughTheImport(t *testing.T) {
	d, tab, _ := opened(t)
	var got map[string]string
	var files []string
	d.OnAs(func(kind *record.Kind, beside map[string]string, paths []string) {
		if kind != activity.Attendances {
			t.Error(kind.Name)
		}
		got, files = beside, paths
	})
	if !tab.page.Dropped(fyne.NewPos(300, 300), []string{"/x/签到.XLSX"}) || got["title"] != "今天的座谈" || got["state"] != activity.Present || len(files) != 1 {
		t.Error(got, files)
	}
	if tab.page.Dropped(fyne.NewPos(300, 300), []string{"/x/照片.jpg"}) {
		t.Error("a picture was taken for a sign-in sheet")
	}
	var cells [][]string
	d.OnCells(func(_ *record.Kind, _ []string, pasted [][]string) { cells = pasted })
	fyne.CurrentApp().Clipboard().SetContent("张三\n李四、王五")
	tab.paste()
	if len(cells) != 3 || cells[2][0] != "今天的座谈" || cells[2][2] != "王五" || cells[2][3] != activity.Present {
		t.Error(cells)
	}
}

// A list of names is pasted where the page says: into the box of the door or into the table.
func TestNamesArePastedWhereItSays(t *testing.T) {
	d, tab, _ := opened(t)
	var cells [][]string
	d.OnCells(func(_ *record.Kind, _ []string, pasted [][]string) { cells = pasted })
	fyne.CurrentApp().Clipboard().SetContent("张三\n李四、王五")
	if text := strings.ReplaceAll(desktest.Text(tab.pane.card), "\n", ""); !strings.Contains(text, "在这里或左边的表里按 Ctrl+V") {
		t.Errorf("where to paste is not said:\n%s", text)
	}
	for where, paste := range map[string]fyne.Shortcutable{"the door": tab.pane.door.entry, "the table": tab.view} {
		cells = nil
		paste.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		if len(cells) != 3 || cells[2][2] != "王五" || tab.pane.door.entry.Text != "" {
			t.Errorf("pasted into %s: %v, the door says %q", where, cells, tab.pane.door.entry.Text)
		}
	}
}

func TestFiltersOfTheSheet(t *testing.T) {
	d, tab, talk := opened(t)
	all := len(tab.sheet.shown)
	sectors := tab.sectors()
	tab.filter(func(s *attendanceSheet) { s.sector = sectors[0].Value })
	if len(tab.sheet.shown) != sectors[0].Count || sectors[0].Count == all {
		t.Errorf("%d shown, the chip says %d of %d", len(tab.sheet.shown), sectors[0].Count, all)
	}
	if !strings.Contains(tab.foot.Text, "所列出席率") {
		t.Error(tab.foot.Text)
	}
	tab.filter(func(s *attendanceSheet) { s.sector, s.query = "", "zzzzz" })
	if len(tab.sheet.shown) != 0 {
		t.Error(len(tab.sheet.shown))
	}
	tab.view.TypedRune(' ') // nothing is chosen
	person := tab.sheet.year.People[tab.expectedPlace(tab.column(talk))]
	tab.filter(func(s *attendanceSheet) { s.query = fold.Plain(person.Title) })
	tab.view.TypedRune('2')
	if got := state(t, d, person.ID, talk); got != activity.Excused {
		t.Errorf("%s, searched for, is %q at the activity that was chosen, which is now column %d", person.Title, got, tab.chosen())
	}
}

// No list of the page is cut or scrolls sideways at 1280 with the columns it is declared with.
func TestNoListScrollsSidewaysByItself(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	d.Native().Resize(fyne.NewSize(1280, 720))
	for _, at := range p.Places {
		p.Show(at)
		kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if fmt.Sprintf("%T", o) == "*grid.slider" {
				t.Errorf("%s does not fit 1280 with the columns it is declared with", at.Title)
			}
		})
	}
}

func BenchmarkSheet(b *testing.B) {
	y := &activity.Year{}
	for i := range 60 {
		y.Activities = append(y.Activities, activity.Held{ID: int64(i + 1), Kind: "座谈会", On: "2026-05-01", HalfDays: 1, Obligatory: true, Registered: true})
	}
	for i := range 180 {
		p := activity.Person{Marks: make([]activity.Mark, 60)}
		p.ID, p.Title = int64(i+1), fmt.Sprintf("委员%d", i)
		for j := range p.Marks {
			p.Marks[j] = activity.Mark{ID: int64(i*60 + j + 1), State: activity.States[(i+j)%5], Came: 1}
		}
		y.People = append(y.People, p)
	}
	s := newSheet(y, "2026-11-23")
	for i := 0; b.Loop(); i++ {
		s.set([]activity.Change{{Activity: int64(i%60 + 1), Person: int64(i%180 + 1), State: activity.Present}})
		_ = s.picture()
		_ = s.foot()
	}
}
