package record

import (
	"cppccdesk/data/calendar"
	"cppccdesk/data/store"
)

// CheckHappened refuses a day after today for something that is said to have happened on it. An empty day says nothing.
func CheckHappened(tx *store.Tx, title, on string) error {
	if fault := calendar.Future(title, on, tx.Today()); fault != "" {
		return store.Refuse(store.CodeInvalid, "%s", fault)
	}
	return nil
}
