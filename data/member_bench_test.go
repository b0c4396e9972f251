package data_test

import (
	"context"
	"fmt"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// manyMembers fills a store with n members of 30 sectors, each with two or three posts and a first status.
func manyMembers(b *testing.B, n int) *store.Store {
	b.Helper()
	st := datatest.MustOpen(b)
	err := st.Write(b.Context(), "测试", "录入委员", func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range []string{
			"INSERT INTO term (id, ordinal, name) VALUES (1, 10, '第十届')",
			"INSERT INTO committee (id, term_id, name) VALUES (1, 1, '提案委'), (2, 1, '社会和法制委')",
			`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 30)
				INSERT INTO sector (id, term_id, name, sort) SELECT n, 1, '界别' || n, n FROM i`,
			fmt.Sprintf(`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < %d)
				INSERT INTO person (id, name, gender, birth_on, political, workplace, mobile)
				SELECT n, '委员' || n, CASE n %% 3 WHEN 0 THEN '女' ELSE '男' END, '19' || (50 + n %% 50) || '-03-08', '民盟', '单位' || (n %% 900), '138' || (10000000 + n) FROM i`, n),
			"INSERT INTO member (id, person_id, term_id, number, sector_id) SELECT id, id, 1, 10000 + id, 1 + id % 30 FROM person",
			"INSERT INTO member_post (member_id, scope, post) SELECT id, '政协', '委员' FROM member",
			"INSERT INTO member_post (member_id, scope, committee_id, post) SELECT id, '专委会', 1 + id % 2, '委员' FROM member",
			"INSERT INTO member_post (member_id, scope, post) SELECT id, '界别', '召集人' FROM member WHERE id % 30 = 0",
			"INSERT INTO member_status (member_id, status, on_date) SELECT id, '在册', '2022-01-10' FROM member",
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("%.40s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return st
}

// BenchmarkMemberList reads the list of members as the window does, against a bare query of the same columns without what
// stands beside a member.
func BenchmarkMemberList(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		store := manyMembers(b, n)
		b.Run(fmt.Sprintf("records/%d", n), func(b *testing.B) {
			for b.Loop() {
				found, err := roster.Members.Records(b.Context(), store.DB(), record.Scope{TermID: 1})
				if err != nil || len(found) != n {
					b.Fatal(len(found), err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			texts := make([]string, 40)
			into := make([]any, len(texts))
			for i := range texts {
				into[i] = &texts[i]
			}
			for b.Loop() {
				rows, err := store.DB().QueryContext(b.Context(), `SELECT m.id, m.number, p.name, p.gender, p.ethnicity, p.birth_on, p.birth_lunar, p.native_place, p.political,
					p.education, p.degree, p.title, p.id_number, p.religion, p.compatriot, s.name, m.joined_on, m.terms_served, m.status, p.workplace, p.job,
					p.org_kind, p.in_system, p.social_posts, p.honors, p.mobile, p.office_phone, p.home_phone, p.email, p.address, p.postcode, p.secretary, m.note,
					m.left_on, p.photo, m.term_id, m.person_id, s.sort, m.sector_id, p.note
					FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
					WHERE m.term_id = 1 AND m.deleted_at = '' AND p.deleted_at = '' ORDER BY s.sort, s.name, m.number = '', m.number, m.id`)
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
					if err := rows.Scan(into...); err != nil {
						b.Fatal(err)
					}
				}
				if err := rows.Err(); err != nil {
					b.Fatal(err)
				}
				_ = rows.Close() //nolint:sqlclosecheck // once a round, not when the benchmark ends
			}
		})
	}
}

// BenchmarkMemberRecord reads one member among many, as every row of an import does.
func BenchmarkMemberRecord(b *testing.B) {
	store := manyMembers(b, 100_000)
	for b.Loop() {
		if _, err := roster.Members.Record(b.Context(), store.DB(), 50_000); err != nil {
			b.Fatal(err)
		}
	}
}
