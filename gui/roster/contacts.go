package roster

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/records"
)

// contacts is the tab 通讯录. Its columns are chosen in the header's menu; what is masked stays so on the screen.
type contacts struct {
	desk    *desk.Desk
	grid    *grid.Grid[contactRow]
	fields  []record.Field
	kinds   []*record.Kind
	by      string
	content fyne.CanvasObject
	loaded  bool
}

var (
	_ records.Tab       = (*contacts)(nil)
	_ records.TabFinder = (*contacts)(nil)
	_ desk.Exporter     = (*contacts)(nil)
	_ desk.Searcher     = (*contacts)(nil)
)

// contactRow is a contact as the list shows it.
type contactRow struct {
	roster.Contact
	id  int64 // a member stands under each of his committees
	key string
}

// contactKinds are who can be in the list, with their chips.
var contactKinds = []struct {
	kind *record.Kind
	text string
}{{roster.Members, "委员"}, {roster.Supervisors, "监督员"}, {roster.Units, "承办单位联系人"}}

func newContacts(d *desk.Desk) *contacts {
	c := &contacts{desk: d, fields: roster.ContactFields(), kinds: []*record.Kind{roster.Members}}
	c.grid = grid.New(grid.Config[contactRow]{
		Key: "roster.contacts", Prefs: d.Prefs(), Columns: c.columns(), Unit: "条",
		ID:          func(r contactRow) int64 { return r.id },
		Search:      func(r contactRow) string { return r.key },
		Empty:       "还没有可以列入通讯录的人",
		Placeholder: "查找姓名或单位，汉字、拼音或首字母 Ctrl+F",
		OnOpen:      func(r contactRow) { d.Open("roster", Record{Kind: r.Kind, ID: r.ID}) },
		Calendar:    d.Calendar(),
	})
	c.grid.SearchField().OnDown = func() { records.EnterList(c.grid, func(r contactRow) int64 { return r.id }) }
	var chips []fyne.CanvasObject
	for _, k := range contactKinds {
		chip := kit.NewFilterChip(k.text, func(on bool) { c.include(k.kind, on) })
		chip.Set(k.text, slices.Contains(c.kinds, k.kind))
		chips = append(chips, chip)
	}
	chips = append(chips, kit.NewChoiceChip("分组", contactGroupings, func(by string) {
		c.by = by
		c.Shown()
	}))
	c.content = kit.NewTopAndRest(8, kit.NewFlow(8, chips...), c.grid.WithFilterBar())
	return c
}

func contactGroupings() []kit.Choice {
	var out []kit.Choice
	for _, g := range roster.ContactGroupings() {
		out = append(out, kit.Choice{Value: g.Key, Label: "按" + g.Title, Count: -1})
	}
	return out
}

func (c *contacts) columns() []grid.Column[contactRow] {
	out := []grid.Column[contactRow]{{Key: "group", Title: "分组", Width: 120, Text: func(r contactRow) string { return r.Group }}}
	for _, f := range c.fields {
		column := grid.Column[contactRow]{
			Key: f.Key, Title: f.Title, Width: f.Width, Flex: f.Key == "workplace", Hidden: !slices.Contains(roster.ContactColumns, f.Key),
			Text: func(r contactRow) string { return f.Shown(r.Values) },
		}
		records.Hold(&column, f)
		if f.Key == "name" {
			column.Fold = func(r contactRow) string { return fold.Name(r.Values["name"]) }
		}
		out = append(out, column)
	}
	return out
}

// include takes the people of a kind into the list, or out of it.
func (c *contacts) include(kind *record.Kind, on bool) {
	c.kinds = slices.DeleteFunc(c.kinds, func(k *record.Kind) bool { return k == kind })
	if on {
		c.kinds = append(c.kinds, kind)
	}
	slices.SortFunc(c.kinds, func(a, b *record.Kind) int { return contactRank(a) - contactRank(b) })
	c.Shown()
}

func contactRank(kind *record.Kind) int {
	for i, k := range contactKinds {
		if k.kind == kind {
			return i
		}
	}
	return len(contactKinds)
}

// Content implements records.Tab.
func (c *contacts) Content() fyne.CanvasObject { return c.content }

// SearchField implements records.TabFinder.
func (c *contacts) SearchField() *grid.SearchEntry { return c.grid.SearchField() }

// FocusSearch implements desk.Searcher.
func (c *contacts) FocusSearch() { records.FocusSearch(c.desk, c.grid.SearchField()) }

// Shown implements records.Tab.
func (c *contacts) Shown() {
	if !c.loaded {
		c.grid.SetLoading("正在读取…")
	}
	store, scope, today := c.desk.Store(), c.desk.Scope(), c.desk.Today()
	by, kinds := c.by, slices.Clone(c.kinds)
	desk.Load(c.desk.Tasks(), "roster.contacts", func(ctx context.Context) ([]contactRow, error) {
		if len(kinds) == 0 {
			return nil, nil
		}
		found, err := roster.Contacts(ctx, store.DB(), scope, today, by, "", kinds...)
		if err != nil {
			return nil, err
		}
		return contactRows(found), nil
	}, func(rows []contactRow, err error) {
		if err != nil {
			c.desk.Fail(err)
			return
		}
		c.loaded = true
		c.grid.SetRows(rows)
	})
}

func contactRows(found []roster.Contact) []contactRow {
	rows := make([]contactRow, len(found))
	for i, f := range found {
		texts := []string{f.Group}
		for _, field := range roster.ContactFields() {
			if !field.Sensitive && field.Key != "name" {
				texts = append(texts, f.Values[field.Key])
			}
		}
		rows[i] = contactRow{Contact: f, id: int64(i + 1), key: fold.Name(f.Values["name"]) + " " + fold.Key(texts...)}
	}
	return rows
}

// Export implements desk.Exporter: the contacts as shown, with the columns shown, as an official workbook.
func (c *contacts) Export() {
	paper := export.ContactPaper{Scope: c.desk.Scope(), By: c.by, Kinds: slices.Clone(c.kinds), Contacts: []roster.Contact{}}
	for _, column := range c.grid.VisibleColumns() {
		if at := slices.IndexFunc(c.fields, func(f record.Field) bool { return f.Key == column.Key }); at >= 0 {
			paper.Fields = append(paper.Fields, c.fields[at])
		}
	}
	for _, r := range c.grid.Rows() {
		paper.Contacts = append(paper.Contacts, r.Contact)
	}
	if len(paper.Fields) == 0 {
		c.desk.Tell("导出通讯录", "请先在表头的菜单里选上要印的栏。")
		return
	}
	st := c.desk.Store()
	records.AskSensitive(c.desk, "通讯录", paper.Fields, func(purpose string) {
		paper.Sensitive = purpose != ""
		out := store.Outgoing{What: "通讯录", Count: len(paper.Contacts), Fields: record.SensitiveTitles(paper.Fields), Whole: paper.Sensitive, Purpose: purpose}
		savePaper(c.desk, "通讯录", fmt.Sprintf("通讯录 %s", c.desk.Today()), out, func(ctx context.Context, path string) error {
			_, err := export.WriteContacts(ctx, st, paper, path)
			return err
		})
	})
}
