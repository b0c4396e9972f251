package intake

import "regexp"

const (
	inferFrom = 3   // filled cells below which nothing is concluded
	inferRows = 200 // rows looked at
)

var mobileNumber = regexp.MustCompile(`^1[3-9][0-9]{9}$`)

// infer gives columns whose heading says nothing to fields their values speak for: ID numbers, mobile numbers, and words
// that belong to one field's choices alone. Nine in ten filled cells must agree.
func (r *reading) infer() {
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		if column.Field != nil || column.Reason != "" || isSerialHeading(column.Header) {
			continue
		}
		if field := r.inferred(column.Index); field != nil {
			column.Field, column.Reason = field, ReasonContent
			r.columns[field.Key] = column
			for j := range r.table.Rows {
				row := &r.table.Rows[j]
				if c := r.cell(row.Line-1, column); c.Type != CellEmpty || c.uncounted {
					row.Cells[field.Key] = c
				}
			}
		}
	}
}

func (r *reading) inferred(col int) *Field {
	sample := r.sample(col)
	if len(sample) < inferFrom {
		return nil
	}
	var found *Field
	for i := range r.d.layout.Fields {
		field := &r.d.layout.Fields[i]
		if r.kindTaken(field) || !field.agrees(sample) {
			continue
		}
		if found != nil && field.Kind != found.Kind || found != nil && len(field.Choices) > 0 {
			return nil // two fields could be meant
		}
		if found == nil {
			found = field
		}
	}
	return found
}

func (r *reading) sample(col int) []Cell {
	var sample []Cell
	for _, row := range r.table.Rows[:min(inferRows, len(r.table.Rows))] {
		if c := r.at(row.Line-1, col); !c.Empty() {
			sample = append(sample, c)
		}
	}
	return sample
}

// kindTaken reports whether the field, or for numbers another one of its kind, has a column already: a second column of
// mobile numbers is somebody else's.
func (r *reading) kindTaken(field *Field) bool {
	for key := range r.columns {
		known := r.d.layout.Field(key)
		if key == field.Key || (known != nil && len(field.Choices) == 0 && known.Kind == field.Kind) {
			return true
		}
	}
	return false
}

func (f *Field) agrees(sample []Cell) bool {
	var like func(c Cell) bool
	switch {
	case f.Kind == KindIDNumber:
		like = func(c Cell) bool { _, _, err := c.idNumber(); return err == nil }
	case f.Kind == KindPhone:
		like = func(c Cell) bool { return mobileNumber.MatchString(Squeeze(c.String())) }
	case len(f.Choices) > 1:
		words := map[string]bool{}
		for _, choice := range f.Choices {
			words[Squeeze(choice)] = true
		}
		like = func(c Cell) bool { return words[Squeeze(c.String())] }
	default:
		return false
	}
	n := 0
	for _, c := range sample {
		if like(c) {
			n++
		}
	}
	return 10*n >= 9*len(sample)
}
