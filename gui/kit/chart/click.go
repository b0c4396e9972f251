package chart

import (
	"time"

	"cppccdesk/gui/kit/look"
)

// doubleClick knows the place last clicked. Fyne waits with every click for a second one where a widget takes double-clicks; these charts show at once
// what was chosen.
type doubleClick struct {
	place int
	at    time.Time
}

// again notes a click on a place, and tells whether it is the second one of a double-click.
func (d *doubleClick) again(place int) bool {
	now := time.Now()
	second := d.place == place && now.Sub(d.at) < look.DoubleClick
	d.place, d.at = place, now
	if second {
		d.at = time.Time{}
	}
	return second
}
