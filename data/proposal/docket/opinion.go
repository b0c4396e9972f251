package docket

import (
	"cmp"
	"maps"
	"slices"
)

// Feedback is what a proposer thought of a round's replies (征询意见). Feedback without a unit is about all of them.
type Feedback struct {
	Place                      int    // of the proposer among the proposal's; 1 is the first, and MergedPlace one of a proposal merged into it
	Proposer                   string // his name
	UnitID                     int64
	Unit                       string
	Round                      int
	ReturnedOn                 string
	Attitude, Result, Adoption string
	Suggestions, Adopted       int // how many the proposal made, 0 where nobody counted, and how many of them were adopted
}

// MergedPlace is the place of a proposer, by the id of his row, of a proposal that was merged into this one.
func MergedPlace(id int64) int { return 1_000_000 + int(id) }

// NoOpinion is an opinion that was not given, in the dictionary's word.
const NoOpinion = "未表态"

// Dissatisfied is the word of an opinion that calls for the work to be done once more.
const Dissatisfied = "不满意"

// The words of opinions, the best first. A word the office added to its dictionary is between the last two.
var (
	satisfactions = []string{"非常满意", "很满意", "满意", "较满意", "基本满意", Dissatisfied}
	adoptions     = []string{"采纳", "部分采纳", "近期不能落实", "未采纳"}
)

// Satisfactions are the words of how satisfied a proposer is, the best first.
func Satisfactions() []string { return slices.Clone(satisfactions) }

// Adoptions are the words of what became of a suggestion, the best first.
func Adoptions() []string { return slices.Clone(adoptions) }

// worse is the worse of two words of the scale; no opinion is none of them.
func worse(scale []string, a, b string) string {
	rank := func(word string) int {
		switch at := slices.Index(scale, word); {
		case word == "" || word == NoOpinion:
			return -1
		case at < 0:
			return 2*len(scale) - 3
		default:
			return 2 * at
		}
	}
	if order := cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)); order < 0 {
		return b
	}
	return a
}

// opinion is what the first proposer thought of a round: the worst of what he said where he said several things.
type opinion struct {
	round                      int
	on                         string // the latest of its days
	attitude, result, adoption string
}

// firstOpinions are the first proposer's opinions that are about what is asked for, one for each round, the newest last.
func (c *Case) firstOpinions(about func(f *Feedback) bool) []opinion {
	rounds := map[int]opinion{}
	for i := range c.Feedback {
		f := &c.Feedback[i]
		if f.Place != 1 || !about(f) {
			continue
		}
		o := rounds[f.Round]
		rounds[f.Round] = opinion{
			round: f.Round, on: max(o.on, f.ReturnedOn),
			attitude: worse(satisfactions, o.attitude, cmp.Or(f.Attitude, NoOpinion)),
			result:   worse(satisfactions, o.result, cmp.Or(f.Result, NoOpinion)),
			adoption: worse(adoptions, o.adoption, f.Adoption),
		}
	}
	return slices.SortedFunc(maps.Values(rounds), func(a, b opinion) int { return cmp.Compare(a.round, b.round) })
}

// ledgerSatisfaction is the one word a ledger has for what the first proposer said of the first round: the worst of the units that answer.
func (c *Case) ledgerSatisfaction() string {
	word := ""
	for i := range c.Feedback {
		if f := &c.Feedback[i]; f.Round == 1 && f.Place == 1 && (f.UnitID == 0 || c.answers(f.UnitID, 1)) {
			word = worse(satisfactions, word, f.Result)
		}
	}
	return word
}

// lasting is what remains of the opinions of several rounds. The result is of the newest reply, and nothing said of it is no opinion. A later
// round that says nothing of the attitude or the adoption leaves what was said of them before.
func lasting(all []opinion) opinion {
	var now opinion
	for _, o := range all {
		now.result = o.result
		if now.attitude == "" || o.attitude != NoOpinion {
			now.attitude = o.attitude
		}
		if o.adoption != "" {
			now.adoption = o.adoption
		}
	}
	return now
}

// opinionNow is what remains of the opinions of all rounds. Where the replies of several units stand it is the worst of what remains of each.
func (c *Case) opinionNow(all []opinion, standing []Assignment) opinion {
	if len(standing) < 2 {
		return lasting(all)
	}
	var now opinion
	for i := range standing {
		of := c.opinionsOf(standing[i].UnitID)
		if len(of) == 0 {
			continue
		}
		one := lasting(of)
		now.attitude, now.result = worse(satisfactions, now.attitude, one.attitude), worse(satisfactions, now.result, one.result)
		now.adoption = worse(adoptions, now.adoption, one.adoption)
	}
	return now
}

// suggestionsNow are the suggestions the first proposer counted, and those adopted, of the units whose replies stand: of each what he said of its newest
// round in which he counted, what he said of several units at once only once.
func (c *Case) suggestionsNow(standing []Assignment) (made, adopted int) {
	counted := map[int]bool{}
	for _, unit := range standing {
		newest := 0
		for i := range c.Feedback {
			if f := &c.Feedback[i]; f.Suggestions > 0 && c.firstSaid(f, unit.UnitID) {
				newest = max(newest, f.Round)
			}
		}
		for i := range c.Feedback {
			f := &c.Feedback[i]
			if f.Suggestions == 0 || f.Round != newest || counted[i] || !c.firstSaid(f, unit.UnitID) {
				continue
			}
			counted[i] = true
			made, adopted = made+f.Suggestions, adopted+f.Adopted
		}
	}
	return made, adopted
}

// firstSaid reports whether it is what the first proposer said of the unit: of it, or since its reply of all.
func (c *Case) firstSaid(f *Feedback, unitID int64) bool {
	if f.Place != 1 || f.UnitID != 0 && f.UnitID != unitID {
		return false
	}
	return slices.ContainsFunc(c.OfRound(f.Round), func(a Assignment) bool {
		return a.UnitID == unitID && (f.UnitID == unitID || a.since(f) && !c.firstSpokeOf(unitID, f.Round))
	})
}

// since reports whether an opinion of all replies came when this one was there. Old ledgers lack its day.
func (a *Assignment) since(f *Feedback) bool {
	return f.ReturnedOn == "" || f.ReturnedOn >= a.RepliedOn
}

// answers reports whether the unit is one of those that owe or gave a reply in the round.
func (c *Case) answers(unitID int64, round int) bool {
	return slices.ContainsFunc(c.OfRound(round), func(a Assignment) bool { return a.UnitID == unitID })
}

// OpinionOf is what the first proposer thought of an answering unit over its rounds; ok is false when no feedback came back. Feedback about no
// unit in particular is about all of them, but one about the unit comes first.
func (c *Case) OpinionOf(unitID int64) (attitude, result string, ok bool) {
	all := c.opinionsOf(unitID)
	now := lasting(all)
	return now.attitude, now.result, len(all) > 0
}

func (c *Case) opinionsOf(unitID int64) []opinion {
	return c.firstOpinions(func(f *Feedback) bool { return c.firstSaid(f, unitID) })
}

// firstSpokeOf reports whether the first proposer gave an opinion of the unit by itself.
func (c *Case) firstSpokeOf(unitID int64, round int) bool {
	return slices.ContainsFunc(c.Feedback, func(f Feedback) bool { return f.Place == 1 && f.Round == round && f.UnitID == unitID })
}
