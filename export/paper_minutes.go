package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// heldActivity is an activity that has taken place, with the opinions raised at it that became points of letters.
type heldActivity struct {
	*activity.Invited

	raised []supervision.Raised
}

// of are the people of the states.
func (h *heldActivity) of(states ...string) (all []activity.Guest) {
	for _, g := range h.Guests {
		if slices.Contains(states, g.State) {
			all = append(all, g)
		}
	}
	return all
}

// spoke are those who spoke or handed in a speech.
func (h *heldActivity) spoke() (all []activity.Guest) {
	for _, g := range h.Guests {
		if g.Speech != "" {
			all = append(all, g)
		}
	}
	return all
}

var speakerValues = append(slices.Clone(guestValues), value[activity.Guest]{"方式", "口头、书面", func(_ *paperYear, g activity.Guest) string { return g.Speech }})

var raisedValues = []value[supervision.Raised]{
	{"意见", "", func(_ *paperYear, r supervision.Raised) string { return r.Text }},
	{"单位", "转给哪个单位", func(_ *paperYear, r supervision.Raised) string { return r.Unit }},
}

// numberOf is how many people of the states there are, nothing for none; peopleOf names them.
func numberOf(name string, states ...string) value[*heldActivity] {
	return value[*heldActivity]{name, "没有的空着", func(_ *paperYear, h *heldActivity) string { return blankZero(len(h.of(states...))) }}
}

func peopleOf(name string, states ...string) value[*heldActivity] {
	return value[*heldActivity]{name, "用顿号隔开", func(_ *paperYear, h *heldActivity) string {
		var names []string
		for _, g := range h.of(states...) {
			names = append(names, g.Title)
		}
		return zh.JoinNames(names)
	}}
}

var heldValues = append(asHeld("活动", "活动类别", "事由", "开始日期", "会期", "地点", "牵头单位", "主要内容"), []value[*heldActivity]{
	{"完成日期", "与开始日期同一天的空着", func(_ *paperYear, h *heldActivity) string {
		if h.Values["finished_on"] == h.Values["started_on"] {
			return ""
		}
		return dayText(h.Values["finished_on"])
	}},
	{"成果", "", func(_ *paperYear, h *heldActivity) string { return h.Values["outcome"] }},
	{"应到人数", "", func(_ *paperYear, h *heldActivity) string { return fmt.Sprint(len(h.Guests)) }},
	{"到会人数", "", func(_ *paperYear, h *heldActivity) string { return fmt.Sprint(len(h.of(activity.Present))) }},
	numberOf("请假人数", activity.Excused),
	numberOf("缺席人数", activity.Absent),
	numberOf("未登记人数", activity.Expected, activity.Asking),
	{"列席人数", "没有的空着", func(_ *paperYear, h *heldActivity) string { return blankZero(record.CountOf(h.Values["guests"])) }},
	peopleOf("到会人员", activity.Present),
	peopleOf("请假人员", activity.Excused),
	peopleOf("缺席人员", activity.Absent),
	{"意见条数", "转整改的", func(_ *paperYear, h *heldActivity) string { return blankZero(len(h.raised)) }},
}...)

// asHeld are fields of the notice that the minutes have too.
func asHeld(names ...string) (all []value[*heldActivity]) {
	for _, v := range invitedValues {
		if slices.Contains(names, v.name) {
			all = append(all, value[*heldActivity]{v.name, v.note, func(y *paperYear, h *heldActivity) string { return v.of(y, h.Invited) }})
		}
	}
	return all
}

var activityMinutes = Paper{
	Name: "会议纪要", Each: "每次活动一份", Rule: "已经举行、登记了到会的活动：出席情况、发言、成果和转有关单位办理的意见，主持和记录留白", Of: "活动", Needs: needOffice, Better: betterNumber,
	reads: func(ctx context.Context, db bun.IDB, y *paperYear) error {
		all, err := activity.Activities.Records(ctx, db, record.Scope{Year: y.Year})
		if err != nil {
			return err
		}
		for _, r := range all {
			on := r.Values["started_on"]
			if y.Activities != nil && !slices.Contains(y.Activities, r.ID) || on == "" || on > y.day || !isRegistered(r) {
				continue
			}
			v, err := activity.InvitedTo(ctx, db, r.ID, y.day, "")
			if err != nil {
				return err
			}
			raised, err := supervision.RaisedAt(ctx, db, r.ID)
			if err != nil {
				return err
			}
			y.minutes = append(y.minutes, &heldActivity{v, raised})
		}
		return nil
	},
	Fields: withCommon(fieldsOf(heldValues), []paper.Field{listOf("每位发言人员", "口头和书面发言的", speakerValues), listOf("每条意见", "转有关单位办理的", raisedValues)}),
	make: func(y *paperYear) (docs []document) {
		for _, h := range y.minutes {
			docs = append(docs, document{cmp.Or(h.Values["title"], fmt.Sprint(h.ID)), paper.Data{
				Texts: textsOf(y, heldValues, h),
				Lists: map[string][]paper.Data{"每位发言人员": rowsOf(y, speakerValues, h.spoke()), "每条意见": rowsOf(y, raisedValues, h.raised)},
			}})
		}
		return docs
	},
}
