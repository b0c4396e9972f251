package export

import (
	"context"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// ContactPaper says which 通讯录 is wanted.
type ContactPaper struct {
	Scope     record.Scope
	Kinds     []*record.Kind   // none: members, supervisors and units
	By        string           // what it is divided by, a key of roster.ContactGroupings; "" is one list
	Contacts  []roster.Contact // whom it lists; nil: everybody of these kinds, as roster.Contacts gives them
	Fields    []record.Field   // its columns; none: the usual ones
	Sensitive bool             // with what is masked otherwise; the caller has it noted by Store.Send
}

// WriteContacts writes the 通讯录 as an official workbook and gives how many lines it holds. Errors are as of roster.Contacts
// and sheet.Write.
func WriteContacts(ctx context.Context, store *store.Store, p ContactPaper, path string) (int, error) {
	settings, err := record.SettingMap(ctx, store.DB())
	if err != nil {
		return 0, err
	}
	found := p.Contacts
	if found == nil {
		today := store.Today()
		if found, err = roster.Contacts(ctx, store.DB(), p.Scope, today, p.By, "", p.Kinds...); err != nil {
			return 0, err
		}
	}
	table, err := contactTable(found, p)
	if err != nil {
		return 0, err
	}
	table.Org, table.Date = settings["office.name"], paperDate(store.Now())
	_, err = sheet.Write(path, sheet.Book{Title: table.Title, Creator: settings["office.name"], Date: table.Date, Tables: []sheet.Table{table}})
	return len(found), err
}

func contactTable(found []roster.Contact, p ContactPaper) (sheet.Table, error) {
	picked := p.Fields
	if len(picked) == 0 {
		var err error
		if picked, err = roster.PickContactFields(roster.ContactColumns); err != nil {
			return sheet.Table{}, err
		}
	}
	fields := []sheet.Field[roster.Contact]{{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}}}
	for _, f := range picked {
		fields = append(fields, contactColumn(f, p.Sensitive))
	}
	t := sheet.Table{Name: "通讯录", Title: contactTitle(p.Kinds), Unit: "人", Columns: sheet.Columns(fields)}
	group := ""
	for i, row := range sheet.Rows(fields, found) {
		if found[i].Group != group {
			group = found[i].Group
			t.Rows = append(t.Rows, sheet.Row{Group: group})
		}
		t.Rows = append(t.Rows, row)
	}
	if hidden := record.SensitiveTitles(picked); len(hidden) > 0 {
		t.Notes = []string{"内部资料，请妥善保管，不得外传。"}
		if !p.Sensitive {
			t.Notes = []string{zh.JoinNames(hidden) + "已隐去中间部分。"}
		}
	}
	return t, nil
}

func contactColumn(f record.Field, sensitive bool) sheet.Field[roster.Contact] {
	kind := sheet.Text
	switch f.Key {
	case "name", "gender", "sector", "secretary", "group_number", "system":
		kind = sheet.Center
	case "mobile", "office_phone", "home_phone", "postcode":
		kind = sheet.Code
	}
	return sheet.Field[roster.Contact]{
		Column: sheet.Column{Key: f.Key, Path: []string{f.Title}, Kind: kind},
		Value: func(c roster.Contact) any {
			if sensitive {
				return c.Values[f.Key]
			}
			return f.Shown(c.Values)
		},
	}
}

// contactTitle names a contact list by whom it holds.
func contactTitle(kinds []*record.Kind) string {
	if len(kinds) != 1 {
		return "通讯录"
	}
	if kinds[0] == roster.Units {
		return "承办单位联系人通讯录"
	}
	return kinds[0].Title + "通讯录"
}
