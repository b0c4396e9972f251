package take

import (
	"regexp"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// postEnding ends what somebody is at his workplace.
var postEnding = regexp.MustCompile(`(书记|主任|主席|委员|经理|董事|监事|总裁|会计|出纳|干部|职工|教授|讲师|顾问|法人|律师|助理|医生|护士|[长员师])$`)

// combinedJob reports whether a row has 工作单位及职务 in one cell.
func combinedJob(row intake.Row, values record.Values) bool {
	return values["workplace"] != "" && !row.Has("job") && strings.Contains(row.Header("workplace"), "职务")
}

// splitJob parts 工作单位及职务 of one cell where it begins with a unit of the office and ends with a post. Others stay whole.
func (im *Import) splitJob(row intake.Row, values record.Values) {
	if im.Kind.Field("job") == nil || !combinedJob(row, values) {
		return
	}
	whole := []rune(values["workplace"])
	for n := len(whole) - 1; n > 1; n-- {
		unit, rest := string(whole[:n]), strings.TrimSpace(string(whole[n:]))
		if im.bodies[unit] == bodyUnit && postEnding.MatchString(rest) {
			values["workplace"], values["job"] = unit, rest
			return
		}
	}
}

// sameJob takes out of values a workplace that is the stored one and the stored post, written together.
func sameJob(old, values record.Values) {
	if values.Has("job") || old["job"] == "" || values["workplace"] == "" {
		return
	}
	if squeezed(values["workplace"]) == squeezed(old["workplace"]+old["job"]) {
		delete(values, "workplace")
	}
}
