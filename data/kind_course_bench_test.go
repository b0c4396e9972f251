package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// rewrittenRoster is a roster of 20,000 members with two posts each, all of which were replaced once: 120,000 rows in the journal.
func rewrittenRoster(b *testing.B) (office, int64) {
	b.Helper()
	o := openOffice(b)
	const n = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
	o.do(
		n+" INSERT INTO person (id, name) SELECT i, '委员' || i FROM n",
		"INSERT INTO member (id, person_id, term_id) SELECT id, id, 1 FROM person",
		"INSERT INTO member_post (member_id, scope, post) SELECT id, '政协', '常委' FROM member",
		"INSERT INTO member_post (member_id, scope, post) SELECT id, '界别', '召集人' FROM member",
	)
	o.do("DELETE FROM member_post", "INSERT INTO member_post (member_id, scope, post) SELECT id, '政协', '委员' FROM member")
	const id = 10000
	for _, job := range []string{"教师", "主任", "校长", "局长", "副县长"} {
		if _, sentence := o.saveAs(roster.Members, id, record.Values{"job": job}); sentence != "" {
			b.Fatal(sentence)
		}
	}
	return o, id
}

func BenchmarkCourse(b *testing.B) {
	o, id := rewrittenRoster(b)
	for b.Loop() {
		entries, err := roster.Members.Course(context.Background(), o.Store, id)
		if err != nil || len(entries) != 7 {
			b.Fatal(len(entries), err)
		}
	}
}

func BenchmarkSaveOver(b *testing.B) {
	for _, name := range []string{"nobody else wrote", "somebody else wrote"} {
		b.Run(name, func(b *testing.B) {
			o, id := rewrittenRoster(b)
			jobs := []string{"甲", "乙"}
			for i := 0; b.Loop(); i++ {
				was, err := roster.Members.Edition(context.Background(), o.Store, id)
				if err != nil {
					b.Fatal(err)
				}
				if name != "nobody else wrote" {
					o.change(roster.Members, id, record.Values{"note": jobs[i%2]})
				}
				if told := o.saveOver(roster.Members, was, record.Values{"job": jobs[i%2]}); len(told) > 100 {
					b.Fatal(told)
				}
			}
		})
	}
}
