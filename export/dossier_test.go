package export_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

// What the dossiers of all units say of a year is what the statistics by unit and the list of overdue work say, on any day, and each number is as many rows.
func TestUnitDossiersAgreeWithTheStatisticsByUnit(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, month := range []time.Month{time.April, time.July, time.December} {
		day := time.Date(2026, month+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		handling, err := proposal.UnitHandling(t.Context(), s.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		byUnit := map[int64]proposal.UnitFigures{}
		for _, u := range handling {
			byUnit[u.UnitID] = u
		}
		all, err := proposal.HandledIn(t.Context(), s.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		days, err := proposal.WorkCalendar(t.Context(), s.DB())
		if err != nil {
			t.Fatal(err)
		}
		open, _ := proposal.Overdues(days, all, day)
		late := map[int64]int64{}
		for _, o := range open {
			late[o.Work.UnitID]++
		}
		units, err := roster.Units.Records(t.Context(), s.DB(), record.Scope{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range units {
			d, err := data.ReadUnitDossier(t.Context(), s.DB(), r.ID, day)
			if err != nil {
				t.Fatal(err)
			}
			u, figures := byUnit[r.ID], d.Figures(2026)
			for code, want := range map[string]measure.Ratio{
				"unit.lead": {Num: u.Lead}, "unit.co": {Num: u.Co}, "unit.overdue": {Num: late[r.ID]},
				"unit.reply_rate": {Num: u.LeadReplied, Den: u.Lead}, "unit.on_time_rate": {Num: u.InTime, Den: u.Due}, "unit.face_rate": {Num: u.Face, Den: u.Lead},
				"unit.solved_rate":       {Num: u.Classes["A"], Den: u.LeadReplied},
				"unit.satisfaction_rate": {Num: u.Result.Satisfied + u.Result.Mostly, Den: u.Result.Satisfied + u.Result.Mostly + u.Result.Dissatisfied},
			} {
				f := measure.Of(figures, code)
				if f.Num != want.Num || f.Den != want.Den || f.Counted.Len() != f.Num || f.Base.Len() != f.Den {
					t.Errorf("%s %s: %s is %d / %d with %d / %d rows, want %v", day, r.Values["name"], code, f.Num, f.Den, f.Counted.Len(), f.Base.Len(), want)
				}
			}
		}
	}
}

// The dossier holds what was promised, the evaluations and the group, and nothing dated after its day.
func TestUnitDossierHoldsAllThatConcernsTheUnit(t *testing.T) {
	s := sampletest.MustOpen(t)
	n, d := dossierOn(t, s, "2026-12-31")
	if n["民主评议"] == 0 || n["监督小组"] == 0 || n["主办"]+n["分办"] == 0 || n["面商"] == 0 || n["反馈"] == 0 {
		t.Errorf("the dossier of an evaluated unit has %v", n)
	}
	if f := measure.Of(d.Figures(0), "unit.evaluated"); f.Num != int64(n["民主评议"]) {
		t.Errorf("it counts %d evaluations of %v", f.Num, n)
	}
	path := filepath.Join(t.TempDir(), "档案.xlsx")
	if err := export.WriteUnitDossier(t.Context(), s, d, path); err != nil {
		t.Fatal(err)
	}
	if n, d = dossierOn(t, s, "2026-02-01"); n["民主评议"]+n["监督小组"]+n["主办"]+n["面商"] != 0 {
		t.Errorf("before the year's work it has %v: %v", n, d.Rows)
	}
}

// A visit and a delivered letter are in the dossier from their days on.
func TestUnitDossierHoldsVisitsAndLetters(t *testing.T) {
	s := sampletest.MustOpen(t)
	before, d := dossierOn(t, s, "2026-12-31")
	early, _ := dossierOn(t, s, "2026-05-09")
	visitUnit(t, s, d.Unit.ID)
	if n, _ := dossierOn(t, s, "2026-12-31"); n["监督活动"] != before["监督活动"]+1 || n["意见书"] != before["意见书"]+1 {
		t.Errorf("with one more of each it has %v, before %v", n, before)
	}
	if n, _ := dossierOn(t, s, "2026-05-09"); n["监督活动"] != early["监督活动"] || n["意见书"] != early["意见书"] {
		t.Errorf("before the visit it has %v, was %v", n, early)
	}
}

// dossierOn is the dossier of a unit that was evaluated and has a group, with the number of its rows of each kind.
func dossierOn(t *testing.T, s *store.Store, day string) (map[string]int, *data.UnitDossier) {
	t.Helper()
	id, err := store.LookUp(t.Context(), s.DB(), "SELECT t.unit_id FROM target_list t JOIN group_unit g ON g.unit_id = t.unit_id WHERE t.year = 2026 ORDER BY t.id LIMIT 1")
	if err != nil || id == 0 {
		t.Fatal(id, err)
	}
	d, err := data.ReadUnitDossier(t.Context(), s.DB(), id, day)
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, r := range d.Rows {
		n[r.Kind]++
	}
	return n, d
}

// visitUnit has a group visit the unit and a letter delivered to it.
func visitUnit(t *testing.T, s *store.Store, unit int64) {
	t.Helper()
	err := s.Write(t.Context(), "测试", "监督", func(ctx context.Context, tx *store.Tx) error {
		group, err := store.LookUp(ctx, tx, "SELECT group_id FROM group_unit WHERE unit_id = ?", unit)
		if err != nil {
			return err
		}
		if _, err = tx.Insert(ctx, "visit", store.Columns{"year": 2026, "group_id": group, "unit_id": unit, "form": "派驻", "on_date": "2026-05-11"}); err != nil {
			return err
		}
		_, err = tx.Insert(ctx, "opinion_letter", store.Columns{"year": 2026, "title": "关于窗口服务的监督意见", "group_id": group, "unit_id": unit, "delivered_on": "2026-06-01"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
