package export

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/assets"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

func fieldNames(fields []paper.Field) []string {
	var names []string
	for _, f := range fields {
		name := f.Name
		if f.Each != nil {
			name += "（" + zh.JoinNames(fieldNames(f.Each)) + "）"
		}
		names = append(names, name)
	}
	return names
}

// manualLine is what the manual says of the fields of a paper.
func manualLine(p Paper) string {
	common := fieldNames(fieldsOf(commonValues))
	known := []struct {
		title  string
		fields []string
	}{
		{"办理一件提案的各项", fieldNames(fieldsOf(assignedValues))},
		{"一件提案的各项和办理期限、逾期期限、逾期单位、逾期天数", fieldNames(fieldsOf(wholeCaseValues))},
		{"一件提案的各项", fieldNames(fieldsOf(caseValues))},
	}
	var parts []string
	var own []string
	for _, f := range p.Fields {
		own = append(own, f.Name)
	}
	for _, k := range known { // named by what they are of
		if !slices.ContainsFunc(k.fields, func(name string) bool { return !slices.Contains(own, name) }) {
			parts = append(parts, k.title)
			own = slices.DeleteFunc(own, func(name string) bool { return slices.Contains(k.fields, name) })
		}
	}
	for _, f := range p.Fields {
		if !slices.Contains(own, f.Name) || slices.Contains(common, f.Name) {
			continue
		}
		text := f.Name
		if f.Each != nil {
			inside := zh.JoinNames(fieldNames(f.Each))
			for _, k := range known {
				if slices.Equal(fieldNames(f.Each), k.fields) {
					inside = k.title
				}
			}
			text += "（" + inside + "）"
		}
		parts = append(parts, text)
	}
	return "| " + p.Name + " | " + zh.JoinNames(parts) + " |"
}

// The manual has every field of every paper.
func TestManualHasTheFields(t *testing.T) {
	lines := []string{
		"各种文书都有的字段：" + zh.JoinNames(fieldNames(fieldsOf(commonValues))) + "。",
		"一件提案的各项：" + zh.JoinNames(fieldNames(fieldsOf(caseValues))) + "。",
		"办理一件提案的各项：" + zh.JoinNames(fieldNames(fieldsOf(assignedValues))) + "。",
	}
	for _, p := range Papers() {
		lines = append(lines, manualLine(p))
	}
	for _, line := range lines {
		if !strings.Contains(assets.Manual, "\n"+line+"\n") {
			t.Errorf("the manual does not have\n%s", line)
		}
	}
}
