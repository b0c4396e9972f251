package take

import (
	"maps"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// numberNames tells apart the rows of one record of a ledger that are called alike, by their order in the file, see record.Ledger.Numbered.
func (im *Import) numberNames(takings []*taking) {
	l := im.Kind.Ledger
	if l == nil || l.Numbered == "" {
		return
	}
	of := map[string][]*taking{}
	var order []string
	for _, t := range takings {
		key := t.row.Text("year")
		for _, f := range l.Lead {
			key += "|" + record.FoldWord(t.row.Text(f.Key))
		}
		if of[key] == nil {
			order = append(order, key)
		}
		of[key] = append(of[key], t)
	}
	for _, key := range order {
		rows := of[key]
		names := make([]string, len(rows))
		for i, t := range rows {
			names[i] = t.row.Text(l.Numbered)
		}
		for i, name := range record.NumberNames(names) {
			if name == names[i] {
				continue
			}
			row := &rows[i].row
			row.Cells = maps.Clone(row.Cells)
			row.Cells[l.Numbered] = intake.TextCell(name)
			im.odd.note("同名的"+im.Kind.Title+"按先后编了号", lineOf(*row, name))
		}
	}
}
