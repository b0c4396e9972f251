package sampleyear

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

//go:embed units.txt
var unitLines string

//go:embed topics.txt
var topicLines string

// county is everything the sample knows, tidy and whole.
type county struct {
	year          int
	term, session int // 第十届 第五次会议
	opens, closes time.Time
	briefing      time.Time // 交办会 after the session
	asOf          time.Time
	work          workdays
	rng           *rand.Rand

	units       []*unit
	people      *peopleMaker
	members     []*person
	supervisors []*person
	groups      []*group
	proposals   []*proposal
	activities  []activity
	panels      []*panel
}

type unit struct {
	code, name, short, system, former, parent string
	major, stationed                          bool
	leader, contact, phone                    string
}

// newCounty builds the model. The seed depends on nothing but the year, so the same year is always the same county.
func newCounty(year int) (*county, error) {
	if year < MinYear || year > MaxYear {
		return nil, fmt.Errorf("sample year %d is not between %d and %d", year, MinYear, MaxYear)
	}
	c := &county{year: year, rng: rand.New(rand.NewPCG(20260119, uint64(year))), work: newWorkdays(year)}
	// A term has five sessions; 2026 is the fifth of the tenth.
	years := year - 1977
	c.term, c.session = years/5+1, years%5+1
	monday := day(year, 1, 15)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, 1)
	}
	c.opens = c.work.onOrAfter(monday)
	c.closes = c.work.after(c.opens, 3)
	c.briefing = c.work.onOrAfter(day(year, 3, 20))
	c.asOf = AsOf(year)
	c.people = newPeopleMaker(c.rng, year)
	c.buildUnits()
	c.buildMembers()
	if err := c.buildGroups(); err != nil {
		return nil, err
	}
	if err := c.buildProposals(); err != nil {
		return nil, err
	}
	c.buildActivities()
	return c, c.buildPanels()
}

// lines splits an embedded table into the fields of its rows, leaving out comment lines.
func lines(table string) [][]string {
	var rows [][]string
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "|"))
		}
	}
	return rows
}

func (c *county) buildUnits() {
	for i, f := range lines(unitLines) {
		c.units = append(c.units, &unit{
			code: f[0], name: f[1], short: f[2], system: f[3], former: f[4], parent: f[5], major: f[6] == "是", stationed: f[7] == "派",
			leader: c.people.name(""), contact: c.people.name(""), phone: fmt.Sprintf("0000-61%05d", 10100+37*i),
		})
	}
}

func (c *county) unit(name string) *unit {
	for _, u := range c.units {
		if u.name == name {
			return u
		}
	}
	return nil
}

func (c *county) stationed() []*unit {
	var units []*unit
	for _, u := range c.units {
		if u.stationed {
			units = append(units, u)
		}
	}
	return units
}

type activity struct {
	kind, title, place, organizer, content, outcome string
	planned, started, finished                      time.Time
	attendees                                       int
}

// halfDays are those people come for: a study takes them two days.
func (a activity) halfDays() int {
	if a.kind == "专题调研" {
		return 4
	}
	return 1
}

func (c *county) buildActivities() {
	on := func(month, dayOfMonth int) time.Time { return c.work.onOrAfter(day(c.year, month, dayOfMonth)) }
	add := func(kind, title, place, organizer, content, outcome string, attendees int, started, finished time.Time) {
		if started.After(c.asOf) { // nobody knows yet
			outcome, attendees = "", 0
		}
		c.activities = append(c.activities, activity{
			kind: kind, title: title, place: place, organizer: organizer, content: content, outcome: outcome,
			planned: started, started: started, finished: finished, attendees: attendees,
		})
	}
	add("专题调研", "提案办理协商机制专题调研", "县住房和城乡建设局、城关镇", "县政协提案委员会",
		"走访6家承办单位,查阅办理档案,了解面商、答复和落实情况", "形成调研报告1份,提出规范办理协商的建议5条", 18, on(6, 8), on(6, 24))
	add("专题调研", "提案办理成果转化专题调研", "县水务局、县农业农村局、石桥镇", "县政协提案委员会",
		"实地查看河道治理、农村饮水等重点提案落实现场,召开提案人座谈会", "形成调研报告1份,梳理承诺事项跟踪清单12项", 22, on(9, 7), on(9, 22))
	add("座谈会", "民主监督工作座谈会", "县政协二楼会议室", "县政协办公室",
		"22个监督小组组长交流派驻监督情况,派驻单位代表发言", "收集意见建议36条,交办公室汇总后送有关单位", 64, on(10, 22), on(10, 22))
	add("汇报会", "民主监督员年度工作汇报会", "县会议中心一楼报告厅", "县政协办公室",
		"各监督小组汇报全年监督工作,通报民主评议结果", "表扬优秀监督小组5个,部署下年度工作", 126, on(12, 15), on(12, 15))
}

// pick takes one of the choices at random.
func pick[T any](rng *rand.Rand, choices []T) T { return choices[rng.IntN(len(choices))] }
