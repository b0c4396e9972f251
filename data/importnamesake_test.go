package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Somebody of the name of one on the roster who was born on another day is asked about, whatever else differs, and is no second person without a question.
// Two ID numbers tell them apart.
func TestANamesakeOfAnotherBirthIsAsked(t *testing.T) {
	for row, want := range map[string]string{
		"丁一,1993-12,,,":                       "待确认 可能是已有的人：同名，出生日期不同。请选择同一人、新人或跳过。",
		"丁一,1980-01-01,女,县医院,13900008888":     "待确认 可能是已有的人：同名，出生日期不同，性别不同，手机不同，工作单位不同。请选择同一人、新人或跳过。",
		"丁一,1993-11,男,县财政局,":                  "变更",
		"丁二,1993-12,,,":                       "新增",
		"丁一,1980-01-01,,,,110101198001010010": "新增",
		"丁一,,,,,110101199311280117":           "待确认",
		"丁一,1993-11-28,男,,13900008888":        "变更",
	} {
		for _, kind := range []*record.Kind{roster.Members, roster.Supervisors} {
			o := openOffice(t)
			o.save(kind, record.Values{"name": "丁一", "birth_on": "1993-11-28", "gender": "男", "mobile": "13800000001", "workplace": "县教育局", "id_number": "110101199311280010"})
			if got, _ := o.taken(kind, "姓名,出生日期,性别,工作单位,手机,身份证号", row); got != want && (want != "待确认" || !strings.HasPrefix(got, want)) {
				t.Errorf("%s %s: %s, want %s", kind.Name, row, got, want)
			}
		}
	}
}
