package proposal

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// save stores a proposal with its parts and refuses one that, as it will be, contradicts itself. A part comes whole, under its own key,
// or as the columns a ledger has for it.
func save(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	sessionID, was, err := before(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if err := refuseChange(tx, was, v); err != nil {
		return 0, err
	}
	for _, key := range []string{"conclusion", "reasons", "destination", "handling"} {
		if err := Proposals.Field(key).CheckWord(ctx, tx, v[key], was[key]); err != nil {
			return 0, err
		}
	}
	if err := tracks(tx, v, was); err != nil {
		return 0, err
	}
	row, err := rowOf(ctx, tx, sessionID, id, v, was)
	if err != nil {
		return 0, err
	}
	if err := keepPast(ctx, tx, id, v, was, row); err != nil {
		return 0, err
	}
	filter, note := Filter{}, func(string) {}
	if id == 0 {
		filter.without = notYet(v)
		if note, err = foresee(tx, v, filter.without, row); err != nil {
			return 0, err
		}
	}
	if id, err = tx.Put(ctx, "proposal", id, row); err != nil {
		return 0, err
	}
	p := partValues{tx: tx, id: id, v: v}
	parts := []func(context.Context) error{p.parts(was), p.review, p.key} // the opinions of the review are there
	if p.makesKey() {                                                     // and a key proposal may have deadlines of its own
		parts = []func(context.Context) error{p.key, p.parts(was), p.review}
	}
	for _, part := range parts {
		if err := part(ctx); err != nil {
			return 0, err
		}
	}
	filter.IDs = []int64{id}
	state, err := settle(ctx, tx, filter)
	note(state)
	return id, err
}

// before are the session of proposal id, that of v for a new one, and what is stored of it.
func before(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (sessionID int64, was record.Values, err error) {
	if id == 0 {
		sessionID, err = sessionOf(ctx, tx, scope, v)
		return sessionID, record.Values{}, err
	}
	if sessionID, err = store.LookUp(ctx, tx, "SELECT session_id FROM proposal WHERE id = ?", id); err != nil {
		return 0, nil, err
	}
	stored, err := Proposals.Record(ctx, tx, id)
	return sessionID, stored.Values, err
}

// foresee sets in the row of a proposal about to be added from v, which has no row in the tables without, the state of the last one like it that this
// write added: in a file most have it, and to change it afterwards writes the row once more, with all its text. note is to be told the state it came to.
func foresee(tx *store.Tx, v record.Values, without []string, row store.Columns) (note func(state string), err error) {
	states, err := store.Remembered(tx, "states of proposals added", nil, func() (map[string]string, error) { return map[string]string{}, nil })
	if err != nil {
		return nil, err
	}
	like := v["conclusion"] + " " + strings.Join(without, " ")
	if state := states[like]; state != "" {
		row["status"] = state
	}
	return func(state string) { states[like] = state }, nil
}

// notYet are the tables of parts that a proposal just added from v has no row in: to read them takes a third of saving it.
func notYet(v record.Values) []string {
	tables := []string{"review_past", "assignment_past", "archive_past"} // what is written only later
	if v["merged_number"] == "" {
		tables = append(tables, roots)
	}
	for _, part := range []struct {
		table string
		keys  []string
	}{
		{"proposal_refusal", []string{"reasons"}},
		{"assignment", []string{"assignments", "lead_units", "co_units", "again_on", "again_due_on", "again_replied_on", "again_class"}},
		{"consultation", []string{"consultations", "consulted_on", "consulted_by"}},
		{"feedback", []string{"feedback", "feedback_on", "attitude", "satisfaction", "adoption", "again_feedback_on", "again_satisfaction"}},
		{"reminder", []string{"reminders"}},
		{"promise", []string{"promises"}},
		{"reply_draft", []string{"drafts"}},
		{"revisit", []string{"revisits"}},
		{"tracking_node", []string{"nodes"}},
		{"proposal_review", []string{"reviews"}},
	} {
		if !slices.ContainsFunc(part.keys, func(key string) bool { return v[key] != "" }) {
			tables = append(tables, part.table)
		}
	}
	return tables
}

// refuseArchived refuses to change a proposal that is in the archive, unless it is taken out.
func refuseArchived(was, v record.Values) error {
	if was["archived_on"] == "" || v.Has("archived_on") && v["archived_on"] == "" {
		return nil
	}
	for i := range Proposals.Fields {
		f := &Proposals.Fields[i]
		if text, told := v[f.Key]; told && text != was[f.Key] {
			return archivedRefusal(was["archived_on"])
		}
	}
	return nil
}

// refuseBinned refuses to delete a proposal that was filed away.
func refuseBinned(ctx context.Context, db bun.IDB, id int64) error {
	on, err := store.Texts(ctx, db, "SELECT archived_on FROM proposal WHERE id = ? AND archived_on <> ''", id)
	if err != nil || len(on) == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "这件提案已于 %s 归档，不能删除；确实要删，请先「重新打开」并写明原因。", on[0])
}

// keptInArchive is the sentence of archivedRefusal for a proposal that is in the archive.
func keptInArchive(v record.Values) string {
	if v["archived_on"] == "" {
		return ""
	}
	return store.Sentence(archivedRefusal(v["archived_on"]))
}

func archivedRefusal(on string) error {
	return store.Refuse(store.CodeConflict, "这件提案已于 %s 归档，不能再改；确实要改，请先「重新打开」并写明原因。", on)
}

// parts stores the parts of the proposal, which was as it is in was.
func (p partValues) parts(was record.Values) func(context.Context) error {
	return func(ctx context.Context) error { return saveParts(ctx, p.tx, p.id, p.v, was) }
}

// saveParts stores what v says of the parts; was is the proposal as it was before.
func saveParts(ctx context.Context, tx *store.Tx, id int64, v, was record.Values) error {
	flat := flat{id: id, v: v, was: was}
	flat.handling = flat.value("handling")
	parts := []struct {
		key       string
		Reference *record.Part
		rows      *[]rows.Row
	}{
		{"proposers", proposers, &flat.proposers},
		{"assignments", assignments, &flat.assignments},
		{"consultations", consultations, &flat.consultations},
		{"feedback", feedback, &flat.feedback},
		{"reminders", reminders, &flat.reminders},
		{"promises", promises, &flat.promises},
		{"drafts", replyDrafts, &flat.drafts},
		{"revisits", revisits, &flat.revisits},
		{"reviews", reviews, &flat.reviews},
		{"nodes", trackingNodes, &flat.nodes},
	}
	for _, p := range parts {
		var err error
		if *p.rows, err = p.Reference.Parse(flat.value(p.key)); err != nil {
			return err
		}
	}
	for _, step := range []func(context.Context, *store.Tx) error{flat.apply, flat.passed, flat.refuseUnchecked} {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	if len(flat.proposers) == 0 {
		return store.Refuse(store.CodeInvalid, "缺少提案人。")
	}
	have, err := proposers.Parse(was["proposers"])
	if err != nil {
		return err
	}
	if err := keepOpinions(ctx, tx, id, flat.proposers, have); err != nil {
		return err
	}
	if err := keepAssignments(ctx, tx, v, flat.assignments, was); err != nil {
		return err
	}
	if err := keepLate(ctx, tx, id, func() error {
		for _, p := range parts {
			if err := saveRows(ctx, tx, id, p.Reference, *p.rows, was[p.key]); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if flat.says("nodes") && len(flat.nodes) > 0 {
		return track(ctx, tx, id, v["tracked_on"])
	}
	return nil
}

// saveRows stores the rows of a part where they are others than those that were.
func saveRows(ctx context.Context, tx *store.Tx, id int64, part *record.Part, all []rows.Row, was string) error {
	text, err := part.CanonicalRows(all)
	if err != nil || text == was {
		return err
	}
	return part.Save(ctx, tx, id, text, was)
}

// settle refuses the proposal of the filter when it contradicts itself as it is stored now, and stores its state, which it returns.
func settle(ctx context.Context, tx *store.Tx, filter Filter) (state string, err error) {
	cases, err := readCases(ctx, tx, filter)
	if err != nil || len(cases) == 0 {
		return "", err
	}
	if err := checkCase(ctx, tx, &cases[0]); err != nil {
		return "", err
	}
	return storeStatus(ctx, tx, &cases[0])
}

func checkCase(ctx context.Context, tx *store.Tx, c *docket.Case) error {
	var faults []error
	for _, fault := range c.Faults(tx.Today()) {
		faults = append(faults, store.Refuse(store.CodeInvalid, "%s", fault.Words))
	}
	if len(faults) > 0 {
		return store.RefuseAll(faults...)
	}
	if c.Filed() {
		return nil
	}
	merged, err := store.LookUp(ctx, tx, "SELECT count(*) FROM proposal WHERE merged_into = ? AND deleted_at = ''", c.ID)
	if err != nil || merged == 0 {
		return err
	}
	return store.Refuse(store.CodeConflict, "有 %d 件提案并入了这一件，它必须是立案；请先改那些提案的「并入案号」。", merged)
}

func sessionOf(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values) (int64, error) {
	term, ordinal := SessionOrdinals(v)
	var termID int64
	err := refuseUnread(tx, v, term, ordinal)
	if err == nil {
		err = refuseUnregistered(ctx, tx, term, ordinal)
	}
	if err != nil {
		return 0, err
	}
	if term > 0 {
		termID, err = roster.EnsureTerm(ctx, tx, term)
	} else {
		termID, err = roster.WorkingTerm(ctx, tx, scope)
	}
	if err != nil {
		return 0, err
	}
	year := scope.Year
	if received := v["received_on"]; year == 0 && len(received) >= 4 {
		year = record.CountOf(received[:4])
	}
	if year == 0 {
		if year, err = record.YearOf(ctx, tx, scope, nil); err != nil {
			return 0, err
		}
	}
	return roster.EnsureSession(ctx, tx, termID, ordinal, year)
}

// refuseUnread refuses a 届次 or 会议 typed in which no number can be read, rather than have the proposal in the session of the year. A file has its
// own rule.
func refuseUnread(tx *store.Tx, v record.Values, term, session int) error {
	switch {
	case tx.Importing:
	case v["term_name"] != "" && term == 0:
		return store.Refuse(store.CodeInvalid, "「届次」“%s”读不出是第几届，应为“第十届”这样的写法。", v["term_name"])
	case v["session_name"] != "" && session == 0:
		return store.Refuse(store.CodeInvalid, "「会议」“%s”读不出是第几次会议，应为“五次会议”这样的写法。", v["session_name"])
	}
	return nil
}

// refuseChange refuses what cannot be changed of a stored proposal any more.
func refuseChange(tx *store.Tx, was, v record.Values) error {
	if err := refuseArchived(was, v); err != nil {
		return err
	}
	return refuseMoved(tx, was, v)
}

// refuseMoved refuses another 届次 or 会议 typed for a stored proposal, which stays in its session.
func refuseMoved(tx *store.Tx, was, v record.Values) error {
	if tx.Importing {
		return nil
	}
	term, session := SessionOrdinals(v)
	for _, field := range []struct {
		key, title string
		ordinal    int
	}{{"term_name", "届次", term}, {"session_name", "会议", session}} {
		if said, stored := v[field.key], was[field.key]; said != "" && stored != "" && said != stored && field.ordinal != zh.ParseOrdinal(stored) {
			return store.Refuse(store.CodeInvalid, "「%s」登记后不能改，仍为%s；登记错了请删除后重新登记。", field.title, stored)
		}
	}
	return nil
}

// refuseUnregistered refuses a session typed that is not registered. A file has its own rule, and the first session of an office is added.
func refuseUnregistered(ctx context.Context, tx *store.Tx, term, ordinal int) error {
	if tx.Importing || term == 0 && ordinal == 0 {
		return nil
	}
	registered, err := store.LookUp(ctx, tx, `SELECT count(*) FROM session s JOIN term t ON t.id = s.term_id
		WHERE (?0 = 0 OR t.ordinal = ?0) AND (?1 = 0 OR s.ordinal = ?1)`, term, ordinal)
	if err != nil || registered > 0 {
		return err
	}
	sessions, err := store.LookUp(ctx, tx, "SELECT count(*) FROM session")
	if err != nil || sessions == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "填写的届次和会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。")
}

// openInto puts into the row whether the proposal is published and excellent.
func openInto(tx *store.Tx, v, was record.Values, row store.Columns) error {
	for _, key := range []string{"open", "excellent"} {
		if v.Has(key) {
			row[key] = record.Yes(v[key])
		}
	}
	return checkOpen(tx, v, was)
}

// clockInto puts the time at which the proposal came in into v and the row as it is kept.
func clockInto(v record.Values, row store.Columns) error {
	at := v["received_at"]
	if at == "" {
		return nil
	}
	clock, err := intake.ParseClock(at)
	if err != nil {
		return store.Refuse(store.CodeInvalid, "「收到时刻」一栏为「%s」，%s。", at, err)
	}
	v["received_at"], row["received_at"] = clock, clock
	return nil
}

func rowOf(ctx context.Context, tx *store.Tx, sessionID, id int64, v, was record.Values) (store.Columns, error) {
	row := v.Pick("serial", "title", "kind", "timing", "received_on", "category", "received_at", "suggested_units", "body", "conclusion", "reviewed_on", "destination", "handling", "note",
		"archived_on", "archive_number", "passed_on", "passed_to", "open_why", "submitted_by", "instructed_on", "instruction")
	for _, key := range []string{"kind", "timing"} {
		if v[key] == "" {
			delete(row, key)
		}
	}
	if err := clockInto(v, row); err != nil {
		return nil, err
	}
	if id == 0 {
		row["session_id"] = sessionID
		if v["timing"] == "" {
			timing, err := timingOf(ctx, tx, sessionID, v["received_on"], v["received_at"])
			if err != nil {
				return nil, err
			}
			row["timing"] = timing
		}
		if v["title"] == "" {
			return nil, store.Refuse(store.CodeInvalid, "缺少案由。")
		}
	}
	if err := kindInto(ctx, tx, sessionID, id, v, was, row); err != nil {
		return nil, err
	}
	if err := openInto(tx, v, was, row); err != nil {
		return nil, err
	}
	if err := meetingInto(ctx, tx, sessionID, v, row); err != nil {
		return nil, err
	}
	if err := numberInto(ctx, tx, sessionID, id, v, was, row); err != nil {
		return nil, err
	}
	return row, mergeInto(ctx, tx, sessionID, id, v, was, row)
}

// checkOpen refuses a proposal that becomes one not to be published without the reason, and a reason for one that is published. A file that lacks the reason
// is taken, and it is said; what is stored so is not asked about again.
func checkOpen(tx *store.Tx, v, was record.Values) error {
	now := record.Values{}
	maps.Copy(now, was)
	maps.Copy(now, v)
	closed := func(v record.Values) bool { return v["open"] != "" && !record.Yes(v["open"]) }
	lacks := func(v record.Values) bool { return closed(v) && v["open_why"] == "" }
	switch {
	case lacks(now) && !lacks(was) && tx.Importing:
		tx.Remark("不公开的没有写不公开原由，请在提案中补上")
	case lacks(now) && !lacks(was):
		return store.Refuse(store.CodeInvalid, "不公开的提案要写明「不公开原由」。")
	case !closed(now) && v["open_why"] != "":
		return store.Refuse(store.CodeInvalid, "写了「不公开原由」，「是否公开」却是「是」，请改正其中一项。")
	}
	return nil
}

// timingBy is the 时间属性 of what came in on a day, at a time of it, by the moment until which the session takes proposals; "" where only the time would tell.
func timingBy(cutOff, received, at string) string {
	day, clock, _ := strings.Cut(cutOff, " ")
	switch {
	case received < day || received == day && at != "" && at <= clock:
		return "大会提案"
	case received == day && at == "":
		return ""
	default:
		return "平时提案"
	}
}

// sessionsEnd is the month and day by which a county's plenary session is over, where nobody has told when it was.
const sessionsEnd = "-04-30"

// timingOf is 平时提案 for what comes in after the time until which the session takes proposals, or where that is not known after the session is over, else
// 大会提案 (domain 3). Of a session whose days are not known that is said of a file.
func timingOf(ctx context.Context, tx *store.Tx, sessionID int64, received, at string) (string, error) {
	var year, closes, cutOff string
	if err := tx.QueryRowContext(ctx, "SELECT year, closes_on, cut_off FROM session WHERE id = ?", sessionID).Scan(&year, &closes, &cutOff); err != nil {
		return "", fmt.Errorf("days of session %d: %w", sessionID, err)
	}
	if cutOff != "" {
		timing := timingBy(cutOff, received, at)
		if timing == "" {
			return "", store.Refuse(store.CodeInvalid, "%s 收到的提案，当天 %s 截止，看不出是截止以前还是以后收到的；请写「收到时刻」（如 09:30），或写明「时间属性」。", received, cutOff[len(received)+1:])
		}
		return timing, nil
	}
	if received <= cmp.Or(closes, year+sessionsEnd) {
		return "大会提案", nil
	}
	if closes == "" {
		tx.RemarkOn("会议的闭幕日期没有登记，5 月以后收到、没有写「时间属性」的按平时提案录入", received)
	}
	return "平时提案", nil
}
