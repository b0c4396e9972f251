package proposal

import (
	"maps"

	"cppccdesk/data/record"
)

// hangsOn are the fields without a day of their own by the one that says when they came to be.
var hangsOn = map[string]string{
	"reasons": "reviewed_on", "destination": "reviewed_on", "review_meeting": "reviewed_on", "passed_to": "passed_on", "archive_number": "archived_on",
	"assigned_by": "assigned_on", "doc_number": "replied_on", "signer": "replied_on", "outcome": "replied_on", "attitude": "feedback_on", "adoption": "feedback_on",
	"again_due_on": "again_on", "again_class": "again_replied_on", "again_satisfaction": "again_feedback_on",
}

// OnDay sets the fields of the proposal, as they are now, to what they were on the day (YYYY-MM-DD) that p is of: what came later is taken out. Leaders,
// method and notes have no day and stay.
func (p *Handled) OnDay(v record.Values, day string) {
	for key := range v {
		f := Proposals.Field(key)
		if f == nil {
			continue
		}
		_, dated := f.Typed().(record.Day)
		if dated && !f.Ahead && v[key] > day {
			delete(v, key)
		}
	}
	for _, key := range []string{"number", "conclusion", "merged_number", "lead_units", "co_units", "assigned_on", "due_on", "open_due_on", "replied_on", "result_class", "satisfaction", "consulted_on", "consulted_by"} {
		delete(v, key)
	}
	maps.Copy(v, listedValues(&p.Line))
	setAsOf(v, &p.Line)
	v["conclusion"] = p.Conclusion
	if p.MergedNumber != 0 {
		v["merged_number"] = record.WholeNumber(p.MergedNumber)
	}
	for _, t := range p.Talks {
		if t.On >= v["consulted_on"] {
			v["consulted_on"], v["consulted_by"] = t.On, t.Mode
		}
	}
	if !p.Line.Instructed {
		delete(v, "instruction")
	}
	for key, on := range hangsOn {
		if v[on] == "" {
			delete(v, key)
		}
	}
}
