package export_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
)

// supervise has group 1 of the sample year, and nobody else, make two visits and send a letter with two points, one of which is signed off in August.
func supervise(t *testing.T, s *store.Store) {
	t.Helper()
	scope := record.Scope{Year: year}
	err := s.Write(t.Context(), "测试", "监督", func(ctx context.Context, tx *store.Tx) error {
		for _, kind := range []*record.Kind{supervision.Letters, supervision.Visits} {
			ids, err := store.IDs(ctx, tx, "SELECT id FROM "+kind.Table+" WHERE deleted_at = '' ORDER BY id DESC") // a letter after a relapse goes before the one it follows
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := kind.Bin(ctx, tx, id); err != nil {
					return err
				}
			}
		}
		for _, v := range []record.Values{
			{"on_date": "2026-04-15", "group": "1", "form": "派驻", "findings": rows.Text([]rows.Row{
				{"kind": "建议", "text": "甲", "outcome": "已采纳", "settled_on": "2026-09-01"}, {"kind": "问题", "text": "乙"},
			})},
			{"on_date": "2026-10-12", "group": "1", "form": "视察"},
		} {
			if _, err := supervision.Visits.Save(ctx, tx, scope, 0, v); err != nil {
				return err
			}
		}
		_, err := supervision.Letters.Save(ctx, tx, scope, 0, record.Values{
			"title": "关于窗口的监督意见", "group": "1", "visited_on": "2026-04-15", "submitted_on": "2026-04-16", "leader_on": "2026-04-17", "leader": "李", "approved_on": "2026-04-20",
			"delivered_on": "2026-04-21", "received_on": "2026-04-21", "points": rows.Text([]rows.Row{
				{"text": "一", "measure": "轮班", "measure_on": "2026-05-10", "replied_on": "2026-06-10", "accepted_on": "2026-06-20", "looked_on": "2026-08-01", "closed_on": "2026-08-05"},
				{"text": "二"},
			}),
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What reports 10 and 22 hold is what the records say, and nothing of it is known before its day.
func TestSupervisionReportsOnTheirDays(t *testing.T) {
	s := sampletest.MustOpen(t)
	supervise(t, s)
	for day, want := range map[string]struct{ states, found, adopted, closed, autumn string }{
		"2026-03-31": {"", "0", "0", "0", "0"},
		"2026-07-31": {"待回头看 整改中", "2", "0", "0", "0"},
		"2026-10-31": {"已销号 整改中", "2", "1", "1", "1"},
	} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		pack := writePackOn(t, s, date, "10", "22")
		states := column(t, pack["10监督意见整改台账.xlsx"], "监督意见整改台账", "状态")
		states = slices.DeleteFunc(states, func(cell string) bool { return cell == "" || cell == "无" })
		if got := strings.Join(states, " "); got != want.states {
			t.Errorf("%s: states %q, want %q", day, got, want.states)
		}
		for heading, number := range map[string]string{"提出": want.found, "采纳": want.adopted, "销号": want.closed, "四季度": want.autumn} {
			cells := column(t, pack["22监督小组工作情况表.xlsx"], "监督小组工作情况表", heading)
			if len(cells) < 22 || cells[0] != number || cells[len(cells)-1] != number {
				t.Errorf("%s: %s is %v, want %s in group 1 and in all", day, heading, cells, number)
			}
		}
		closed := column(t, pack["10监督意见整改台账.xlsx"], "监督意见整改台账", "销号日期")
		if slices.Contains(closed, "2026-08-05") != (want.closed == "1") {
			t.Errorf("%s: signed off on %v", day, closed)
		}
	}
}

// Report 00 compares reports 10 and 22 with the figures, and they agree on every day.
func TestSupervisionReportsAreChecked(t *testing.T) {
	s := sampletest.MustOpen(t)
	supervise(t, s)
	for day, want := range map[string]string{
		"2026-03-31": "0 0 0 0 0 0 0 0 0", "2026-07-31": "2 0 1 2 0 1 1 2 0", "2026-10-31": "2 1 1 2 1 2 1 2 1",
	} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		book := writePackOn(t, s, date)["00目录与勾稽核对表.xlsx"]
		names, outcomes := column(t, book, "勾稽核对表", "核对事项"), column(t, book, "勾稽核对表", "结果")
		first := column(t, book, "勾稽核对表", "数值")
		var got []string
		for _, name := range []string{"监督意见条数", "监督意见已销号", "监督意见逾期", "监督意见送达", "监督意见销号", "监督活动次数", "开展活动的小组", "问题建议条数", "问题建议采纳"} {
			at := slices.Index(names, name)
			if at < 0 || outcomes[at] != "一致" {
				t.Errorf("%s on %s is not compared or does not agree", name, day)
				continue
			}
			got = append(got, first[at])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", day, strings.Join(got, " "), want)
		}
	}
}

// Report 15 has of each unit and quarter what the rows of the sample year say, counted here by SQL, as of any day.
func TestWorkByUnitAndQuarterOnAnyDay(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, day := range []string{"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		book := writePackOn(t, s, date, "15")["15民主监督工作情况统计表.xlsx"]
		units := column(t, book, "被监督单位情况统计表", "单位")
		for heading, query := range map[string]string{
			"监督活动（次）": "SELECT u.name FROM visit v JOIN unit u ON u.id = v.unit_id WHERE v.year = 2026 AND v.deleted_at = '' AND v.on_date <= ?",
			"采纳":      "SELECT u.name FROM visit_finding f JOIN visit v ON v.id = f.visit_id JOIN unit u ON u.id = v.unit_id WHERE v.year = 2026 AND v.deleted_at = '' AND f.outcome = '已采纳' AND f.settled_on <= ?",
			"销号（条）":   "SELECT u.name FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN unit u ON u.id = l.unit_id WHERE l.year = 2026 AND l.deleted_at = '' AND x.closed_on <> '' AND x.closed_on <= ?",
			"转办":      "SELECT u.name FROM direct_item d JOIN unit u ON u.id = d.handler_id WHERE d.year = 2026 AND d.deleted_at = '' AND d.passed_on <> '' AND d.passed_on <= ?",
		} {
			names, err := store.Texts(t.Context(), s.DB(), query, day)
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]int{}
			for _, name := range names {
				want[name]++
			}
			cells := column(t, book, "被监督单位情况统计表", heading)
			for i, unit := range units {
				if n := want[unit]; strings.HasSuffix(unit, "局") && cells[i] != strconv.Itoa(n) {
					t.Errorf("%s: %s of %s is %s, want %d", day, heading, unit, cells[i], n)
				}
				delete(want, unit)
			}
			if len(want) > 0 {
				t.Errorf("%s: %s lacks %v", day, heading, want)
			}
			sum := 0
			quarters := column(t, book, "民主监督工作分季度统计表", heading)
			for _, cell := range quarters[:4] {
				n, err := strconv.Atoi(cell)
				if err != nil {
					t.Fatal(err)
				}
				sum += n
			}
			if sum != len(names) {
				t.Errorf("%s: the quarters of %s are %v, want %d in all", day, heading, quarters, len(names))
			}
		}
	}
}
