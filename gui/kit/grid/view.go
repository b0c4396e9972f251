package grid

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// View is how a list is looked at under a name: what is filtered, the order, and the columns.
type View struct {
	Name       string      `json:"name"`
	Conditions []Condition `json:"conditions,omitempty"`
	Quick      []string    `json:"quick,omitempty"` // texts of the quick filters that are on
	remembered
}

func (g *Grid[R]) viewsKey() string { return "views." + g.config.Key }

// Views are the saved views of the list in the order they were made.
func (g *Grid[R]) Views() []View {
	var views []View
	if g.config.Prefs == nil || json.Unmarshal([]byte(g.config.Prefs.Get(g.viewsKey())), &views) != nil {
		return nil
	}
	return views
}

func (g *Grid[R]) setViews(views []View) {
	text, err := json.Marshal(views)
	if err != nil || g.config.Prefs == nil {
		return // only strings, numbers and booleans: they can be written
	}
	g.config.Prefs.Set(g.viewsKey(), string(text))
}

// SaveView keeps what is filtered now, the order and the columns under a name, in place of the view that had it.
func (g *Grid[R]) SaveView(name string) {
	v := View{Name: name, Conditions: g.Conditions(), remembered: remembered{Columns: slices.Clone(g.columns.states), Sort: slices.Clone(g.set.sorting)}}
	for i, q := range g.config.Quick {
		if g.switched[i] {
			v.Quick = append(v.Quick, q.Text)
		}
	}
	views := g.Views()
	if at := viewAt(views, name); at >= 0 {
		views[at] = v
	} else {
		views = append(views, v)
	}
	g.setViews(views)
	g.view = name
	g.syncFilters()
}

func viewAt(views []View, name string) int {
	return slices.IndexFunc(views, func(v View) bool { return v.Name == name })
}

// ShowView looks at the list as a saved view does; false when there is none of that name.
func (g *Grid[R]) ShowView(name string) bool {
	views := g.Views()
	at := viewAt(views, name)
	if at < 0 {
		return false
	}
	v := views[at]
	total := g.columns.total
	g.columns, g.set.sorting = layoutOf(g.config.Columns, v.remembered)
	g.columns.total = total
	g.set.demands = slices.DeleteFunc(v.Conditions, func(c Condition) bool { return g.set.column(c.Column) == nil })
	for i, q := range g.config.Quick {
		g.quicken(i, slices.Contains(v.Quick, q.Text))
	}
	g.forgetOnly() // what a figure listed is another choice
	g.view = name
	g.columnsChanged()
	g.toTop, g.set.kept = true, nil
	g.rearrange(stageSort)
	g.syncFilters()
	return true
}

// RenameView gives a saved view another name; a view that has that name already is replaced.
func (g *Grid[R]) RenameView(name, to string) {
	views := g.Views()
	if to == "" || to == name || viewAt(views, name) < 0 {
		return
	}
	views = slices.DeleteFunc(views, func(v View) bool { return v.Name == to })
	views[viewAt(views, name)].Name = to
	g.setViews(views)
	if g.view == name {
		g.view = to
	}
	g.syncFilters()
}

// DeleteView forgets a saved view; what is shown stays.
func (g *Grid[R]) DeleteView(name string) {
	g.setViews(slices.DeleteFunc(g.Views(), func(v View) bool { return v.Name == name }))
	if g.view == name {
		g.view = ""
	}
	g.syncFilters()
}

// viewTitle is what the chip of the views says: which is shown, and whether something else is filtered since.
func (g *Grid[R]) viewTitle() string {
	if g.view == "" {
		return "视图 ∨"
	}
	views := g.Views()
	changed := ""
	if at := viewAt(views, g.view); at >= 0 && !g.filtersAs(views[at]) {
		changed = "（已改）"
	}
	return "视图：" + g.view + changed + " ∨"
}

// filtersAs tells whether the list is filtered as a view is.
func (g *Grid[R]) filtersAs(v View) bool {
	on := 0
	for i, q := range g.config.Quick {
		if g.switched[i] {
			on++
			if !slices.Contains(v.Quick, q.Text) {
				return false
			}
		}
	}
	return on == len(v.Quick) && slices.EqualFunc(g.set.demands, v.Conditions, func(a, b Condition) bool { return reflect.DeepEqual(a, b) })
}

// viewMenu offers the saved views at their chip.
func (g *Grid[R]) viewMenu(from *kit.Chip) {
	var items []*fyne.MenuItem
	for _, v := range g.Views() {
		item := fyne.NewMenuItem(v.Name, func() { g.ShowView(v.Name) })
		item.Checked = v.Name == g.view
		items = append(items, item)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items,
		fyne.NewMenuItem("全部记录，默认列", func() {
			g.ClearFilters()
			g.resetColumns()
		}),
		fyne.NewMenuItem("把现在的筛选和列存为视图…", func() { g.askName(from, "存为视图", g.view, g.SaveView) }))
	if g.view != "" {
		name := g.view
		items = append(items,
			fyne.NewMenuItem("重命名「"+name+"」…", func() {
				g.askName(from, "重命名视图", name, func(to string) { g.RenameView(name, to) })
			}),
			fyne.NewMenuItem("删除「"+name+"」", func() { g.DeleteView(name) }))
	}
	at := look.PositionOf(from)
	menu.PopUp(from, at.AddXY(0, from.Size().Height+2), items)
}

// viewNameLength is how many characters the name of a view may have: it stands on a chip.
const viewNameLength = 20

// askName asks for the name of a view.
func (g *Grid[R]) askName(from fyne.CanvasObject, title, name string, done func(string)) {
	p := &panel{back: g.list}
	entry, fault := kit.NewEntry(), kit.NewLabel("", look.SmallText, look.ToneLate)
	entry.PlaceHolder = "视图名称，如：常委"
	entry.SetText(name)
	accept := func() {
		text := strings.TrimSpace(entry.Text)
		switch {
		case text == "":
			fault.SetText("请填写名称")
		case len([]rune(text)) > viewNameLength:
			fault.SetText("名称请不要超过 20 个字")
		default:
			p.close()
			done(text)
		}
	}
	entry.OnSubmitted = func(string) { accept() }
	entry.OnEscape = p.close
	p.show(from, 0, title, kit.NewColumn(4, kit.NewFixed(240, look.FieldHeight, entry), fault), entry, kit.NewButton("取消", p.close), kit.NewPrimaryButton("保存", accept))
}
