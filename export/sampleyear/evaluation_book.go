package sampleyear

import "fmt"

func (c *county) evaluationName() string {
	return fmt.Sprintf("%d年度提案办理民主评议", c.year)
}

// seat is a rater in his panel: one row of the lists.
type seat struct {
	*panel
	*rater
}

func writePanels(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	var rows []seat
	for _, g := range c.panels {
		for _, r := range g.raters {
			rows = append(rows, seat{g, r})
		}
	}
	err = writePage(b, page[seat]{
		sheet: "评议小组", title: c.evaluationName() + "小组名单(示例)",
		under: fmt.Sprintf("制表单位:政协云岭县委员会提案委员会        制表日期:%d年9月3日", c.year),
		columns: []column[seat]{
			{"", "序号", 6, func(i int, _ seat) any { return i + 1 }},
			{"", "年度", 7, func(int, seat) any { return c.year }},
			{"", "评议名称", 28, func(int, seat) any { return c.evaluationName() }},
			{"评议小组", "组号", 6, func(_ int, s seat) any { return fmt.Sprint(s.number) }},
			{"评议小组", "小组名称", 32, func(_ int, s seat) any { return s.panel.name }},
			{"评议小组", "牵头专委会", 26, func(_ int, s seat) any { return s.committee }},
			{"评议小组", "组 长", 12, func(_ int, s seat) any { return s.leader }},
			{"评委", "评委姓名", 12, func(i int, s seat) any { return spaced(i, s.rater.name) }},
			{"评委", "评委类别", 14, func(_ int, s seat) any { return s.category }},
			{"评委", "是否回避", 8, func(_ int, s seat) any { return yesNo(s.excused) }},
			{"评议对象", "评议案号", 9, func(_ int, s seat) any { return fmt.Sprint(s.proposal.number) }},
			{"评议对象", "承办单位", 24, func(_ int, s seat) any { return s.unit }},
		},
		foot: func(int) []string {
			return []string{"注:评委与被评单位有隶属关系的应当回避,不参加打分;服务对象代表由提案人推荐。"}
		},
	}, rows)
	if err != nil {
		return nil, err
	}
	return b.bytes()
}

// writeScores writes one sheet per panel, as each hands in its own. Who is excused or handed in nothing has no row.
func writeScores(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	for _, g := range c.panels {
		var rows []seat
		for _, r := range g.raters {
			if r.counts() {
				rows = append(rows, seat{g, r})
			}
		}
		columns := []column[seat]{
			{"", "序号", 6, func(i int, _ seat) any { return i + 1 }},
			{"", "组号", 6, func(_ int, s seat) any { return fmt.Sprint(s.number) }},
			{"", "评议案号", 9, func(_ int, s seat) any { return fmt.Sprint(s.proposal.number) }},
			{"", "被评单位", 26, func(_ int, s seat) any { return s.unit }},
			{"", "评 委", 12, func(i int, s seat) any { return spaced(i, s.rater.name) }},
			{"", "评委类别", 14, func(_ int, s seat) any { return s.category }},
		}
		for k, name := range indicators {
			columns = append(columns, column[seat]{"评分项目(每项满分100分)", name, 10, func(i int, s seat) any {
				points := float64(s.points[k]) / 10
				if i%5 == 3 && s.points[k]%10 == 0 { // some write their marks as text in full width
					return wide(fmt.Sprint(s.points[k] / 10))
				}
				return points
			}})
		}
		columns = append(columns,
			column[seat]{"", "交表日期", 14, func(i int, s seat) any { return dateText(i, s.rater.on) }},
			column[seat]{"", "备注", 20, func(_ int, s seat) any { return s.note }})
		err := writePage(b, page[seat]{
			sheet: fmt.Sprintf("第%d组", g.number), title: fmt.Sprintf("%s评分汇总表(第%d组·示例)", c.evaluationName(), g.number),
			under:   fmt.Sprintf("评议小组:%s        评分方案:提案办理质量评分表(两级百分制)", g.name),
			columns: columns, groupOf: func(s seat) string { return fmt.Sprintf("第%d号提案:%s", s.proposal.number, s.proposal.title) },
			foot: func(int) []string {
				return []string{"权重:组织领导15%,沟通面商20%,办理成效40%,规范答复25%。", "计票人:            监票人:            组长(签字):"}
			},
		}, rows)
		if err != nil {
			return nil, err
		}
	}
	return b.bytes()
}
