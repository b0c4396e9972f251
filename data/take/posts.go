package take

import (
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/intake"
)

// twoPosts finds a table that has 职务 beside 单位职务, as a printed 通讯录 has: the first is the post in the CPPCC, in few words, and nobody's job. It
// gives what the columns are for then, and says so; note is "" when there is no such table, or somebody said what they are for.
func (im *Import) twoPosts(assigned intake.Assignments) (to intake.Assignments, note string) {
	job := im.Kind.Field("job")
	if job == nil || im.Kind.Field("posts") == nil {
		return nil, ""
	}
	for _, table := range im.Tables {
		var plain, own *intake.Column
		for i := range table.Columns {
			switch c := &table.Columns[i]; {
			case c.Field != nil && c.Field.Key == job.Key && c.Header == job.Title && c.Reason == intake.ReasonExact:
				plain = c
			case c.Field == nil && c.Reason == "" && slices.Contains(job.Aliases, c.Header):
				own = c
			}
		}
		if plain == nil || own == nil {
			continue
		}
		to = maps.Clone(assigned)
		if to == nil {
			to = intake.Assignments{}
		}
		to[plain.Name], to[own.Name] = "", job.Key
		return to, fmt.Sprintf("工作表「%s」同时有「%s」和「%s」：「%[2]s」是在政协的职务，没有录入，「%[3]s」录入%[2]s一栏；政协职务请用「政协职务」一栏导入。", table.Sheet, plain.Header, own.Header)
	}
	return nil, ""
}
