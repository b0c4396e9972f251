package find

import (
	"encoding/json"
	"slices"

	"cppccdesk/data"
	"cppccdesk/gui/kit"
)

const (
	prefRecent = "find.recent"
	mostRecent = 8
)

// recents are the records opened lately from the box, the latest first, remembered between starts.
type recents struct {
	prefs kit.Prefs
	list  []recent
}

type recent struct {
	Kind string `json:"kind"`
	ID   int64  `json:"id"`
}

// readRecents reads what was remembered; what cannot be read is forgotten.
func readRecents(prefs kit.Prefs) recents {
	r := recents{prefs: prefs}
	if json.Unmarshal([]byte(prefs.Get(prefRecent)), &r.list) != nil {
		r.list = nil
	}
	r.list = r.list[:min(len(r.list), mostRecent)]
	return r
}

func (r *recents) add(t data.Findable) {
	one := recent{t.Kind.Name, t.ID}
	r.list = slices.DeleteFunc(r.list, func(other recent) bool { return other == one })
	r.list = append([]recent{one}, r.list[:min(len(r.list), mostRecent-1)]...)
	if text, err := json.Marshal(r.list); err == nil { // strings and integers always can be
		r.prefs.Set(prefRecent, string(text))
	}
}
