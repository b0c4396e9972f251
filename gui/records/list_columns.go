package records

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// columns are the list's columns as its kind declares them. Those of c.Hide, and the fields a list does not show by itself, wait to be chosen.
func columns(c *Config) []grid.Column[Row] {
	var out []grid.Column[Row]
	for _, f := range c.Kind.Fields {
		if !f.TakeOnly {
			out = append(out, column(c, f))
		}
	}
	return out
}

// orderBy has a column ordered by what the values mean, where that is not their text.
func orderBy(col *grid.Column[Row], c *Config, f record.Field) {
	t := f.Typed()
	if slices.Contains(c.Numbers, f.Key) {
		t = record.Whole{}
	}
	if t.Order("") != "" {
		col.SortBy = func(r Row) string { return t.Order(r.Values[f.Key]) }
	}
}

// isState reports whether the field says where the record's work is, or how it is graded.
func isState(k *record.Kind, f record.Field) bool {
	return k.Flow != nil && f.Key == k.Flow.State || slices.Contains([]string{"status", "state", "grade", "reckoned"}, f.Key)
}

func column(c *Config, f record.Field) grid.Column[Row] {
	col := grid.Column[Row]{
		Key: f.Key, Title: f.Title, Width: f.Width, Flex: f.Key == c.Flex, Main: f.Key == c.Title, Hidden: f.FormOnly || slices.Contains(c.Hide, f.Key),
		Text:    func(r Row) string { return shown(f, r.Values) },
		Content: grid.ContentText,
	}
	if col.Width == 0 {
		col.Width = usualWidth(f)
	}
	Hold(&col, f)
	if isState(c.Kind, f) {
		col.Min = stateShare * col.Width
	}
	if col.Flex && f.Key != c.Title && col.Min == 0 {
		col.Min = besideWidth
	}
	if f.Sensitive {
		return col // ordered and filtered by what is shown of it, never by the value
	}
	orderBy(&col, c, f)
	if slices.Contains(c.Sums, f.Key) {
		col.Total = grid.TotalBoth
	}
	if f.Many() || strings.Contains(f.Key, "units") {
		col.Values = func(r Row) []string { return r.Values.Many(f.Key) }
	}
	if slices.Contains(c.Names, f.Key) {
		col.Fold = func(r Row) string { return foldNames(r.Values.Many(f.Key)) }
	}
	if c.Tone != nil {
		col.Tone = func(r Row) look.Tone { return c.Tone(f.Key, r.Values) }
	}
	return col
}

// Hold says what the column of a field holds and what room that needs: of a number or a date an end that is missing makes it useless.
func Hold[R any](col *grid.Column[R], f record.Field) {
	_, phone := f.Typed().(record.Phone)
	switch t := f.Typed().(type) {
	case record.Word:
		col.Whole = len(t.Words) > 0
	case record.Whole:
		col.Content = grid.ContentNumber
		if !strings.HasSuffix(f.Key, "number") {
			col.Align = fyne.TextAlignTrailing
		}
		return
	case record.Day, record.Month:
		col.Content, col.Min = grid.ContentDate, dateWidth
		return
	}
	switch {
	case phone, strings.HasSuffix(f.Key, "phone"):
		col.Min = col.Width
	case f.Key == "number", f.Key == "code":
		col.Min = min(col.Width, numberWidth)
	case f.Key == "name" && f.Title == "姓名":
		col.Min = min(col.Width, nameWidth)
	case f.Key == "name":
		col.Min = min(col.Width, calledWidth)
	case f.Key == "political":
		col.Min = min(col.Width, politicalWidth)
	}
}

// stateShare is what a state needs of its width: it is not left out in a narrow window.
const stateShare = 0.86

// dateWidth is what a whole date needs.
const dateWidth float32 = 86

// besideWidth is what is left, in a narrow window, of text that is not the title of its rows.
const besideWidth float32 = 96

// What a number like JD2026-001, a name of three characters, one of six like 直通车一般事项 and 无党派人士 need.
const numberWidth, nameWidth, calledWidth, politicalWidth float32 = 94, 62, 112, 84

// usualWidth is the width of a column whose field says none.
func usualWidth(f record.Field) float32 {
	if strings.HasSuffix(f.Key, "phone") {
		return 110
	}
	switch f.Typed().(type) {
	case record.IDNumber:
		return 150
	case record.Phone:
		return 110
	case record.Long:
		return 200
	case record.Several:
		return 130
	default:
		return 90
	}
}

// foldNames is the search key of the names of people, each read with its surname.
func foldNames(names []string) string {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = fold.Name(name)
	}
	return strings.Join(keys, " ")
}

// quick are the list's filters one click away.
func quick(c *Config) []grid.Quick[Row] {
	out := make([]grid.Quick[Row], len(c.Filters))
	for i, f := range c.Filters {
		out[i] = grid.Quick[Row]{Text: f.Text, Column: f.Field}
		if f.Keep != nil {
			out[i].Keep = func(r Row) bool { return f.Keep(r.Values) }
		}
	}
	return out
}
