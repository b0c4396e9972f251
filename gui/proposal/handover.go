package proposal

import (
	"context"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// HandoversKey is the key of the page of the meetings at which proposals are handed over, which is hidden.
const HandoversKey = "handovers"

// NewHandovers makes the page 交办会, the list of them, each with how many proposals its batch has, and opens those.
func NewHandovers(d *desk.Desk) *records.Page {
	d.AddCommand(desk.Command{Menu: "工具", Title: "提案交办会…", Group: 20, Do: func() { d.Go(HandoversKey) }})
	return records.NewPage(d, HandoversKey, "交办会", records.Config{
		Kind: proposal.Handovers, Key: "proposal.handovers", Unit: "次", Title: "batch", Flex: "place", Numbers: []string{"handed", "replied"}, Sums: []string{"handed", "replied"},
		More: func(r records.Row) []records.More {
			return []records.More{{Text: "看这一批提案", Do: func() { showBatch(d, r) }}}
		},
	})
}

// showBatch lists the proposals of a batch.
func showBatch(d *desk.Desk, r records.Row) {
	store := d.Store()
	desk.Load(d.Tasks(), "proposal.batch", func(ctx context.Context) ([]int64, error) {
		return proposal.HandedAt(ctx, store.DB(), r.ID)
	}, func(ids []int64, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		title := r.Values["batch"] + "（" + r.Values["held_on"] + " 交办）"
		d.Open("proposal", desk.Listing{Title: title, Set: measure.Set{Kind: proposal.Proposals.Name, IDs: ids}})
	})
}
