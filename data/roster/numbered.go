package roster

import (
	"context"
	"strings"

	"github.com/uptrace/bun"
	"golang.org/x/text/width"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// numbered is a roster on which people have numbers of their own.
type numbered struct {
	title  string // of its numbers
	holder string // SQL: the name of who else than ?0, on the same roster, has the number ?1; ?2 is the term
}

var (
	memberNumbers = numbered{"委员编号", `SELECT p.name FROM member m JOIN person p ON p.id = m.person_id
		WHERE m.term_id = ?2 AND lower(m.number) = lower(?1) AND m.number <> '' AND m.id <> ?0 AND m.deleted_at = '' ORDER BY m.id LIMIT 1`}
	supervisorNumbers = numbered{"监督员编号", `SELECT p.name FROM supervisor v JOIN person p ON p.id = v.person_id
		WHERE lower(v.number) = lower(?1) AND v.number <> '' AND v.id <> ?0 AND v.deleted_at = '' ORDER BY v.id LIMIT 1`}
)

// numberOn is the type of a person's number: in half-width characters without blanks, small letters the same as large ones.
var numberOn = record.Text{Fold: strings.ToLower, Read: func(text string) (string, error) {
	return strings.Join(strings.Fields(width.Narrow.String(text)), ""), nil
}}

// match is matchPerson; a number that is somebody else's is refused.
func (n numbered) match(v record.Values, by record.Candidates) (int64, error) {
	id, err := matchPerson(v, by)
	if err != nil || v["number"] == "" {
		return id, err
	}
	for _, r := range by("number", v["number"]) {
		if r.ID != id {
			return 0, n.taken(v["number"], r.Values["name"])
		}
	}
	return id, nil
}

// refuseTaken refuses a number that somebody else than the row id has.
func (n numbered) refuseTaken(ctx context.Context, db bun.IDB, id, termID int64, number string) error {
	if number == "" {
		return nil
	}
	names, err := store.Texts(ctx, db, n.holder, id, number, termID)
	if err != nil || len(names) == 0 {
		return err
	}
	return n.taken(number, names[0])
}

func (n numbered) taken(number, name string) error {
	return store.Refuse(store.CodeDuplicate, "%s %s 已是「%s」的，请核对编号和姓名。", n.title, number, name)
}
