package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// PaperCase is a proposal with what its papers say beyond figures: as of a day, like everything in Case.
type PaperCase struct {
	Handled

	Body      string
	Archive   string // 档号 of what is in the archive
	Proposers []PaperProposer
	Merged    []*PaperCase              // those that were merged into it
	Work      map[int64]PaperAssignment // by the id of the assignment
	Consulted []PaperTalk
}

// PaperProposer is one of the proposers at his place among them.
type PaperProposer struct {
	ID       int64 // of his row
	Place    int   // 1 is the first
	Name     string
	MemberID int64 // 0 of a body and of others
	Seconds  bool  // 附议: he is not asked what he thinks
}

// PaperAssignment is what an assignment says beyond docket.Assignment.
type PaperAssignment struct {
	AssignedBy, DocNumber, Signer, Contact, Phone, Body string
}

// PaperTalk is a consultation with the people in it.
type PaperTalk struct {
	docket.Talk

	People string
}

// PaperUnit is who is written to in a unit.
type PaperUnit struct {
	ID                           int64
	Name, Contact, Phone, Leader string
}

// PaperCases reads the proposals of the year that had come in by the day, by number, those without one last.
func PaperCases(ctx context.Context, db bun.IDB, year int, day string) ([]*PaperCase, error) {
	whole, err := HandledIn(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	var cases []*PaperCase
	byID := map[int64]*PaperCase{}
	for i := range whole {
		c := &PaperCase{Handled: whole[i], Work: map[int64]PaperAssignment{}}
		cases, byID[c.ID] = append(cases, c), c
	}
	r := paperReader{ctx, db, year, day, byID}
	for _, read := range []func() error{r.bodies, r.proposers, r.work, r.talks} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read proposals for papers: %w", err)
		}
	}
	for _, c := range cases {
		if root := byID[c.MergedInto]; root != nil && c.Conclusion == "并案" {
			root.Merged = append(root.Merged, c)
		}
	}
	return cases, nil
}

type paperReader struct {
	ctx  context.Context
	db   bun.IDB
	year int
	day  string
	byID map[int64]*PaperCase
}

// each reads rows x of the year's proposals p; the first column is the proposal's id, and put is called with its case once the rest is in the variables.
func (r *paperReader) each(query string, into []any, put func(c *PaperCase)) error {
	var id int64
	into = append([]any{&id}, into...)
	return store.ScanRows(r.ctx, r.db, func(scan func(...any) error) error {
		err := scan(into...)
		if c := r.byID[id]; c != nil && err == nil {
			put(c)
		}
		return err
	}, query, r.year)
}

const ofTheYear = " JOIN session s ON s.id = p.session_id WHERE s.year = ? AND p.deleted_at = '' "

func (r *paperReader) bodies() error {
	var body, archive string
	return r.each("SELECT p.id, p.body, p.archive_number FROM proposal p"+ofTheYear, []any{&body, &archive}, func(c *PaperCase) {
		c.Body = body
		if c.ArchivedOn != "" {
			c.Archive = archive
		}
	})
}

func (r *paperReader) proposers() error {
	var p PaperProposer
	return r.each("SELECT p.id, x.id, x.ordinal, x.name, COALESCE(x.member_id, 0), x.role = '附议' FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id"+ofTheYear+"ORDER BY p.id, x.ordinal",
		[]any{&p.ID, &p.Place, &p.Name, &p.MemberID, &p.Seconds}, func(c *PaperCase) { c.Proposers = append(c.Proposers, p) })
}

func (r *paperReader) work() error {
	var id int64
	var on string
	var a PaperAssignment
	return r.each(`SELECT p.id, x.id, x.assigned_by, COALESCE(y.replied_on, ''), COALESCE(y.doc_number, ''), COALESCE(y.signer, ''), COALESCE(y.contact, ''), COALESCE(y.phone, ''), COALESCE(y.body, '')
		FROM assignment x JOIN proposal p ON p.id = x.proposal_id LEFT JOIN reply y ON y.assignment_id = x.id`+ofTheYear,
		[]any{&id, &a.AssignedBy, &on, &a.DocNumber, &a.Signer, &a.Contact, &a.Phone, &a.Body}, func(c *PaperCase) {
			if on > r.day {
				c.Work[id] = PaperAssignment{AssignedBy: a.AssignedBy}
			} else {
				c.Work[id] = a
			}
		})
}

func (r *paperReader) talks() error {
	var t PaperTalk
	return r.each("SELECT p.id, COALESCE(x.unit_id, 0), x.on_date, x.mode, x.people FROM consultation x JOIN proposal p ON p.id = x.proposal_id"+ofTheYear+"ORDER BY x.on_date, x.id",
		[]any{&t.UnitID, &t.On, &t.Mode, &t.People}, func(c *PaperCase) {
			if t.On <= r.day {
				c.Consulted = append(c.Consulted, t)
			}
		})
}

// PaperUnits are the units by id.
func PaperUnits(ctx context.Context, db bun.IDB) (map[int64]PaperUnit, error) {
	units := map[int64]PaperUnit{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var u PaperUnit
		err := scan(&u.ID, &u.Name, &u.Contact, &u.Phone, &u.Leader)
		units[u.ID] = u
		return err
	}, "SELECT id, name, contact, phone, leader FROM unit")
	return units, err
}

// SoonWorkdays is how many working days before its end a deadline is called one that comes soon (将到期).
const SoonWorkdays = 5
