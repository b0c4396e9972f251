package take

import (
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// readClock gives the field Clock of a day the time of day that its cell has beside the date; where the row tells another time of its own, it is refused.
func readClock(f *record.Field, t *taking) error {
	clock := intake.ClockBeside(t.row.Text(f.Key))
	if f.Clock == "" || clock == "" {
		return nil
	}
	if told := t.row.Text(f.Clock); told != "" {
		if own, err := intake.ParseClock(told); err == nil && own != clock {
			return store.Refuse(store.CodeConflict, "「%s」一栏为「%s」，「%s」一栏却是「%s」，请核对。", t.row.Header(f.Key), t.row.Text(f.Key), t.row.Header(f.Clock), told)
		}
		return nil
	}
	t.values[f.Clock] = clock
	return nil
}
