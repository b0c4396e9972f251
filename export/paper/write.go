package paper

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/beevik/etree"

	"cppccdesk/data/cell"
)

// Fill writes the template with the values of d. The same template, values and properties make the same bytes. A mark that is none of the fields is
// empty: Check refuses it before.
func (t *Template) Fill(w io.Writer, fields []Field, d Data, properties Properties) error {
	parts := slices.Clone(t.parts)
	for i := range parts {
		if parts[i].text == nil {
			continue
		}
		doc := parts[i].text.Copy()
		f := &filler{Template: t}
		if err := f.fill(doc.Root(), &scope{fields: fields, data: d}); err != nil {
			return err
		}
		if err := store(&parts[i], doc); err != nil {
			return fmt.Errorf("fill %s: %w", parts[i].name, err)
		}
	}
	filled := &Template{t.name, parts}
	if err := filled.setProperties(properties); err != nil {
		return err
	}
	return filled.pack(w)
}

// pack writes the parts in a fixed order without times, the list of types first as Word does.
func (t *Template) pack(w io.Writer) error {
	place := func(p part) int {
		switch p.name {
		case typesName:
			return 0
		case relationsName:
			return 1
		default:
			return 2
		}
	}
	slices.SortFunc(t.parts, func(a, b part) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.name, b.name)) })
	archive := zip.NewWriter(w)
	for _, p := range t.parts {
		out, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("pack %s: %w", p.name, err)
		}
		if _, err := out.Write(p.content); err != nil {
			return fmt.Errorf("pack %s: %w", p.name, err)
		}
	}
	return archive.Close()
}

// The two parts with what a document says of itself.
var propertyParts = []struct{ name, kind, relation string }{
	{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"},
	{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"},
}

// setProperties says who made the document and that nobody has worked on it since, in the place of what the template says of who made it.
func (t *Template) setProperties(p Properties) error {
	day := p.Date
	if day.IsZero() {
		day = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	stamp := day.Format(time.DateOnly) + "T00:00:00Z"

	app := etree.NewDocument()
	app.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
	root := app.CreateElement("Properties")
	root.CreateAttr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	root.CreateElement("Application").SetText(cell.WordApplication)

	core := etree.NewDocument()
	core.CreateProcInst("xml", `version="1.0" encoding="UTF-8" standalone="yes"`)
	root = core.CreateElement("cp:coreProperties")
	root.CreateAttr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
	root.CreateAttr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
	root.CreateAttr("xmlns:dcterms", "http://purl.org/dc/terms/")
	root.CreateAttr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	root.CreateElement("dc:title").SetText(cleaned(p.Title))
	root.CreateElement("dc:creator").SetText(cleaned(p.Creator))
	for _, tag := range []string{"dcterms:created", "dcterms:modified"} {
		e := root.CreateElement(tag)
		e.CreateAttr("xsi:type", "dcterms:W3CDTF")
		e.SetText(stamp)
	}
	for i, doc := range []*etree.Document{app, core} {
		if err := t.keep(propertyParts[i].name, propertyParts[i].kind, propertyParts[i].relation, doc); err != nil {
			return err
		}
	}
	return nil
}

// keep puts a part into the package in the place of the one of its relation.
func (t *Template) keep(name, kind, relation string, doc *etree.Document) error {
	relations, types := t.part(relationsName), t.part(typesName)
	links, err := t.parse(relations)
	if err != nil {
		return err
	}
	for _, e := range links.Root().ChildElements() {
		if e.SelectAttrValue("Type", "") != relation {
			continue
		}
		if p := t.part(trimSlash(e.SelectAttrValue("Target", ""))); p != nil {
			return store(p, doc)
		}
		links.Root().RemoveChild(e)
	}
	e := links.Root().CreateElement("Relationship")
	e.CreateAttr("Id", "paper"+fmt.Sprint(len(links.Root().ChildElements())))
	e.CreateAttr("Type", relation)
	e.CreateAttr("Target", name)
	list, err := t.parse(types)
	if err != nil {
		return err
	}
	for _, e := range list.Root().SelectElements("Override") {
		if trimSlash(e.SelectAttrValue("PartName", "")) == name {
			list.Root().RemoveChild(e)
		}
	}
	e = list.Root().CreateElement("Override")
	e.CreateAttr("PartName", "/"+name)
	e.CreateAttr("ContentType", kind)
	if err := store(relations, links); err != nil {
		return err
	}
	if err := store(types, list); err != nil {
		return err
	}
	if p := t.part(name); p != nil {
		return store(p, doc)
	}
	t.parts = append(t.parts, part{name: name})
	return store(&t.parts[len(t.parts)-1], doc)
}

func trimSlash(name string) string {
	if len(name) > 0 && name[0] == '/' {
		return name[1:]
	}
	return name
}
