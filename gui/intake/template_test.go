package intake

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// filled are rows typed into the templates, by field.
var filled = map[*record.Kind][]record.Values{
	roster.Units: {{"name": "县新设局", "system": "政府系统"}, {"name": "县改革局"}},
	roster.Members: {
		{"name": "测试甲", "gender": "男", "birth_on": "1975-03-08", "sector": "教育界", "mobile": "13800000001"},
		{"name": "测试乙", "gender": "女", "sector": "教育界", "compatriot": "否"},
	},
	roster.Supervisors: {{"name": "测试丙", "workplace": "县一中"}},
}

// TestFilledTemplateGoesTheQuickWay fills templates and drops them: the rows are shown at once, nothing is asked or remarked on.
func TestFilledTemplateGoesTheQuickWay(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(standIn{})
		d.AddHidden(p)
	})
	for kind, rows := range filled {
		t.Run(kind.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "模板.xlsx")
			if err := export.WriteTemplate(t.Context(), d.Store().DB(), kind, d.Scope(), path); err != nil {
				t.Fatal(err)
			}
			fill(t, path, kind, rows)
			p.Preview([]string{path})
			wantStep(t, p, stepRows)
			s := p.current()
			if s.kind != kind || useful(s.im) != len(rows) || notesOf(s.im) != "" {
				t.Errorf("as %s: %s, %s", s.kind.Name, countsOf(s.im), notesOf(s.im))
			}
			p.write()
			if d.Current().Key() == pageKey {
				t.Errorf("the page stays: %s", desktest.Text(p.note))
			}
		})
	}
}

func fill(t *testing.T, path string, kind *record.Kind, rows []record.Values) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(mustValidations(t, book)); n == 0 {
		t.Error("the template has no drop-downs")
	}
	for i, f := range kind.TakenFields() {
		for j, values := range rows {
			cell, err := excelize.CoordinatesToCellName(i+1, j+2)
			if err != nil {
				t.Fatal(err)
			}
			if values[f.Key] == "" {
				continue
			}
			if err := book.SetCellStr(book.GetSheetName(0), cell, values[f.Key]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

func mustValidations(t *testing.T, book *excelize.File) []*excelize.DataValidation {
	t.Helper()
	all, err := book.GetDataValidations(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return all
}
