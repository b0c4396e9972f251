package export

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// Year is everything the reports of a year are made from, read at one moment so that their totals cannot drift apart.
type Year struct {
	Year     int
	Date     time.Time // 填报日期; what is dated later does not exist, nor what is after today: see day
	Settings map[string]string

	Days        *calendar.Calendar // by the office's holiday notices
	Figures     []measure.Figure
	Units       []proposal.UnitFigures
	Classes     []string // 结果评价 of replies in the year's scheme
	Plan        []plan.Progress
	Supervisors []roster.YearSupervisor
	Proposals   []docket.Line
	Handled     []proposal.Handled // the same with their parts
	KeyFacts    map[int64]proposal.KeyFacts
	Overdue     []proposal.Overdue // replies that are
	RepliedLate []proposal.Overdue

	OverdueBefore []proposal.Overdue // of the proposals of the years before
	Before        []YearBefore
	Nodes         []string // those that tracking goes through
	Evaluations   []evaluation.Result
	Attendance    *activity.Year
	Passed        map[int64]string         // to whom proposals were passed that are not filed, by the day
	Workplaces    map[int64]string         // of members
	Rulings       []record.Ruling          // on the records themselves, not only on their sums
	Proposers     map[int64]roster.Serving // who the members are that proposed, by their rows
	Votes         []evaluation.BallotResult
	Sent          *SentPack // the pack before this one; nil: there is none
	AtWork        []supervision.SupervisorYear
	ByOthers      int64 // items of the 直通车 reported by nobody of AtWork
	Reviews       []supervision.GroupReview

	today    string
	sessions string                                       // of the year as they are called in full, as they stand under the titles
	columns  map[record.ReportSheet][]record.ReportColumn // of the sheets that the office has a form of its own for
	orders   map[record.ReportSheet]fold.NameOrder        // of the people on the sheets that the office has another order for
	fields   map[string]map[int64]record.Values           // those that its forms add, by kind and record
	defend   func()                                       // works out what speaks for and against the scores of Evaluations, once
	closing  *check                                       // of last year's end with what this one began with; nil where last year is not here
	led      int64                                        // those of them with a member for their first proposer, likewise
	received int64                                        // proposals, counted from their rows
	records  map[*record.Kind][]record.Record             // of the kinds that reports read
	laid     []laidReport                                 // those laid out so far, in order
	pairs    []check                                      // of their numbers, that must be equal
}

// readYear reads the year within one transaction.
func readYear(ctx context.Context, store *store.Store, year int, date time.Time) (*Year, error) {
	y := &Year{Year: year, today: store.Today(), Date: time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)}
	err := store.DB().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { return y.read(ctx, tx) })
	if err == nil && y.Sent != nil {
		err = y.Sent.explain(ctx, store)
	}
	return y, err
}

func (y *Year) read(ctx context.Context, db bun.IDB) (err error) {
	today := y.day()
	scope := record.Scope{Year: y.Year, Day: today}
	y.records = map[*record.Kind][]record.Record{}
	steps := []func() error{
		func() error { y.Settings, err = record.SettingMap(ctx, db); return err },
		func() error {
			titles, err := roster.SessionTitles(ctx, db, y.Settings["office.county"], y.Year)
			if len(titles) > 0 {
				y.sessions = "（" + zh.JoinNames(titles) + "）"
			}
			return err
		},
		func() error { y.Days, err = proposal.WorkCalendar(ctx, db); return err },
		func() error { y.columns, err = record.ReportColumns(ctx, db); return err },
		func() error { y.orders, err = record.ReportOrders(ctx, db); return err },
		func() error { y.Figures, err = data.Figures(ctx, db, y.Year, today); return err },
		func() error { y.Units, err = proposal.UnitHandling(ctx, db, y.Year, today); return err },
		func() error { y.Classes, err = record.WordsIn(ctx, db, "result_class", y.Year); return err },
		func() error { y.Plan, err = plan.ProgressOf(ctx, db, y.Year, today); return err },
		func() error { y.Supervisors, err = roster.YearSupervisors(ctx, db, y.Year, today); return err },
		func() error {
			if y.Handled, err = proposal.HandledIn(ctx, db, y.Year, today); err != nil {
				return err
			}
			for i := range y.Handled {
				y.Proposals = append(y.Proposals, y.Handled[i].Line)
			}
			y.Overdue, y.RepliedLate = proposal.Overdues(y.Days, y.Handled, today)
			left, err := proposal.LeftOver(ctx, db, y.Year, today)
			y.OverdueBefore, _ = proposal.Overdues(y.Days, left, today)
			return err
		},
		func() error {
			y.received, err = store.LookUp(ctx, db, "SELECT count(*) FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ? AND p.deleted_at = '' AND p.received_on <= ?", y.Year, today)
			return err
		},
		func() error { return y.readProposers(ctx, db, today) },
		func() error { return y.readClosing(ctx, db) },
		func() error { y.KeyFacts, err = proposal.KeyFactsIn(ctx, db, y.Year); return err },
		func() error { y.Passed, err = proposal.PassedIn(ctx, db, y.Year, today); return err },
		func() error { y.Workplaces, err = roster.Workplaces(ctx, db); return err },
		func() error { y.Before, err = readBefore(ctx, db, y.Year, today); return err },
		func() error { y.Nodes, err = record.Words(ctx, db, "tracking_node"); return err },
		func() error {
			if y.Attendance, err = activity.ReadYear(ctx, db, y.Year, today); err != nil {
				return err
			}
			return y.Attendance.ReadThen(ctx, db)
		},
		func() error {
			y.Evaluations, err = evaluation.Results(ctx, db, y.Year, today)
			y.defend = sync.OnceFunc(func() {
				for i := range y.Evaluations {
					y.Evaluations[i].Defend()
				}
			})
			return err
		},
		func() error {
			y.Rulings, err = data.Rulings(ctx, db, record.Bench{Year: y.Year, Day: today, Today: y.today})
			return err
		},
		func() error { y.Sent, err = readSent(ctx, db, y.Year, today); return err },
		func() error { y.Reviews, err = supervision.GroupReviews(ctx, db, y.Year, today); return err },
		func() error { y.AtWork, err = supervision.SupervisorYears(ctx, db, y.Year, today); return err },
		func() error { y.ByOthers, err = supervision.DirectsByOthers(ctx, db, y.Year, today); return err },
		func() error { y.Votes, err = evaluation.BallotResults(ctx, db, y.Year, today); return err },
	}
	steps = append(steps, func() error {
		y.records[supervision.Findings], err = supervision.Findings.Records(ctx, db, scope)
		return err
	})
	for _, r := range registered {
		if r.Reads != nil {
			steps = append(steps, func() error { y.records[r.Reads], err = r.Reads.Records(ctx, db, scope); return err })
		}
	}
	steps = append(steps, func() error { return y.readFields(ctx, db, scope) })
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("read %d for the reports: %w", y.Year, err)
		}
	}
	return nil
}

// table is an official table of the office with the title of the year, its sessions under it, and the signature row.
func (y *Year) table(title, unit string) sheet.Table {
	return sheet.Table{
		Subtitle: y.sessions,
		Name:     title, Title: strconv.Itoa(y.Year) + "年" + title, Org: y.Settings["office.name"], Unit: unit, Date: y.Date,
		Signature: true,
		Signers: []string{
			y.Settings["report.manager"], y.Settings["report.reviewer"], y.Settings["report.filler"], y.Settings["report.phone"],
		},
	}
}

// day is the day of the reports: what they count is as of it.
func (y *Year) day() string { return countedTo(y.Date, y.today) }

// countedTo is the day that reports dated so count to: what is only planned by today is not done by a day to come.
func countedTo(date time.Time, today string) string { return min(date.Format(time.DateOnly), today) }

// aheadNote says so on reports dated ahead, and is empty on others.
func (y *Year) aheadNote() string {
	if y.day() == y.Date.Format(time.DateOnly) {
		return ""
	}
	return "填报日期还没有到，各项数字统计到" + dayText(y.day()) + "，这以后才举行、到期的没有计入。"
}

// figure is a figure of the year, an empty one when there is none of that code.
func (y *Year) figure(code string) measure.Figure {
	return measure.Of(y.Figures, code)
}
