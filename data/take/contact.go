package take

import (
	"regexp"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// contactHeading is that of somebody who is called in place of the one a row is about.
var contactHeading = regexp.MustCompile(`^(工作|具体|日常|单位|紧急)?(联系人|联络人|联络员|经办人|承办人|填表人|填报人|报送人|秘书|助理)(姓名)?$`)

// sameSelf are words of a contact for the one that the row is about.
var sameSelf = regexp.MustCompile(`^(本人|自己|委员本人|同左|同姓名)$`)

// isOthers reports whether a telephone is that of the contact whose column stands right before its own: only where the contact is the one that the row
// is about is it his. Nobody said what the column is for.
func (im *Import) isOthers(f *record.Field, t *taking) bool {
	if _, phone := f.One().(record.Phone); !phone || im.Kind.Field("name") == nil || t.row.Text(f.Key) == "" {
		return false
	}
	table := &im.Tables[t.table]
	contact := contactBefore(table, columnOf(table, f.Key))
	if contact == nil || contact.Index >= len(t.row.Raw) {
		return false
	}
	is := squeezed(t.row.Raw[contact.Index])
	if is != "" && (is == squeezed(t.row.Text("name")) || sameSelf.MatchString(is)) {
		return false
	}
	im.odd.note("「"+t.row.Header(f.Key)+"」一栏在「"+contact.Header+"」后面，是联系人的，没有录入本人", lineOf(t.row, t.row.Text(f.Key)))
	return true
}

// contactBefore is the column of a contact that a column of telephones follows, with no other between that is read but telephones; nil for none.
func contactBefore(table *intake.Table, phone *intake.Column) *intake.Column {
	if phone == nil || phone.Reason == intake.ReasonChosen || phone.Reason == intake.ReasonRemembered || strings.Contains(phone.Header, "本人") {
		return nil
	}
	var nearest, contact *intake.Column
	for i := range table.Columns {
		c := &table.Columns[i]
		called := (c.Field == nil || c.Field.Key == "secretary") && contactHeading.MatchString(lowest(c.Header))
		between := c.Field != nil && c.Field.Kind != intake.KindPhone
		if c.Index > phone.Index || !called && !between || nearest != nil && c.Index < nearest.Index {
			continue
		}
		nearest, contact = c, nil
		if called {
			contact = c
		}
	}
	return contact
}
