package data

import (
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
)

// Figures are the main numbers of the unit in a year, over all years for 0. Those of proposals are what UnitHandling counts.
func (d *UnitDossier) Figures(year int) []DossierFigure {
	rows := d.Of(year)
	set := func(test func(*DossierRow) bool) measure.Set {
		s := measure.Set{Kind: dossierRows}
		for i := range rows {
			if test(&rows[i]) {
				s.IDs = append(s.IDs, rows[i].ID)
			}
		}
		return s
	}
	count := func(code, name, unit, rule string, num func(*DossierRow) bool) DossierFigure {
		f := DossierFigure{Code: code, Name: name, Unit: unit, Rule: rule, Counted: set(num)}
		f.Num = f.Counted.Len()
		return f
	}
	digits := proposal.RateDigits(d.settings)
	rate := func(code, name, unit, rule string, num, den func(*DossierRow) bool) DossierFigure {
		f := count(code, name, unit, rule, func(r *DossierRow) bool { return den(r) && num(r) })
		f.IsRate, f.Digits, f.Base = true, digits, set(den)
		f.Den = f.Base.Len()
		return f
	}
	lead := func(r *DossierRow) bool { return r.counts.Lead > 0 }
	replied := func(r *DossierRow) bool { return r.counts.LeadReplied > 0 }
	content := func(r *DossierRow) bool { return r.counts.Result.Satisfied+r.counts.Result.Mostly > 0 }
	spoken, basis := proposal.UnitSatisfaction(d.settings, replied, func(r *DossierRow) bool { return content(r) || r.counts.Result.Dissatisfied > 0 })
	promised := func(r *DossierRow) bool { return r.promise != "" }
	return []DossierFigure{
		count("unit.lead", "主办", "件", "立案后交办给本单位主办或分办的提案，申退同意的不计", lead),
		count("unit.co", "会办", "件", "立案后交办给本单位会办的提案", func(r *DossierRow) bool { return r.counts.Co > 0 }),
		rate("unit.reply_rate", "办复率", "件", "办复率 = 主办已答复 ÷ 主办", replied, lead),
		rate("unit.on_time_rate", "按期办复率", "件", "按期办复率 = 期内答复 ÷ 期限已过，只看第一轮", func(r *DossierRow) bool { return r.counts.InTime > 0 }, func(r *DossierRow) bool { return r.counts.Due > 0 }),
		count("unit.overdue", "逾期未答复", "件次", "期限已过没有答复，重新办理的也计", func(r *DossierRow) bool { return r.Late && r.promise == "" && r.Kind != docket.RoleCo }),
		rate("unit.face_rate", "面商率", "件", "面商率 = 有面对面协商的 ÷ 主办", func(r *DossierRow) bool { return r.counts.Face > 0 }, lead),
		rate("unit.solved_rate", "解决率", "件", "解决率 = A 类 ÷ 主办已答复", func(r *DossierRow) bool { return r.counts.Classes["A"] > 0 }, replied),
		rate("unit.satisfaction_rate", "满意率", "件", "满意率 = 对办理结果（满意 + 基本满意） ÷ "+basis, content, spoken),
		count("unit.reworked", "重新办理", "件次", "重新交办给本单位的：不满意的，评议低分的", func(r *DossierRow) bool { return r.rework }),
		rate("unit.promises", "承诺兑现率", "项", "承诺兑现率 = 已落实 ÷ 承诺事项", func(r *DossierRow) bool { return r.promise == "已落实" }, promised),
		count("unit.promises_late", "承诺逾期", "项", "承诺时限已过而没有落实", func(r *DossierRow) bool { return r.promise == "逾期" }),
		count("unit.evaluated", "民主评议", "次", "评议小组对本单位的评议，得分见各行", func(r *DossierRow) bool { return r.Kind == "民主评议" }),
	}
}
