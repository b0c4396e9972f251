package export_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// slowDuties are what the rows say that members did by the day: name, proposals led and joined in, oral speeches, half-days they came to.
const slowDuties = `SELECT p.name || ' ' || (SELECT count(*) FROM proposal o JOIN session s ON s.id = o.session_id JOIN proposal_proposer x ON x.proposal_id = o.id AND x.ordinal = 1
		WHERE s.year = 2026 AND o.deleted_at = '' AND o.received_on <= ?0 AND x.member_id IN (SELECT id FROM member WHERE person_id = p.id))
	|| ' ' || (SELECT count(*) FROM proposal o JOIN session s ON s.id = o.session_id JOIN proposal_proposer x ON x.proposal_id = o.id AND x.ordinal > 1 AND x.role <> '附议'
		WHERE s.year = 2026 AND o.deleted_at = '' AND o.received_on <= ?0 AND x.member_id IN (SELECT id FROM member WHERE person_id = p.id))
	|| ' ' || (SELECT count(*) FROM attendance x JOIN activity a ON a.id = x.activity_id WHERE x.person_id = p.id AND x.speech = '口头' AND a.year = 2026 AND a.deleted_at = ''
		AND max(a.finished_on, a.started_on) <= ?0)
	FROM person p JOIN member m ON m.person_id = p.id WHERE m.deleted_at = '' AND p.deleted_at = '' AND (SELECT count(*) FROM person k WHERE k.name = p.name AND k.deleted_at = '') = 1 GROUP BY p.id`

// Report 13 says of every member what the rows say, on any day.
func TestDutiesOfMembers(t *testing.T) {
	s := sampletest.MustOpen(t)
	attend(t, s)
	for _, day := range []string{"2026-03-31", "2026-05-12", "2026-11-30"} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		book := writePackOn(t, s, date, "13")["13委员履职情况表.xlsx"]
		of := func(heading string) []string { return column(t, book, "委员履职情况表", heading) }
		names, led, joined, oral := of("姓名"), of("领衔"), of("联名"), of("口头")
		if len(names) < 170 {
			t.Fatalf("on %s %d members", day, len(names))
		}
		lines, err := store.Texts(t.Context(), s.DB(), strings.ReplaceAll(slowDuties, "?0", "'"+day+"'"))
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]bool{}
		for _, line := range lines {
			said[line] = true
		}
		wrong := 0
		for i, name := range names {
			if line := fmt.Sprintf("%s %s %s %s", name, zero(led[i]), zero(joined[i]), zero(oral[i])); !strings.Contains(name, "（") && strings.TrimLeft(name, "0123456789") == name && !strings.HasSuffix(name, "人") && !said[line] {
				if wrong++; wrong < 5 {
					t.Errorf("on %s: %s", day, line)
				}
			}
		}
	}
}

func zero(text string) string {
	if text == "" || text == "—" {
		return "0"
	}
	return text
}

// Who left within the year and did something in it comes last; who did nothing is not listed.
func TestDutiesOfThoseWhoLeft(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "辞去", func(ctx context.Context, tx *store.Tx) error {
		ids, err := store.IDs(ctx, tx, `SELECT min(m.id) FROM member m JOIN proposal_proposer x ON x.member_id = m.id AND x.ordinal = 1 JOIN proposal o ON o.id = x.proposal_id WHERE o.received_on < '2026-03-01' AND o.deleted_at = ''
			UNION SELECT max(m.id) FROM member m JOIN person p ON p.id = m.person_id WHERE NOT EXISTS (SELECT 1 FROM proposal_proposer x WHERE x.member_id = m.id) AND NOT EXISTS (SELECT 1 FROM attendance x WHERE x.person_id = p.id)`)
		for _, id := range ids {
			if err == nil {
				_, err = roster.Members.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"status": "辞去", "status_on": "2026-06-10"})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	book := writePackOn(t, s, time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), "13")["13委员履职情况表.xlsx"]
	names, led := column(t, book, "委员履职情况表", "姓名"), column(t, book, "委员履职情况表", "领衔")
	in := func(name string) int { return slices.Index(names, name) }
	who, err := store.Texts(t.Context(), s.DB(), "SELECT p.name FROM member m JOIN person p ON p.id = m.person_id WHERE m.status = '辞去' AND m.left_on = '2026-06-10' ORDER BY m.id")
	if err != nil || len(who) != 2 {
		t.Fatal(who, err)
	}
	if at := in(who[0]); at != 178 || led[at] == "0" {
		t.Errorf("%s, who proposed, is at %d of %d", who[0], at, len(names))
	}
	if at := in(who[1]); at >= 0 {
		t.Errorf("%s, who did nothing, is at %d", who[1], at)
	}
}
