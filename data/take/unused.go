package take

import (
	"slices"
	"strings"

	"cppccdesk/data/intake"
)

// Unused says which columns are read as no field, those of one reason together: 没有对应的项目 before what becomes of them, and the headings.
func (im *Import) Unused(becomes string) (sentences []string) {
	var whys []string
	columns := map[string][]string{}
	for _, heading := range im.Unknown {
		why := intake.WhyUnused(heading)
		if !slices.Contains(whys, why) {
			whys = append(whys, why)
		}
		columns[why] = append(columns[why], heading)
	}
	slices.SortFunc(whys, func(a, b string) int { return unusedRank(a) - unusedRank(b) })
	for _, why := range whys {
		sentences = append(sentences, "这些列"+why+"，"+becomes+"："+strings.Join(columns[why], "、")+"。")
	}
	return sentences
}

func unusedRank(why string) int {
	return slices.Index([]string{intake.UnusedNone, intake.UnusedOthers, intake.UnusedPlanned, intake.UnusedTotal}, why)
}
