package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Affiliation is what a member or a body belongs to.
type Affiliation struct {
	Parties, Sectors   []string // one at most
	committees, groups []heldPost
}

// heldPost is a body with the days, both inclusive, from and to which somebody belonged to it; empty: always.
type heldPost struct{ body, from, to string }

// Committees are the 专委会 he belonged to on the day (YYYY-MM-DD).
func (a *Affiliation) Committees(day string) []string { return heldOn(a.committees, day) }

// Groups are the 活动组 he belonged to on the day (YYYY-MM-DD).
func (a *Affiliation) Groups(day string) []string { return heldOn(a.groups, day) }

// heldOn are the bodies of the posts held on the day. On the day on which one is left for another that is the other alone.
func heldOn(posts []heldPost, day string) []string {
	var bodies []string
	moved := slices.ContainsFunc(posts, func(p heldPost) bool { return p.from == day })
	for _, p := range posts {
		if p.from <= day && (p.to == "" || day < p.to || day == p.to && !moved) && !slices.Contains(bodies, p.body) {
			bodies = append(bodies, p.body)
		}
	}
	return bodies
}

// Affiliations are what members, and the bodies that make proposals, belong to. The party and the sector of a member are those of the roster now, which
// knows no days of them.
type Affiliations struct {
	Parties []string // those of the dictionary, in their order

	members map[int64]*Affiliation
	called  map[string]string // full names of parties
	bodies  map[bodySort]*BodyNames
	known   map[bodyAt]*Affiliation
}

type bodySort struct {
	table string
	term  int64
}

// bodyAt is a body of a term that makes proposals of a kind.
type bodyAt struct {
	term       int64
	kind, name string
}

// The tables of bodies that proposals are divided by.
const (
	sectorTable    = "sector"
	committeeTable = "committee"
	groupTable     = "activity_group"
)

// ReadAffiliations reads what the members of the terms belong to.
func ReadAffiliations(ctx context.Context, db bun.IDB, terms ...int64) (*Affiliations, error) {
	a := &Affiliations{members: map[int64]*Affiliation{}, called: map[string]string{}, bodies: map[bodySort]*BodyNames{}, known: map[bodyAt]*Affiliation{}}
	for _, read := range []func() error{
		func() error { return a.readParties(ctx, db) },
		func() error { return a.readMembers(ctx, db, terms) },
		func() error { return a.readPosts(ctx, db, terms) },
		func() error { return a.readBodies(ctx, db, terms) },
	} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("what members belong to: %w", err)
		}
	}
	return a, nil
}

func (a *Affiliations) readParties(ctx context.Context, db bun.IDB) error {
	words, err := record.Dictionary(ctx, db, "political")
	for i := range words {
		if w := &words[i]; w.Active {
			a.Parties = append(a.Parties, w.Name)
			a.called[w.Name] = partyName(w.Note)
		}
	}
	return err
}

// partyName is the full name of a party in that of its members: 中国民主同盟盟员.
func partyName(members string) string {
	for _, ending := range []string{"党员", "盟员", "会员", "社员"} {
		if name, ok := strings.CutSuffix(members, ending); ok {
			return name
		}
	}
	return ""
}

func (a *Affiliations) readMembers(ctx context.Context, db bun.IDB, terms []int64) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var party, sector string
		if err := scan(&id, &party, &sector); err != nil {
			return err
		}
		a.members[id] = &Affiliation{Parties: orNone(party), Sectors: orNone(sector)}
		return nil
	}, `SELECT m.id, p.political, COALESCE(s.name, '') FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE m.term_id IN (SELECT value FROM json_each(?))`, store.JSONList(terms))
}

func orNone(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}

func (a *Affiliations) readPosts(ctx context.Context, db bun.IDB, terms []int64) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var committee bool
		var p heldPost
		if err := scan(&id, &committee, &p.body, &p.from, &p.to); err != nil {
			return err
		}
		if of := a.members[id]; of != nil && committee {
			of.committees = append(of.committees, p)
		} else if of != nil {
			of.groups = append(of.groups, p)
		}
		return nil
	}, `SELECT x.member_id, c.id IS NOT NULL, COALESCE(c.name, g.name), x.from_on, x.to_on FROM member_post x JOIN member m ON m.id = x.member_id
		LEFT JOIN committee c ON c.id = x.committee_id LEFT JOIN activity_group g ON g.id = x.activity_group_id
		WHERE m.term_id IN (SELECT value FROM json_each(?)) AND COALESCE(c.name, g.name) IS NOT NULL ORDER BY x.id`, store.JSONList(terms))
}

func (a *Affiliations) readBodies(ctx context.Context, db bun.IDB, terms []int64) error {
	for _, term := range terms {
		for _, table := range []string{sectorTable, committeeTable, groupTable} {
			names, err := ReadBodyNames(ctx, db, table, term)
			if err != nil {
				return err
			}
			a.bodies[bodySort{table, term}] = names
		}
	}
	return nil
}

// Sectors are the 界别 of the terms in their order.
func (a *Affiliations) Sectors(terms ...int64) []string { return a.names(sectorTable, terms) }

// CommitteeNames are the 专委会 of the terms.
func (a *Affiliations) CommitteeNames(terms ...int64) []string { return a.names(committeeTable, terms) }

// GroupNames are the 活动组 of the terms.
func (a *Affiliations) GroupNames(terms ...int64) []string { return a.names(groupTable, terms) }

func (a *Affiliations) names(table string, terms []int64) (all []string) {
	for _, term := range terms {
		if of := a.bodies[bodySort{table, term}]; of != nil {
			for _, name := range of.Names() {
				if !slices.Contains(all, name) {
					all = append(all, name)
				}
			}
		}
	}
	return all
}

// nobody belongs to nothing.
var nobody = &Affiliation{}

// OfMember is what a member belongs to.
func (a *Affiliations) OfMember(id int64) *Affiliation {
	if of := a.members[id]; of != nil {
		return of
	}
	return nobody
}

// OfBody is what a body that makes proposals of the kind is: a sector those of 界别提案, a committee those of 专委会提案. A party is known by its name in that
// of the body; where none or several are in it the body belongs to none.
func (a *Affiliations) OfBody(termID int64, kind, name string) *Affiliation {
	at := bodyAt{termID, kind, name}
	of := a.known[at]
	if of == nil {
		of = a.ofBody(at)
		a.known[at] = of
	}
	return of
}

func (a *Affiliations) ofBody(at bodyAt) *Affiliation {
	find := func(table string) string {
		if names := a.bodies[bodySort{table, at.term}]; names != nil {
			return names.Find(at.name)
		}
		return ""
	}
	post := func(body string) []heldPost {
		if body == "" {
			return nil
		}
		return []heldPost{{body: body}}
	}
	switch {
	case strings.Contains(at.kind, "党派"):
		return &Affiliation{Parties: orNone(a.partyIn(at.name))}
	case strings.Contains(at.kind, "界别"):
		return &Affiliation{Sectors: orNone(find(sectorTable))}
	case strings.Contains(at.kind, "专委会"):
		return &Affiliation{committees: post(find(committeeTable))}
	case strings.Contains(at.kind, "组"):
		return &Affiliation{groups: post(find(groupTable))}
	}
	return nobody
}

// partyIn is the one party whose name, or full name, is in that of a body.
func (a *Affiliations) partyIn(name string) (found string) {
	for _, party := range a.Parties {
		full, short := a.called[party], strings.TrimSuffix(strings.TrimSuffix(party, "员"), "党") // 农工党: 农工青云县支部
		if !strings.Contains(name, party) && !strings.HasPrefix(name, short) && (full == "" || !strings.Contains(name, full)) {
			continue
		}
		if found != "" {
			return ""
		}
		found = party
	}
	return found
}

// Workplaces are where members work, by their ids.
func Workplaces(ctx context.Context, db bun.IDB) (map[int64]string, error) {
	at := map[int64]string{}
	return at, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var workplace string
		err := scan(&id, &workplace)
		at[id] = workplace
		return err
	}, "SELECT m.id, p.workplace FROM member m JOIN person p ON p.id = m.person_id WHERE p.workplace <> ''")
}

// WorkplaceBy is SQL for where the person, named by the alias of the table, worked at the end of a day, which is SQL, as far as it was changed since; what was
// filled in since is taken for what it was before.
func WorkplaceBy(person, end string) string {
	return "COALESCE(NULLIF((SELECT json_extract(j.before_json, '$.workplace') FROM journal_row j JOIN journal_write w ON w.id = j.write_id WHERE j.tbl = 'person' AND j.row_id = " + person +
		".id AND j.op = 'update' AND json_type(j.before_json, '$.workplace') IS NOT NULL AND w.at >= " + end + " ORDER BY j.id LIMIT 1), ''), " + person + ".workplace)"
}
