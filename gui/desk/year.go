package desk

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// awaited is what is to be done once the window works on a year.
type awaited struct {
	year int
	then func()
}

// InYear does then while the window works on the year, 0 for any. Where it works on another one it asks first: what is a clause that says what is of
// that year, 「关于……的建议」属于.
func (d *Desk) InYear(year int, what string, then func()) {
	if year == 0 || year == d.Year() {
		then()
		return
	}
	d.Confirm("换到另一个年度", fmt.Sprintf("%s %d 年，现在的工作年度是 %d 年。要换到 %d 年吗？", what, year, d.Year(), year), fmt.Sprintf("换到 %d 年", year), func() {
		d.awaited = &awaited{year, then}
		d.Write(fmt.Sprintf("工作年度换为 %d 年", year), func(ctx context.Context, tx *store.Tx) error {
			return record.SaveSettings(ctx, tx, map[string]string{"work.year": strconv.Itoa(year)})
		}, func(err error) {
			if err != nil {
				d.awaited = nil
				d.Fail(err)
			}
		})
	})
}

// arrive does what waited for the year worked on.
func (d *Desk) arrive() {
	if a := d.awaited; a != nil && a.year == d.Year() {
		d.awaited = nil
		a.then()
	}
}
