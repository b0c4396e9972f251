package records

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// List is the list of a kind beside the details and the form of the record chosen. A page shows it and hands on what the window tells.
type List struct {
	OnLoaded func(count int) // after each reading
	OnFilter func()          // after search, filters or rows changed what is listed; may be nil

	desk    *desk.Desk
	config  Config
	grid    *grid.Grid[Row]
	details *details
	editor  *Editor
	left    *fyne.Container // the list, or another picture of its records
	content fyne.CanvasObject

	rows   []Row
	locked string // why nothing can be changed; "" when it can
	loaded bool
	chosen int64 // the record shown on the right
	want   int64 // to be selected once it was read
}

// usualShare is the share of the width that a list has beside the details.
const usualShare = 0.63

// New makes the list; it reads nothing before Load.
func New(d *desk.Desk, c Config) *List {
	l := &List{desk: d, config: c}
	l.editor = NewEditor(d, c.Kind, c.Title, c.Sources)
	l.editor.OnSaved = l.saved
	l.editor.OnClosed = l.closed
	l.editor.Listed, l.editor.Asked = l.Listed, l.asked
	l.editor.OnMoved = l.moved
	if l.editor.Noted = c.Noted; c.Typed != nil {
		l.editor.OnTyped = func(key, _ string) { c.Typed(l.editor, key) }
	}
	if c.Taken != nil {
		l.editor.OnTaken = func(step string, _ record.Values, ids []int64) { c.Taken(step, ids) }
	}
	l.details = newDetails(d, &l.config, l.edit, l.take)
	l.details.tabs.Refuses = l.refuses
	l.grid = grid.New(grid.Config[Row]{
		Key: c.Key, Prefs: d.Prefs(), Columns: columns(&l.config), Quick: quick(&l.config), Unit: c.Unit,
		ID:          func(r Row) int64 { return r.ID },
		Search:      func(r Row) string { return r.key },
		Empty:       cmp.Or(c.Empty, "还没有"+c.Kind.Title+"，可以「新建」或「导入…」"),
		Placeholder: "查找" + c.Kind.Title + "，汉字、拼音或首字母 Ctrl+F",
		OnSelect:    l.selected,
		OnOpen:      func(r Row) { l.edit(r.ID) },
		OnDelete:    l.remove,
		OnPaste:     l.paste,
		Menu:        l.menu,
		Foot:        l.foot(),
		OnFilter: func() {
			if l.OnFilter != nil {
				l.OnFilter()
			}
		},
		Calendar:   d.Calendar(),
		Background: d.Tasks().Background,
	})
	l.grid.SearchField().OnDown = func() { EnterList(l.grid, rowID) }
	l.left = container.NewStack(l.grid.WithFilterBar())
	l.content = kit.NewListBeside(cmp.Or(c.Share, usualShare), l.left, l.editor.Over(l.details.pane))
	return l
}

// foot is what the foot of the list says after its counts: what its page says, and which years that deadlines shown lie in have no holiday notice.
func (l *List) foot() func(shown iter.Seq[Row]) string {
	var keys []string
	for _, f := range l.config.Kind.ListFields() {
		if _, day := f.Typed().(record.Day); day && f.Ahead {
			keys = append(keys, f.Key)
		}
	}
	if len(keys) == 0 {
		return l.config.Foot
	}
	return func(shown iter.Seq[Row]) string {
		var days, parts []string
		for row := range shown {
			for _, key := range keys {
				days = append(days, row.Values[key])
			}
		}
		if l.config.Foot != nil {
			parts = append(parts, l.config.Foot(shown))
		}
		return strings.Join(slices.DeleteFunc(append(parts, l.desk.Unsure(days...)), func(s string) bool { return s == "" }), " · ")
	}
}

// ListOver is the list with something under it, as a picture of the records.
func (l *List) ListOver(under fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, under, nil, nil, l.grid.WithFilterBar())
}

// Picture shows a picture of the records in the place of the list. Details and form stay beside it.
func (l *List) Picture(o fyne.CanvasObject) {
	kit.Swap(l.left, o)
}

// Listed are the ids of the records that search and filters let through, in the order shown.
func (l *List) Listed() []int64 { return IDs(l.grid.Rows(), rowID) }

// Edit opens the form of a record, as Enter in the list does.
func (l *List) Edit(id int64) { l.edit(id) }

// Again lays the details of the record out anew, for a note or something to open that became known only now.
func (l *List) Again() {
	if l.chosen != 0 && !l.editor.Active() {
		l.details.tabs.Again(tabFields)
	}
}

// ShownID is the id of the record in the details, 0 for none.
func (l *List) ShownID() int64 { return l.chosen }

// EnterList gives a list the keyboard with a row chosen: what the down key does in its search box.
func EnterList[R any](g *grid.Grid[R], id func(R) int64) {
	g.Focus()
	if rows := g.Rows(); len(rows) > 0 && len(g.Selected()) == 0 {
		g.Select(id(rows[0]))
	}
}

// Content is the list with what stands right of it.
func (l *List) Content() fyne.CanvasObject { return l.content }

// SearchField is the list's search box.
func (l *List) SearchField() *grid.SearchEntry { return l.grid.SearchField() }

// Load reads the records; the choice stands.
func (l *List) Load() {
	if !l.loaded {
		l.grid.SetLoading("正在读取…")
	}
	store, scope := l.desk.Store(), l.desk.Scope()
	desk.Load(l.desk.Tasks(), "records.list."+l.config.Key, func(ctx context.Context) ([]Row, error) {
		return readRows(ctx, store, &l.config, scope)
	}, func(rows []Row, err error) {
		if err != nil {
			l.desk.Fail(err)
			return
		}
		l.rows, l.loaded = rows, true
		l.grid.SetRows(rows)
		l.editor.Changed()
		l.grid.Ready(func() {
			if l.want != 0 && l.grid.Select(l.want) {
				l.want = 0
			}
		})
		if l.OnLoaded != nil {
			l.OnLoaded(len(rows))
		}
	})
}

// Select shows the record with that id, now or once it is read.
func (l *List) Select(id int64) {
	if !l.grid.Select(id) {
		l.want = id
	}
}

// Only shows the records with these ids and no others; title is what they are. A single one is chosen.
func (l *List) Only(title string, ids []int64) {
	if l.grid.Only(title, ids); len(ids) == 1 {
		l.Select(ids[0])
	}
}

// DropOnly ends what Only began.
func (l *List) DropOnly() { l.grid.DropOnly() }

// selected shows the record chosen, leaving a form first.
func (l *List) selected(rows []Row) {
	Follow(l.grid, l.editor, rowID, l.chosen, rows, l.show, l.several)
}

func (l *List) show(row Row) {
	l.chosen = row.ID
	l.details.show(row)
}

func (l *List) several(rows []Row) {
	l.chosen = 0
	l.details.several(rows)
}

// closed shows the details again once the form is left.
func (l *List) closed() {
	l.selected(Followed(l.grid))
	l.focus()
}

// focus gives the list the keyboard, or what is shown in its place.
func (l *List) focus() {
	if rows := kit.FirstRows(l.left); rows != nil {
		look.Focus(rows)
	}
}

func (l *List) menu(chosen []Row) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if len(chosen) == 1 {
		items = append(items, keyed("编辑", fyne.KeyReturn, 0, func() { l.edit(chosen[0].ID) }))
	}
	if len(chosen) > 0 {
		items = append(items, keyed("批量修改…", fyne.KeyB, fyne.KeyModifierControl, l.BatchEdit))
		if l.config.Kind.Fixed == "" {
			items = append(items, keyed("删除", fyne.KeyDelete, 0, func() { l.remove(chosen) }))
		}
	}
	if steps := l.details.together.Menu(IDs(chosen, rowID), statesOf(l.config.Kind, chosen)); steps != nil {
		items = append(items, steps)
	}
	if len(chosen) > 0 && len(l.config.Papers) > 0 {
		items = append(items, PaperMenu(l.desk, l.config.offers(chosen)))
	}
	if l.config.Menu != nil {
		if more := l.config.Menu(chosen); len(more) > 0 {
			items = append(append(items, fyne.NewMenuItemSeparator()), more...)
		}
	}
	return items
}

// keyed is a line of the menu that names the key which does the same.
func keyed(text string, key fyne.KeyName, held fyne.KeyModifier, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(text, do)
	item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: held}
	return item
}

// remove puts the chosen records into the bin.
func (l *List) remove(chosen []Row) {
	if len(chosen) == 0 || l.refuses() {
		return
	}
	if why := l.config.Kind.Fixed; why != "" {
		l.desk.Toast(why, "", nil)
		return
	}
	name := chosen[0].Values[l.config.Title]
	if len(chosen) > 1 {
		name = fmt.Sprintf("%s 等 %d %s", name, len(chosen), l.config.Unit)
	}
	l.editor.Leave(func() { Delete(l.desk, l.config.Kind, IDs(chosen, rowID), name, l.Load) })
}

// Paste hands cells copied from a sheet to the import preview, which shows what they would change before anything is written. They lie under
// the columns as the list shows them unless their first row says otherwise. The form is left first.
func Paste[R any](d *desk.Desk, kind *record.Kind, g *grid.Grid[R], e *Editor, cells [][]string) {
	var headings []string
	for _, c := range g.VisibleColumns() {
		headings = append(headings, c.Title)
	}
	e.Leave(func() { d.OpenCells(kind, headings, cells) })
}

// take takes a step of records.
func (l *List) take(step string, ids ...int64) {
	if !l.refuses() {
		l.editor.Take(step, ids...)
	}
}

// Take takes a step of records of the list, with its form in the place of the details.
func (l *List) Take(step string, ids ...int64) { l.take(step, ids...) }

// Create begins a new record.
func (l *List) Create() { l.edit(0) }

// Export writes the list as it stands.
func (l *List) Export() {
	ExportRecords(l.desk, l.config.Kind, l.config.Kind.Layout, l.grid, func(r Row) int64 { return r.ID })
}

// Save implements desk.Saver for the page.
func (l *List) Save() { l.editor.Save() }

// OfferSteps implements desk.Taker for the page.
func (l *List) OfferSteps() {
	chosen := l.grid.Selected()
	l.editor.OfferSteps(l.details.together.Numbered(IDs(chosen, rowID), statesOf(l.config.Kind, chosen)), l.grid.PopUp)
}

// StepCommands implements desk.Taker for the page.
func (l *List) StepCommands() []*desk.Command {
	if l.editor.Active() {
		return nil
	}
	chosen := l.grid.Selected()
	return l.details.together.Commands(IDs(chosen, rowID), statesOf(l.config.Kind, chosen))
}

// SaveNext and Step implement desk.Stepper for the page.
func (l *List) SaveNext() { l.editor.SaveNext() }

// Step is told of PgUp and PgDn.
func (l *List) Step(by int) { l.editor.Step(by) }

// TurnTab implements desk.TabTurner for the page.
func (l *List) TurnTab(by int) {
	switch {
	case l.editor.Active():
		l.editor.TurnTab(by)
	case l.chosen != 0:
		l.details.tabs.Turn(by)
	}
}

// Escape implements desk.Escaper for the page.
func (l *List) Escape() {
	if l.editor.Active() {
		l.editor.Escape()
		return
	}
	l.grid.ClearSelection()
}

// FocusSearch implements desk.Searcher for the page.
func (l *List) FocusSearch() { FocusSearch(l.desk, l.grid.SearchField()) }

// FocusSearch gives a search box the keyboard; what it holds is selected, so that typing begins anew.
func FocusSearch(d *desk.Desk, e *grid.SearchEntry) {
	d.Native().Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Leave implements desk.Leaver for the page.
func (l *List) Leave(then func()) { l.editor.Leave(then) }

// Changed implements desk.Changer for the page.
func (l *List) Changed(store.Change) { l.Load() }
