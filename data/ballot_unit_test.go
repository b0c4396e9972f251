package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

func TestVotedUnitMerged(t *testing.T) {
	for name, tt := range map[string]struct {
		ballots []string
		want    string
	}{"nobody has voted": {nil, "县公安局"}, "voted": {[]string{"111111"}, "县水务局"}} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.save(evaluation.Evaluations, record.Values{"name": meeting, "rubric": "票决换算", "ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}, {"unit": "县水务局"}})})
			round := o.save(evaluation.Rounds, record.Values{"held_on": "2026-10-20", "due": "9", "present": "5", "issued": "5", "returned": "5"})
			for range tt.ballots {
				if said := o.cast(round, 1, "王芳", "11"); said != "" {
					t.Fatal(said)
				}
			}
			m, said := o.merge(2, 4, "2026-11-20")
			if said != "" {
				t.Fatal(said)
			}
			if got := o.rows("SELECT u.name FROM ballot_target g JOIN unit u ON u.id = g.unit_id WHERE g.id = 2"); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if !strings.Contains(fmt.Sprint(m.Parts), meeting) {
				t.Errorf("the vote is not named in %v", m.Parts)
			}
		})
	}
}

// A unit's dossier has what votes came to, from the day they are locked.
func TestVoteInTheDossier(t *testing.T) {
	o, round := voted(t, 4)
	o.castTwice(round, "111111", "211111", "121111", "112111")
	o.do("UPDATE ballot SET entered_on = '2026-10-21'")
	o.lock(round, "2026-10-22")
	for day, want := range map[string]string{"2026-10-21": "", "2026-10-22": "92.50 满意率 100.00% 甲类 第 2 / 4 名"} {
		d, err := data.ReadUnitDossier(t.Context(), o.DB(), 1, day)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, row := range d.Rows {
			if row.Title == meeting {
				got = row.Result + " " + row.Gap
			}
		}
		if got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}
