package docket

// RootNumber is the number a proposal that others are merged into had until a day, from the day of its review on; without such a day that it has.
type RootNumber struct {
	ID                  int64
	Number              int
	ReviewedOn, UntilOn string
}

// Archived is that the case was in the archive from a day until another.
type Archived struct{ On, OpenedOn string }

// archivedOn is the day on which the case was put where it was on the day, the archive; empty when it was not there.
func (c *Case) archivedOn(day string) string {
	for _, a := range c.Archives {
		if happened(a.On, day) && !happened(a.OpenedOn, day) {
			return a.On
		}
	}
	if happened(c.ArchivedOn, day) {
		return c.ArchivedOn
	}
	return ""
}

// Unmergeable says why no other can be merged into the case on the day, "" where it can or the day is not known.
func (c *Case) Unmergeable(on string) string {
	if on == "" {
		return ""
	}
	then := c.On(on)
	switch replied := then.standing(); {
	case !then.Filed():
		return " " + c.ReviewedOn + " 才立案"
	case len(replied) > 0:
		return "已于 " + replied[0].RepliedOn + " 由「" + replied[0].Unit + "」答复"
	}
	return ""
}

// rootNumber is the number that what the proposal is merged into had on the day; 0 for none.
func (c *Case) rootNumber(id int64, day string) int {
	for _, r := range c.Roots {
		if r.ID == id && (r.UntilOn == "" || !happened(r.UntilOn, day)) {
			if happened(r.ReviewedOn, day) {
				return r.Number
			}
			return 0
		}
	}
	return 0
}
