package activity

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	activitiesTables = map[string]record.TableWords{
		"activity":   {Title: "活动", Name: []string{"title"}, Columns: map[string]string{"attendees": "参加人数"}},
		"attendance": {Title: "出席", Name: []string{"activity_id", "person_id"}, Columns: map[string]string{"activity_id": "活动", "person_id": "姓名", "state": "出席情况", "came": "到会半天数", "excused": "请假半天数", "speech": "发言", "note": "备注"}},
	}
)
