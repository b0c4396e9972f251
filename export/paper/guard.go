package paper

import (
	"strings"

	"github.com/beevik/etree"
)

// refusedTypes are the words in the types of parts that no paper needs, with what they are.
var refusedTypes = []struct{ word, what string }{
	{"macroenabled", "宏"},
	{"vbaproject", "宏"},
	{"vbadata", "宏"},
	{"activex", "控件"},
	{"oleobject", "嵌入的对象"},
	{"template.main", "模板格式（.dotx）的内容"},
}

// checkTypes refuses a package with parts of such types.
func (t *Template) checkTypes(types *etree.Element) error {
	for _, e := range types.ChildElements() {
		kind := strings.ToLower(e.SelectAttrValue("ContentType", ""))
		for _, refused := range refusedTypes {
			if strings.Contains(kind, refused.word) {
				return t.refuse("里有%s。请在 Word 或 WPS 里另存为不带宏的 .docx。", refused.what)
			}
		}
	}
	return nil
}

// The last words of the types of relations that are taken out, that may point outside, and that are not let in.
var (
	dropped  = map[string]bool{"attachedTemplate": true, "mailMergeSource": true, "mailMergeHeaderSource": true, "mailMergeRecipientData": true, "transform": true}
	harmless = map[string]bool{"hyperlink": true}
	refused  = map[string]string{
		"vbaProject": "宏", "wordVbaData": "宏", "control": "控件", "activeXControlBinary": "控件", "oleObject": "嵌入的对象", "package": "嵌入的文件",
		"aFChunk": "别的文档", "subDocument": "别的文档", "frame": "别的文档", "attachedToolbars": "宏",
	}
)

// checkRelations refuses relations to what must not be there, and takes out those that every document made from a template has.
func (t *Template) checkRelations() error {
	for i := range t.parts {
		p := &t.parts[i]
		if !strings.HasSuffix(strings.ToLower(p.name), ".rels") {
			continue
		}
		doc, err := t.parse(p)
		if err != nil {
			return err
		}
		for _, e := range doc.Root().ChildElements() {
			kind := e.SelectAttrValue("Type", "")
			kind = kind[strings.LastIndex(kind, "/")+1:]
			outside := e.SelectAttrValue("TargetMode", "") == "External"
			switch {
			case dropped[kind]:
				doc.Root().RemoveChild(e)
			case refused[kind] != "":
				return t.refuse("里有%s。请在 Word 或 WPS 里删去它，再另存为 .docx。", refused[kind])
			case outside && !harmless[kind]:
				return t.refuse("里有链接到别处的内容「%s」，打开时会去读取。请改成嵌入（图片用「插入」而不是「链接到文件」）。", shorten(e.SelectAttrValue("Target", "")))
			}
		}
		if err := store(p, doc); err != nil {
			return err
		}
	}
	return nil
}
