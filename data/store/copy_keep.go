package store

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// How many copies are kept: of the daily ones the newest of each of the last days, weeks and months that have one, and the newest whatever
// their dates; of those a person asked for and of those from before something, the newest.
const (
	keepDaily   = 7
	keepWeekly  = 5
	keepMonthly = 12
	keepNewest  = 7
	keepManual  = 20
	keepBefore  = 10
)

// damagedFor is how long a damaged copy stays after it was found, for people to see and for what can still be read in it.
const damagedFor = 7 * 24 * time.Hour

// longestPause is what a clock may have moved on between two copies and still be believed: a summer without a change.
const longestPause = 70 * 24 * time.Hour

// count counts the time on from the copy made last: a clock that was put back or far ahead counts as one day. So copies stand in the order of
// their making, and a wrong clock cannot make one look too old to keep.
func count(copies []Copy, now time.Time) (serial int64, counted time.Time) {
	for _, c := range copies {
		serial = max(serial, c.Serial)
	}
	if len(copies) == 0 {
		return serial + 1, now
	}
	last := copies[0]
	passed := now.Sub(last.Made)
	if passed < 0 || passed > longestPause {
		passed = 24 * time.Hour
	}
	return serial + 1, last.Counted.Add(passed)
}

// prune says which of the copies, the newest first, may go. The newest that is not damaged is never among them, nor is the first made before
// each upgrade: it holds what no upgrade has touched.
func prune(copies []Copy) (remove []Copy) {
	keep := map[string]bool{}
	sound := func(kind CopyKind) []Copy {
		return slices.DeleteFunc(slices.Clone(copies), func(c Copy) bool { return c.Kind != kind || c.State == CopyDamaged && !c.ofDamaged() })
	}
	take := func(from []Copy, period func(Copy) string, limit int) {
		seen := map[string]bool{}
		for _, c := range from {
			if p := period(c); !seen[p] && len(seen) < limit {
				seen[p], keep[c.Path] = true, true
			}
		}
	}
	each := func(c Copy) string { return c.Path }
	daily := sound(CopyDaily)
	take(daily, each, keepNewest)
	take(daily, func(c Copy) string { return c.Counted.Format(time.DateOnly) }, keepDaily)
	take(daily, func(c Copy) string {
		year, week := c.Counted.ISOWeek()
		return fmt.Sprintf("%d-%02d", year, week)
	}, keepWeekly)
	take(daily, func(c Copy) string { return c.Counted.Format("2006-01") }, keepMonthly)
	take(sound(CopyManual), each, keepManual)
	before := sound(CopyBefore)
	take(before, each, keepBefore)
	slices.Reverse(before)
	upgrades := slices.DeleteFunc(before, func(c Copy) bool { return !strings.HasPrefix(c.Before, "v") })
	take(upgrades, func(c Copy) string { return c.Before }, len(upgrades))
	for _, c := range copies {
		seen := copies[0].Made.Sub(c.Checked)
		if c.State == CopyDamaged && !c.ofDamaged() && (!c.Damaged || seen < damagedFor) {
			keep[c.Path] = true
		}
		if !keep[c.Path] {
			remove = append(remove, c)
		}
	}
	return remove
}
