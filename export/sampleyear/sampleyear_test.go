package sampleyear

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"testing"
	"time"

	"cppccdesk/assets"
)

func mustCounty(t *testing.T, year int) *county {
	t.Helper()
	c, err := newCounty(year)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustFacts(t *testing.T, year int) Facts {
	t.Helper()
	f, err := FactsOf(year)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestGenerateIsAlwaysTheSame(t *testing.T) {
	first, err := Generate(2026)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Generate(2026)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != len(books)+1 {
		t.Fatalf("%d files, want those of the manifest and the one with errors", len(first))
	}
	for i, f := range first {
		if !bytes.Equal(f.Data, second[i].Data) {
			t.Errorf("%s differs between two runs", f.Name)
		}
		embedded, err := fs.ReadFile(assets.SampleFS, path.Join("sample", f.Name))
		if err != nil || !bytes.Equal(f.Data, embedded) {
			t.Errorf("%s is not what assets/sample holds (%v); run: go run ./cmd/samplegen", f.Name, err)
		}
	}
}

func TestGenerateOutsideItsYears(t *testing.T) {
	for _, year := range []int{0, MinYear - 1, MaxYear + 1} {
		if files, err := Generate(year); err == nil {
			t.Errorf("year %d: %d files, want an error", year, len(files))
		}
	}
}

// TestDeployment holds every year against the quantities of the annual deployment.
func TestDeployment(t *testing.T) {
	for _, year := range []int{MinYear, 2019, 2026, 2027, 2031, MaxYear} {
		f := mustFacts(t, year)
		got := []int{f.Supervisors, f.Groups, f.GroupsOfSize[4], f.GroupsOfSize[5], f.Tracked, f.Panels, f.PerActivity["座谈会"], f.PerActivity["专题调研"], f.PerActivity["汇报会"], f.PlanItems}
		if want := []int{98, 22, 12, 10, 3, 13, 1, 2, 1, 6}; !slices.Equal(got, want) {
			t.Errorf("%d: deployment is %v, want %v", year, got, want)
		}
		if f.Members != 180 || len(f.MembersPerSector) != 16 || f.Units != 60 || f.Received != 150 {
			t.Errorf("%d: %d members in %d sectors, %d units, %d proposals", year, f.Members, len(f.MembersPerSector), f.Units, f.Received)
		}
	}
	if f := mustFacts(t, 2026); f.Term != 10 || f.Session != 5 || f.OpensOn != "2026-01-19" || f.ClosesOn != "2026-01-22" || f.AsOf != "2026-11-23" {
		t.Errorf("2026 is %d届%d次 from %s to %s, as of %s", f.Term, f.Session, f.OpensOn, f.ClosesOn, f.AsOf)
	}
}

func sum(counts map[string]int) int {
	n := 0
	for _, v := range counts {
		n += v
	}
	return n
}

func TestConservation(t *testing.T) {
	f := mustFacts(t, 2026)
	for _, tt := range []struct {
		name      string
		got, want int
	}{
		{"收到=立案+并案+不予立案+撤案", f.Filed + f.Merged + f.Refused + f.Withdrawn, f.Received},
		{"去向", sum(f.PerDestination), f.Refused},
		{"分类", sum(f.PerCategory), f.Received},
		{"提案类型", sum(f.PerKind), f.Received},
		{"办理类型", sum(f.PerHandling), f.Filed},
		{"答复+未答复", f.Replied + f.NotReplied, f.Filed},
		{"按期+逾期答复", f.RepliedInTime + f.RepliedLate, f.Replied},
		{"结果类别", sum(f.PerResultClass), f.Replied},
		{"满意度", sum(f.PerSatisfaction), f.FeedbackReturned},
		{"不满意重办", f.Reworks, f.PerSatisfaction["不满意"]},
		{"会办最多", f.MaxCoUnits, 11},
		{"等次", sum(f.PerGrade), 13},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, tt.got, tt.want)
		}
	}
}

// TestEverySortOccurs makes sure that the sample shows what the program has to cope with.
func TestEverySortOccurs(t *testing.T) {
	f := mustFacts(t, 2026)
	for name, n := range map[string]int{
		"overdue": f.Overdue, "due this week": f.DueThisWeek, "late replies": f.RepliedLate, "finished rework": f.ReworksFinished,
		"open rework": f.Reworks - f.ReworksFinished, "撤案": f.Withdrawn, "附议": f.Seconders, "A": f.PerResultClass["A"], "B": f.PerResultClass["B"], "C": f.PerResultClass["C"],
		"未表态": f.PerSatisfaction["未表态"], "talked by telephone": f.ConsultedOther, "never talked": f.Replied - f.ConsultedFaceToFace - f.ConsultedOther,
		"forms not back": f.Replied - f.FeedbackReturned, "分办": f.PerHandling["分办"], "excused": f.Excused,
		"missing sheet": f.Raters - f.Excused - f.Sheets, "优秀": f.PerGrade["优秀"], "良好": f.PerGrade["良好"], "一般": f.PerGrade["一般"],
	} {
		if n == 0 {
			t.Errorf("no case of %s", name)
		}
	}
	a, b := f.PanelScores[tiedPanel-1], f.PanelScores[tiedWith-1]
	if a.Num*b.Den != b.Num*a.Den {
		t.Errorf("panels %d and %d score %d/%d and %d/%d, want a tie", a.Panel, b.Panel, a.Num, a.Den, b.Num, b.Den)
	}
}

func TestNobodySupervisesHisOwnUnit(t *testing.T) {
	for _, year := range []int{2026, 2027, 2040} {
		c := mustCounty(t, year)
		posts := map[*person]int{}
		for _, g := range c.groups {
			for _, p := range g.members {
				posts[p]++
				if p.workplace == g.unit.name || p.owner == g.unit.name {
					t.Errorf("%d: %s of %s supervises %s", year, p.name, p.workplace, g.unit.name)
				}
			}
			if g.members[0].role != "组长" || g.members[1].role != "副组长" {
				t.Errorf("%d: group %d has no leader and deputy", year, g.number)
			}
		}
		for p, n := range posts {
			if n != 1 {
				t.Errorf("%d: %s sits in %d groups", year, p.name, n)
			}
		}
	}
}

func TestNamesTellPeopleApart(t *testing.T) {
	c := mustCounty(t, 2026)
	people := map[*person]bool{}
	for _, p := range slices.Concat(c.members, c.supervisors) {
		people[p] = true
	}
	byName, phones := map[string][]*person{}, map[string]bool{}
	for p := range people {
		byName[p.name] = append(byName[p.name], p)
		if phones[p.mobile] {
			t.Errorf("%s is given twice", p.mobile)
		}
		phones[p.mobile] = true
	}
	pairs := 0
	for name, same := range byName {
		if len(same) > 1 {
			pairs++
			if len(same) != 2 || same[0].birth == same[1].birth {
				t.Errorf("%d people are called %s and not told apart by birth", len(same), name)
			}
		}
	}
	if pairs != 2 {
		t.Errorf("%d pairs of namesakes, want 2", pairs)
	}
	for _, name := range []string{"单永清", "欧阳静怡", "阿依古丽·买买提", "周㛃"} {
		if len(byName[name]) != 1 {
			t.Errorf("%s is missing", name)
		}
	}
}

// checkOrder: a proposal's papers follow each other on working days up to the day of the ledger.
func checkOrder(t *testing.T, c *county, p *proposal) {
	t.Helper()
	last := time.Time{}
	for _, d := range []time.Time{p.received, p.reviewed, p.assigned, p.consulted, p.replied, p.returned, p.again.assigned, p.again.replied, p.again.returned} {
		if d.IsZero() {
			continue
		}
		if d.Before(last) || d.Year() != c.year || !c.work.is(d) || d.After(c.asOf) {
			t.Errorf("%d: %s has %s after %s", c.year, p.serial, d.Format(isoDay), last.Format(isoDay))
		}
		last = d
	}
}

// TestDates: papers are dated on working days of the year, in the order in which they come about.
func TestDates(t *testing.T) {
	for _, year := range []int{2019, 2026, 2027} {
		c := mustCounty(t, year)
		for _, p := range c.proposals {
			checkOrder(t, c, p)
			if p.number > 0 && (!c.work.is(p.due) || p.due.Before(p.assigned.AddDate(0, 3, -3))) {
				t.Errorf("%d: %s assigned %s is due %s", year, p.serial, p.assigned.Format(isoDay), p.due.Format(isoDay))
			}
		}
		for _, n := range c.tracking() {
			if n.reached.Month() < time.April || n.reached.Month() > time.August || !c.work.is(n.reached) {
				t.Errorf("%d: step %s of %d was reached on %s", year, n.kind, n.number, n.reached.Format(isoDay))
			}
		}
		for _, g := range c.panels {
			if g.on.Month() < time.September || g.on.After(c.asOf) || !c.work.is(g.on) {
				t.Errorf("%d: panel %d scored on %s", year, g.number, g.on.Format(isoDay))
			}
		}
	}
}

func TestProposalTexts(t *testing.T) {
	c := mustCounty(t, 2026)
	titles, bodies := map[string]bool{}, map[string]bool{}
	for _, p := range c.proposals {
		if titles[p.title] || bodies[p.body] {
			t.Errorf("%s occurs twice", p.title)
		}
		titles[p.title], bodies[p.body] = true, true
		if n := len([]rune(p.body)); p.number > 0 && (n < 200 || n > 500) {
			t.Errorf("%s has %d characters", p.title, n)
		}
		if p.root != nil && (p.root.number == 0 || p.root.serial >= p.serial) {
			t.Errorf("%s is merged into %s, which is not filed before it", p.title, p.root.title)
		}
		for _, name := range slices.Concat(p.leads, p.cos) {
			if c.unit(name) == nil {
				t.Errorf("%s is assigned to %s, which is no unit", p.title, name)
			}
		}
	}
	known := slices.Sorted(maps.Keys(mustFacts(t, 2026).PerCategory))
	if len(known) != 12 {
		t.Errorf("categories are %v, want the 12", known)
	}
}
