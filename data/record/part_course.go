package record

import (
	"strings"

	"cppccdesk/data/rows"
)

// CourseChanges compares two texts of a part row by row: one entry for each row that came or went, and for each field of a row that changed.
func (p *Part) CourseChanges(key, before, after string) []CourseChange {
	was, errWas := rows.Parse(before)
	is, errIs := rows.Parse(after)
	if errWas != nil || errIs != nil { // no text of ours
		return []CourseChange{{Key: key, Title: p.Title, Old: before, New: after}}
	}
	var changes []CourseChange
	now := map[string]rows.Row{}
	for _, row := range is {
		now[row[rows.ID]] = row
	}
	for _, old := range was {
		row, there := now[old[rows.ID]]
		delete(now, old[rows.ID])
		if !there {
			changes = append(changes, CourseChange{Key: key, Title: p.Title, Old: p.summary(old)})
			continue
		}
		for i := range p.Fields {
			f := &p.Fields[i]
			if old[f.Key] != row[f.Key] {
				changes = append(changes, CourseChange{Key: key, Title: p.Name(row) + " " + f.Title, Old: old[f.Key], New: row[f.Key], Sensitive: f.Sensitive})
			}
		}
	}
	for _, row := range is {
		if _, isNew := now[row[rows.ID]]; isNew {
			changes = append(changes, CourseChange{Key: key, Title: p.Title, New: p.summary(row)})
		}
	}
	if len(changes) == 0 {
		changes = append(changes, CourseChange{Key: key, Title: p.Title + "的顺序", Old: p.names(was), New: p.names(is)})
	}
	return changes
}

// summary is a row in few words: its values joined.
func (p *Part) summary(row rows.Row) string {
	var words []string
	for i := range p.Fields {
		if value := row[p.Fields[i].Key]; value != "" {
			words = append(words, value)
		}
	}
	return strings.Join(words, " ")
}

// Name is what a row is called: the first of its required fields that is no number.
func (p *Part) Name(row rows.Row) string {
	for i := range p.Fields {
		f := &p.Fields[i]
		if f.Required && CountOf(row[f.Key]) == 0 && row[f.Key] != "" {
			return row[f.Key]
		}
	}
	return p.Title
}

func (p *Part) names(all []rows.Row) string {
	names := make([]string, len(all))
	for i, row := range all {
		names[i] = p.Name(row)
	}
	return strings.Join(names, "、")
}

// Show is the value of the field as people read it: a part by its rows, one a line.
func (f *Field) Show(value string) string {
	if f.Part == nil {
		return value
	}
	all, err := rows.Parse(value)
	if err != nil {
		return value
	}
	lines := make([]string, len(all))
	for i, row := range all {
		lines[i] = f.Part.summary(row)
	}
	return strings.Join(lines, "\n")
}
