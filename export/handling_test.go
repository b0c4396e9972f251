package export_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// worked are the answering assignments of filed proposals on day ?0, with their deadlines and replies as of it, counted from the records.
const worked = `WITH worked AS (SELECT a.id, p.id AS proposal_id, p.number, a.round, u.name AS unit,
	CASE WHEN a.extended_to <> '' AND a.extended_on <= ?0 THEN a.extended_to ELSE a.due_on END AS due,
	CASE WHEN COALESCE(r.replied_on, '') <= ?0 THEN COALESCE(r.replied_on, '') ELSE '' END AS replied
	FROM assignment a JOIN proposal p ON p.id = a.proposal_id JOIN unit u ON u.id = a.unit_id LEFT JOIN reply r ON r.assignment_id = a.id
	WHERE p.conclusion = '立案' AND p.received_on <= ?0 AND p.reviewed_on <= ?0 AND a.assigned_on <= ?0 AND a.role <> '会办' AND (a.returned_on = '' OR a.returned_on > ?0)) `

// The lists of what was done about proposals hold what a count of the records finds, on any day.
func TestHandlingReportsAgainstTheRecords(t *testing.T) {
	s := sampletest.MustOpen(t)
	promise(t, s)
	for _, on := range []time.Month{time.June, time.August, time.October, time.December} {
		day := time.Date(year, on+1, 0, 0, 0, 0, 0, time.UTC)
		pack := writePackOn(t, s, day, "16", "17", "18", "19", "21")
		iso := min(day.Format(time.DateOnly), datatest.Clock.Format(time.DateOnly)) // what is to come does not count
		count := func(query string) string {
			t.Helper()
			n, err := store.LookUp(t.Context(), s.DB(), query, iso)
			if err != nil {
				t.Fatal(err)
			}
			return strconv.FormatInt(n, 10)
		}
		cells := func(file, heading string) []string {
			t.Helper()
			name := strings.TrimSuffix(file[2:], ".xlsx")
			return column(t, pack[file], name, heading)
		}
		overdue := cells("16提案办理逾期清单.xlsx", "案号")
		slices.Sort(overdue)
		if want := textsOf(t, s, worked+`SELECT number FROM worked WHERE due <> '' AND (replied = '' AND due < ?0 OR replied > due) ORDER BY CAST(number AS TEXT)`, iso); !slices.Equal(overdue, want) {
			t.Errorf("%s: 16 lists %v, want %v", iso, overdue, want)
		}
		for heading, query := range map[string]string{
			"主办件次":       "SELECT count(*) FROM worked WHERE round = 1",
			"期限已过·逾期未答复": "SELECT count(*) FROM worked WHERE round = 1 AND due <> '' AND due < ?0 AND replied = ''",
		} {
			if got := lastRow(t, pack["18按期办复统计表.xlsx"], "按期办复统计表", "合计")[heading]; got != count(worked+query) {
				t.Errorf("%s: the total of 18 %s is %s, want %s", iso, heading, got, count(worked+query))
			}
		}
		said := count(`SELECT count(*) FROM feedback f JOIN proposal p ON p.id = f.proposal_id WHERE p.conclusion = '立案' AND f.returned_on <= ?0 AND (f.attitude = '不满意' OR f.result = '不满意')`)
		if got := cells("17不满意及重办清单.xlsx", "反馈日期"); strconv.Itoa(len(got)) != said {
			t.Errorf("%s: 17 lists %d complaints, want %s", iso, len(got), said)
		}
		made := count("SELECT count(*) FROM promise x JOIN proposal p ON p.id = x.proposal_id WHERE p.conclusion = '立案' AND x.made_on <= ?0")
		texts := cells("19B类承诺兑现表.xlsx", "承诺事项")
		if len(texts) > 0 && texts[len(texts)-1] != made {
			t.Errorf("%s: 19 lists %v, want %s", iso, texts, made)
		}
		key := cells("21重点提案督办一览表.xlsx", "案号")
		if got, want := len(key), count("SELECT count(*) FROM key_proposal k JOIN proposal p ON p.id = k.proposal_id WHERE p.received_on <= ?0"); strconv.Itoa(got) != want {
			t.Errorf("%s: 21 lists %d, want %s", iso, got, want)
		}
	}
}

// What the year before left unanswered is in 16 with its year, and the pack's checks hold.
func TestOverdueOfTheYearBefore(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "上年提案", func(ctx context.Context, tx *store.Tx) error {
		term, err := roster.CurrentTerm(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := roster.EnsureSession(ctx, tx, term, 4, year-1); err != nil {
			return err
		}
		_, err = proposal.Proposals.Save(ctx, tx, record.Scope{Year: year - 1}, 0, record.Values{
			"number": "2", "title": "关于上年的一件事的建议", "proposer": "民盟云岭县总支部", "kind": "党派提案", "received_on": fmt.Sprint(year-1) + "-01-20", "conclusion": "立案",
			"reviewed_on": fmt.Sprint(year-1) + "-01-22", "lead_units": "县教育局", "assigned_on": fmt.Sprint(year-1) + "-02-10", "due_on": fmt.Sprint(year-1) + "-05-10",
		})
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	without := column(t, writePack(t, sampletest.MustOpen(t), "16")["16提案办理逾期清单.xlsx"], "提案办理逾期清单", "案号")
	with := column(t, writePack(t, s, "16")["16提案办理逾期清单.xlsx"], "提案办理逾期清单", "案号")
	if fmt.Sprint(year-1)+" 年 2" != strings.Join(slices.DeleteFunc(slices.Clone(with), func(n string) bool { return slices.Contains(without, n) }), "、") || len(with) != len(without)+1 {
		t.Errorf("16 lists %v, without last year's %v", with, without)
	}
}

// textsOf reads a column of text.
func textsOf(t *testing.T, s *store.Store, query string, args ...any) (texts []string) {
	t.Helper()
	err := store.ScanRows(t.Context(), s.DB(), func(scan func(...any) error) error {
		var text string
		err := scan(&text)
		texts = append(texts, text)
		return err
	}, query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// promise has three of the sample year's answers of class B promise something: kept, overdue, still to come.
func promise(t *testing.T, s *store.Store) {
	t.Helper()
	var ids []int64
	err := s.Write(t.Context(), "测试", "登记承诺", func(ctx context.Context, tx *store.Tx) (err error) {
		if ids, err = store.IDs(ctx, tx, `SELECT a.proposal_id FROM assignment a JOIN reply r ON r.assignment_id = a.id WHERE r.result_class = 'B' AND r.replied_on < ? AND a.round = 1
			GROUP BY a.proposal_id HAVING count(*) = 1 ORDER BY 1 LIMIT 3`, fmt.Sprint(year)+"-06-20"); err != nil {
			return err
		}
		for i, more := range []rows.Row{
			{"text": "增设停车位", "due_on": fmt.Sprint(year) + "-09-30", "settled_on": fmt.Sprint(year) + "-09-15", "outcome": "已落实"},
			{"text": "修订管理办法", "due_on": fmt.Sprint(year) + "-10-15"},
			{"text": "列入明年预算", "due_on": fmt.Sprint(year) + "-12-31"},
		} {
			if err := promised(ctx, tx, ids[i], more); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(ids) != 3 {
		t.Fatal(ids, err)
	}
}

func promised(ctx context.Context, tx *store.Tx, id int64, more rows.Row) error {
	var unit string
	if err := tx.QueryRowContext(ctx, "SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ? AND a.role <> '会办'", id).Scan(&unit); err != nil {
		return err
	}
	more["unit"] = unit
	_, err := proposal.Proposals.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"promises": rows.Text([]rows.Row{more})})
	return err
}
