package export

import (
	"cmp"
	"fmt"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/export/sheet"
)

// activitiesReport lists the activities of the year that have taken place, with who was expected and who came.
var activitiesReport = Report{Code: "11", Name: "会议调研活动台账", Reads: activity.Activities, Build: func(y *Year) []sheet.Table {
	text := func(c sheet.Column) sheet.Field[record.Record] {
		return sheet.Field[record.Record]{Column: c, Value: func(r record.Record) any { return r.Values[c.Key] }}
	}
	number := func(key, of string, keep func(r record.Record) bool, path ...string) sheet.Field[record.Record] {
		c := sheet.Column{Key: key, Path: path, Width: 5.5, Kind: sheet.Int, Total: sheet.Sum}
		return sheet.Field[record.Record]{Column: c, Value: func(r record.Record) any {
			if !keep(r) {
				return nil
			}
			return orBlank(int64(record.CountOf(r.Values[of])))
		}}
	}
	always := func(record.Record) bool { return true }
	obligatory := func(r record.Record) bool { return isRegistered(r) && r.Values["duty"] == activity.Obligatory }
	voluntary := func(r record.Record) bool { return isRegistered(r) && r.Values["duty"] == activity.Voluntary }
	fields := []sheet.Field[record.Record]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		text(sheet.Column{Key: "kind", Path: []string{"类别"}, Kind: sheet.Center, Width: 8}),
		text(sheet.Column{Key: "title", Path: []string{"名称"}, Width: 17, Total: sheet.Count}),
		text(sheet.Column{Key: "started_on", Path: []string{"时间", "开始日期"}, Kind: sheet.Date}),
		text(sheet.Column{Key: "finished_on", Path: []string{"时间", "完成日期"}, Kind: sheet.Date}),
		number("half_days", "half_days", always, "时间", "半天"),
		text(sheet.Column{Key: "place", Path: []string{"地点"}, Width: 11}),
		text(sheet.Column{Key: "organizer", Path: []string{"牵头单位"}, Width: 10}),
		number("due", "due", obligatory, "出席（人）", "应到"),
		number("came", "present", obligatory, "出席（人）", "到会"),
		number("excused", "excused", obligatory, "出席（人）", "请假"),
		number("absent", "absent", obligatory, "出席（人）", "缺席"),
		number("unmarked", "unmarked", obligatory, "出席（人）", "未登"),
		{Column: sheet.Column{Key: "rate", Path: []string{"出席（人）", "出席率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"came"}, y.attendanceBase()), Total: sheet.Recalc}},
		number("free", "present", voluntary, "自愿\n到会"),
		number("attendees", "attendees", always, "参加\n人数"),
		text(sheet.Column{Key: "outcome", Path: []string{"成果"}, Width: 12}),
	}
	held := y.heldActivities()
	t := y.table("会议调研活动台账", "次、人")
	t.Columns, t.Rows, t.FreezeColumns = sheet.Columns(fields), sheet.Rows(fields, held), 3
	sheet.Identify(&t, activity.Activities.Name, held, func(r record.Record) int64 { return r.ID })
	t.Notes = []string{
		"填报日期以前举行的活动，一次一行，几天的从最后一天（完成日期）起列。" + y.Attendance.Rule.String() + "，按人次；没有批的请假和没有登记的列在「未登」（未登记）；出席只列登记了的必到活动，自愿参加的活动另列到会人数。",
		"参加人数：登记了出席的为到会加列席人数，没有登记的为填写的人数。",
	}
	if left := activity.Unmarked(y.Attendance.All().Times.Unmarked, "人次"); left != "" {
		t.Notes = append(t.Notes, "登记出席的必到活动里"+left+"出席率。")
	}
	if n := y.Attendance.Unregistered(); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("通知了参会而没有登记出席的活动 %d 次。", n))
	}
	return []sheet.Table{t}
}}

// isRegistered reports whether it is known of somebody whether he came to the activity.
func isRegistered(r record.Record) bool {
	return r.Values["status"] == activity.Registering || r.Values["status"] == activity.Registered
}

// attendanceBase are the columns that a rate of attendance is divided by.
func (y *Year) attendanceBase() []string {
	if y.Attendance.Rule.WithLeave {
		return []string{"due", "-unmarked"}
	}
	return []string{"due", "-excused", "-unmarked"}
}

// heldActivities are the activities of the year that are over by its day.
func (y *Year) heldActivities() (held []record.Record) {
	for _, r := range y.records[activity.Activities] {
		if on := cmp.Or(r.Values["finished_on"], r.Values["started_on"]); on != "" && on <= y.day() {
			held = append(held, r)
		}
	}
	return held
}
