package proposal

import (
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/proposal"
	"cppccdesk/gui/desk"
)

// inTheirYear asks to go over to the year of proposals of which none is of the year worked on, such as those that last year left to do. Of several years that is
// the newest, and the others are named.
func (p *Page) inTheirYear(what desk.Listing) {
	d := p.desk
	st, working := d.Store(), d.Year()
	desk.Load(d.Tasks(), "proposal.years", func(ctx context.Context) ([]int, error) {
		return proposal.YearsOf(ctx, st.DB(), what.Set.IDs)
	}, func(years []int, err error) {
		switch {
		case err != nil:
			d.Fail(err)
		case len(years) > 0 && !slices.Contains(years, working):
			d.InYear(years[0], "「"+what.Title+"」属于", func() {
				p.grid.Only(what.Title, what.Set.IDs)
				if len(years) > 1 {
					d.Toast(fmt.Sprintf("另有以前 %d 个年度的，换到 %d 年等年度再点同一个数就能看到", len(years)-1, years[1]), "", nil)
				}
			})
		}
	})
}
