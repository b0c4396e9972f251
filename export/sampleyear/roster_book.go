package sampleyear

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const filledBy = "填报单位(盖章):政协云岭县委员会办公室        填报日期:%d年1月%d日        单位:人"

func writeUnits(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	var systems []string
	count := map[string]int{}
	for _, u := range c.units {
		if count[u.system]++; !slices.Contains(systems, u.system) {
			systems = append(systems, u.system)
		}
	}
	p := page[*unit]{
		sheet: "承办单位", title: "云岭县政协提案承办单位名录(示例)",
		under: fmt.Sprintf("填报单位(盖章):政协云岭县委员会提案委员会        填报日期:%d年1月8日        单位:个", c.year),
		columns: []column[*unit]{
			{"", "序号", 6, func(i int, _ *unit) any { return i + 1 }},
			{"", "单位\n编码", 8, func(_ int, u *unit) any { return u.code }},
			{"", "单 位 名 称", 30, func(_ int, u *unit) any { return u.name }},
			{"", "简称", 14, func(_ int, u *unit) any { return u.short }},
			{"", "曾用名", 30, func(_ int, u *unit) any { return u.former }},
			{"", "所属系统", 12, func(_ int, u *unit) any { return u.system }},
			{"", "主管部门", 18, func(_ int, u *unit) any { return u.parent }},
			{"", "分管领导", 11, func(i int, u *unit) any { return spaced(i, u.leader) }},
			{"", "联系人", 11, func(i int, u *unit) any { return spaced(i+1, u.contact) }},
			{"", "联系电话", 15, func(i int, u *unit) any {
				if i%9 == 4 {
					return wide(u.phone)
				}
				return u.phone
			}},
			{"", "是否承办\n大户", 9, func(_ int, u *unit) any { return yesNo(u.major) }},
			{"", "传真", 10, func(i int, _ *unit) any {
				if i%12 == 0 {
					return "同电话"
				}
				return ""
			}},
			{"", "备注", 14, func(_ int, u *unit) any {
				if u.former != "" {
					return "机构改革后更名"
				}
				return ""
			}},
		},
		groupOf: func(u *unit) string {
			return fmt.Sprintf("%s、%s(%d个)", numeral(slices.Index(systems, u.system)+1), u.system, count[u.system])
		},
		total: "共 %d 个单位",
		foot: func(int) []string {
			return []string{"注:1.单位名称以机构编制部门批复为准;2.曾用名用顿号分隔。", "审核人:                填表人:                联系电话:0000-6110401"}
		},
	}
	if err := writePage(b, p, c.units); err != nil {
		return nil, err
	}
	return b.bytes()
}

// memberColumns are the columns of the three sheets of the members' roster. The sheets come from three hands: one has
// workplace and post apart, another writes them together, and the third shortens the heading of the party.
func memberColumns(together bool) []column[*person] {
	political, birthHead := "政治面貌", "出 生 年 月"
	if together {
		political, birthHead = "政治面貌/党派", "出生\n日期"
	}
	columns := []column[*person]{
		{"", "序号", 5, func(i int, _ *person) any { return i + 1 }},
		{"", "委员\n编号", 10, func(_ int, p *person) any { return p.number }},
		{"基本情况", "姓  名", 12, func(i int, p *person) any { return spaced(i, p.name) }},
		{"基本情况", "性 别", 5, func(_ int, p *person) any { return p.gender }},
		{"基本情况", "民族", 9, func(_ int, p *person) any { return p.ethnicity }},
		{"基本情况", birthHead, 14, func(i int, p *person) any { return birthText(i, p.birth) }},
		{"基本情况", "籍贯", 10, func(_ int, p *person) any { return p.native }},
		{"基本情况", "学 历", 10, func(_ int, p *person) any { return p.education }},
		{"基本情况", "学位", 7, func(_ int, p *person) any { return p.degree }},
		{"基本情况", "职称", 11, func(_ int, p *person) any { return p.title }},
		{"基本情况", political, 11, func(_ int, p *person) any { return p.political }},
		{"基本情况", "身份证号码", 21, func(i int, p *person) any {
			if i%5 == 2 {
				return strings.ToLower(p.idNumber)
			}
			return p.idNumber
		}},
		{"政协任职", "界别", 15, func(_ int, p *person) any { return p.sector }},
		{"政协任职", "界别职务", 9, func(_ int, p *person) any { return p.sectorPost }},
		{"政协任职", "政协职务", 15, func(_ int, p *person) any { return join(p.posts) }},
		{"政协任职", "专委会", 19, func(_ int, p *person) any { return p.committee }},
		{"政协任职", "专委会职务", 9, func(_ int, p *person) any { return p.committeePost }},
		{"政协任职", "活动组", 15, func(_ int, p *person) any { return p.activityGroup }},
		{"政协任职", "活动组职务", 9, func(_ int, p *person) any { return p.groupPost }},
		{"政协任职", "任职日期", 12, func(_ int, p *person) any { return p.joined }},
		{"政协任职", "连任届数", 6, func(_ int, p *person) any { return p.terms }},
	}
	if together {
		columns = append(columns, column[*person]{"", "工作单位及职务", 30, func(_ int, p *person) any { return p.workplace + " " + p.job }})
	} else {
		columns = append(columns,
			column[*person]{"工作情况", "工作单位", 24, func(_ int, p *person) any { return p.workplace }},
			column[*person]{"工作情况", "职务", 13, func(_ int, p *person) any { return p.job }})
	}
	return append(columns,
		column[*person]{"", "单位性质", 9, func(_ int, p *person) any { return p.orgKind }},
		column[*person]{"联系方式", "手 机", 15, func(i int, p *person) any { return phoneText(i, p.mobile) }},
		column[*person]{"联系方式", "办公电话", 14, func(_ int, p *person) any { return p.office }},
		column[*person]{"联系方式", "电子邮箱", 19, func(_ int, p *person) any { return p.email }},
		column[*person]{"联系方式", "通讯地址", 26, func(_ int, p *person) any { return p.address }},
		column[*person]{"", "就餐", 7, func(_ int, p *person) any { return p.dining }},
	)
}

func writeMembers(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for _, p := range c.members {
		count[p.sector]++
	}
	for part, names := range []string{"党派团体界", "经济农业界", "社会事业界"} {
		from, to := []int{0, 6, 12}[part], []int{6, 12, 16}[part]
		var rows []*person
		for _, s := range sectors[from:to] {
			for _, p := range c.members {
				if p.sector == s.name {
					rows = append(rows, p)
				}
			}
		}
		err := writePage(b, page[*person]{
			sheet: names, title: fmt.Sprintf("政协云岭县第%s届委员会委员名册(示例)", numeral(c.term)), under: fmt.Sprintf(filledBy, c.year, 5+part),
			columns: memberColumns(part == 1),
			groupOf: func(p *person) string {
				n := slices.IndexFunc(sectors, func(s sectorSpec) bool { return s.name == p.sector }) + 1
				return fmt.Sprintf("%s、%s(%d人)", numeral(n), p.sector, count[p.sector])
			},
			gapEvery: []int{0, 25, 0}[part],
			total:    "%d 人",
			foot: func(int) []string {
				return []string{"说明:本名册为示例,人员、电话、证件号码均系虚构;“就餐”栏供会务组使用。", "负责人(签字):            审核人:            填表人:            联系电话:0000-6110401"}
			},
		}, rows)
		if err != nil {
			return nil, err
		}
	}
	return b.bytes()
}

// phantomRows is how far down the supervisors' sheet is formatted although nothing stands there.
const phantomRows = 20000

func writeSupervisors(c *county) ([]byte, error) {
	b, err := newBook(true)
	if err != nil {
		return nil, err
	}
	appointed, until := c.work.onOrAfter(day(c.year, 2, 26)), day(c.year, 12, 31)
	p := page[*person]{
		sheet: "监督员", title: fmt.Sprintf("%d年度县政协民主监督员名册(示例)", c.year), under: fmt.Sprintf(filledBy, c.year, 9),
		columns: []column[*person]{
			{"", "序号", 6, func(i int, _ *person) any { return i + 1 }},
			{"", "聘书编号", 11, func(i int, _ *person) any { return fmt.Sprintf("JD%d-%03d", c.year, i+1) }},
			{"", "姓 名", 20, func(i int, p *person) any { return spaced(i+1, p.name) }},
			{"", "性\n别", 5, func(_ int, p *person) any { return p.gender }},
			{"", "出生年月", 14, func(i int, p *person) any { return birthText(i+2, p.birth) }},
			{"", "党 派", 11, func(_ int, p *person) any { return p.political }},
			{"", "工作单位", 26, func(_ int, p *person) any { return p.workplace }},
			{"", "职务", 14, func(_ int, p *person) any { return p.job }},
			{"", "手机号码", 15, func(i int, p *person) any { return phoneText(i+3, p.mobile) }},
			{"", "推荐单位", 22, func(_ int, p *person) any { return p.recommended }},
			{"", "聘任日期", 14, func(i int, _ *person) any { return dateText(i, appointed) }},
			{"", "任期截止", 14, func(i int, _ *person) any { return dateText(i+1, until) }},
			{"", "所在小组", 8, func(_ int, p *person) any { return fmt.Sprint(p.group) }},
			{"", "组内职务", 9, func(_ int, p *person) any { return p.role }},
			{"", "鞋码", 6, func(_ int, p *person) any { return p.shoeSize }},
		},
		gapEvery: 33,
		foot: func(n int) []string {
			return []string{fmt.Sprintf("合计:%d人,分为%d个监督小组。", n, len(c.groups)), "备注:鞋码供购置胶鞋使用,任期届满后由县政协重新选派。", "(盖章)                          年    月    日"}
		},
	}
	if err := writePage(b, p, c.supervisors); err != nil {
		return nil, err
	}
	if err := b.file.SetRowStyle(p.sheet, len(c.supervisors)+20, phantomRows, b.text); err != nil {
		return nil, fmt.Errorf("format phantom rows: %w", err)
	}
	return b.bytes()
}

// writeGroups writes a CSV in GBK, as old systems export it.
func writeGroups(c *county) ([]byte, error) {
	var out strings.Builder
	row := func(fields ...string) {
		for i, f := range fields {
			if strings.ContainsAny(f, ",\"\n") {
				fields[i] = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
			}
		}
		out.WriteString(strings.Join(fields, ",") + "\r\n")
	}
	from, to := c.work.onOrAfter(day(c.year, 3, 2)), c.work.onOrBefore(day(c.year, 11, 30))
	row("年度", "组号", "小组名称", "派驻单位", "组长", "副组长", "联络员", "成员", "联系专委会", "重点监督事项", "派驻开始", "派驻结束", "备注")
	for i, g := range c.groups {
		names := make([]string, len(g.members))
		for k, p := range g.members {
			names[k] = p.name
		}
		starts := from.Format("2006-01-02")
		if i%2 == 1 {
			starts = fmt.Sprintf("%d年%d月%d日", from.Year(), from.Month(), from.Day())
		}
		row(fmt.Sprint(c.year), fmt.Sprint(g.number), "第"+numeral(g.number)+"监督小组", g.unit.name, names[0], names[1], names[2],
			join(names), g.committee, g.focus, starts, to.Format("2006.01.02"), "")
	}
	content, err := simplifiedchinese.GBK.NewEncoder().String(out.String())
	if err != nil {
		return nil, fmt.Errorf("encode as GBK: %w", err)
	}
	return []byte(content), nil
}
