// Package sampleyear makes the sample year: the workbooks of an invented county (云岭县) for one year of democratic
// supervision, as untidy as an office's own. The same year always gives the same bytes. Every name, telephone and
// number in them is invented; ID numbers have the impossible area code 000000.
//
// It builds a tidy model of the county first (the *_model.go files), counts it into [Facts], and only then writes it out
// untidily (the *_book.go files), so that an imported database can be held against the model. Only
// load.go knows the store.
package sampleyear

import (
	"fmt"
	"time"
)

// File is one workbook of the sample year. Kind is the import kind it holds, such as members.
type File struct {
	Name string
	Kind string
	Data []byte
}

// Entry names a workbook of the sample year and what it is imported as.
type Entry struct {
	Name string
	Kind string
}

// Years the sample can be made for: the term of office and the dates follow the year.
const (
	MinYear = 2010
	MaxYear = 2090
)

// ErrorsFile is the workbook, apart from the sample year, whose rows must partly be refused.
const ErrorsFile = "with_errors/委员名册(含错误).xlsx"

// The letters that the office wrote after others were followed, and their points.
const (
	furtherLettersFile = "26监督意见书续表.xlsx"
	furtherPointsFile  = "27监督意见整改续表.xlsx"
)

type bookSpec struct {
	Entry
	write func(*county) ([]byte, error)
}

var books = []bookSpec{
	{Entry{"02承办单位名录.xlsx", "units"}, writeUnits},
	{Entry{"01委员名册.xlsx", "members"}, writeMembers},
	{Entry{"03民主监督员名册.xlsx", "supervisors"}, writeSupervisors},
	{Entry{"04监督小组派驻表.csv", "groups"}, writeGroups},
	{Entry{"05年度工作部署.xlsx", "plan"}, writePlan},
	{Entry{"12提案交办会登记表.xlsx", "handovers"}, writeHandovers},
	{Entry{"13提案审查会登记表.xlsx", "review-meetings"}, writeReviewMeetings},
	{Entry{"06提案登记台账.xlsx", "proposals"}, writeProposals},
	{Entry{"11分办答复台账.xlsx", "assignments"}, writeAnswers},
	{Entry{"28提案签收申退延期台账.xlsx", "assignments"}, writeShares},
	{Entry{"29提案答复送审台账.xlsx", "reply-drafts"}, writeReplyDrafts},
	{Entry{"14提案承诺事项台账.xlsx", "promises"}, writePromises},
	{Entry{"15提案催办台账.xlsx", "reminders"}, writeReminders},
	{Entry{"07重点提案全程跟踪台账.xlsx", "tracking"}, writeTracking},
	{Entry{"08会议调研台账.xlsx", "activities"}, writeActivities},
	{Entry{"20活动出席登记表.xlsx", "attendances"}, writeAttendees},
	{Entry{"09民主评议小组名单.xlsx", "panels"}, writePanels},
	{Entry{"10民主评议评分汇总.xlsx", "scores"}, writeScores},
	{Entry{"20票决评议.xlsx", "evaluations"}, writeVote},
	{Entry{"21票决对象表.xlsx", "ballot-targets"}, writeVoteTargets},
	{Entry{"22评议票务登记表.xlsx", "ballot-rounds"}, writeRound},
	{Entry{"23评议票录入表.xlsx", "ballots"}, writeBallots},
	{Entry{"24评议票务锁定.xlsx", "ballot-rounds"}, writeLock},
	{Entry{"16监督活动登记表.xlsx", "visits"}, writeVisits},
	{Entry{"17监督建议采纳台账.xlsx", "findings"}, writeFindings},
	{Entry{"18监督意见书台账.xlsx", "letters"}, writeLetters},
	{Entry{"19监督意见整改台账.xlsx", "points"}, writePoints},
	{Entry{"25监督直通车台账.xlsx", "directs"}, writeDirects},
	{Entry{furtherLettersFile, "letters"}, writeFurtherLetters},
	{Entry{furtherPointsFile, "points"}, writeFurtherPoints},
}

// Generate makes the workbooks of the year in the order in which they must be imported, followed by [ErrorsFile]. It fails for a year
// outside MinYear to MaxYear.
func Generate(year int) ([]File, error) {
	c, err := newCounty(year)
	if err != nil {
		return nil, err
	}
	return c.written(append(books[:len(books):len(books)], bookSpec{Entry{ErrorsFile, "members"}, writeFaultyMembers}))
}

// written are the workbooks of the county.
func (c *county) written(books []bookSpec) (files []File, err error) {
	for _, b := range books {
		content, err := b.write(c)
		if err != nil {
			return nil, fmt.Errorf("make %s: %w", b.Name, err)
		}
		files = append(files, File{Name: b.Name, Kind: b.Kind, Data: content})
	}
	return files, nil
}

// AsOf is the day on which the ledgers of the year were last kept: nothing but the plan and the December meeting lies
// behind it.
func AsOf(year int) time.Time { return newWorkdays(year).onOrAfter(day(year, 11, 23)) }
