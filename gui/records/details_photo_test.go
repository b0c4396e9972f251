package records

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func TestShrunk(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		want          image.Point
	}{
		{"fits", 100, 200, image.Pt(100, 200)},
		{"too high", 300, 4000, image.Pt(16, 224)},
		{"too wide", 5000, 10, image.Pt(168, 1)},
		{"one point", 1, 1, image.Pt(1, 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			picture := image.NewRGBA(image.Rect(7, 7, 7+tt.width, 7+tt.height))
			for i := range picture.Pix {
				picture.Pix[i] = 200
			}
			got := shrunk(picture, 2*photoWidth, 2*photoHeight)
			if got.Bounds().Size() != tt.want {
				t.Errorf("size %v, want %v", got.Bounds().Size(), tt.want)
			}
			at := got.Bounds().Min
			if r, _, _, _ := got.At(at.X, at.Y).RGBA(); r>>8 != 200 {
				t.Errorf("colour %d", r>>8)
			}
		})
	}
}

func TestPhotoOfMember(t *testing.T) {
	b := newBench(t)
	if photo, err := readPhoto(t.Context(), b.store, roster.Members, b.id); photo != nil || err != nil {
		t.Fatalf("a photo nobody added: %v", err)
	}
	var content bytes.Buffer
	face := image.NewRGBA(image.Rect(0, 0, 30, 40))
	face.Set(0, 0, color.White)
	if err := png.Encode(&content, face); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "张小明.png")
	if err := os.WriteFile(path, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := attach(t.Context(), b.store, roster.Members, b.id, record.Keeper{Table: roster.Members.Table, ID: b.id}, "王芳", []string{path}, func(string, int, int) {}); err != nil {
		t.Fatal(err)
	}
	e, d := b.editor()
	e.showTab(tabFiles)
	tapText(t, d, "设为照片")
	if text := onScreen(d); !strings.Contains(text, "照片") || strings.Contains(text, "设为照片") {
		t.Errorf("not marked:\n%s", text)
	}
	photo, err := readPhoto(t.Context(), b.store, roster.Members, b.id)
	if err != nil || photo == nil || photo.Bounds().Size() != image.Pt(30, 40) {
		t.Errorf("photo %v, %v", photo, err)
	}
}

func TestFilesByTheirNames(t *testing.T) {
	for name, want := range map[string]struct{ program, picture bool }{
		"推荐表.docx": {}, "照片.JPG": {picture: true}, "a.jpeg": {picture: true}, "名册.xlsx.exe": {program: true}, "x.Lnk": {program: true}, "无": {},
	} {
		if isProgram(name) != want.program || isPicture(name) != want.picture {
			t.Errorf("%s: program %t, picture %t", name, isProgram(name), isPicture(name))
		}
	}
}
