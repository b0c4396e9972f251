package data

// OfAnswer tells whether the item is an answer a unit owes, in the first round or a later one.
func (d *DueItem) OfAnswer() bool { return d.Kind == "答复" || d.Kind == "重办" }

// LateProposals counts the proposals with an overdue answer among the items, as the proposal list does: one that several units
// are late with counts once.
func LateProposals(items []DueItem) int {
	late := map[int64]bool{}
	for i := range items {
		if items[i].OfAnswer() && items[i].Days < 0 {
			late[items[i].ProposalID] = true
		}
	}
	return len(late)
}
