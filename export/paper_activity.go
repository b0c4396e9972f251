package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/export/paper"
)

var guestValues = []value[activity.Guest]{
	{"姓名", "", func(_ *paperYear, g activity.Guest) string { return g.Name }},
	{"称呼", "同名的写明是哪一位", func(_ *paperYear, g activity.Guest) string { return g.Title }},
	{"界别或小组", "", func(_ *paperYear, g activity.Guest) string { return g.Office }},
	{"工作单位", "", func(_ *paperYear, g activity.Guest) string { return g.Workplace }},
}

// invitedField is a field of the activity as it is entered.
func invitedField(name, key string) value[*activity.Invited] {
	return value[*activity.Invited]{name, "", func(_ *paperYear, v *activity.Invited) string { return v.Values[key] }}
}

var invitedValues = []value[*activity.Invited]{
	invitedField("活动", "title"),
	invitedField("活动类别", "kind"),
	{"事由", "如 召开民主监督工作座谈会；名称里有「会」的是召开，别的是开展", func(_ *paperYear, v *activity.Invited) string {
		if strings.Contains(v.Values["title"], "会") {
			return "召开" + v.Values["title"]
		}
		return "开展" + v.Values["title"]
	}},
	{"开始日期", "", func(_ *paperYear, v *activity.Invited) string { return dayText(v.Values["started_on"]) }},
	{"会期", "半天、1天、1天半", func(_ *paperYear, v *activity.Invited) string {
		return halfDaysText(max(record.CountOf(v.Values["half_days"]), 1))
	}},
	invitedField("地点", "place"),
	invitedField("牵头单位", "organizer"),
	invitedField("主要内容", "content"),
	invitedField("到会要求", "duty"),
	{"人数", "通知参会、没有准假的", func(_ *paperYear, v *activity.Invited) string { return fmt.Sprint(len(coming(v))) }},
}

// coming are the people told to come who have no leave.
func coming(v *activity.Invited) (all []activity.Guest) {
	for _, g := range v.Guests {
		if !g.Excused {
			all = append(all, g)
		}
	}
	return all
}

// halfDaysText is a length in days.
func halfDaysText(n int) string {
	switch {
	case n == 1:
		return "半天"
	case n%2 == 1:
		return fmt.Sprintf("%d天半", n/2)
	}
	return fmt.Sprintf("%d天", n/2)
}

var activityNotice = Paper{
	Name: "活动通知", Each: "每次活动一份", Rule: "定了开始日期、还没有开，并已通知参会的活动，附参加人员名单", Of: "活动", Needs: needOffice, Better: betterNumber,
	reads: func(ctx context.Context, db bun.IDB, y *paperYear) error {
		all, err := activity.Activities.Records(ctx, db, record.Scope{Year: y.Year})
		if err != nil {
			return err
		}
		for _, r := range all {
			if y.Activities != nil && !slices.Contains(y.Activities, r.ID) {
				continue
			}
			if r.Values["started_on"] < y.day || r.Values["status"] == activity.NotCalled {
				continue
			}
			v, err := activity.InvitedTo(ctx, db, r.ID, y.day, "")
			if err != nil {
				return err
			}
			y.held = append(y.held, v)
		}
		return nil
	},
	Fields: withCommon(fieldsOf(invitedValues), []paper.Field{listOf("每位参加人员", "按通知的先后", guestValues)}),
	make: func(y *paperYear) (docs []document) {
		for _, v := range y.held {
			docs = append(docs, document{cmp.Or(v.Values["title"], fmt.Sprint(v.ID)), paper.Data{
				Texts: textsOf(y, invitedValues, v), Lists: map[string][]paper.Data{"每位参加人员": rowsOf(y, guestValues, coming(v))},
			}})
		}
		return docs
	},
}
