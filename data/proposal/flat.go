package proposal

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// A ledger has one row for a proposal: one column for the unit, one for the day of the reply. flat puts what such a row says into the
// parts, where it is certain which row of a part is meant, and refuses it where it is not. What is as stored is not said.
type flat struct {
	id     int64
	v, was record.Values

	handling      string // as it will be
	proposers     []rows.Row
	assignments   []rows.Row
	consultations []rows.Row
	feedback      []rows.Row

	reminders, promises, drafts, revisits, reviews, nodes []rows.Row // a ledger has nothing of them
}

// flatKey is a column of a part and the key a ledger has it under.
type flatKey struct{ column, key string }

// says reports whether the row says something else of key than what is stored.
func (f *flat) says(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return f.v.Has(key) && f.v[key] != f.was[key] })
}

// value is what will be: as the row has it, else as it is stored.
func (f *flat) value(key string) string {
	if f.v.Has(key) {
		return f.v[key]
	}
	return f.was[key]
}

// apply puts everything the row says into the parts.
func (f *flat) apply(ctx context.Context, tx *store.Tx) error {
	if err := f.propose(tx); err != nil {
		return err
	}
	if err := f.assign(ctx, tx); err != nil {
		return err
	}
	if err := f.answer("1", []flatKey{{"replied_on", "replied_on"}, {"doc_number", "doc_number"}, {"result_class", "result_class"}, {"signer", "signer"}}); err != nil {
		return err
	}
	if err := f.again(); err != nil {
		return err
	}
	if err := f.answer("2", []flatKey{{"replied_on", "again_replied_on"}, {"result_class", "again_class"}}); err != nil {
		return err
	}
	f.talk()
	if err := f.opine("1", []flatKey{{"returned_on", "feedback_on"}, {"attitude", "attitude"}, {"result", "satisfaction"}, {"adoption", "adoption"}}); err != nil {
		return err
	}
	return f.opine("2", []flatKey{{"returned_on", "again_feedback_on"}, {"result", "again_satisfaction"}})
}

// propose makes the proposers those named. One whose name is corrected stays who he is in everything else.
func (f *flat) propose(tx *store.Tx) error {
	if !f.says("proposer", "joint", "seconders") {
		return nil
	}
	if f.keepsCounted() {
		return nil
	}
	names, seconds, err := f.namesTold(tx)
	if err != nil {
		return err
	}
	made := f.known(names)
	for at, row := range made {
		switch {
		case at == 0:
			row["role"] = "提案人"
		case seconds[names[at]]:
			row["role"] = "附议"
		case row["role"] == "" || row["role"] == "提案人":
			row["role"] = "联名"
		}
	}
	f.proposers = made
	return nil
}

// told are the proposers as they will be, marked where they only second. A row that does not say who seconds leaves those who do, and one that names
// all in one column does not name them twice.
func (f *flat) told() []string {
	first, seconders := zh.SplitNames(f.value("proposer")), zh.SplitNames(f.value("seconders"))
	names := slices.Clone(first)
	for _, text := range zh.SplitNames(f.value("joint")) {
		name, seconds := withoutSeconds(text)
		at := slices.Index(seconders, name)
		switch {
		case !f.v.Has("joint") && slices.ContainsFunc(first, func(other string) bool { return other == name || other == name+secondsMark }):
			continue
		case at >= 0:
			seconders, seconds = slices.Delete(seconders, at, at+1), true
		}
		if seconds {
			name += secondsMark
		}
		names = append(names, name)
	}
	seconders = slices.DeleteFunc(seconders, func(name string) bool {
		return !f.v.Has("seconders") && slices.ContainsFunc(first, func(other string) bool { return other == name || other == name+secondsMark })
	})
	return append(names, markSeconds(seconders)...)
}

// namesTold are the names of the proposers as they will be, each once, the first of them first, and who of them only second.
func (f *flat) namesTold(tx *store.Tx) (names []string, seconds map[string]bool, err error) {
	told := f.told()
	seconds = map[string]bool{}
	for _, text := range told {
		text, only := withoutSeconds(text)
		name, count := countedProposers(text)
		if unnamed := count - len(told); unnamed > 0 {
			done := fmt.Sprintf("录入「%s」，其余 %d 位没有录入，请在「联名人」里补上", name, unnamed)
			if err := tx.LeaveOut("「"+text+"」没有写全提案人的姓名", done, "请写「"+name+"」，其余各位写在「联名人」"); err != nil {
				return nil, nil, err
			}
		}
		if !slices.Contains(names, name) {
			names, seconds[name] = append(names, name), only
		} else if err := tx.LeaveOut("提案人「"+name+"」写了两次", "只录入一次", "请删去一个"); err != nil {
			return nil, nil, err
		}
	}
	return names, seconds, nil
}

var counted = regexp.MustCompile(`^(\p{Han}.*?)\s*等\s*(\d{1,3}|[二两三四五六七八九十]+)\s*(?:[名位]委员|[人名位])(?:联名|联合|共同)?(?:提出|提案)?$`)

// countedProposers reads 郭春等3人: the first proposer, and how many there are in all. Other text is the name of one.
func countedProposers(text string) (name string, count int) {
	m := counted.FindStringSubmatch(text)
	if m == nil {
		return text, 1
	}
	return m[1], zh.ParseOrdinal(strings.ReplaceAll(m[2], "两", "二"))
}

// keepsCounted reports whether the row names the first proposer and how many there are, as printed lists do, and both are as stored.
func (f *flat) keepsCounted() bool {
	name, count := countedProposers(f.v["proposer"])
	return count > 1 && f.v["joint"] == "" && count == len(f.proposers) && roster.SameWords(f.proposers[0]["name"], name)
}

// known are rows for the names: that of the name where there is one, else, when as many are named as before, that of the place.
func (f *flat) known(names []string) []rows.Row {
	left := slices.Clone(f.proposers)
	take := func(at int) rows.Row {
		if at < 0 || left[at] == nil {
			return nil
		}
		row := maps.Clone(left[at])
		left[at] = nil
		return row
	}
	made := make([]rows.Row, len(names))
	for i, name := range names {
		name, _ = withoutMark(name)
		made[i] = take(slices.IndexFunc(left, func(row rows.Row) bool { return row != nil && roster.SameWords(row["name"], name) }))
	}
	for i, name := range names {
		called := func(row rows.Row) bool {
			plain, _ := roster.NameAndWorkplace(row["name"])
			return row != nil && plain == name
		}
		if at := slices.IndexFunc(left, called); made[i] == nil && !slices.ContainsFunc(left[at+1:], called) { // of namesakes it says none
			made[i] = take(at)
		}
	}
	for i, name := range names {
		if made[i] != nil {
			continue
		}
		if len(left) == len(names) {
			made[i] = take(i)
		}
		if made[i] == nil {
			made[i] = rows.Row{}
		}
		made[i]["name"] = name
	}
	return made
}

// round are the rows of the units of a round that owe a reply.
func (f *flat) round(n string) []rows.Row {
	return slices.DeleteFunc(f.assignedRows(n), func(row rows.Row) bool { return row["role"] == docket.RoleCo })
}

// assign makes the units of the first round those named, with their day and deadline.
func (f *flat) assign(ctx context.Context, tx *store.Tx) error {
	if !f.says("lead_units", "co_units", "assigned_on", "assigned_by", "due_on", "handling") {
		return nil
	}
	role := docket.RoleLead
	if f.handling == "分办" {
		role = docket.RoleSplit
	}
	if f.says("lead_units", "co_units") {
		leads, err := f.units(ctx, tx, "1", f.value("lead_units"))
		if err != nil {
			return err
		}
		cos, err := f.units(ctx, tx, "1", f.value("co_units"))
		if err != nil {
			return err
		}
		if len(leads) == 0 && len(cos) > 0 {
			return store.Refuse(store.CodeInvalid, "有会办单位却没有主办单位，请填「主办单位」。")
		}
		for _, name := range cos {
			if slices.Contains(leads, name) {
				if err := tx.LeaveOut("「"+name+"」已是主办单位", "不再录入为会办单位", "请从会办单位里删去它"); err != nil {
					return err
				}
			}
		}
		if err := f.setUnits("1", role, leads, cos); err != nil {
			return err
		}
	} else if f.says("handling") {
		for _, row := range f.round("1") {
			row["role"] = role
		}
	}
	return f.sameForAll([]flatKey{{"assigned_on", "assigned_on"}, {"assigned_by", "assigned_by"}, {"due_on", "due_on"}}, f.assignedRows("1"))
}

// units are the names, as they are now, of the units named for a round. Work done by a unit that was merged into another since stays with it.
func (f *flat) units(ctx context.Context, tx *store.Tx, round, names string) ([]string, error) {
	if names == "" {
		return nil, nil
	}
	have, err := store.IDs(ctx, tx, "SELECT unit_id FROM assignment WHERE proposal_id = ? AND round = ?", f.id, round)
	if err != nil {
		return nil, err
	}
	found, err := roster.FindUnits(ctx, tx, names, have...)
	if err != nil {
		return nil, err
	}
	current := make([]string, 0, len(found))
	for _, id := range found {
		name, err := unitName(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		current = append(current, name)
	}
	return current, nil
}

// setUnits makes the units of a round these. One that is known to be at work is not dropped by a ledger that does not name it.
func (f *flat) setUnits(round, role string, leads, cos []string) error {
	cos = slices.DeleteFunc(slices.Clone(cos), func(name string) bool { return slices.Contains(leads, name) })
	var kept []rows.Row
	known := map[string]rows.Row{}
	for _, row := range f.assignments {
		name := row["unit"]
		switch {
		case row["round"] != round || row["returned_on"] != "":
			kept = append(kept, row)
		case slices.Contains(leads, name) || slices.Contains(cos, name):
			kept, known[name] = append(kept, row), row
		default:
			if err := refuseDropped(row); err != nil {
				return err
			}
		}
	}
	for i, name := range slices.Concat(leads, cos) {
		row := known[name]
		if row == nil {
			row = rows.Row{"round": round, "unit": name}
			kept = append(kept, row)
		}
		if row["role"] = role; i >= len(leads) {
			row["role"] = docket.RoleCo
		}
	}
	f.assignments = kept
	return nil
}

// refuseDropped refuses to drop a unit that has done something.
func refuseDropped(row rows.Row) error {
	for _, did := range [...]struct{ on, what string }{{"replied_on", "答复"}, {"accepted_on", "签收"}, {"asked_on", "申退"}} {
		if day := row[did.on]; day != "" {
			return store.Refuse(store.CodeConflict, "「%s」已于 %s %s，不能从承办单位中去掉；确实要去掉，请打开这件提案，在「承办单位」中删去那一行。", row["unit"], day, did.what)
		}
	}
	return nil
}

// assignedRows are all units of a round that are still at it.
func (f *flat) assignedRows(round string) []rows.Row {
	var found []rows.Row
	for _, row := range f.assignments {
		if row["round"] == round && row["returned_on"] == "" {
			found = append(found, row)
		}
	}
	return found
}

// sameForAll puts what the units of a round have in common: the day of assignment first, the deadline last. A unit that is new takes what the
// others have.
func (f *flat) sameForAll(keys []flatKey, units []rows.Row) error {
	for _, k := range keys {
		of := units
		if k.column == "due_on" { // that of a reply; an opinion to the lead has its own
			of = slices.DeleteFunc(slices.Clone(units), func(row rows.Row) bool { return row["role"] == docket.RoleCo })
		}
		if err := f.sameOf(k, of); err != nil {
			return err
		}
	}
	if f.says(keys[0].key) && !f.v.Has(keys[len(keys)-1].key) { // counted again from the new day
		for _, row := range units {
			row["due_on"] = ""
		}
	}
	return nil
}

// sameOf puts one thing the units have in common.
func (f *flat) sameOf(k flatKey, units []rows.Row) error {
	said := f.says(k.key)
	if said && f.v[k.key] != "" && len(units) == 0 {
		return store.Refuse(store.CodeInvalid, "有「%s」%s，却没有承办单位，请先填「主办单位」。", Proposals.Field(k.key).Title, f.v[k.key])
	}
	given := map[string]bool{}
	for _, row := range units {
		if row[rows.ID] != "" {
			given[row[k.column]] = true
		}
	}
	if said && len(given) > 1 {
		return store.Refuse(store.CodeConflict, "各承办单位的「%s」不同，这里只有一个；请打开这件提案，在「承办单位」中逐行改。", assignments.Field(k.column).Title)
	}
	for _, row := range units {
		if said || row[rows.ID] == "" && row[k.column] == "" && k.column != "due_on" { // a deadline nobody gave is counted by the rule
			row[k.column] = f.value(k.key)
		}
	}
	return nil
}

// answer puts the reply of a round: of its only unit. Which of several answered, one column cannot say.
func (f *flat) answer(round string, keys []flatKey) error {
	units := f.round(round)
	for _, k := range keys {
		column, key := k.column, k.key
		switch {
		case !f.says(key):
		case len(units) == 0 && f.v[key] == "":
		case len(units) == 0:
			return store.Refuse(store.CodeInvalid, "有%s %s，却没有承办单位，请先填「主办单位」。", Proposals.Field(key).Title, f.v[key])
		case len(units) > 1:
			return store.Refuse(store.CodeConflict, "这件提案由 %d 家单位分别答复，一个「%s」说不清是哪一家的；请打开这件提案，在「承办单位」中逐家填写，或用「承办与答复」表导入。",
				len(units), Proposals.Field(key).Title)
		default:
			units[0][column] = f.v[key]
		}
	}
	if len(units) == 1 && f.says(keys[0].key) && f.v[keys[0].key] == "" { // taken back
		for _, column := range []string{"doc_number", "result_class", "signer", "reply"} {
			units[0][column] = ""
		}
	}
	return nil
}

// talk adds the talk the row tells of. A ledger has room for one and so never says which of several it means: one of another day is another one.
func (f *flat) talk() {
	if !f.says("consulted_on", "consulted_by") {
		return
	}
	on, mode := f.value("consulted_on"), f.value("consulted_by")
	latest := len(f.consultations) - 1
	switch {
	case on != "" && slices.ContainsFunc(f.consultations, func(row rows.Row) bool { return row["on_date"] == on && (mode == "" || row["mode"] == mode) }):
		// known already: a ledger taken in again
	case on == "" && mode == "":
		if len(f.consultations) > 0 {
			f.consultations = f.consultations[:latest]
		}
	case latest < 0, f.says("consulted_on") && f.was["consulted_on"] != "" && on != "":
		if mode == "" {
			mode = "其他"
		}
		f.consultations = append(f.consultations, rows.Row{"on_date": on, "mode": mode})
	default:
		f.consultations[latest]["on_date"] = on
		if mode != "" {
			f.consultations[latest]["mode"] = mode
		}
	}
}

// opine puts the first proposer's opinion of a round; clearing all of it takes it back.
func (f *flat) opine(round string, keys []flatKey) error {
	said, empty := false, true
	for _, k := range keys {
		value := f.value(k.key)
		said, empty = said || f.says(k.key), empty && (value == "" || value == docket.NoOpinion)
	}
	if !said {
		return nil
	}
	mine, err := f.opinionsOf(round)
	if err != nil {
		return err
	}
	if len(mine) > 1 {
		return store.Refuse(store.CodeConflict, "这件提案的第一提案人第 %s 轮有 %d 份征询意见，一行说不清改的是哪一份；请打开这件提案，在「征询意见」中逐行改。", round, len(mine))
	}
	switch {
	case empty && len(mine) == 0:
		return nil
	case empty:
		f.feedback = slices.Delete(f.feedback, mine[0], mine[0]+1)
		return nil
	case len(mine) == 0:
		f.feedback = append(f.feedback, rows.Row{"round": round})
		mine = []int{len(f.feedback) - 1}
	}
	for _, k := range keys {
		column, key := k.column, k.key
		if f.says(key) {
			f.feedback[mine[0]][column] = f.v[key]
		}
	}
	return nil
}

// opinionsOf are the places of the first proposer's opinions of the round.
func (f *flat) opinionsOf(round string) (mine []int, err error) {
	was, err := proposers.Parse(f.was["proposers"])
	if err != nil {
		return nil, err
	}
	first := "" // as the stored opinions name him
	if len(was) > 0 {
		first = was[0]["name"]
	}
	for i, row := range f.feedback {
		if row["round"] == round && (row["proposer"] == "" || roster.SameWords(row["proposer"], first)) {
			mine = append(mine, i)
		}
	}
	return mine, nil
}

// again assigns the second round to the units of the first, once it has a day; without a day it is taken back unless it was answered.
func (f *flat) again() error {
	if !f.says("again_on", "again_due_on") {
		return nil
	}
	units := f.round("2")
	if on := f.value("again_on"); on == "" {
		for _, row := range units {
			if row["replied_on"] != "" {
				return store.Refuse(store.CodeConflict, "「%s」已于 %s 答复重新办理，不能清除重办交办日期；请先清除重办答复日期。", row["unit"], row["replied_on"])
			}
		}
		f.assignments = slices.DeleteFunc(f.assignments, func(row rows.Row) bool { return row["round"] == "2" })
		return nil
	}
	if len(units) == 0 {
		for _, first := range f.round("1") {
			f.assignments = append(f.assignments, rows.Row{"round": "2", "unit": first["unit"], "role": first["role"]})
		}
		if units = f.round("2"); len(units) == 0 {
			return store.Refuse(store.CodeInvalid, "有重办交办日期，却没有主办单位。")
		}
	}
	return f.sameForAll([]flatKey{{"assigned_on", "again_on"}, {"due_on", "again_due_on"}}, units)
}
