package sampleyear

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// stored reads a two-column query as key and value.
func stored(t *testing.T, store *store.Store, query string) map[string]string {
	t.Helper()
	rows, err := store.DB().QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
	}()
	found := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			t.Fatal(err)
		}
		found[key] = value
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// date is the day as the store keeps it, empty when there is none.
func date(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(isoDay)
}

func compare(t *testing.T, got, want map[string]string) {
	t.Helper()
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%s is %q, want %q", key, got[key], value)
		}
	}
	for key, value := range got {
		if _, ok := want[key]; !ok {
			t.Errorf("%s is %q, which the model does not have", key, value)
		}
	}
}

// TestImportedSampleIsTheModel loads the untidy workbooks through the real intake and holds what the store then says
// against the tidy model, person by person and proposal by proposal.
func TestImportedSampleIsTheModel(t *testing.T) {
	store := datatest.MustOpen(t)
	imports, err := Load(t.Context(), store, "测试", 2026, nil)
	if err != nil {
		t.Fatal(err)
	}
	var unknown []string
	for _, im := range imports {
		unknown = append(unknown, im.Unknown...)
	}
	if got := join(unknown); got != "传真、就餐、鞋码、扫描件页数" {
		t.Errorf("columns without a place are listed as %s", got)
	}
	c, f := mustCounty(t, 2026), mustFacts(t, 2026)
	people, proposals, tracking := map[string]string{}, map[string]string{}, map[string]string{}
	for _, p := range c.members {
		people[p.number] = strings.Join([]string{p.name, p.gender, p.birth.iso(), p.political, p.idNumber, p.mobile, p.sector, p.joined}, "|")
	}
	rounds, seconders := map[string]string{}, map[string]string{}
	for _, p := range c.proposals {
		proposals[p.serial] = strings.Join([]string{caseNumber(p.number), p.title, p.kind, p.timing, date(p.received), p.category, p.body, p.conclusion, date(p.reviewed), p.destination, join(slices.Concat(p.proposers, p.seconders))}, "|")
		if len(p.seconders) > 0 {
			seconders[p.serial] = join(p.seconders)
		}
		if p.number > 0 {
			rounds[p.serial] = strings.Join([]string{date(p.assigned), date(p.due), date(p.replied), p.class, fmt.Sprint(len(p.cos))}, "|")
		}
	}
	for _, n := range c.tracking() {
		tracking[caseNumber(n.number)+n.kind] = date(n.planned) + "|" + date(n.reached)
	}
	counts := func(m map[string]int) map[string]string {
		texts := map[string]string{}
		for k, n := range m {
			texts[k] = fmt.Sprint(n)
		}
		return texts
	}
	groups := map[string]string{}
	for _, g := range c.groups {
		for _, p := range g.members {
			groups[p.name] = fmt.Sprintf("%d|%s|%s", g.number, p.role, g.unit.name)
		}
	}
	scores := map[string]string{}
	for _, s := range f.PanelScores {
		scores[fmt.Sprint(s.Panel)] = fmt.Sprintf("%d|%d", s.Sheets, s.Num*100) // store: hundredths of a point times per mille
	}
	for _, tt := range []struct {
		name, query string
		want        map[string]string
	}{
		{"members", `SELECT m.number, p.name||'|'||p.gender||'|'||p.birth_on||'|'||p.political||'|'||p.id_number||'|'||p.mobile||'|'||s.name||'|'||m.joined_on
			FROM member m JOIN person p ON p.id = m.person_id JOIN sector s ON s.id = m.sector_id`, people},
		{"people are kept once", `SELECT 'n', count(*) FROM person WHERE id IN (SELECT person_id FROM member UNION SELECT person_id FROM supervisor)`, map[string]string{"n": fmt.Sprint(f.Members + f.Supervisors - f.SupervisingToo)}},
		{"groups", `SELECT p.name, g.number||'|'||gm.role||'|'||u.name FROM group_member gm JOIN supervision_group g ON g.id = gm.group_id
			JOIN supervisor v ON v.id = gm.supervisor_id JOIN person p ON p.id = v.person_id JOIN group_unit gu ON gu.group_id = g.id JOIN unit u ON u.id = gu.unit_id`, groups},
		{"units per system", `SELECT system, count(*) FROM unit GROUP BY system`, counts(f.UnitsPerSystem)},
		{"proposals", `SELECT serial, COALESCE(number, '')||'|'||title||'|'||kind||'|'||timing||'|'||received_on||'|'||category||'|'||body||'|'||conclusion||'|'||reviewed_on||'|'||destination||'|'||
			(SELECT group_concat(name, '、') FROM (SELECT name FROM proposal_proposer WHERE proposal_id = proposal.id ORDER BY ordinal)) FROM proposal`, proposals},
		{"seconders", `SELECT p.serial, group_concat(x.name, '、') FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id WHERE x.role = '附议' GROUP BY p.id`, seconders},
		{"first rounds", `SELECT p.serial, a.assigned_on||'|'||a.due_on||'|'||COALESCE(r.replied_on, '')||'|'||COALESCE(r.result_class, '')||'|'||
			(SELECT count(*) FROM assignment x WHERE x.proposal_id = p.id AND x.round = 1 AND x.role = '会办')
			FROM proposal p JOIN assignment a ON a.proposal_id = p.id AND a.round = 1 AND a.role <> '会办' LEFT JOIN reply r ON r.assignment_id = a.id`, rounds},
		{"satisfaction", `SELECT result, count(DISTINCT proposal_id) FROM feedback WHERE round = 1 GROUP BY result`, counts(f.PerSatisfaction)},
		{"attitude", `SELECT attitude, count(DISTINCT proposal_id) FROM feedback WHERE round = 1 GROUP BY attitude`, counts(f.PerAttitude)},
		{"tracking", `SELECT p.number||n.kind, n.due_on||'|'||n.done_on FROM tracking_node n JOIN proposal p ON p.id = n.proposal_id`, tracking},
		{"score sheets", `SELECT g.number, count(DISTINCT s.id)||'|'||sum(x.points * i.weight) FROM score x JOIN score_sheet s ON s.id = x.sheet_id JOIN rubric_indicator i ON i.id = x.indicator_id
			JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id GROUP BY g.number`, scores},
		{"excused", `SELECT 'n', count(*) FROM rater WHERE excused = 1`, map[string]string{"n": fmt.Sprint(f.Excused)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			compare(t, stored(t, store, tt.query), tt.want)
		})
	}
}

// TestFaultyRowsAreRefusedWithTheirReasons takes in the workbook of errors.
func TestFaultyRowsAreRefusedWithTheirReasons(t *testing.T) {
	store := datatest.MustOpen(t)
	c := mustCounty(t, 2026)
	content, err := writeFaultyMembers(c)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "roster.xlsx")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	im, err := take.PlanFile(t.Context(), store, roster.Members, record.Scope{Year: 2026}, file)
	if err != nil {
		t.Fatal(err)
	}
	if im.Count(take.RowNew) != FaultySound || im.Count(take.RowRejected) != FaultyRefused || im.Count(take.RowSame) != FaultyRepeated {
		t.Errorf("%s, want new %d same %d rejected %d", im.Summary(), FaultySound, FaultyRepeated, FaultyRefused)
	}
	for _, row := range im.Rows {
		if row.Outcome == take.RowRejected && (row.Reason == "" || strings.Contains(row.Reason, "意外错误")) {
			t.Errorf("line %d is refused without its reason: %s", row.Line, row.Reason)
		}
		t.Log(row.Line, row.Outcome, row.Reason)
	}
}
