package roster

import (
	"context"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

func init() { Members.Once = memberOnce }

// memberOnce implements record.Kind.Once: one person is on the roster once. Only rows of one name with the same number, or birth, are surely his.
func memberOnce(_ context.Context, _ *store.Tx, _ record.Scope, v record.Values) (string, record.Values, error) {
	sure := "编号 " + v["number"]
	switch {
	case v["name"] == "" || v["number"] == "" && len(v["birth_on"]) < len(store.DateLayout):
		return "", nil, nil
	case v["number"] == "":
		sure = "生于 " + v["birth_on"]
	}
	return fold.Called(v["name"]) + " " + sure, v.Filled(), nil
}
