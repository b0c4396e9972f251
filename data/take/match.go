package take

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/fold"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Likeness is a stored record that a row may speak of, though not surely.
type Likeness struct {
	ID     int64
	Values record.Values
	Why    string // 同名，出生日期不同
}

// find gives the record the row speaks of, 0 for none. What is only likely is in result.Likely; when somebody has to decide,
// the outcome is RowAsked.
func (im *Import) find(ctx context.Context, known *known, row intake.Row, values record.Values, result *Row) (int64, error) {
	decision := im.options.Decided[RowKey{row.Sheet, row.Line, row.Left, row.From}]
	people := holdsPeople(im.Kind)
	if im.askDoubt(row, values, decision.Do, result) {
		return 0, nil
	}
	if row.Doubt != "" {
		decision = Decision{}
	}
	if decision.Do != 0 && im.options.Ask { // may be decided otherwise yet
		im.askAgain(ctx, known, decision.ID, values, result)
	}
	switch decision.Do {
	case DecideNew:
		if people {
			values[roster.NewPersonKey] = "是"
		}
		return 0, nil
	case DecideSkip:
		result.Outcome = RowSkipped
		return 0, nil
	case DecideSame:
		r, ok := known.byID[decision.ID]
		if !ok {
			return 0, store.Refuse(store.CodeNotFound, "所选的那条%s记录已经不在了。", im.Kind.Title)
		}
		im.keepName(values, r.Values)
		return decision.ID, nil
	}
	by := known.by(ctx)
	if id, err := im.byKey(known, by, row, values); id != 0 || err != nil {
		return id, err
	}
	id, err := im.byRule(by, values)
	if !people {
		return im.askThing(known, row, id, err, values, result)
	}
	return im.askPerson(ctx, known, id, err, values, result)
}

// askPerson has a row wait that may speak of people known already, where rows are asked about, and one that says two of them. id and err are what it found.
func (im *Import) askPerson(ctx context.Context, known *known, id int64, err error, values record.Values, result *Row) (int64, error) {
	result.Likely = known.likely(ctx, values, id, err != nil)
	if err == nil && im.askMixed(known.by(ctx), id, known.byID[id].Values, values, result) {
		return 0, nil
	}
	if err == nil && id != 0 && len(im.rule.keys) == 0 && im.askLeftOver(known.by(ctx), known, id, values, result) {
		return 0, nil
	}
	if len(result.Likely) > 0 && (im.options.Ask || err == nil && id == 0 && len(im.rule.keys) == 0 && im.doubtful(values, result.Likely)) {
		result.Outcome, result.Values = RowAsked, values
		result.Reason = "可能是已有的人：" + result.Likely[0].Why + "。请选择同一人、新人或跳过。"
		return 0, nil
	}
	return id, err
}

// askLeftOver has a row wait that found one of several of a name only because something speaks against the others, while more speaks for another of them
// than for him: 郭春 of 县委办公室 with a new mobile is hardly the 郭春 of 县水务局 who has none.
func (im *Import) askLeftOver(by record.Candidates, known *known, id int64, values record.Values, result *Row) bool {
	found := known.byID[id].Values
	if found["name"] != values["name"] || known.added[id] {
		return false
	}
	speaks := speaksFor(values, found)
	var others []Likeness
	for _, r := range by("name", values["name"]) {
		_, otherwise := roster.Agreement(values, r.Values, "id_number", "number")
		if _, met := im.seen[r.ID]; met || r.ID == id || known.added[r.ID] || otherwise > 0 || speaksFor(values, r.Values) <= speaks {
			continue
		}
		others = append(others, Likeness{ID: r.ID, Values: r.Values, Why: "同名" + differences(values, r.Values)})
	}
	if len(others) == 0 {
		return false
	}
	result.Likely = append(others, Likeness{ID: id, Values: found, Why: "同名" + differences(values, found)})
	result.Outcome, result.Values = RowAsked, values
	result.Reason = fmt.Sprintf("名叫「%s」的有几位，看不出是哪一位：%s。请选择同一人、新人或跳过。", values["name"], others[0].Why)
	return true
}

// speaksFor is how much of what a row says agrees with somebody.
func speaksFor(values, stored record.Values) int {
	agree, _ := roster.Agreement(values, stored, "id_number", "number", "birth_on", "mobile", "sector", "political", "posts", "group_number")
	if values["workplace"] != "" && stored["workplace"] != "" && sameWorkplace(values["workplace"], stored["workplace"]) {
		agree++
	}
	return agree
}

// doubtful reports whether a row that found nobody may still be one of those of its name: births, mobiles and genders are written wrong, and people have
// new mobiles. Nobody guesses that, asked to ask or not, unless somebody said by what rows are told apart; only two ID numbers tell surely,
// or two numbers on the roster where the births do not differ. Of whom another row of the file speaks he may be a namesake, but not where he was born when he was.
func (im *Import) doubtful(values record.Values, likely []Likeness) bool {
	return slices.ContainsFunc(likely, func(l Likeness) bool {
		_, met := im.seen[l.ID]
		_, others := roster.Agreement(values, l.Values, "id_number")
		_, numbered := roster.Agreement(values, l.Values, "number")
		born, otherwise := roster.Agreement(values, l.Values, "birth_on")
		sure := others > 0 && !nearlyEqual(values["id_number"], l.Values["id_number"]) || numbered > 0 && otherwise == 0
		return !sure && (!met || born > 0)
	})
}

// askAgain lists once more what a row was asked about that has been decided on: for record id, or otherwise.
func (im *Import) askAgain(ctx context.Context, known *known, id int64, values record.Values, result *Row) {
	result.Values = maps.Clone(values)
	if im.Kind.Like != nil {
		result.Likely = known.alike(values)
		return
	}
	if !holdsPeople(im.Kind) {
		found, err := im.byRule(known.by(ctx), maps.Clone(values))
		r := known.byID[found]
		if why := otherSubject(im.Kind, values, r.Values); err == nil && why != "" {
			result.Likely = []Likeness{{ID: found, Values: r.Values, Why: why}}
		}
		return
	}
	result.Likely = known.likely(ctx, values, 0, true)
	if r, ok := known.byID[id]; ok && r.Values["name"] != values["name"] {
		result.Likely = append(result.Likely, Likeness{ID: r.ID, Values: r.Values, Why: doubt(known.kind, values, r.Values)})
	}
}

// askThing has a row wait that found its record by a number when it is about something else, and one that found nothing but is like something known.
func (im *Import) askThing(known *known, row intake.Row, id int64, err error, values record.Values, result *Row) (int64, error) {
	if err == nil && id == 0 && im.Kind.Like != nil {
		im.askLike(known, values, result)
	}
	if err != nil || id == 0 {
		return id, err
	}
	stored := known.byID[id].Values
	why := cmp.Or(otherSubject(im.Kind, values, stored), im.otherOccasion(values, stored))
	if why == "" {
		return id, nil
	}
	if other, twice := im.seen[id]; twice {
		return 0, store.Refuse(store.CodeDuplicate, "%s（%s）；请核对编号。", why, other.from(row.Sheet))
	}
	result.Outcome, result.Values = RowAsked, values
	result.Likely = []Likeness{{ID: id, Values: stored, Why: why}}
	result.Reason = why + "；请选择同一件或跳过。"
	return 0, nil
}

// Decide notes what somebody decided on row i, which was asked about; the zero Decision takes a decision back. The row then shows
// what follows, and the decision stands in the options' Decided, so that planning again and Apply keep to it.
func (im *Import) Decide(i int, decision Decision) {
	row := &im.Rows[i]
	if row.Values == nil {
		return
	}
	if im.options.Decided == nil {
		im.options.Decided = map[RowKey]Decision{}
	}
	key := RowKey{row.Sheet, row.Line, row.Left, row.From}
	im.options.Decided[key] = decision
	row.Changes, row.ID = nil, 0
	switch decision.Do {
	case DecideSame:
		row.ID, row.Outcome = decision.ID, RowSame
		for _, likely := range row.Likely {
			if likely.ID == decision.ID {
				values := maps.Clone(row.Values)
				im.keepName(values, likely.Values)
				row.Changes = im.changesOf(likely.Values, values)
			}
		}
		if len(row.Changes) > 0 {
			row.Outcome = RowChanged
		}
	case DecideNew:
		row.Outcome = RowNew
	case DecideSkip:
		row.Outcome = RowSkipped
	default:
		row.Outcome = RowAsked
		delete(im.options.Decided, key)
	}
}

// byKey finds the record by the key an exported list carries. Where the row's own words speak of another record, rows were
// sorted without that column, and nothing is safe.
func (im *Import) byKey(known *known, by record.Candidates, row intake.Row, values record.Values) (int64, error) {
	id := parseRecordKey(im.Kind, row.Text(recordKeyField), known.stamp)
	record, ok := known.byID[id]
	if !ok {
		return 0, nil
	}
	if _, seen := im.seen[id]; seen || values["year"] != "" && record.Values["year"] != "" && values["year"] != record.Values["year"] {
		return 0, nil // the row was copied to make another one
	}
	if other, err := im.Kind.Match(values, by); err == nil && other != 0 && other != id {
		return 0, store.Refuse(store.CodeConflict, "这一行的记录号是「%s」的，内容却是「%s」的，可能排序时没有选中全部列；请从头导出再改，或删去「%s」列。",
			im.Kind.NameOf(record.Values), im.Kind.NameOf(known.byID[other].Values), RecordKeyHeading)
	}
	return id, nil
}

func (im *Import) byRule(by record.Candidates, values record.Values) (int64, error) {
	if len(im.rule.keys) == 0 {
		return im.Kind.Match(values, by)
	}
	for _, key := range im.rule.keys {
		if values[key] == "" {
			return 0, store.Refuse(store.CodeInvalid, "没有「%s」，%s比对时无法判断是不是已有的%s。", im.Kind.Field(key).Title, im.rule.Title, im.Kind.Title)
		}
	}
	var found []record.Record
	for _, r := range by(im.rule.keys[0], values[im.rule.keys[0]]) {
		if agree, _ := roster.Agreement(values, r.Values, im.rule.keys...); agree == len(im.rule.keys) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return 0, nil
	case 1:
		return found[0].ID, nil
	default:
		return 0, store.Refuse(store.CodeInvalid, "已有 %d 条%s记录与这一行相符（%s），无法判断是哪一条。", len(found), im.Kind.Title, im.rule.Title)
	}
}

// likely lists the stored people the row may speak of though it did not surely find them: of the same name, or of the same
// ID number under another name. found is whom it found; torn that it could not tell which.
func (k *known) likely(ctx context.Context, values record.Values, found int64, torn bool) []Likeness {
	var likely []Likeness
	if found != 0 {
		if why := doubt(k.kind, values, k.byID[found].Values); why != "" && !k.added[found] {
			likely = append(likely, Likeness{ID: found, Values: k.byID[found].Values, Why: why})
		}
		return likely
	}
	for _, r := range k.by(ctx)("name", values["name"]) {
		if k.added[r.ID] {
			continue
		}
		why := differences(values, r.Values)
		if why == "" && !torn {
			continue
		}
		likely = append(likely, Likeness{ID: r.ID, Values: r.Values, Why: "同名" + why})
	}
	return likely
}

// askMixed has a row wait that says one person's name and another one's number: which of the two it means nobody can tell.
func (im *Import) askMixed(by record.Candidates, id int64, stored, values record.Values, result *Row) bool {
	same := func(r record.Record) bool { return fold.Person(r.Values["name"]) == fold.Person(values["name"]) }
	owner, title := record.Record{ID: id, Values: stored}, sameNumber(im.Kind, values, stored)
	if id == 0 || same(owner) { // not found by the number
		title = "手机"
		if values["mobile"] == "" || values["mobile"] == stored["mobile"] {
			return false
		}
		owners := slices.DeleteFunc(by("mobile", values["mobile"]), same)
		if len(owners) == 0 {
			return false
		}
		owner = owners[0]
	}
	named := by("name", values["name"])
	if len(named) == 0 {
		return false
	}
	result.Outcome, result.Values = RowAsked, values
	result.Likely = []Likeness{
		{ID: owner.ID, Values: owner.Values, Why: title + "相同，姓名不同（已有的是" + owner.Values["name"] + "）"},
		{ID: named[0].ID, Values: named[0].Values, Why: "同名，" + title + "不同"},
	}
	result.Reason = fmt.Sprintf("%s是「%s」的，姓名却是另一位%s「%s」的，看不出写的是哪一位；请核对姓名和%[1]s后改正，没有写错的请选择是谁，或跳过。",
		title, owner.Values["name"], im.Kind.Title, values["name"])
	return true
}

// sameNumber is the title of the number that a row has in common with a person of another name.
func sameNumber(kind *record.Kind, values, stored record.Values) string {
	numbers := []string{"id_number", "number", "mobile"}
	at := slices.IndexFunc(numbers, func(key string) bool {
		agree, _ := roster.Agreement(values, stored, key)
		return agree > 0
	})
	return kind.Field(numbers[max(at, 0)]).Title
}

// doubt says why a record that was found may still be another human being's.
func doubt(kind *record.Kind, values, stored record.Values) string {
	if fold.Person(values["name"]) != fold.Person(stored["name"]) {
		return sameNumber(kind, values, stored) + "相同，姓名不同（已有的是" + stored["name"] + "）"
	}
	agree, _ := roster.Agreement(values, stored, "id_number", "birth_on", "mobile", "number")
	if agree == 0 && values["workplace"] != "" && stored["workplace"] != "" && !sameWorkplace(values["workplace"], stored["workplace"]) {
		return "同名，工作单位不同"
	}
	return ""
}

// differences names what tells two people of one name apart.
func differences(values, stored record.Values) string {
	text := ""
	for _, part := range []struct{ key, title string }{
		{"id_number", "身份证号"}, {"birth_on", "出生日期"}, {"gender", "性别"}, {"mobile", "手机"}, {"number", "编号"}, {"workplace", "工作单位"},
	} {
		if _, differ := roster.Agreement(values, stored, part.key); differ == 0 || part.key == "workplace" && sameWorkplace(values[part.key], stored[part.key]) {
			continue
		}
		text += "，" + part.title + "不同"
		if part.key == "id_number" && nearlyEqual(values[part.key], stored[part.key]) {
			text = "，身份证号只差一两位"
		}
	}
	return text
}

// nearlyEqual reports whether two numbers of the same length differ in at most two places, as after a slip of the finger.
func nearlyEqual(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	differ := 0
	for i := range len(a) {
		if a[i] != b[i] {
			differ++
		}
	}
	return differ <= 2
}
