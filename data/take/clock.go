package take

import (
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// readClock gives the field Clock of a day the time of day that its cell has beside the date; where the row tells another time of its own, it is refused.
func readClock(f *record.Field, t *taking) error {
	clock := t.row.Clock(f.Key)
	if f.Clock == "" || clock == "" {
		return nil
	}
	if told := t.row.Text(f.Clock); told != "" {
		own, err := intake.ParseClock(told)
		if err != nil {
			own = t.row.Clock(f.Clock)
		}
		if own != "" && own != clock {
			return refuseOtherTime(t, f.Key, f.Clock)
		}
		return nil
	}
	t.values[f.Clock] = clock
	return nil
}

// readClockOr is readCell that knows the cell of a time of day that has the day, too.
func (im *Import) readClockOr(f *record.Field, t *taking) (string, error) {
	if value, ok, err := im.clockWithDay(f, t); ok || err != nil {
		return value, err
	}
	return im.readCell(f, t.row)
}

// clockWithDay reads the cell of a time of day that has the day, too; ok is false for any other. The day must be that of the row, which may have none.
func (im *Import) clockWithDay(f *record.Field, t *taking) (clock string, ok bool, err error) {
	of := im.dayOfClock(f.Key)
	if of == nil {
		return "", false, nil
	}
	day, err := t.row.Date(f.Key)
	if err != nil || day == "" {
		return "", false, nil //nolint:nilerr // no day: the field says what is wrong
	}
	if clock = t.row.Clock(f.Key); clock == "" {
		return "", false, nil
	}
	switch told, err := of.Typed().Cell(t.row, of.Key); {
	case err != nil:
		return "", true, nil //nolint:nilerr // refused where the day is read
	case told == "":
		t.values[of.Key] = day
	case told != day:
		return "", true, refuseOtherTime(t, of.Key, f.Key)
	}
	return clock, true, nil
}

// dayOfClock is the field whose time of day the one with the key is; nil for none.
func (im *Import) dayOfClock(key string) *record.Field {
	for i := range im.Kind.Fields {
		if im.Kind.Fields[i].Clock == key {
			return &im.Kind.Fields[i]
		}
	}
	return nil
}

func refuseOtherTime(t *taking, key, other string) error {
	return store.Refuse(store.CodeConflict, "「%s」一栏为「%s」，「%s」一栏却是「%s」，请核对。", t.row.Header(key), t.row.Text(key), t.row.Header(other), t.row.Text(other))
}
