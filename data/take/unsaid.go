package take

import (
	"context"
	"fmt"
	"regexp"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// noteUnsaid names what a record keeps although a word for nothing stands in its cell, as — for a score: an empty cell is not a wish to forget. A sheet of
// scores in which no score was read is no sheet that says the same.
func (im *Import) noteUnsaid(ctx context.Context, t *taking) {
	if !t.tookIn() {
		return
	}
	im.noteGone(ctx, t)
	if t.result.Outcome == RowNew {
		return
	}
	stored := t.known.get(ctx, t.result.ID).Values
	for _, key := range t.unsaid {
		if is := stored[key]; is != "" && is != t.values[key] {
			im.odd.note(fmt.Sprintf("「%s」一栏写的是「%s」，已有的内容没有改", im.Kind.Field(key).Title, t.row.Text(key)), where(&t.row, key, is))
		}
	}
	if im.Kind.Blocks != nil && t.result.Outcome == RowSame && !im.scored(t.values) {
		im.odd.note("没有读到任何得分，已有的评分没有改", where(&t.row, im.Kind.Blocks.Fields.Judge, t.result.Name))
	}
}

// noteGone names a person whose 备注 says that he died or left, and who is taken as still there: what became of him has columns of its own.
func (im *Import) noteGone(ctx context.Context, t *taking) {
	if !holdsPeople(im.Kind) {
		return
	}
	for _, c := range im.Tables[t.table].Columns {
		if c.Index >= len(t.row.Raw) || c.Field != nil && c.Field.Key != "note" || !goneWords.MatchString(t.row.Raw[c.Index]) {
			continue
		}
		stored := t.known.get(ctx, t.result.ID).Values
		switch {
		case im.Kind.Field("status") != nil && stored["status"] != "" && !inOffice(stored["status"]):
		case im.Kind.Field("status") == nil && stored["to_on"] != "":
		default:
			im.odd.note("「"+c.Header+"」里写着去世或离任，仍照在任的录入；是的请填「状态」或任期", lineOf(t.row, t.row.Raw[c.Index]))
		}
	}
}

// goneWords are in what is said of people who are no longer there.
var goneWords = regexp.MustCompile(`去世|逝世|已故|故去|病故|病逝|辞世|亡故|死亡|离任|离职|辞职|辞去委员|调离|调出|免去委员|撤销.{0,2}(资格|委员)|不再(担任|是)委员|退出委员|(已|被|予以)解聘|因病退出`)

// notFiled is in remarks on proposals that were not filed, or are one with another.
var notFiled = regexp.MustCompile(`不予?立案|未予?立案|撤案|撤回|并入|并案|退回修改`)

// refuseRemark refuses a new proposal of which a remark says what became of it in its review, where nothing else does.
func (im *Import) refuseRemark(t *taking) error {
	if im.Kind.Name != proposal.Proposals.Name || t.values["conclusion"] != "" {
		return nil
	}
	for _, c := range im.Tables[t.table].Columns {
		if c.Index < len(t.row.Raw) && (c.Field == nil || c.Field.Key == "note") && noteHeading.MatchString(c.Header) && notFiled.MatchString(t.row.Raw[c.Index]) {
			return store.Refuse(store.CodeInvalid, "「%s」一栏写着「%s」，没有写审查结论；请加「审查结论」一栏写明，并案的另写「并入案号」，再导入。", c.Header, t.row.Raw[c.Index])
		}
	}
	return nil
}

var noteHeading = regexp.MustCompile(`备注|说明|情况|处理`)

// scored reports whether values hold a score.
func (im *Import) scored(values record.Values) bool {
	for i := range im.Kind.Fields {
		if f := &im.Kind.Fields[i]; f.Typed().Sheet() == intake.KindDecimal && values[f.Key] != "" {
			return true
		}
	}
	return false
}

// where names what a row says of a field by its cell in a block, else by its row.
func where(row *intake.Row, key, text string) string {
	if cell := row.Place(key); row.Of != nil && cell != "" {
		return fmt.Sprintf("%s「%s」", cell, text)
	}
	return lineOf(*row, text)
}
