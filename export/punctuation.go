package export

import (
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// rateKinds are how rates are printed with the decimals of the setting rate.digits.
var rateKinds = map[string]sheet.Kind{"0": sheet.Percent0, "1": sheet.Percent1, "2": sheet.Percent}

// dressTable sets what the program itself writes on a table, and the decimals of its rates; what the office entered stays as it is.
func (y *Year) dressTable(t *sheet.Table) {
	if kind, ok := rateKinds[y.Settings["rate.digits"]]; ok {
		for i := range t.Columns {
			if t.Columns[i].Kind == sheet.Percent {
				t.Columns[i].Kind = kind
			}
		}
	}
	for i, note := range t.Notes {
		t.Notes[i] = zh.FullWidth(note)
	}
}
