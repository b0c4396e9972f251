package term

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// bodyRow is a sector, committee or activity group of the term that ends.
type bodyRow struct {
	id      int64 // place among the rows, from 1
	kind    *record.Kind
	bodyID  int64
	name    string
	newName string // "": as it was
	members string
	carried bool
	key     string
}

// memberRow is a member of the term that ends.
type memberRow struct {
	id                                                          int64
	number, name, gender, sector, political, posts, workplace   string
	age, served, status, committees, activityGroups, birth, key string
	serving, stays                                              bool
}

// supervisorRow is a supervisor whose engagement has not ended before the term.
type supervisorRow struct {
	id                                                int64
	number, name, workplace, group, fromOn, toOn, key string
	goesOn                                            bool
}

// model is what the page shows, and what was chosen so far.
type model struct {
	from        roster.Term
	today       string
	bodies      []*bodyRow
	members     []*memberRow
	supervisors []*supervisorRow
}

// bodyKinds are the kinds of bodies in the order shown.
var bodyKinds = []*record.Kind{roster.Sectors, roster.Committees, roster.ActivityGroups}

// readModel reads the current term with everybody in it. At first whatever is in use is carried over and whoever serves stays.
func readModel(ctx context.Context, st *store.Store, scope record.Scope, today string) (*model, error) {
	m := &model{today: today}
	current, err := roster.CurrentTerm(ctx, st.DB())
	if err != nil {
		return nil, err
	}
	if current == 0 {
		return nil, store.Refuse(store.CodeNotFound, "没有可以换届的一届，请先登记现在的届次和委员。")
	}
	from, err := roster.FindTerm(ctx, st.DB(), current)
	if err != nil {
		return nil, err
	}
	m.from = *from
	scope.TermID = current
	for _, read := range []func(ctx context.Context, store *store.Store, scope record.Scope) error{m.readBodies, m.readMembers, m.readSupervisors} {
		if err := read(ctx, st, scope); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *model) readBodies(ctx context.Context, store *store.Store, scope record.Scope) error {
	for _, kind := range bodyKinds {
		records, err := kind.Records(ctx, store.DB(), scope)
		if err != nil {
			return err
		}
		for _, r := range records {
			v := r.Values
			m.bodies = append(m.bodies, &bodyRow{
				id: int64(len(m.bodies) + 1), kind: kind, bodyID: r.ID, name: v["name"], members: v["members"],
				carried: v["to_on"] == "", key: fold.Key(v["name"], v["former_names"], kind.Title),
			})
		}
	}
	return nil
}

func (m *model) readMembers(ctx context.Context, store *store.Store, scope record.Scope) error {
	left, err := leavingStatuses(ctx, store)
	if err != nil {
		return err
	}
	records, err := roster.Members.Records(ctx, store.DB(), scope)
	if err != nil {
		return err
	}
	for _, r := range records {
		v := r.Values
		row := &memberRow{
			id: r.ID, number: v["number"], name: v["name"], gender: v["gender"], sector: v["sector"], political: v["political"], posts: v["posts"],
			workplace: v["workplace"], served: v["terms_served"], status: v["status"], committees: v["committees"], activityGroups: v["activity_groups"],
			birth: v["birth_on"], age: ageOn(v["birth_on"], m.today), serving: !left[v["status"]],
			key: fold.Name(v["name"]) + " " + fold.Key(v["number"], v["workplace"], v["sector"]),
		}
		row.stays = row.serving
		m.members = append(m.members, row)
	}
	return nil
}

// leavingStatuses are those after which a member is none any more.
func leavingStatuses(ctx context.Context, store *store.Store) (map[string]bool, error) {
	words, err := record.Dictionary(ctx, store.DB(), "member_status")
	left := map[string]bool{}
	for _, w := range words {
		left[w.Name] = w.Parent == "离任"
	}
	return left, err
}

func (m *model) readSupervisors(ctx context.Context, store *store.Store, scope record.Scope) error {
	records, err := roster.Supervisors.Records(ctx, store.DB(), scope)
	if err != nil {
		return err
	}
	for _, r := range records {
		v := r.Values
		m.supervisors = append(m.supervisors, &supervisorRow{
			id: r.ID, number: v["number"], name: v["name"], workplace: v["workplace"], group: v["group_number"], fromOn: v["from_on"], toOn: v["to_on"],
			goesOn: true, key: fold.Name(v["name"]) + " " + fold.Key(v["number"], v["workplace"]),
		})
	}
	return nil
}

// engaged are the supervisors whose 聘期 is not over on the day the term ends.
func (m *model) engaged(closedOn string) []*supervisorRow {
	return slices.DeleteFunc(slices.Clone(m.supervisors), func(r *supervisorRow) bool { return roster.EngagementOver(r.toOn, closedOn) })
}

// ageOn is the age in whole years on a day; of a birthday known by its month only, the month counts.
func ageOn(birth, day string) string {
	if len(birth) < 7 || len(day) < 7 {
		return ""
	}
	born, err := strconv.Atoi(birth[:4])
	if err != nil {
		return ""
	}
	year, err := strconv.Atoi(day[:4])
	if err != nil {
		return ""
	}
	age := year - born
	if day[5:min(len(day), len(birth))] < birth[5:] {
		age--
	}
	return strconv.Itoa(age)
}

// The keys of the first step's form.
const (
	keyClosedOn, keyOrdinal, keyName, keyStartsOn, keyEndsOn = "closed_on", "ordinal", "name", "starts_on", "ends_on"
	keySessionOn, keySessionEnd                              = "session_on", "session_end"
	keyNumbers, keySectors, keyPosts, keyCommittees          = "numbers", "sectors", "posts", "committees"
	keyActivityGroups, keyUntil, keyEndOthers                = "activity_groups", "until", "end_others"
)

// start is what the first step's form holds at first: the next number, today, five years.
func (m *model) start() map[string]string {
	next := m.from.Ordinal + 1
	ends := ""
	if day, err := time.Parse(time.DateOnly, m.today); err == nil {
		ends = day.AddDate(5, 0, -1).Format(time.DateOnly)
	}
	return map[string]string{
		keyClosedOn: m.today, keyOrdinal: strconv.Itoa(next), keyName: "第" + zh.Numeral(next) + "届", keyStartsOn: m.today, keyEndsOn: ends,
		keyNumbers: "是", keySectors: "是", keyPosts: "否", keyCommittees: "是", keyActivityGroups: "是", keyUntil: ends, keyEndOthers: "是",
	}
}

// turnover is what was chosen, as data takes it.
func (m *model) turnover(v map[string]string) roster.Turnover {
	yes := func(key string) bool { return v[key] == "是" }
	ordinal, err := strconv.Atoi(v[keyOrdinal])
	if err != nil {
		ordinal = 0 // refused by data with a sentence
	}
	t := roster.Turnover{
		From: m.from.ID, ClosedOn: v[keyClosedOn], Ordinal: ordinal, Name: v[keyName], StartsOn: v[keyStartsOn], EndsOn: v[keyEndsOn],
		SessionOn: v[keySessionOn], SessionEndOn: v[keySessionEnd], KeepNumbers: yes(keyNumbers), KeepSectors: yes(keySectors), KeepPosts: yes(keyPosts),
		KeepCommittees: yes(keyCommittees), KeepActivityGroups: yes(keyActivityGroups), SupervisorsUntil: v[keyUntil], EndOtherSupervisors: yes(keyEndOthers),
	}
	for _, b := range m.bodies {
		if !b.carried {
			continue
		}
		body := roster.CarriedBody{ID: b.bodyID, Name: b.newName}
		switch b.kind {
		case roster.Sectors:
			t.Sectors = append(t.Sectors, body)
		case roster.Committees:
			t.Committees = append(t.Committees, body)
		default:
			t.ActivityGroups = append(t.ActivityGroups, body)
		}
	}
	for _, r := range m.members {
		if r.stays {
			t.Members = append(t.Members, r.id)
		}
	}
	for _, r := range m.engaged(t.ClosedOn) {
		if r.goesOn {
			t.Supervisors = append(t.Supervisors, r.id)
		}
	}
	return t
}

// summaryLine is one line of the last step: what there was, and what goes over.
type summaryLine struct{ what, before, after string }

// summary holds what was planned against what there is.
func (m *model) summary(turn roster.Turnover, done *roster.Turned) []summaryLine {
	count := map[*record.Kind]int{}
	for _, b := range m.bodies {
		count[b.kind]++
	}
	return []summaryLine{
		{"委员", fmt.Sprint(len(m.members)), fmt.Sprintf("留任 %d，不留任 %d", done.Members, done.Left)},
		{"界别", fmt.Sprint(count[roster.Sectors]), fmt.Sprint(done.Sectors)},
		{"专委会", fmt.Sprint(count[roster.Committees]), fmt.Sprint(done.Committees)},
		{"活动组", fmt.Sprint(count[roster.ActivityGroups]), fmt.Sprint(done.ActivityGroups)},
		{"民主监督员", fmt.Sprint(len(m.engaged(turn.ClosedOn))), fmt.Sprintf("续聘 %d，到期 %d", done.Supervisors, done.EndedSupervisors)},
	}
}
