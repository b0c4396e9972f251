package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
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
		d.turnTo(year, then)
	})
}

// GoToYear has the window work on another year, and offers the way back.
func (d *Desk) GoToYear(year int) {
	from := d.Year()
	if year == from || d.Refuses() {
		return
	}
	d.turnTo(year, func() {
		d.Toast(yearName(year)+"的记录", "回到 "+yearName(from), func() { d.GoToYear(from) })
	})
}

// turnTo does then once the window works on the year. What is being typed is asked about first: it is of the year it was begun in.
func (d *Desk) turnTo(year int, then func()) {
	d.Leave(func() {
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

func yearName(year int) string { return fmt.Sprintf("%d 年", year) }

// SetYears says which years can be worked on.
func (d *Desk) SetYears(years []int) { d.years = years }

// Years are those that can be worked on, the newest first.
func (d *Desk) Years() []int { return d.years }

// YearChip is for the head of a page whose records are of a year: it says which one, and offers the others.
func (d *Desk) YearChip() fyne.CanvasObject {
	var c *kit.Chip
	say := func() { c.Set(yearName(d.Year())+" ∨", false) }
	c = kit.NewOneOfChip("", func() (choices []kit.Choice) {
		for _, year := range d.years {
			choices = append(choices, kit.Choice{Value: strconv.Itoa(year), Label: yearName(year), Count: -1})
		}
		return choices
	}, func(value string) {
		say() // until the window works on the other one
		if year, err := strconv.Atoi(value); err == nil {
			d.GoToYear(year)
		}
	})
	say()
	d.OnState(say)
	return c
}

// Commands are the window's, and one for each of the other years, by Ctrl+K only.
func (d *Desk) Commands() []*Command {
	commands := slices.Clone(d.Window.Commands())
	for _, year := range d.years {
		if year != d.Year() {
			commands = append(commands, &Command{Title: yearName(year), Words: []string{"工作年度 " + yearName(year)}, Do: func() { d.GoToYear(year) }})
		}
	}
	return commands
}

// arrive does what waited for the year worked on.
func (d *Desk) arrive() {
	if a := d.awaited; a != nil && a.year == d.Year() {
		d.awaited = nil
		a.then()
	}
}
