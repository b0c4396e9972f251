package export

// layoutChecks compare the reports that are made only where they are asked for with the figures. The numbers of a column that slipped into the next one are
// found here.
func (y *Year) layoutChecks() []check {
	sum := func(name string, all ...statement) statement {
		s := statement{place: all[0].place}
		for _, a := range all {
			s.value += a.value
		}
		s.place = all[0].report() + name
		return s
	}
	settled := statement{"统计指标 立案 + 并案", y.figure("filed").Num + y.figure("merged").Num}
	return []check{
		{"应答复件数", y.total("27", 0, "owed"), y.ofFigure("assignments")},
		{"协办件数", y.total("27", 0, "co"), y.total("06", 0, "co")},
		{"意见数", y.total("27", 0, "opinions"), y.ofFigure("transferred")},
		{"分类综合统计的立案", y.total("28", 0, "filed"), y.ofFigure("filed")},
		{"分类综合统计的合计", y.total("28", 0, "all"), sum("立案 + 不立案", y.total("28", 0, "filed"), y.ofFigure("not_filed"))},
		{"撰写的提案", y.total("29", 0, "proposals"), settled},
		{"撰写的意见", y.total("29", 0, "opinions"), y.ofFigure("transferred")},
		{"不立案退回", y.total("29", 0, "back"), y.ofFigure("refused")},
		{"提案目录件数", y.total("30", 0, "title"), settled},
		{"分类目录件数", y.total("31", 0, "title"), settled},
		{"主分办件数", y.total("32", 0, "lead"), y.ofFigure("assignments")},
		{"单位交办件数", y.total("33", 0, "all"), y.total("06", 0, "all")},
	}
}
