package record

import (
	"errors"
	"strings"

	"cppccdesk/data/intake"
)

// Day is a date, YYYY-MM-DD.
type Day struct{ plain }

// Parse implements Type.
func (Day) Parse(text string) (string, error) {
	date, err := intake.ParseDate(text)
	if err == nil && date.Day == 0 {
		err = errors.New("只有年月，应写到日，如 2026-03-10")
	}
	if err != nil {
		return "", intake.AsDay(err)
	}
	return date.String(), nil
}

// Cell implements Type.
func (Day) Cell(row intake.Row, key string) (string, error) { return row.Date(key) }

// Sheet implements Type.
func (Day) Sheet() intake.Kind { return intake.KindDate }

// Coarser implements Type.
func (Day) Coarser(stored, taken string) bool { return coarserDate(stored, taken) }

// Month is a date of which the day may not be known: YYYY-MM or YYYY-MM-DD.
type Month struct {
	plain
	Read func(string) (string, error) // Parse, for dates that are more than that; nil: by the calendar

	// Beyond reads what Read alone understands; false: the cell is read as any date. Nil: there is nothing of that sort.
	Beyond func(text string) (string, bool)
}

// Parse implements Type.
func (t Month) Parse(text string) (string, error) {
	if t.Read != nil {
		return t.Read(text)
	}
	date, err := intake.ParseDate(text)
	if err != nil {
		return "", err
	}
	return date.String(), nil
}

// Cell implements Type.
func (t Month) Cell(row intake.Row, key string) (string, error) {
	if t.Beyond != nil {
		if value, ok := t.Beyond(row.Text(key)); ok {
			return value, nil
		}
	}
	return row.Month(key)
}

// Sheet implements Type.
func (Month) Sheet() intake.Kind { return intake.KindMonth }

// Coarser implements Type.
func (Month) Coarser(stored, taken string) bool { return coarserDate(stored, taken) }

// coarserDate reports whether the date taken, YYYY-MM, is the month of the stored day.
func coarserDate(stored, taken string) bool {
	return len(taken) == len("2006-01") && strings.HasPrefix(stored, taken+"-")
}
