// Package data is the list of what there is: the kinds of records, the figures of a year, what can be found, and what is late or due. It knows all
// areas of the work, which know each other only as far as the linter's configuration says; the window, the papers and the commands import it.
package data

import (
	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/superior"
	"cppccdesk/data/supervision"
)

func init() {
	record.Register(
		[]*record.Kind{
			roster.Units, roster.Terms, roster.Sessions, roster.Sectors, roster.Committees, roster.ActivityGroups,
			roster.Members, roster.Supervisors, roster.Groups, plan.Items,
			proposal.ReviewMeetings, proposal.Handovers, proposal.Proposals, proposal.Assignments, proposal.Consultations, proposal.Reminders, proposal.ReplyDrafts, proposal.Feedback, proposal.Promises, proposal.Revisits, proposal.Tracking,
			supervision.Visits, supervision.Findings, supervision.Letters, supervision.Points, supervision.Directs, supervision.SupervisorReviews,
			activity.Activities, activity.Attendances, evaluation.Schemes, evaluation.SchemeOptions, evaluation.SchemeIndicators, evaluation.SchemeGrades, evaluation.SchemeWeights,
			evaluation.Evaluations, evaluation.Panels, evaluation.Scores, evaluation.Checks, evaluation.BallotTargets, evaluation.Rounds, evaluation.Ballots,
			record.Dictionaries, proposal.Deadlines, proposal.Holidays, supervision.ReviewRules, superior.Forms,
		},
		[]*record.Kind{roster.Members, roster.Supervisors, roster.Units, proposal.Proposals, roster.Groups, evaluation.Panels, activity.Activities},
		roster.BinnedPeople,
	)
}

// Kinds are all sorts of records that can be taken in, in the order in which they depend on each other.
func Kinds() []*record.Kind { return record.Kinds() }

// KindByName finds a kind by its name on the command line or its title; an unknown one is refused with the names.
func KindByName(name string) (*record.Kind, error) { return record.KindByName(name) }
