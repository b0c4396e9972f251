package proposal

import (
	"maps"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// unheard are the rows of the newest round's units that answered and of whose reply the proposer has not said what he thinks: neither of it nor,
// since it came, of all.
func unheard(r record.Record, proposer string) []rows.Row {
	opinions := partRows(r, "feedback")
	return slices.DeleteFunc(replied(r), func(unit rows.Row) bool {
		return slices.ContainsFunc(opinions, func(o rows.Row) bool {
			ofAll := o["unit"] == "" && (o["returned_on"] == "" || o["returned_on"] >= unit["replied_on"])
			return o["round"] == unit["round"] && o["proposer"] == proposer && (ofAll || o["unit"] == unit["unit"])
		})
	})
}

// silent are the proposers who have still something to say. Those who only second are not asked.
func silent(r record.Record) []string {
	var names []string
	for _, row := range partRows(r, "proposers") {
		if row["role"] != "附议" && len(unheard(r, row["name"])) > 0 {
			names = append(names, row["name"])
		}
	}
	return names
}

func somebodySilent(r record.Record) string {
	switch {
	case len(replied(r)) == 0:
		return "还没有单位答复。"
	case len(silent(r)) == 0:
		return "各提案人的征询意见都已收回，要改请打开这件提案，在「征询意见」中改。"
	default:
		return ""
	}
}

func feedbackOffers(r record.Record) map[string][]string {
	var units []rows.Row
	for _, name := range silent(r) {
		units = append(units, unheard(r, name)...)
	}
	return map[string][]string{"unit": unitNames(units), "proposer": silent(r)}
}

// proposerAmong needs the proposer once the first has said what he thinks.
func proposerAmong(r record.Record) []string {
	if slices.Contains(silent(r), partRows(r, "proposers")[0]["name"]) {
		return nil
	}
	return []string{"proposer"}
}

// fedBack notes an opinion of the newest round that was answered. Nobody named is the first proposer, as long as he has something to say.
func fedBack(r record.Record, v record.Values) (record.Values, error) {
	if v["proposer"] == "" && len(proposerAmong(r)) > 0 {
		return nil, store.Refuse(store.CodeInvalid, "第一提案人的征询意见已收回，请写明「提案人」是哪一位：%s。", zh.JoinNames(silent(r)))
	}
	row := rows.Row(maps.Clone(v))
	row["round"] = newest(r)[0]["round"]
	return added(r, "feedback", row)
}
