package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// personKeys are the fields of a human being, whatever else he is.
var personKeys = []string{
	"name", "gender", "ethnicity", "birth_on", "native_place", "education", "degree", "title", "political", "religion",
	"workplace", "job", "org_kind", "in_system", "id_number", "mobile", "office_phone", "home_phone", "email", "address",
	"postcode", "secretary", "social_posts", "honors",
}

// savePerson stores what v says of the human being and gives his id. With personID 0 he is looked for among those who
// are known already, as a member, a supervisor or a rater, so that nobody is kept twice.
func savePerson(ctx context.Context, tx *store.Tx, personID int64, v record.Values) (int64, error) {
	splitBirth(v)
	row := v.Pick(personKeys...)
	for _, key := range []string{"birth_lunar", "birth_leap", "compatriot"} {
		if value, ok := v[key]; ok {
			row[key] = record.Yes(value)
		}
	}
	if personID == 0 {
		if v["name"] == "" {
			return 0, store.Refuse(store.CodeInvalid, "缺少姓名，请补上后再导入或保存。")
		}
		known, err := knownPerson(ctx, tx, v)
		if err != nil {
			return 0, err
		}
		personID = known
		if known != 0 {
			if err := keepKnown(ctx, tx, known, row); err != nil {
				return 0, err
			}
		}
	} else if v.Has("name") && v["name"] == "" {
		return 0, store.Refuse(store.CodeInvalid, "姓名不能为空。")
	}
	if err := checkPerson(ctx, tx, personID, row, v); err != nil {
		return 0, err
	}
	return tx.Put(ctx, "person", personID, row)
}

// keepKnown takes out of a row from another roster what would wipe what is known of the person already: its empty cells, a month of birth on its day,
// the older form of the ID number.
func keepKnown(ctx context.Context, tx *store.Tx, personID int64, row store.Columns) error {
	var birth, id string
	if err := tx.QueryRowContext(ctx, "SELECT birth_on, id_number FROM person WHERE id = ?", personID).Scan(&birth, &id); err != nil {
		return fmt.Errorf("person %d: %w", personID, err)
	}
	for key, value := range row {
		text, is := value.(string)
		if is && (text == "" || key == "birth_on" && record.Month{}.Coarser(birth, text) || key == "id_number" && record.IDNumber{}.Coarser(id, text)) {
			delete(row, key)
		}
	}
	return nil
}

// identityKeys are what an ID number says too, and what must agree with it.
var identityKeys = []string{"id_number", "birth_on", "birth_lunar", "birth_leap", "gender"}

// checkPerson checks birth, gender and ID number of the row to be written from v together with what is known of the person
// already.
func checkPerson(ctx context.Context, tx *store.Tx, personID int64, row store.Columns, v record.Values) error {
	written := func(key string) bool { _, ok := row[key]; return ok }
	if !slices.ContainsFunc(identityKeys, written) {
		return nil
	}
	known := record.Values{}
	if personID != 0 {
		var id, birth, isLunar, isLeap, gender string
		query := `SELECT id_number, birth_on, CASE WHEN birth_lunar THEN '是' ELSE '否' END, CASE WHEN birth_leap THEN '是' ELSE '否' END, gender
			FROM person WHERE id = ?`
		if err := tx.QueryRowContext(ctx, query, personID).Scan(&id, &birth, &isLunar, &isLeap, &gender); err != nil {
			return fmt.Errorf("person %d: %w", personID, err)
		}
		known = record.Values{"id_number": id, "birth_on": birth, "birth_lunar": isLunar, "birth_leap": isLeap, "gender": gender}
	}
	for _, key := range identityKeys {
		if written(key) {
			known[key] = v[key]
		}
	}
	today := tx.Today()
	if tx.Importing && v["birth_on"] != "" {
		if err := checkAge(v["birth_on"], today); err != nil {
			return err
		}
	}
	if err := checkBirth(known, today); err != nil {
		return err
	}
	return checkIDNumber(known)
}

// NewPersonKey among values says that somebody decided: this is a human being not known yet, whoever shares his name.
const NewPersonKey = "#new"

// notAnother keeps out people whose ID number or birth is known to be another one. A month agrees with every day in it.
const notAnother = ` AND (id_number = '' OR ?0 = '' OR id_number IN (?0, ?4))
	AND (birth_on = '' OR ?1 = '' OR birth_on LIKE ?1 || '%' OR ?1 LIKE birth_on || '%')`

// knownPerson finds a human being by ID number, else by name together with birth, mobile or workplace; 0 is nobody.
func knownPerson(ctx context.Context, db bun.IDB, v record.Values) (int64, error) {
	if record.Yes(v[NewPersonKey]) {
		return 0, nil
	}
	names, err := Spellings(ctx, db, v["name"])
	if err != nil {
		return 0, err
	}
	for _, by := range []string{"id_number", "birth_on", "mobile", "workplace"} {
		if v[by] == "" {
			continue
		}
		found, err := called(ctx, db, v, by, names)
		if err != nil {
			return 0, err
		}
		if len(found) == 1 {
			if by == "id_number" || v["gender"] == "" {
				return found[0], nil
			}
			var gender string
			if err := db.QueryRowContext(ctx, "SELECT gender FROM person WHERE id = ?", found[0]).Scan(&gender); err != nil {
				return 0, fmt.Errorf("gender of person %d: %w", found[0], err)
			}
			return found[0], otherSex(v, record.Values{"gender": gender})
		}
		if by == "id_number" && len(found) == 0 {
			other, err := store.LookUp(ctx, db, "SELECT id FROM person WHERE deleted_at = '' AND id_number IN (?, ?)", v[by], otherID(v[by]))
			if err != nil {
				return 0, err
			}
			if other != 0 {
				return 0, store.Refuse(store.CodeDuplicate, "身份证号 %s 已登记在另一人名下，请核对姓名和号码。", v[by])
			}
		}
	}
	return 0, nil
}

// called are the people of one of the names who have what v says under by, and are nobody else by number or birth.
func called(ctx context.Context, db bun.IDB, v record.Values, by string, names []string) (all []int64, err error) {
	other := v[by] // written the other way
	if by == "id_number" {
		other = otherID(v[by])
	}
	for _, name := range names { // one after another, because the values of a list are no prepared statement's
		found, err := store.IDs(ctx, db, "SELECT id FROM person WHERE deleted_at = '' AND "+by+" IN (?2, ?5) AND name = ?3"+notAnother,
			v["id_number"], v["birth_on"], v[by], name, otherID(v["id_number"]), other)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// otherID is the form of 18 digits of an ID number of 15, and of 15 digits of one of 18 that was given out in place of it; else id.
func otherID(id string) string {
	if len(id) == 18 && id[6:8] == "19" {
		if short := id[:6] + id[8:17]; intake.LongID(short) == id {
			return short
		}
	}
	return intake.LongID(id)
}

// matchPerson finds the roster row v speaks of among those on the same roster: by ID number, by number on the roster
// with the same name, else by name, where birth, mobile or workplace tell people of the same name apart. Found by less than a number, somebody of
// the other sex is not taken for him.
func matchPerson(v record.Values, by record.Candidates) (int64, error) {
	splitBirth(v)
	if v["id_number"] != "" {
		for _, id := range []string{v["id_number"], otherID(v["id_number"])} {
			if found := by("id_number", id); len(found) == 1 {
				return found[0].ID, nil
			}
		}
	}
	for _, r := range by("name", v["name"]) {
		if v["number"] != "" && strings.EqualFold(v["number"], r.Values["number"]) {
			return r.ID, nil // whatever else of him is corrected
		}
	}
	var possible []record.Record
	for _, r := range by("name", v["name"]) {
		switch agree, differ := Agreement(v, r.Values, "id_number", "birth_on", "mobile", "number"); {
		case differ == 0 && agree > 0:
			possible = append([]record.Record{r}, possible...)
			if agree > 1 {
				return r.ID, otherSex(v, r.Values)
			}
		case differ == 0:
			possible = append(possible, r)
		case v["birth_on"] != "" && v["birth_on"] == r.Values["birth_on"] && !bornOnAnotherDay(v, r.Values):
			return r.ID, otherSex(v, r.Values) // another number or mobile on the same human being
		}
	}
	return atWorkplace(possible, v)
}

// bornOnAnotherDay tells whether the ID numbers say different days: two people born in one month, of whom only that is entered.
func bornOnAnotherDay(a, b record.Values) bool {
	x, y := idBirth(a["id_number"]), idBirth(b["id_number"])
	return x != "" && y != "" && x != y
}

// atWorkplace picks the one of several people of v's name who works where v says; none is 0, more than one a refusal.
func atWorkplace(possible []record.Record, v record.Values) (int64, error) {
	here := possible
	if len(possible) > 1 {
		here = slices.DeleteFunc(slices.Clone(possible), func(r record.Record) bool {
			return v["workplace"] == "" || r.Values["workplace"] != v["workplace"]
		})
	}
	switch {
	case len(possible) == 0:
		return 0, nil
	case len(here) == 1:
		return here[0].ID, otherSex(v, here[0].Values)
	default:
		return 0, store.Refuse(store.CodeInvalid, "已有 %d 位同名的「%s」，无法判断是哪一位，请补充出生日期或身份证号。", len(possible), v["name"])
	}
}

// otherSex refuses to take v for somebody of its name who is known to be of the other sex.
func otherSex(v, stored record.Values) error {
	if _, differ := Agreement(v, stored, "gender"); differ == 0 {
		return nil
	}
	return store.Refuse(store.CodeConflict, "已有的「%s」性别是%s，与填写的%s不同，看不出是不是同一人；是同一人请先改正性别，或填编号、身份证号，是另一人请填写两人的出生日期或身份证号。", v["name"], stored["gender"], v["gender"])
}

// Agreement counts the keys on which two sets of values agree and differ, leaving out what either does not know. A month
// agrees with every day in it.
func Agreement(a, b record.Values, keys ...string) (agree, differ int) {
	for _, key := range keys {
		x, y := a[key], b[key]
		switch {
		case x == "" || y == "":
		case x == y, key == "number" && strings.EqualFold(x, y), key == "id_number" && intake.SameID(x, y), key == "birth_on" && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x)):
			agree++
		default:
			differ++
		}
	}
	return agree, differ
}

// In the bin a row t that is about a person is called by his name, and one of a term is told from others by it.
const (
	binnedPerson = "(SELECT p.name FROM person p WHERE p.id = t.person_id)"
	binnedTerm   = "(SELECT m.name FROM term m WHERE m.id = t.term_id)"
)

// BinnedPeople are the persons in the bin; no list of their own shows them.
var BinnedPeople = record.InBin{Kind: "people", Title: "人员", Table: "person", Binned: record.Binned{
	Measure: "人", Name: "t.name", Note: "t.workplace", Rivals: []record.Rival{{
		Query: "SELECT x.name FROM person t JOIN person x ON x.id_number = t.id_number AND x.deleted_at = '' WHERE t.id = ?0 AND t.id_number <> ''", Reason: "「%s」的身份证号与他相同",
	}},
}}
