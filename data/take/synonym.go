package take

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// synonyms are other words for those of a dictionary, where there is no doubt which one is meant.
var synonyms = map[string]map[string]string{
	"gender": {"男性": "男", "女性": "女", "m": "男", "f": "女", "male": "男", "female": "女", "男士": "男", "女士": "女", "♂": "男", "♀": "女"},
	"ethnicity": {
		"维族": "维吾尔族", "维吾尔": "维吾尔族", "蒙族": "蒙古族", "蒙": "蒙古族", "哈族": "哈萨克族", "藏": "藏族", "回民": "回族", "鲜族": "朝鲜族", "柯族": "柯尔克孜族",
	},
	"political": {
		"党员": "中共党员", "中共": "中共党员", "共产党员": "中共党员", "中国共产党党员": "中共党员", "团员": "共青团员", "九三": "九三学社", "农工": "农工党", "致公": "致公党",
		"民革党员": "民革", "无党派": "无党派人士", "党外": "", "中国国民党革命委员会": "民革", "中国民主同盟": "民盟", "中国民主建国会": "民建", "中国民主促进会": "民进",
		"中国农工民主党": "农工党", "农工民主党": "农工党", "中国致公党": "致公党", "台湾民主自治同盟": "台盟",
	},
	"conclusion":    {"同意立案": "立案", "准予立案": "立案", "予以立案": "立案", "已立案": "立案", "不立案": "不予立案", "不同意立案": "不予立案", "未立案": "不予立案", "合并": "并案", "并案办理": "并案", "撤回": "撤案"},
	"member_status": {"增补": "届中增补", "辞职": "辞去", "请辞": "辞去", "撤销": "撤销资格", "调出": "调离", "已故": "去世", "逝世": "去世", "病故": "去世", "已去世": "去世", "在任": "在册"},
	"cppcc_post":    {"常务委员": "常委", "召集人": "界别召集人"},
}

// wordNote is what stands in brackets behind a word, or the 类 of a class.
var wordNote = regexp.MustCompile(`^(.+?)类?([(].*[)])?$`)

// readWords reads the words of the dictionaries the kind's fields have, and of those that marks beside names speak of.
func (im *Import) readWords(ctx context.Context, db bun.IDB) error {
	im.dictionary, im.squeezedWords = map[string][]string{}, map[string]map[string]string{}
	for i := range im.Kind.Fields {
		d := im.Kind.Fields[i].Dictionary
		if d == "" || im.dictionary[d] != nil {
			continue
		}
		words, err := record.Words(ctx, db, d)
		if err != nil {
			return err
		}
		im.dictionary[d], im.squeezedWords[d] = words, map[string]string{}
		for _, w := range slices.Backward(words) {
			im.squeezedWords[d][squeezed(w)] = w
		}
	}
	return nil
}

// word finds the word of a dictionary that is meant; ok is false when none is beyond doubt.
func (im *Import) word(dictionary, text string) (word string, ok bool) {
	words := im.dictionary[dictionary]
	plain := squeezed(text)
	if w, ok := im.squeezedWords[dictionary][plain]; ok {
		return w, true
	}
	candidates := []string{synonyms[dictionary][plain]}
	switch dictionary {
	case "ethnicity":
		candidates = append(candidates, strings.TrimSuffix(plain, "人"), plain+"族")
	case "result_class":
		if m := wordNote.FindStringSubmatch(plain); m != nil {
			candidates = append(candidates, strings.ToUpper(m[1]))
		}
	case "political":
		if m := wordNote.FindStringSubmatch(plain); m != nil && m[2] == "" {
			candidates = append(candidates, strings.TrimSuffix(plain, "员"), strings.TrimSuffix(plain, "会员"), strings.TrimSuffix(plain, "盟员"))
		}
	}
	for _, candidate := range candidates {
		if candidate != "" && slices.Contains(words, candidate) {
			return candidate, true
		}
	}
	return "", false
}

// squeezed is text without blanks and width, in lower case.
func squeezed(text string) string {
	return strings.ToLower(intake.Squeeze(text))
}

// closed reports whether a field has no words but its dictionary's: those of a list that does not grow, and 办理结果, by which proposals are counted.
func closed(f *record.Field) bool {
	list := record.WordListOf(f.Dictionary)
	return f.Dictionary == "result_class" || list != nil && !list.Grows()
}

// wordsOf is a several-valued field in the words of its dictionary where they are meant.
func (im *Import) wordsOf(f *record.Field, text string) string {
	names := zh.SplitNames(text)
	for i, name := range names {
		if word, ok := im.word(f.Dictionary, name); ok {
			names[i] = word
		}
	}
	return zh.JoinNames(names)
}
