package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// The two persons who type each ballot in.
const (
	FirstPass  = 1
	SecondPass = 2
)

// PassNames are what the entries of the two persons are called.
var PassNames = map[int]string{FirstPass: "一录", SecondPass: "二录"}

// Box is a round with everything in it.
type Box struct {
	RoundID      int64
	EvaluationID int64
	Year         int
	Evaluation   string
	Number       int // of the round
	HeldOn       string
	VoidWhy      string
	LockedOn     string
	Locks        []Lock // of the round, those made by the day, the oldest first; see Standing
	Rubric       Rubric
	Targets      []BallotTarget // in the order of the ballot
	Ballots      []Ballot       // by number

	announced scoring.Accounting
}

// Ballot is a ballot as far as it is typed in.
type Ballot struct {
	Number  int
	Entries [2]*BallotEntry // of the first and of the second person; nil: none yet

	settled map[int64]settlement // by target, 0 for the whole
}

// BallotEntry is what one person typed of one ballot.
type BallotEntry struct {
	ID      int64
	By      string
	On      string // the day
	Spoiled bool
	Marks   []int64 // options by the places of the targets; 0: 弃权
}

type settlement struct {
	optionID int64
	spoiled  bool
}

// Difference is where the two entries of a ballot say something else.
type Difference struct {
	Number  int
	Target  int  // place of the target; -1: the whole ballot
	Settled bool // somebody looked at the paper
	First   string
	Second  string
}

// ballotPast are what results by ballots are read from as it stood.
var ballotPast = []store.PastTable{
	{Name: "ballot_target"},
	{Name: "ballot_round"},
	{Name: "ballot", Key: []string{"round_id", "number", "pass"}},
	{Name: "ballot_mark", Parent: "ballot", Column: "ballot_id", Key: []string{"ballot_id", "target_id"}},
	{Name: "ballot_settlement", Key: []string{"round_id", "number", "target_id"}},
}

// ReadBox reads a round as of a day (YYYY-MM-DD), or as it is now when day is empty.
func ReadBox(ctx context.Context, db bun.IDB, roundID int64, day string) (*Box, error) {
	return readBox(ctx, db, roundID, day, nil)
}

// readBox is ReadBox with only the ballots of the numbers, with all when there are none.
func readBox(ctx context.Context, db bun.IDB, roundID int64, day string, numbers []int64) (*Box, error) {
	b := &Box{RoundID: roundID}
	evaluationID, err := store.LookUp(ctx, db, "SELECT evaluation_id FROM ballot_round WHERE id = ?", roundID)
	if err != nil {
		return nil, err
	}
	locks, then, err := past(ctx, db, evaluationID, day)
	if err != nil {
		return nil, err
	}
	for _, l := range locks {
		if l.RoundID == roundID {
			b.Locks = append(b.Locks, l)
		}
	}
	if l := Standing(b.Locks); l != nil {
		b.LockedOn = l.On
	}
	with, err := then.With(ctx, db, ballotPast...)
	if err != nil {
		return nil, err
	}
	day = cmp.Or(day, lastDay)
	var rubricID int64
	a := &b.announced
	err = db.QueryRowContext(ctx, with+`SELECT e.id, e.year, e.name, e.rubric_id, r.number, r.held_on, r.void_why,
		r.due, r.present, r.issued, r.returned, r.spoiled FROM ballot_round r JOIN evaluation e ON e.id = r.evaluation_id WHERE r.id = ?0`, roundID).
		Scan(&b.EvaluationID, &b.Year, &b.Evaluation, &rubricID, &b.Number, &b.HeldOn, &b.VoidWhy, &a.Due, &a.Present, &a.Issued, &a.Returned, &a.Spoiled)
	if err != nil {
		return nil, fmt.Errorf("read round %d: %w", roundID, err)
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(rubrics, func(r Rubric) bool { return r.ID == rubricID }); i >= 0 {
		b.Rubric = rubrics[i]
	}
	if b.Targets, err = readBallotTargets(ctx, db, with, b.EvaluationID, day); err != nil {
		return nil, err
	}
	among := ""
	if len(numbers) > 0 {
		among = " AND number IN (" + store.IDList(numbers) + ")"
	}
	if err := b.readEntries(ctx, db, with, day, among); err != nil {
		return nil, err
	}
	return b, b.readSettlements(ctx, db, with, day, among)
}

func (b *Box) readEntries(ctx context.Context, db bun.IDB, with, day, among string) error {
	entries := map[int64]*BallotEntry{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var number, pass int
		e := &BallotEntry{Marks: make([]int64, len(b.Targets))}
		err := scan(&e.ID, &number, &pass, &e.Spoiled, &e.By, &e.On)
		if err == nil {
			entries[e.ID] = e
			b.ballot(number).Entries[pass-1] = e
		}
		return err
	}, with+"SELECT id, number, pass, spoiled, entered_by, entered_on FROM ballot WHERE round_id = ? AND entered_on <= ?"+among+" ORDER BY number, pass", b.RoundID, day)
	if err != nil {
		return err
	}
	place := map[int64]int{}
	for i := range b.Targets {
		place[b.Targets[i].ID] = i
	}
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var ballotID, targetID, optionID int64
		err := scan(&ballotID, &targetID, &optionID)
		if e := entries[ballotID]; err == nil && e != nil {
			e.Marks[place[targetID]] = optionID
		}
		return err
	}, with+"SELECT m.ballot_id, m.target_id, m.option_id FROM ballot_mark m JOIN ballot x ON x.id = m.ballot_id WHERE x.round_id = ?"+among, b.RoundID)
}

func (b *Box) readSettlements(ctx context.Context, db bun.IDB, with, day, among string) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var number int
		var targetID int64
		var s settlement
		err := scan(&number, &targetID, &s.optionID, &s.spoiled)
		if i := b.find(number); err == nil && i >= 0 {
			if b.Ballots[i].settled == nil {
				b.Ballots[i].settled = map[int64]settlement{}
			}
			b.Ballots[i].settled[targetID] = s
		}
		return err
	}, with+"SELECT number, COALESCE(target_id, 0), COALESCE(option_id, 0), spoiled FROM ballot_settlement WHERE round_id = ? AND settled_on <= ?"+among, b.RoundID, day)
}

// find is the place of the ballot with the number, -1 for none.
func (b *Box) find(number int) int {
	if i, ok := b.search(number); ok {
		return i
	}
	return -1
}

// search is where the ballot with the number is or would be.
func (b *Box) search(number int) (int, bool) {
	return slices.BinarySearchFunc(b.Ballots, number, func(x Ballot, n int) int { return x.Number - n })
}

// ballot finds or adds the ballot with the number.
func (b *Box) ballot(number int) *Ballot {
	i, ok := b.search(number)
	if !ok {
		b.Ballots = slices.Insert(b.Ballots, i, Ballot{Number: number})
	}
	return &b.Ballots[i]
}

// Entry is what a person typed of the ballot with the number, nil for nothing.
func (b *Box) Entry(number, pass int) *BallotEntry {
	if i := b.find(number); i >= 0 {
		return b.Ballots[i].Entries[pass-1]
	}
	return nil
}

// Put puts an entry into the box as if it was read; what was settled of the ballot has to be looked at again.
func (b *Box) Put(number, pass int, e *BallotEntry) {
	x := b.ballot(number)
	x.Entries[pass-1], x.settled = e, nil
}

// Option is the option with the id, nil for 弃权.
func (b *Box) Option(id int64) *Option {
	for i := range b.Rubric.Options {
		if b.Rubric.Options[i].ID == id {
			return &b.Rubric.Options[i]
		}
	}
	return nil
}

// Word is what a mark says.
func (b *Box) Word(optionID int64) string {
	if o := b.Option(optionID); o != nil {
		return o.Name
	}
	return Abstained
}

// DifferencesAt are those of the ballot with the number.
func (b *Box) DifferencesAt(number int) []Difference {
	if i := b.find(number); i >= 0 {
		return b.differencesOf(&b.Ballots[i])
	}
	return nil
}

// differencesOf are where the two entries of a ballot differ, settled ones among them; none of one that was typed in once.
func (b *Box) differencesOf(x *Ballot) (found []Difference) {
	first, second := x.Entries[0], x.Entries[1]
	if first == nil || second == nil || first.Spoiled && second.Spoiled {
		return nil
	}
	whole := map[bool]string{true: "整张无效", false: "有效"}
	if first.Spoiled != second.Spoiled {
		_, settled := x.settled[0]
		return []Difference{{x.Number, -1, settled, whole[first.Spoiled], whole[second.Spoiled]}}
	}
	for i := range b.Targets {
		if first.Marks[i] != second.Marks[i] {
			_, settled := x.settled[b.Targets[i].ID]
			found = append(found, Difference{x.Number, i, settled, b.Word(first.Marks[i]), b.Word(second.Marks[i])})
		}
	}
	return found
}

// Differences are those of all ballots that nobody has settled, by number.
func (b *Box) Differences() (open []Difference) {
	for i := range b.Ballots {
		for _, d := range b.differencesOf(&b.Ballots[i]) {
			if !d.Settled {
				open = append(open, d)
			}
		}
	}
	return open
}

// final is the ballot as it counts; ok is false while it is not typed in twice or a difference is open.
func (b *Box) final(x *Ballot) (e BallotEntry, ok bool) {
	first, second := x.Entries[0], x.Entries[1]
	if first == nil || second == nil {
		return e, false
	}
	if slices.ContainsFunc(b.differencesOf(x), func(d Difference) bool { return !d.Settled }) {
		return e, false
	}
	switch {
	case first.Spoiled == second.Spoiled:
		e = BallotEntry{Spoiled: first.Spoiled, Marks: slices.Clone(first.Marks)}
	case x.settled[0].spoiled:
		return BallotEntry{Spoiled: true, Marks: make([]int64, len(b.Targets))}, true
	case first.Spoiled:
		e = BallotEntry{Marks: slices.Clone(second.Marks)}
	default:
		e = BallotEntry{Marks: slices.Clone(first.Marks)}
	}
	for i := range b.Targets {
		if s, settled := x.settled[b.Targets[i].ID]; settled && !e.Spoiled && first.Spoiled == second.Spoiled {
			e.Marks[i] = s.optionID
		}
	}
	return e, true
}

// Tallies count the ballots that can be counted, by the places of the targets; spoiled is how many of them are.
func (b *Box) Tallies() (tallies []scoring.Tally, counted, spoiled int) {
	return b.tally(b.final, func(int) bool { return true })
}

// TalliesOf count what one person typed of the ballots from one number to another, for a subtotal.
func (b *Box) TalliesOf(pass, from, to int) (tallies []scoring.Tally, counted, spoiled int) {
	return b.tally(func(x *Ballot) (BallotEntry, bool) {
		if e := x.Entries[pass-1]; e != nil {
			return *e, true
		}
		return BallotEntry{}, false
	}, func(number int) bool { return number >= from && number <= to })
}

func (b *Box) tally(of func(*Ballot) (BallotEntry, bool), among func(number int) bool) (tallies []scoring.Tally, counted, spoiled int) {
	scheme, place := b.Rubric.Ballots(), map[int64]int{}
	for i, o := range b.Rubric.Options {
		place[o.ID] = i
	}
	for range b.Targets {
		tallies = append(tallies, scheme.NewTally())
	}
	for i := range b.Ballots {
		e, ok := of(&b.Ballots[i])
		if !ok || !among(b.Ballots[i].Number) {
			continue
		}
		if counted++; e.Spoiled {
			spoiled++
			continue
		}
		for t, optionID := range e.Marks {
			if at, chosen := place[optionID]; chosen {
				tallies[t].Votes[at]++
			} else {
				tallies[t].Abstained++
			}
		}
	}
	return tallies, counted, spoiled
}

// Accounting are the announced numbers and those of the ballots typed in. A ballot is spoiled when it counts as such, or as the first person typed it
// while that is not settled.
func (b *Box) Accounting() scoring.Accounting {
	a := b.announced
	for i := range b.Ballots {
		x := &b.Ballots[i]
		if x.Entries[1] != nil {
			a.Second++
		}
		if x.Entries[0] == nil {
			continue
		}
		a.First++
		spoiled := x.Entries[0].Spoiled
		if s, settled := x.settled[0]; settled && x.Entries[1] != nil && x.Entries[1].Spoiled != spoiled {
			spoiled = s.spoiled
		}
		if spoiled {
			a.EnteredSpoiled++
		}
	}
	a.Open = len(b.Differences())
	return a
}

// Returned are the ballots that came back, as announced; their numbers are 1 to that.
func (b *Box) Returned() int { return b.announced.Returned }

// Status is the state of the round.
func (b *Box) Status() string {
	switch {
	case b.VoidWhy != "":
		return RoundVoid
	case b.LockedOn != "":
		return RoundLocked
	}
	return RoundOpen
}
