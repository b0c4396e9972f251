package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// reviewed is a review meeting with its list and one proposal of it.
type reviewed struct {
	meetings []record.Record // of the year, the latest last
	agenda   *proposal.Agenda
	at       int // place of the proposal in the list, -1: the list is empty
	record   record.Record
	steps    []record.Possible
}

// readReviewed reads the meeting, the latest of the year for id 0, and of its list the proposal wanted, else the first that waits, else the last.
func readReviewed(ctx context.Context, st *store.Store, year int, id, want int64, day string) (reviewed, error) {
	r := reviewed{at: -1}
	var err error
	if r.meetings, err = proposal.ReviewMeetings.Records(ctx, st.DB(), record.Scope{Year: year}); err != nil || len(r.meetings) == 0 {
		return r, err
	}
	if !slices.ContainsFunc(r.meetings, func(m record.Record) bool { return m.ID == id }) {
		id = r.meetings[len(r.meetings)-1].ID
	}
	if r.agenda, err = proposal.ReadAgenda(ctx, st.DB(), id); err != nil || len(r.agenda.Items) == 0 {
		return r, err
	}
	find := func(fits func(proposal.AgendaItem) bool) {
		if r.at < 0 {
			r.at = slices.IndexFunc(r.agenda.Items, fits)
		}
	}
	find(func(item proposal.AgendaItem) bool { return item.ID == want })
	find(func(item proposal.AgendaItem) bool { return item.Conclusion == "" })
	r.at = max(r.at, 0)
	if r.record, err = proposal.Proposals.RecordOn(ctx, st.DB(), r.agenda.Items[r.at].ID, day); err != nil {
		return r, err
	}
	r.steps = proposal.Proposals.Steps(r.record)
	return r, nil
}

// after is the next proposal that waits behind the one with the id, from the beginning once the end is reached; itself where none does.
func (r *reviewed) after(id int64) int64 {
	if r.agenda == nil {
		return id
	}
	n := len(r.agenda.Items)
	for i := range n {
		if item := r.agenda.Items[(r.at+1+i)%n]; item.Conclusion == "" && item.ID != id {
			return item.ID
		}
	}
	return id
}

func (r *reviewed) meetingName() string { return r.agenda.Meeting.Values["name"] }

// place is which one of how many is shown: 第 12/87 件.
func (r *reviewed) place() string { return fmt.Sprintf("第 %d/%d 件", r.at+1, len(r.agenda.Items)) }

// progress is how many are still to be decided.
func (r *reviewed) progress() string {
	return fmt.Sprintf("共 %d 件 · 待审 %d 件", len(r.agenda.Items), r.agenda.Waiting())
}

// called is the quiet text beside the place.
func (r *reviewed) called() string {
	v := r.record.Values
	var texts []string
	if v["number"] != "" {
		texts = append(texts, v["number"]+" 号")
	}
	if v["serial"] != "" {
		texts = append(texts, "流水号 "+v["serial"])
	}
	return strings.Join(append(texts, "收件 "+v["received_on"]), " · ")
}

// why says why the conclusion cannot be; "" when it can.
func (r *reviewed) why(name string) string {
	for _, p := range r.steps {
		if p.Step.Name == name {
			return p.Why
		}
	}
	return ""
}

// facts are what is told of the proposal above its text: its people, and the opinions of the stages.
func (r *reviewed) facts() []fact {
	v := r.record.Values
	seconders := zh.SplitNames(v["seconders"])
	people := append([]string{v["proposer"]}, slices.DeleteFunc(zh.SplitNames(v["joint"]), func(name string) bool { return slices.Contains(seconders, name) })...)
	out := []fact{{"提案人", zh.JoinNames(people)}, {"附议人", v["seconders"]}, {"建议单位", v["suggested_units"]}, {"结论", strings.TrimSpace(v["conclusion"] + " " + v["reviewed_on"] + " " + v["reasons"])}}
	opinions, err := rows.Parse(v["reviews"])
	if err != nil { // the store writes nothing else
		opinions = nil
	}
	for _, row := range opinions {
		text := strings.Join(strings.Fields(row["reviewer"]+" "+row["on_date"]+" "+row["conclusion"]), " ")
		if row["opinion"] != "" {
			text += "：" + row["opinion"]
		}
		out = append(out, fact{row["stage"], text})
	}
	return out
}
