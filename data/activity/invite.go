package activity

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Whom an activity is for.
const (
	AllMembers     = "全体委员"
	AllSupervisors = "全体民主监督员"
	OfSectors      = "界别"
	OfCommittees   = "专委会"
	OfActivity     = "活动组"
	OfGroups       = "监督小组"
	OfList         = "名单"
)

// Audiences are all of them.
var Audiences = []string{AllMembers, AllSupervisors, OfSectors, OfCommittees, OfActivity, OfGroups, OfList}

// What the steps of an activity hand to its saver.
const (
	inviteKey = "invite" // one of Audiences
	whichKey  = "which"  // names of bodies, or numbers of groups
	listKey   = "list"   // names of people
	leaveKey  = "leave"  // Excused or Asking
	whyKey    = "why"    // they are on leave
	doKey     = "#do"    // what is done with those meant
	aheadKey  = "#ahead" // of an activity read as of a day: the day to come on which it begins
)

const whichTitle = "界别或组别" // of whichKey

// What is done with those meant.
const (
	doInvite   = "invite"
	doWithdraw = "withdraw"
	doPresent  = "present"
	doLeave    = "leave"
	doFinish   = "finish"
)

// bodies are what an activity can be for: the sectors, committees and activity groups of the current term, and the groups of the year.
func bodies(ctx context.Context, db bun.IDB, year int) ([]string, error) {
	term, err := roster.CurrentTerm(ctx, db)
	if err != nil {
		return nil, err
	}
	return store.Texts(ctx, db, `SELECT name FROM (SELECT 1 AS part, sort AS at, name FROM sector WHERE term_id = ?0 AND deleted_at = '' AND to_on = ''
		UNION ALL SELECT 2, sort, name FROM committee WHERE term_id = ?0 AND deleted_at = '' AND to_on = '' UNION ALL SELECT 3, sort, name FROM activity_group WHERE term_id = ?0 AND deleted_at = '' AND to_on = ''
		UNION ALL SELECT 4, number, '第 ' || number || ' 组' FROM supervision_group WHERE year = ?1 AND deleted_at = '') ORDER BY part, at, name`, term, year)
}

func asking(do string) func(record.Record, record.Values) (record.Values, error) {
	return func(_ record.Record, v record.Values) (record.Values, error) {
		v[doKey] = do
		return v, nil
	}
}

// The steps of an activity's attendance: who is told to come and who is not any more, those a sign-in list names, and the end of it.
func init() {
	audience := []record.Field{
		{Key: inviteKey, Title: "范围", Type: record.Word{Words: Audiences}, Required: true},
		{Key: whichKey, Title: whichTitle, Aliases: []string{"哪些"}, Type: record.Several{Of: record.Word{From: bodies}}, Note: "界别、专委会、活动组写名称，监督小组写组号，可以写几个"},
		{Key: listKey, Title: "名单", Type: record.Long{}, Note: "范围是名单时，每行一个姓名，或用顿号隔开；同名的写成「张伟（县一中）」"},
	}
	states := []string{NotCalled, Called, Registering, Registered}
	Activities.Flow = &record.Flow{State: "status", Steps: []record.Step{
		{Name: "通知参会", From: states, To: states[1:], Later: states[1:], Asks: audience, Do: asking(doInvite)},
		{
			Name: "登记到会", From: states, To: []string{Registering, Registered},
			Asks: []record.Field{{Key: listKey, Title: "名单", Type: record.Long{}, Required: true, Note: "到会的人，每行一个姓名，或用顿号隔开；没有通知的也一并记入"}},
			Do:   asking(doPresent), Waits: Began, Later: states[2:],
		},
		{
			Name: "登记请假", From: states[1:], To: states[1:], Later: states[2:], Do: asking(doLeave),
			Asks: []record.Field{
				{Key: listKey, Title: "名单", Type: record.Long{}, Required: true, Note: "请假的人，每行一个姓名，或用顿号隔开"},
				{Key: whyKey, Title: "请假事由", Note: "记在各人的备注里"},
				{Key: leaveKey, Title: "准假", Type: record.Word{Words: []string{Excused, Asking}}, Default: Excused, Note: "还没有批准的选「请假待批」"},
			},
		},
		{Name: "登记完毕", From: []string{Registering}, To: []string{Registered}, Do: asking(doFinish), Waits: func(r record.Record) string {
			if n := r.Values["asking"]; n != "" {
				return "还有 " + n + " 人请假待批，请先批准或不批准。"
			}
			return ""
		}},
		afterwards(states),
		{Name: "撤回通知", From: states[1:], To: states, Later: states[1:], Asks: audience, Do: asking(doWithdraw)},
	}}
	Attendances.Flow = &record.Flow{State: "state", Steps: []record.Step{
		{Name: "到会", From: []string{Expected, Asking, Excused, Absent}, To: []string{Present}, Later: []string{Asking, Excused, Absent}, Asks: []record.Field{
			*withTitle(attendances.Field("came"), "到会半天数"), *attendances.Field("speech"),
		}, Do: becomes(Present), Waits: notAhead},
		{Name: "请假", From: []string{Expected, Absent}, To: []string{Asking}, Later: []string{Expected, Absent}, Asks: []record.Field{{Key: "note", Title: "请假事由"}}, Do: becomes(Asking)},
		{Name: "准假", From: []string{Asking, Expected, Absent}, To: []string{Excused}, Later: []string{Expected, Absent}, Asks: []record.Field{{Key: "note", Title: "请假事由"}}, Do: becomes(Excused)},
		{Name: "不准假", From: []string{Asking}, To: []string{Expected}, Later: []string{Asking}, Do: becomes(Expected)},
		{Name: "缺席", From: []string{Expected, Asking, Excused, Present}, To: []string{Absent}, Later: []string{Expected, Asking, Excused, Present}, Do: becomes(Absent), Waits: notAhead},
		{Name: "改回应到", From: []string{Present, Excused, Absent}, To: []string{Expected}, Later: []string{Present, Excused, Absent}, Do: becomes(Expected)},
	}}
}

// withTitle is a field to be asked by a step, without what it shows in lists.
func withTitle(f *record.Field, title string) *record.Field {
	asked := *f
	asked.Title, asked.Expr = title, ""
	return &asked
}

// Began says in a sentence why nothing that was said or done at an activity can be told yet; "" once it has begun.
func Began(r record.Record) string {
	if r.Values["started_on"] == "" && r.Values["finished_on"] == "" {
		return "还没有开始日期，请先填写活动的开始日期。"
	}
	return notAhead(r)
}

// notAhead says of an activity, or of somebody at one, that its day is to come; "" when it is not.
func notAhead(r record.Record) string {
	if on := r.Values[aheadKey]; on != "" {
		return "活动在 " + on + "，到那天才能登记。"
	}
	return ""
}

// becomes is what is told of somebody with his new state; what he said aloud, and for how long he was there, goes with it.
func becomes(state string) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		v["state"] = state
		if state != Present {
			v["came"], v["excused"] = "", ""
			if r.Values["speech"] == Oral {
				v["speech"] = ""
			}
		}
		return v, nil
	}
}

// invite does what a step says of the attendance of an activity.
func invite(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	do := v[doKey]
	if do == "" {
		return nil
	}
	_, book, err := servingAt(ctx, tx, id)
	if err != nil {
		return err
	}
	all, err := attendances.Read(ctx, tx, id)
	if err != nil {
		return err
	}
	before := rows.Text(all)
	switch do {
	case doFinish:
		for i := range all {
			if all[i]["state"] == Expected {
				all[i]["state"] = Absent
			}
		}
	default:
		meant, err := audienceOf(book, v, expectedAmong(all))
		if err != nil {
			return err
		}
		if do == doLeave {
			err = excuse(all, meant, cmp.Or(v[leaveKey], Excused), v[whyKey])
		} else {
			all, err = apply(do, all, meant)
		}
		if err != nil {
			return err
		}
	}
	return attendances.Save(ctx, tx, id, rows.Text(all), before)
}

// expectedAmong tells of a person's title whether he is among the rows.
func expectedAmong(all []rows.Row) func(title string) bool {
	known := make(map[string]bool, len(all))
	for _, row := range all {
		known[row["name"]] = true
	}
	return func(title string) bool { return known[title] }
}

// apply does to the rows what is to be done with the people meant, nobody twice.
func apply(do string, all []rows.Row, meant []*roster.Serving) ([]rows.Row, error) {
	at := make(map[string]int, len(all))
	for i, row := range all {
		at[row["name"]] = i
	}
	gone := map[string]bool{}
	for _, who := range meant {
		i, there := at[who.Title]
		switch {
		case do == doWithdraw && there && all[i]["state"] != Expected:
			return nil, store.Refuse(store.CodeStillUsed, "「%s」已登记为%s，不能撤回通知；登记错了请先改回应到。", who.Title, all[i]["state"])
		case do == doWithdraw:
			gone[who.Title] = there
		case !there:
			state := Expected
			if do == doPresent {
				state = Present
			}
			at[who.Title], all = len(all), append(all, rows.Row{"name": who.Title, "state": state})
		case do == doPresent && all[i]["state"] != Present:
			all[i]["state"] = Present
		}
	}
	if do == doWithdraw && !slices.Contains(slices.Collect(maps.Values(gone)), true) {
		return nil, store.Refuse(store.CodeNotFound, "所选的人都没有被通知参加这次活动。")
	}
	return slices.DeleteFunc(all, func(row rows.Row) bool { return gone[row["name"]] }), nil
}

// excuse puts the people meant, who have to be expected and not there, on leave in the rows; all who are not are refused.
func excuse(all []rows.Row, meant []*roster.Serving, leave, why string) error {
	var refused []error
	for _, who := range meant {
		i := slices.IndexFunc(all, func(row rows.Row) bool { return row["name"] == who.Title })
		switch {
		case i < 0:
			refused = append(refused, store.Refuse(store.CodeInvalid, "「%s」没有通知参会，不用登记请假。", who.Title))
		case all[i]["state"] == Present:
			refused = append(refused, store.Refuse(store.CodeInvalid, "「%s」已登记到会，不能再登记请假；登记错了请先改回应到。", who.Title))
		default:
			if all[i]["state"] = leave; why != "" {
				all[i]["note"] = why
			}
		}
	}
	return store.RefuseAll(refused...)
}

// audienceOf are the people meant, as the book has them. What finds nobody, and names that could be several people's, are refused, all of them at once.
func audienceOf(book *roster.ServingBook, v record.Values, expected func(title string) bool) (meant []*roster.Serving, err error) {
	who := v[inviteKey]
	if v[doKey] == doPresent || v[doKey] == doLeave {
		who = OfList
	}
	if err := refuseAside(who, v); err != nil {
		return nil, err
	}
	if who == OfList {
		return listed(book, v[listKey], expected)
	}
	which := zh.SplitNames(v[whichKey])
	if who != AllMembers && who != AllSupervisors && len(which) == 0 {
		return nil, store.Refuse(store.CodeInvalid, "请在「%s」写明是哪几个%s。", whichTitle, who)
	}
	found := map[string]bool{}
	for i := range book.People {
		s := &book.People[i]
		if belongs(s, who, which, found) {
			meant = append(meant, s)
		}
	}
	for _, name := range which {
		if who != AllMembers && who != AllSupervisors && !found[name] {
			return nil, store.Refuse(store.CodeNotFound, "%s「%s」在 %s 没有在任的人，请核对名称。", who, name, book.Day)
		}
	}
	if len(meant) == 0 {
		return nil, store.Refuse(store.CodeNotFound, "%s 没有在任的%s。", book.Day, who[len("全体"):])
	}
	return meant, nil
}

// refuseAside refuses what is written beside an audience that does not read it: it would be dropped.
func refuseAside(who string, v record.Values) error {
	all := who == AllMembers || who == AllSupervisors
	switch {
	case who != OfList && v[listKey] != "":
		return store.Refuse(store.CodeInvalid, "范围是「%s」，名单里却写了「%s」。只按名单的，请把范围改为「名单」；按范围的，请清空名单。两样都要的分两次办，同一个人只记一次。", who, v[listKey])
	case (all || who == OfList) && v[whichKey] != "":
		return store.Refuse(store.CodeInvalid, "范围是「%s」，%s却写了「%s」。请把范围改为界别、专委会、活动组或监督小组，或清空%s。", who, whichTitle, v[whichKey], whichTitle)
	}
	return nil
}

// belongs reports whether somebody is in the audience, and notes by which of its names.
func belongs(s *roster.Serving, who string, which []string, found map[string]bool) bool {
	switch who {
	case AllMembers:
		return s.Member != 0
	case AllSupervisors:
		return s.Supervisor != 0
	}
	in := false
	for _, name := range which {
		is := false
		switch who {
		case OfSectors:
			is = s.Sector == name
		case OfCommittees:
			is = slices.Contains(s.Committees, name)
		case OfActivity:
			is = slices.Contains(s.ActivityGroups, name)
		case OfGroups:
			is = slices.Contains(s.Groups, groupNumber(name))
		}
		found[name] = found[name] || is
		in = in || is
	}
	return in
}

// groupNumber reads 3, 第3组 or 第三组; 0 for none.
func groupNumber(text string) int {
	v := record.Values{"n": text}
	record.CanonicalNumber(v, "n")
	n, err := strconv.Atoi(v["n"])
	if err != nil {
		return 0
	}
	return n
}

// listed are the people of a pasted list; of several of one name the one expected already is meant.
func listed(book *roster.ServingBook, text string, expected func(title string) bool) (meant []*roster.Serving, err error) {
	names := zh.SplitNames(text)
	if len(names) == 0 {
		return nil, store.Refuse(store.CodeInvalid, "名单里没有姓名。")
	}
	var refused []error
	for _, name := range names {
		who, err := book.Find(name, func(person int64) bool { return expected(book.ByID(person).Title) })
		if err != nil {
			refused = append(refused, err)
			continue
		}
		if !slices.Contains(meant, who) {
			meant = append(meant, who)
		}
	}
	return meant, store.RefuseAll(refused...)
}
