package sampleyear

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"
)

// Facts counts the model of a sample year before it is written out, to hold an imported database against.
type Facts struct {
	Year, Term, Session int
	OpensOn, ClosesOn   string // ISO days of the plenary session
	AsOf                string // ISO day of the ledger; Overdue counts are as of this day

	Members          int
	MembersPerSector map[string]int
	Units            int
	UnitsPerSystem   map[string]int
	Supervisors      int
	SupervisingToo   int // supervisors who are members
	Groups           int
	GroupsOfSize     map[int]int
	PlanItems        int

	Received, Filed, Merged, Refused int
	Withdrawn, Seconders             int
	PerDestination                   map[string]int // of refused ones
	PerCategory, PerKind, PerTiming  map[string]int // of all received ones
	FiledPerCategory                 map[string]int
	PerHandling                      map[string]int // filed: 单办 分办 会办
	MaxCoUnits                       int
	Key, Tracked, Excellent          int
	TrackingNodes                    int

	Replied, RepliedInTime, RepliedLate int            // first round
	NotReplied, Overdue, DueThisWeek    int            // not replied; of these overdue, and due within seven days from AsOf
	PerResultClass                      map[string]int // first replies
	PerLatestClass                      map[string]int // after rework where it is finished
	ConsultedFaceToFace, ConsultedOther int
	FeedbackReturned                    int
	PerAttitude, PerSatisfaction        map[string]int // first round, returned forms
	Reworks, ReworksFinished            int
	ReworksOverdue                      int

	PerActivity                     map[string]int // all with a date of completion
	Panels, Raters, Excused, Sheets int
	PanelScores                     []PanelScore // in order of panels
	PerGrade                        map[string]int
}

// PanelScore is the exact final score of a panel, Num/Den points: the plain mean of its sheets' weighted totals.
type PanelScore struct {
	Panel, CaseNumber, Sheets int
	Num, Den                  int64
	Grade                     string
}

// FactsOf counts the sample year. It fails as [Generate] does.
func FactsOf(year int) (Facts, error) {
	c, err := newCounty(year)
	if err != nil {
		return Facts{}, err
	}
	f := Facts{
		Year: year, Term: c.term, Session: c.session, AsOf: c.asOf.Format(isoDay), OpensOn: c.opens.Format(isoDay), ClosesOn: c.closes.Format(isoDay),
		Members: len(c.members), MembersPerSector: map[string]int{}, Units: len(c.units), UnitsPerSystem: map[string]int{},
		Supervisors: len(c.supervisors), Groups: len(c.groups), GroupsOfSize: map[int]int{}, PlanItems: len(planItems),
		PerDestination: map[string]int{}, PerCategory: map[string]int{}, PerKind: map[string]int{}, PerTiming: map[string]int{},
		FiledPerCategory: map[string]int{}, PerHandling: map[string]int{}, PerResultClass: map[string]int{}, PerLatestClass: map[string]int{},
		PerAttitude: map[string]int{}, PerSatisfaction: map[string]int{}, PerActivity: map[string]int{}, PerGrade: map[string]int{},
		TrackingNodes: len(c.tracking()),
	}
	for _, p := range c.members {
		f.MembersPerSector[p.sector]++
	}
	for _, u := range c.units {
		f.UnitsPerSystem[u.system]++
	}
	for _, p := range c.supervisors {
		if p.isMember {
			f.SupervisingToo++
		}
	}
	for _, g := range c.groups {
		f.GroupsOfSize[len(g.members)]++
	}
	for _, a := range c.activities {
		f.PerActivity[a.kind]++
	}
	for _, p := range c.proposals {
		f.countReview(p)
		if p.number > 0 {
			f.countHandling(p, c.asOf)
		}
	}
	for _, g := range c.panels {
		f.countPanel(g)
	}
	return f, nil
}

func (f *Facts) countReview(p *proposal) {
	f.Received++
	f.PerCategory[p.category]++
	f.PerKind[p.kind]++
	f.PerTiming[p.timing]++
	f.Seconders += len(p.seconders)
	switch p.conclusion {
	case "立案":
		f.Filed++
		f.FiledPerCategory[p.category]++
	case "并案":
		f.Merged++
	case "撤案":
		f.Withdrawn++
	default:
		f.Refused++
		f.PerDestination[p.destination]++
	}
	for _, yes := range []struct {
		is    bool
		count *int
	}{{p.key, &f.Key}, {p.tracked, &f.Tracked}, {p.excellent, &f.Excellent}} {
		if yes.is {
			*yes.count++
		}
	}
}

func (f *Facts) countHandling(p *proposal, asOf time.Time) {
	f.PerHandling[p.mode]++
	f.MaxCoUnits = max(f.MaxCoUnits, len(p.cos))
	if p.replied.IsZero() {
		f.NotReplied++
		if p.due.Before(asOf) {
			f.Overdue++
		} else if p.due.Before(asOf.AddDate(0, 0, 7)) {
			f.DueThisWeek++
		}
		return
	}
	f.Replied++
	if p.replied.After(p.due) {
		f.RepliedLate++
	} else {
		f.RepliedInTime++
	}
	f.PerResultClass[p.class]++
	latest := p.class
	if p.again.class != "" {
		latest = p.again.class
	}
	f.PerLatestClass[latest]++
	switch p.consultMode {
	case "":
	case "电话联系":
		f.ConsultedOther++
	default:
		f.ConsultedFaceToFace++
	}
	if !p.returned.IsZero() {
		f.FeedbackReturned++
		f.PerAttitude[p.attitude]++
		f.PerSatisfaction[p.satisfaction]++
	}
	if !p.again.assigned.IsZero() {
		f.Reworks++
		if !p.again.replied.IsZero() {
			f.ReworksFinished++
		} else if p.again.due.Before(asOf) {
			f.ReworksOverdue++
		}
	}
}

func (f *Facts) countPanel(g *panel) {
	f.Panels++
	score := PanelScore{Panel: g.number, CaseNumber: g.proposal.number}
	for _, r := range g.raters {
		f.Raters++
		if r.excused {
			f.Excused++
		}
		if r.counts() {
			score.Sheets++
			score.Num += int64(r.points100())
		}
	}
	f.Sheets += score.Sheets
	score.Den = 1000 * int64(score.Sheets)
	switch {
	case score.Num >= 90*score.Den:
		score.Grade = "优秀"
	case score.Num >= 75*score.Den:
		score.Grade = "良好"
	case score.Num >= 60*score.Den:
		score.Grade = "一般"
	default:
		score.Grade = "较差"
	}
	f.PerGrade[score.Grade]++
	f.PanelScores = append(f.PanelScores, score)
}

// points100 is the rater's weighted total in thousandths of a point: tenths of points by weights in percent.
func (r *rater) points100() int {
	sum := 0
	for i, p := range r.points {
		sum += p * weights[i]
	}
	return sum
}

func (b birth) iso() string {
	if b.day == 0 {
		return fmt.Sprintf("%04d-%02d", b.year, b.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", b.year, b.month, b.day)
}

var update = flag.Bool("update", false, "rewrite testdata/facts.json")

// TestFactsFile: the counts that tests of other packages read.
func TestFactsFile(t *testing.T) {
	text, err := json.MarshalIndent(mustFacts(t, DefaultYear), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	const file = "testdata/facts.json"
	if *update {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(file); err != nil || !bytes.Equal(kept, text) {
		t.Errorf("%s is not what the sample year holds (%v); run: go test ./export/sampleyear -update", file, err)
	}
}
