package record

import (
	"slices"

	"cppccdesk/data/rows"
)

// mergeRows puts together what two people made of the rows of a part that was a text before; ok is false where both changed one cell to different
// values, or one removed a row the other changed. The order is mine.
func mergeRows(was, theirs, mine string) (merged string, ok bool, err error) {
	var base, other, own []rows.Row
	for _, parse := range []struct {
		text string
		into *[]rows.Row
	}{{was, &base}, {theirs, &other}, {mine, &own}} {
		if *parse.into, err = rows.Parse(parse.text); err != nil {
			return "", false, err
		}
	}
	var result []rows.Row
	for _, row := range own {
		id := row[rows.ID]
		before, after := ByRowID(base, id), ByRowID(other, id)
		switch {
		case id == "" || before == nil: // new
			result = append(result, row)
		case after == nil && !row.Is(before):
			return "", false, nil
		case after == nil: // removed by the other
		default:
			both, agree := mergeRow(before, after, row)
			if !agree {
				return "", false, nil
			}
			result = append(result, both)
		}
	}
	for _, row := range other {
		before, kept := ByRowID(base, row[rows.ID]), ByRowID(own, row[rows.ID])
		switch {
		case kept != nil:
		case before == nil: // added by the other
			result = append(result, row)
		case !row.Is(before): // removed here, changed there
			return "", false, nil
		}
	}
	return rows.Text(result), true, nil
}

// ByRowID is the row with that id, nil for none.
func ByRowID(all []rows.Row, id string) rows.Row {
	i := slices.IndexFunc(all, func(row rows.Row) bool { return id != "" && row[rows.ID] == id })
	if i < 0 {
		return nil
	}
	return all[i]
}

// mergeRow takes each cell from who changed it.
func mergeRow(was, theirs, mine rows.Row) (rows.Row, bool) {
	both := rows.Row{}
	for _, from := range []rows.Row{was, theirs, mine} {
		for key := range from {
			switch {
			case mine[key] == was[key]:
				both[key] = theirs[key]
			case theirs[key] == was[key] || theirs[key] == mine[key]:
				both[key] = mine[key]
			default:
				return nil, false
			}
		}
	}
	return both, true
}
