package take

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// otherwise finds columns that are not what their headings say by what is beside them or in them. It gives what they are for then, on top of what was
// assigned, and a sentence for each; without notes there is none.
func (im *Import) otherwise(assigned intake.Assignments) (to intake.Assignments, notes []string) {
	to = maps.Clone(assigned)
	if to == nil {
		to = intake.Assignments{}
	}
	for i := range im.Tables {
		for _, find := range []func(*intake.Table, intake.Assignments) string{im.twoPosts, im.postInCPPCC, im.postInGroup, im.wordsOfAnother, im.wholeDays} {
			if note := find(&im.Tables[i], to); note != "" {
				notes = append(notes, "工作表「"+im.Tables[i].Sheet+"」"+note)
			}
		}
	}
	return to, notes
}

// twoPosts finds a table that has 职务 beside 单位职务 or 工作单位及职务, as a printed 通讯录 has: the first is the post in the CPPCC, in few words, and
// nobody's job. Of supervisors it is [Import.postInGroup].
func (im *Import) twoPosts(table *intake.Table, to intake.Assignments) (note string) {
	job := im.Kind.Field("job")
	if job == nil || im.Kind.Field("posts") == nil {
		return ""
	}
	plain, own := plainPost(table, job), (*intake.Column)(nil)
	for i := range table.Columns {
		if c := &table.Columns[i]; c.Field == nil && c.Reason == "" && slices.Contains(job.Aliases, c.Header) || bothOf(c) {
			own = c
		}
	}
	if plain == nil || own == nil {
		return ""
	}
	to[plain.Name] = ""
	what := ""
	if own.Field == nil {
		to[own.Name] = job.Key
		what = fmt.Sprintf("，「%s」录入%s一栏", own.Header, job.Title)
	}
	return fmt.Sprintf("同时有「%s」和「%s」：「%[1]s」是在政协的职务，没有录入%[3]s；政协职务请用「政协职务」一栏导入。", plain.Header, own.Header, what)
}

// plainPost is the column 职务 of a table that nobody said what it is for.
func plainPost(table *intake.Table, job *record.Field) *intake.Column {
	for i := range table.Columns {
		if c := &table.Columns[i]; c.Field != nil && c.Field.Key == job.Key && c.Header == job.Title && c.Reason == intake.ReasonExact {
			return c
		}
	}
	return nil
}

// bothOf reports whether a column holds the workplace and the post in one cell.
func bothOf(c *intake.Column) bool {
	return c.Field != nil && c.Field.Key == "workplace" && strings.Contains(c.Header, "职务")
}

// postInCPPCC finds 职务 of members under which nothing but posts in the CPPCC is written, one of them that of a plain member: nobody has such a job.
func (im *Import) postInCPPCC(table *intake.Table, to intake.Assignments) (note string) {
	job, posts := im.Kind.Field("job"), im.Kind.Field("posts")
	if job == nil || posts == nil || columnOf(table, posts.Key) != nil {
		return ""
	}
	plain := plainPost(table, job)
	if plain == nil {
		return ""
	}
	if _, said := to[plain.Name]; said {
		return ""
	}
	words := append([]string{"常务委员"}, im.layoutField(posts.Key).Choices...)
	common := false
	if !allOf(table, job.Key, func(text string) bool {
		common = common || slices.Contains([]string{"委员", "常委", "常务委员"}, text)
		return slices.Contains(words, text)
	}) || !common {
		return ""
	}
	to[plain.Name] = posts.Key
	return fmt.Sprintf("「%s」写的都是在政协的职务，录入%s一栏。", plain.Header, posts.Title)
}

// layoutField is the layout's field of a key.
func (im *Import) layoutField(key string) *intake.Field {
	at := slices.IndexFunc(im.layout.Fields, func(f intake.Field) bool { return f.Key == key })
	return &im.layout.Fields[at]
}

// groupPosts are what somebody is in his group.
var groupPosts = []string{"组长", "副组长", "联络员", "成员", "组员"}

// postInGroup finds 职务 of supervisors under which nothing but posts in their groups is written.
func (im *Import) postInGroup(table *intake.Table, to intake.Assignments) (note string) {
	job, role := im.Kind.Field("job"), im.Kind.Field("role")
	if job == nil || role == nil {
		return ""
	}
	plain := plainPost(table, job)
	if plain == nil || columnOf(table, role.Key) != nil || !allOf(table, job.Key, func(text string) bool { return slices.Contains(groupPosts, text) }) {
		return ""
	}
	to[plain.Name] = role.Key
	return fmt.Sprintf("「%s」写的都是组内职务，录入%s一栏。", plain.Header, role.Title)
}

// wordsOfAnother finds a column that a heading not its title gave to a closed field, and whose words are all those of one other field without a column: 类别 with
// A, B and C is the 办理结果.
func (im *Import) wordsOfAnother(table *intake.Table, to intake.Assignments) (note string) {
	for i := range table.Columns {
		c := &table.Columns[i]
		if c.Field == nil || c.Field.Word == nil || c.Reason != intake.ReasonAlias && c.Reason != intake.ReasonSimilar {
			continue
		}
		is := func(f *intake.Field) func(string) bool {
			return func(text string) bool { _, ok := f.Word(text); return ok }
		}
		if !allOf(table, c.Field.Key, func(text string) bool { return !is(c.Field)(text) }) {
			continue
		}
		var other *intake.Field
		for j := range im.layout.Fields {
			f := &im.layout.Fields[j]
			if f.Word == nil || f.Aside || columnOf(table, f.Key) != nil || !allOf(table, c.Field.Key, is(f)) {
				continue
			}
			if other != nil {
				return ""
			}
			other = f
		}
		if other != nil {
			to[c.Name] = other.Key
			return fmt.Sprintf("「%s」写的都是%s的用词，录入%[2]s一栏。", c.Header, other.Title)
		}
	}
	return ""
}

// wholeDays finds a column of whole days, 天数, that its heading gave to the half-days of an activity: it is not taken in.
func (im *Import) wholeDays(table *intake.Table, to intake.Assignments) (note string) {
	c := columnOf(table, "half_days")
	if c == nil || c.Reason != intake.ReasonSimilar || strings.Contains(c.Header, "半") {
		return ""
	}
	to[c.Name] = ""
	return fmt.Sprintf("「%s」是天数，没有录入%s；请改成「%[2]s」一栏，开一天写 2，再导入。", c.Header, c.Field.Title)
}

// columnOf is the column of a field, nil for none.
func columnOf(table *intake.Table, key string) *intake.Column {
	for i := range table.Columns {
		if c := &table.Columns[i]; c.Field != nil && c.Field.Key == key {
			return c
		}
	}
	return nil
}

// allOf reports whether there are texts in a field's column and all are as told.
func allOf(table *intake.Table, key string, is func(text string) bool) bool {
	found := false
	for i := range table.Rows {
		text := intake.Squeeze(table.Rows[i].Text(key))
		if text == "" || intake.IsNothing(text) {
			continue
		}
		if !is(text) {
			return false
		}
		found = true
	}
	return found
}
