package sampleyear

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// faultyRow is a line of the workbook of errors; what is wrong with it stands in no column.
type faultyRow struct {
	name, gender, birth string
	id                  any
	sector, workplace   string
	mobile              string
}

// How many rows of [ErrorsFile] are sound, how many must be refused (an ID number Excel has rounded, 30 February, no name, a wrong check digit, month 13), and
// how many are a sound row repeated word for word, which is taken in once.
const (
	FaultySound    = 3
	FaultyRefused  = 5
	FaultyRepeated = 1
)

// writeFaultyMembers makes a roster with the mistakes intake must refuse, each with its reason.
func writeFaultyMembers(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	maker := newPeopleMaker(c.rng, c.year)
	sound := maker.idNumber(&person{gender: "男", birth: birth{1965, 3, 7}})
	wrongDigit := sound[:17] + string("0123456789"[(int(sound[16]-'0')+3)%10])
	if wrongDigit == sound {
		wrongDigit = sound[:17] + "1"
	}
	rows := []faultyRow{
		{"示例甲", "男", "1965.03.07", sound, "教育界", "县第一中学", "19900009001"},
		{"示例乙", "女", "1972年8月16日", "", "农业界", "县农业农村局", "19900009002"},
		{"示例丙", "男", "1969-11-05", 123457196911050000.0, "经济界", "云岭农村商业银行", "19900009003"}, // rounded: the last three digits are lost
		{"示例丁", "女", "1965-02-30", "", "教育界", "县实验小学", "19900009004"},
		{"", "男", "1970.01.15", "", "医药卫生界", "县人民医院", "19900009005"},
		{"示例戊", "男", "1965.03.07", wrongDigit, "科学技术界", "县科学技术协会", "19900009006"},
		{"示例己", "女", "1980年13月2日", "", "妇联界", "县妇女联合会", "19900009007"},
		{"示例庚", "男", "19750620", "", "工商联界", "恒岳机械制造有限公司", "19900009008"},
		{"示例甲", "男", "1965.03.07", sound, "教育界", "县第一中学", "19900009001"},
	}
	const sheet = "委员名册"
	err = writePage(b, page[faultyRow]{
		sheet: sheet, title: fmt.Sprintf("政协云岭县第%s届委员会委员名册(含错误·示例)", numeral(c.term)), under: fmt.Sprintf(filledBy, c.year, 6),
		columns: []column[faultyRow]{
			{"", "序号", 6, func(i int, _ faultyRow) any { return i + 1 }},
			{"", "姓 名", 12, func(_ int, r faultyRow) any { return r.name }},
			{"", "性别", 7, func(_ int, r faultyRow) any { return r.gender }},
			{"", "出生年月", 16, func(_ int, r faultyRow) any { return r.birth }},
			{"", "身份证号", 24, func(_ int, r faultyRow) any { return r.id }},
			{"", "界别", 14, func(_ int, r faultyRow) any { return r.sector }},
			{"", "工作单位", 26, func(_ int, r faultyRow) any { return r.workplace }},
			{"", "联系电话", 16, func(_ int, r faultyRow) any { return r.mobile }},
		},
		portrait: true,
		foot: func(int) []string {
			return []string{"本表用于演示导入时被拒绝的行及其原因,人员系虚构。"}
		},
	}, rows)
	if err != nil {
		return nil, err
	}
	whole, err := b.file.NewStyle(&excelize.Style{NumFmt: 1})
	if err != nil {
		return nil, fmt.Errorf("make style: %w", err)
	}
	if err := b.file.SetCellStyle(sheet, "E6", "E6", whole); err != nil {
		return nil, fmt.Errorf("style rounded number: %w", err)
	}
	return b.bytes()
}
