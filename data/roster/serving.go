package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Serving is a human being who is a member (委员) or a supervisor (民主监督员) in office on a day, or both.
type Serving struct {
	ID                 int64 // of the person
	Member, Supervisor int64 // 0: he is none
	Name, Workplace    string
	Title              string // the name, with what tells him from others of it, see PersonTitle
	Gender             string
	Number             string // as a member, else as a supervisor
	Sector             string
	SectorSort         int
	Posts              []string // in the CPPCC
	Committees         []string
	ActivityGroups     []string
	Groups             []int // numbers of his groups of the year
}

// ServingBook is everybody in office on a day, members by their sectors first.
type ServingBook struct {
	Day    string
	People []Serving

	byID   map[int64]int
	byName map[string][]int // under the folded name
}

// PersonTitle is SQL for the name of the person p, with the workplace, the year of birth or the number where another of the name is known: what it
// says finds him, see ServingBook.Find.
const PersonTitle = `p.name || CASE WHEN (SELECT count(*) ` + peopleCalled + `) < 2 THEN ''
	WHEN p.workplace <> '' AND (SELECT count(*) ` + peopleCalled + ` AND k.workplace = p.workplace) < 2 THEN '（' || p.workplace || '）'
	WHEN p.birth_on <> '' AND (SELECT count(*) ` + peopleCalled + ` AND substr(k.birth_on, 1, 4) = substr(p.birth_on, 1, 4)) < 2 THEN '（' || substr(p.birth_on, 1, 4) || '年生）'
	ELSE '（' || COALESCE((SELECT max(m.number) FROM member m WHERE m.person_id = p.id AND m.number <> '' AND m.deleted_at = ''),
		(SELECT max(v.number) FROM supervisor v WHERE v.person_id = p.id AND v.number <> '' AND v.deleted_at = ''), '记录 ' || p.id) || '）' END`

const peopleCalled = "FROM person k WHERE k.name = p.name AND k.deleted_at = ''"

// MemberOnDay is SQL for the condition that the member m of term t is in office on the day, itself SQL. A month as the day he left is over with its last day.
func MemberOnDay(day string) string {
	return "(m.deleted_at = '' AND m.joined_on <= " + day + " AND t.starts_on <= " + day + " AND (NOT t.closed OR t.ends_on = '' OR t.ends_on >= " + day + `)
		AND CASE WHEN m.left_on = '' THEN NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'member_status' AND d.name = m.status AND d.parent = '` + statusLeft + `')
			ELSE ` + leftDay("m") + " > " + day + " END)"
}

// leftDay is SQL for the day on which the member of a row left; a month is over with its last day.
func leftDay(row string) string {
	return "CASE length(" + row + ".left_on) WHEN 7 THEN " + row + ".left_on || '-32' ELSE " + row + ".left_on END"
}

// LeftBefore is SQL for the condition that the member of a row left before the day, itself SQL.
func LeftBefore(row, day string) string {
	return row + ".left_on <> '' AND " + leftDay(row) + " < " + day
}

// DeadBefore is SQL for the condition that the person had died, as the roster of members says, before the day. Both are SQL. That ends whatever he was.
func DeadBefore(person, day string) string {
	return "EXISTS (SELECT 1 FROM member d WHERE d.person_id = " + person + " AND d.deleted_at = '' AND d.status = '去世' AND " + LeftBefore("d", day) + ")"
}

// RefuseDead refuses supervisors who had died before the day (YYYY-MM-DD).
func RefuseDead(ctx context.Context, db bun.IDB, supervisors []int64, day string) error {
	dead, err := store.Texts(ctx, db, "SELECT p.name FROM supervisor v JOIN person p ON p.id = v.person_id WHERE v.id IN (SELECT value FROM json_each(?0)) AND "+DeadBefore("p.id", "?1"), store.JSONList(supervisors), day)
	if err == nil && len(dead) > 0 {
		err = store.Refuse(store.CodeInvalid, "「%s」在 %s 以前已去世（见委员名册），请核对日期和姓名，并在监督小组中换人。", zh.JoinNames(dead), day)
	}
	return err
}

var (
	servingMembersSQL = `SELECT m.person_id, m.id, p.name, p.workplace, ` + PersonTitle + `, p.gender, m.number, COALESCE(s.name, ''), COALESCE(s.sort, 999)
		FROM member m JOIN term t ON t.id = m.term_id JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE p.deleted_at = '' AND %s ORDER BY t.ordinal DESC, s.sort, s.name, m.number = '', m.number, m.id`
	servingSupervisorsSQL = `SELECT v.person_id, v.id, p.name, p.workplace, ` + PersonTitle + `, p.gender, v.number
		FROM supervisor v JOIN person p ON p.id = v.person_id WHERE v.deleted_at = '' AND p.deleted_at = '' AND NOT %s AND (
			NOT EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = v.id)
			OR EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = v.id AND e.from_on <= ?0 AND (e.to_on = '' OR e.to_on || '-31' >= ?0))
			OR EXISTS (` + servingGroups + ` AND x.supervisor_id = v.id)) ORDER BY v.number = '', v.number, v.id`
	servingGroups = `SELECT y.number FROM group_member x JOIN supervision_group y ON y.id = x.group_id
		WHERE y.deleted_at = '' AND y.year = CAST(substr(?0, 1, 4) AS INTEGER) AND ` + InForce("x", "?0")
	servingPostsSQL = `SELECT m.person_id, x.scope, COALESCE(c.name, g.name, CASE x.scope WHEN '政协' THEN x.post END, '') FROM member_post x JOIN member m ON m.id = x.member_id
		LEFT JOIN committee c ON c.id = x.committee_id LEFT JOIN activity_group g ON g.id = x.activity_group_id
		WHERE x.scope IN ('政协', '专委会', '活动组') AND ` + InForce("x", "?0") + ` AND m.id IN (%s) ORDER BY x.id`
	servingGroupsSQL = "SELECT s.person_id, y.number FROM group_member x JOIN supervision_group y ON y.id = x.group_id JOIN supervisor s ON s.id = x.supervisor_id" +
		" WHERE y.deleted_at = '' AND y.year = CAST(substr(?0, 1, 4) AS INTEGER) AND " + InForce("x", "?0") + " ORDER BY y.number"
)

// ServingOn reads who is in office on the day (YYYY-MM-DD). Within a write it is read once until a roster changes; nobody changes it.
func ServingOn(ctx context.Context, db bun.IDB, day string) (*ServingBook, error) {
	tables := []string{"person", "member", "member_status", "member_post", "supervisor", "engagement", "supervision_group", "group_member", "sector", "committee", "activity_group", "term", "dictionary"}
	return store.Remembered(db, "serving on "+day, tables, func() (*ServingBook, error) {
		b := &ServingBook{Day: day, byID: map[int64]int{}, byName: map[string][]int{}}
		for _, read := range []func(context.Context, bun.IDB) error{b.readMembers, b.readSupervisors, b.readPosts, b.readGroups} {
			if err := read(ctx, db); err != nil {
				return nil, fmt.Errorf("in office on %s: %w", day, err)
			}
		}
		return b, nil
	})
}

// put adds a person not among those in the book yet, and returns the one there is now.
func (b *ServingBook) put(s Serving) *Serving {
	if at, known := b.byID[s.ID]; known {
		return &b.People[at]
	}
	key := fold.Unify(withoutBlanks(s.Name))
	b.byID[s.ID] = len(b.People)
	b.byName[key] = append(b.byName[key], len(b.People))
	b.People = append(b.People, s)
	return &b.People[len(b.People)-1]
}

func (b *ServingBook) readMembers(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s Serving
		if err := scan(&s.ID, &s.Member, &s.Name, &s.Workplace, &s.Title, &s.Gender, &s.Number, &s.Sector, &s.SectorSort); err != nil {
			return err
		}
		b.put(s)
		return nil
	}, fmt.Sprintf(servingMembersSQL, MemberOnDay("?0")), b.Day)
}

func (b *ServingBook) readSupervisors(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		s := Serving{SectorSort: 1000}
		if err := scan(&s.ID, &s.Supervisor, &s.Name, &s.Workplace, &s.Title, &s.Gender, &s.Number); err != nil {
			return err
		}
		b.put(s).Supervisor = s.Supervisor
		return nil
	}, fmt.Sprintf(servingSupervisorsSQL, DeadBefore("p.id", "?0")), b.Day)
}

func (b *ServingBook) readPosts(ctx context.Context, db bun.IDB) error {
	var members []int64
	for _, s := range b.People {
		if s.Member != 0 {
			members = append(members, s.Member)
		}
	}
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var person int64
		var scope, name string
		if err := scan(&person, &scope, &name); err != nil {
			return err
		}
		s := &b.People[b.byID[person]]
		of := &s.Committees
		switch scope {
		case "政协":
			of = &s.Posts
		case "活动组":
			of = &s.ActivityGroups
		}
		if name != "" && !slices.Contains(*of, name) {
			*of = append(*of, name)
		}
		return nil
	}, fmt.Sprintf(servingPostsSQL, store.IDList(members)), b.Day)
}

func (b *ServingBook) readGroups(ctx context.Context, db bun.IDB) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var person int64
		var number int
		if err := scan(&person, &number); err != nil {
			return err
		}
		if at, ok := b.byID[person]; ok && !slices.Contains(b.People[at].Groups, number) {
			b.People[at].Groups = append(b.People[at].Groups, number)
		}
		return nil
	}, servingGroupsSQL, b.Day)
}

// ByID is the person in office, nil for somebody who is not.
func (b *ServingBook) ByID(person int64) *Serving {
	if at, ok := b.byID[person]; ok {
		return &b.People[at]
	}
	return nil
}

// Called lists those of the name, or of 姓名（单位） only those it can be said of: the workplace, the year of birth or the number.
func (b *ServingBook) Called(text string) []*Serving {
	name, told := NameAndWorkplace(text)
	var all, fits []*Serving
	for _, at := range b.byName[fold.Unify(name)] {
		s := &b.People[at]
		all = append(all, s)
		if _, says := NameAndWorkplace(s.Title); told != "" && (SameWords(says, told) || SameWords(s.Workplace, told) || told == s.Number) {
			fits = append(fits, s)
		}
	}
	if told != "" && (len(all) > 1 || len(fits) == 0 && len(all) == 1 && !agrees(told, all[0])) {
		return fits
	}
	return all
}

// agrees reports whether what is told of the only person of a name can be said of him: his workplace cut short, or nothing the roster knows.
func agrees(told string, s *Serving) bool {
	return s.Workplace == "" || strings.Contains(told, s.Workplace) || strings.Contains(s.Workplace, told)
}

// Like lists everybody in office, those first whose name is written or read much like the text, see NameBook.
func (b *ServingBook) Like(text string) []string {
	name, _ := NameAndWorkplace(text)
	names := make([]string, len(b.People))
	for i := range b.People {
		names[i] = b.People[i].Name
	}
	like := NewNameBook(names).Like(name)
	titles := make([]string, 0, len(names))
	for _, at := range like {
		titles = append(titles, b.People[at].Title)
	}
	for i := range b.People {
		if !slices.Contains(like, i) {
			titles = append(titles, b.People[i].Title)
		}
	}
	return titles
}

// Meant is whom of those in office a row of a sheet names, see Find; one that is not certain has the likely ones.
func (b *ServingBook) Meant(text string, preferred func(person int64) bool) record.Meant {
	if who, err := b.Find(text, preferred); err == nil {
		return record.Meant{Name: who.Title}
	}
	meant := record.Meant{}
	for _, who := range b.Called(text) {
		meant.Likely = append(meant.Likely, who.Title)
	}
	if meant.Why = fmt.Sprintf("有 %d 位同名的人", len(meant.Likely)); len(meant.Likely) == 0 {
		meant.Why = "在 " + b.Day + " 不是委员，也不是民主监督员"
		meant.Likely = b.Like(text)
	}
	return meant
}

// Find is the one person in office called text: 姓名, or 姓名（单位） where several have the name. Of several among whom one is preferred, such as
// those expected at an activity, that one is meant; nil prefers nobody. Nobody and several are refused in words.
func (b *ServingBook) Find(text string, preferred func(person int64) bool) (*Serving, error) {
	found := b.Called(text)
	if len(found) > 1 && preferred != nil {
		if those := slices.DeleteFunc(slices.Clone(found), func(s *Serving) bool { return !preferred(s.ID) }); len(those) == 1 {
			found = those
		}
	}
	switch name, _ := NameAndWorkplace(text); {
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0:
		return nil, store.Refuse(store.CodeNotFound, "「%s」在 %s 不是委员，也不是民主监督员，请检查姓名，或先在名册中登记。", text, b.Day)
	default:
		titles := make([]string, len(found))
		for i, s := range found {
			titles[i] = s.Title
		}
		return nil, store.Refuse(store.CodeInvalid, "有 %d 位「%s」，请写明是哪一位，如「%s」。", len(found), name, strings.Join(titles, "」或「"))
	}
}
