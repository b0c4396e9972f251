package export

import (
	"slices"

	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// rateKinds are how rates are printed with the decimals of the setting rate.digits.
var rateKinds = map[string]sheet.Kind{"0": sheet.Percent0, "1": sheet.Percent1, "2": sheet.Percent}

// rateKind is how rates are printed.
func (y *Year) rateKind() sheet.Kind {
	if kind, ok := rateKinds[y.Settings["rate.digits"]]; ok {
		return kind
	}
	return sheet.Percent
}

// dressTable sets what the program itself writes on a table, and the decimals of its rates; what the office entered stays as it is.
func (y *Year) dressTable(t *sheet.Table) {
	for i := range t.Columns {
		if t.Columns[i].Kind == sheet.Percent {
			t.Columns[i].Kind = y.rateKind()
		}
	}
	t.Notes = appendOnce(t.Notes, y.unsure(t))
	for i, note := range t.Notes {
		t.Notes[i] = zh.FullWidth(note)
	}
}

// deadlineKeys are the keys of the columns that hold deadlines.
var deadlineKeys = []string{"due", "due_now", "due_on", "measures_due", "extended_to"}

// unsure says which years that deadlines of a table lie in have no holiday notice.
func (y *Year) unsure(t *sheet.Table) string {
	var days []string
	for at, c := range t.Columns {
		if c.Kind != sheet.Date || !slices.Contains(deadlineKeys, c.Key) {
			continue
		}
		for _, row := range t.Rows {
			if at < len(row.Cells) {
				if day, ok := row.Cells[at].(string); ok {
					days = append(days, day)
				}
			}
		}
	}
	return sentence(y.Days.Unsure(days...))
}

// sentence is words with a full stop, where there are any.
func sentence(words string) string {
	if words == "" {
		return ""
	}
	return words + "。"
}
