package records

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
)

// hasParts tells whether records of the kind have rows of their own.
func hasParts(kind *record.Kind) bool {
	return slices.ContainsFunc(kind.Fields, func(f record.Field) bool { return f.Part != nil })
}

// partsOf are the rows of a record's parts by the keys of their fields.
func partsOf(kind *record.Kind, r record.Record) (map[string][]rows.Row, error) {
	parts := map[string][]rows.Row{}
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if f.Part == nil {
			continue
		}
		all, err := f.Part.Parse(r.Values[f.Key])
		if err != nil {
			return nil, err
		}
		parts[f.Key] = all
	}
	return parts, nil
}

// partTabs are the tabs of a record's own: that of its fields and one for each part that has rows.
func partTabs(kind *record.Kind, parts map[string][]rows.Row) []kit.TabItem {
	tabs := []kit.TabItem{fieldsTab}
	for i := range kind.Fields {
		if f := &kind.Fields[i]; f.Part != nil && len(parts[f.Key]) > 0 {
			tabs = append(tabs, kit.TabItem{Key: f.Key, Title: f.Title, Count: strconv.Itoa(len(parts[f.Key]))})
		}
	}
	return tabs
}

// PartRows tells of the rows of a part one under the other: what names a row, in bold, then its other short values with their titles, then its long texts.
func PartRows(part *record.Part, all []rows.Row) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(all))
	for _, row := range all {
		var lines []fyne.CanvasObject
		if name := partName(part, row); name != "" {
			head := kit.NewParagraph(name, look.TextSize, look.ToneNormal)
			head.Bold = true
			lines = append(lines, head)
		}
		if rest := partRest(part, row); rest != "" {
			lines = append(lines, kit.NewParagraph(rest, look.SmallText, look.ToneMuted))
		}
		for i := range part.Fields {
			if f := &part.Fields[i]; isLong(f) && row[f.Key] != "" {
				lines = append(lines, editor.NewReading(row[f.Key]))
			}
		}
		out = append(out, kit.NewColumn(2, lines...))
	}
	return out
}

func isLong(f *record.Field) bool {
	_, long := f.Typed().(record.Long)
	return long
}

// partName is what names a row: its required words, which are no numbers.
func partName(part *record.Part, row rows.Row) string {
	var names []string
	for i := range part.Fields {
		if f := &part.Fields[i]; f.Required && !f.Counted() && row[f.Key] != "" {
			names = append(names, row[f.Key])
		}
	}
	return strings.Join(names, " · ")
}

// partRest are the short values of a row that do not name it, each with what it is.
func partRest(part *record.Part, row rows.Row) string {
	var texts []string
	for i := range part.Fields {
		f := &part.Fields[i]
		if isLong(f) || f.Required && !f.Counted() || row[f.Key] == f.Typed().Nothing() || row[f.Key] == "" {
			continue
		}
		texts = append(texts, f.Title+" "+row[f.Key])
	}
	return strings.Join(texts, " · ")
}
