package roster

import (
	"fmt"
	"iter"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/records"
)

// bodyList declares the list of one of the kinds of bodies of a term.
func bodyList(kind *record.Kind, hide ...string) records.Config {
	return records.Config{
		Kind: kind, Key: "roster." + kind.Name, Unit: "个", Title: "name", Names: []string{"officers"},
		Tags: []string{"term"}, Flex: "officers", Hide: append([]string{"term", "from_on", "former_names"}, hide...), Sums: []string{"members"},
		Filters: []records.Filter{
			{Text: "在用", Keep: func(v record.Values) bool { return v["to_on"] == "" }},
			{Text: "没有委员", Keep: func(v record.Values) bool { return v["members"] == "" }},
			{Text: "改过名", Keep: func(v record.Values) bool { return v["former_names"] != "" }},
		},
		Foot: func(rows iter.Seq[records.Row]) string {
			ended := 0
			for r := range rows {
				if r.Values["to_on"] != "" {
					ended++
				}
			}
			if ended == 0 {
				return ""
			}
			return fmt.Sprintf("其中已停用 %d 个", ended)
		},
	}
}

var termList = records.Config{
	Kind: roster.Terms, Key: "roster.terms", Unit: "届", Title: "name", Numbers: []string{"ordinal"},
	Tags: []string{"state"}, Flex: "name", Hide: []string{"sectors", "committees", "activity_groups"},
}

var sessionList = records.Config{
	Kind: roster.Sessions, Key: "roster.sessions", Unit: "次", Title: "name", Numbers: []string{"ordinal"},
	Tags: []string{"term"}, Flex: "name", Sums: []string{"proposals"},
	Filters: []records.Filter{{Text: "届次", Field: "term"}},
}
