package data

import (
	"context"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// RaiseStep is the name of the step that makes an opinion raised at an activity a point of a letter (转整改).
const RaiseStep = "转整改"

// The step is of two areas that do not know each other: activities are held, supervision follows what was said at them.
func init() {
	states := []string{activity.NotCalled, activity.Called, activity.Registering, activity.Registered}
	activity.Activities.Flow.Steps = append(activity.Activities.Flow.Steps, record.Step{
		Name: RaiseStep, From: states, To: states, Rare: true, Later: states, Waits: activity.Began,
		Asks: []record.Field{
			{Key: "unit", Title: "被监督单位", Required: true, Note: "意见转给哪个单位整改"},
			{Key: "text", Title: "意见内容", Type: record.Long{}, Required: true, Note: "写进给这个单位的一份起草中的意见书，来源是这次活动"},
		},
		Also: func(ctx context.Context, tx *store.Tx, scope record.Scope, r record.Record, told record.Values) error {
			return supervision.RaiseAtActivity(ctx, tx, scope, r.ID, r.Values["title"], told["unit"], told["text"])
		},
	})
}
