package records

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
)

func TestUnmaskFillsColumnsAndAddsThoseNotShown(t *testing.T) {
	d := desktest.Open(t, func(*desk.Desk) {})
	found, err := data.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	ids := []int64{found[3].ID, found[0].ID}
	values, err := recordValues(t.Context(), d.Store(), data.Members, data.Scope{TermID: 99}, ids) // as of an archive
	if err != nil {
		t.Fatal(err)
	}
	text := func(key string) func(r Row) string {
		return func(r Row) string { return shown(*data.Members.Field(key), r.Values) }
	}
	columns := []kit.Column[Row]{{Key: "name", Title: "姓名", Text: text("name")}, {Key: "mobile", Title: "手机", Text: text("mobile")}}
	list, cells := sheetOf("名册", columns, []Row{{ID: ids[0], Values: found[3].Values}, {ID: ids[1], Values: found[0].Values}})
	if cells[0][1] != data.Mask(found[3].Values["mobile"]) {
		t.Errorf("written masked: %v", cells[0][1])
	}
	unmask(data.Members, columnKeys(columns), values, &list, cells)
	if cells[0][1] != found[3].Values["mobile"] || cells[1][1] != found[0].Values["mobile"] {
		t.Errorf("mobiles are %v and %v", cells[0][1], cells[1][1])
	}
	var titles []string
	for _, c := range list.Columns {
		titles = append(titles, c.Path[0])
	}
	if got := data.JoinNames(titles); got != "姓名、手机、身份证号、家庭电话、通讯地址" || len(cells[0]) != len(titles) {
		t.Errorf("columns %s, %d cells", got, len(cells[0]))
	}
}

func TestListsWithoutMaskedFieldsAreExportedWithoutAQuestion(t *testing.T) {
	d := desktest.Open(t, func(*desk.Desk) {})
	asked := "not called"
	AskSensitive(d, "承办单位名录", data.Units.Fields, func(purpose string) { asked = purpose })
	if asked != "" || d.Native().Canvas().Overlays().Top() != nil {
		t.Errorf("purpose %q", asked)
	}
	AskSensitive(d, "委员名册", data.Members.Fields, func(purpose string) { asked = purpose })
	test.Type(d.Native().Canvas().Focused(), "春节慰问")
	desktest.Press(d, "Return")
	if asked != "春节慰问" {
		t.Errorf("purpose %q", asked)
	}
}
