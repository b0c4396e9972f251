package records

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"log"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A photo is shown this large; it is kept in memory twice as large, for screens that scale.
const (
	photoWidth  = 84
	photoHeight = 112
)

// readPhoto reads the photo of the person a record is about, made small; nil when there is none. One that cannot be read is told in the log:
// the attachment's line says so when it is opened.
func readPhoto(ctx context.Context, store *store.Store, kind *record.Kind, id int64) (image.Image, error) {
	files, err := kind.Attachments(ctx, store.DB(), id)
	if err != nil {
		return nil, err
	}
	for _, a := range files {
		if !a.Photo {
			continue
		}
		picture, err := decoded(store, a)
		if err != nil {
			log.Printf("photo of %s %d: %v", kind.Name, id, err)
			return nil, nil
		}
		return shrunk(picture, 2*photoWidth, 2*photoHeight), nil
	}
	return nil, nil
}

func decoded(store *store.Store, a store.Attachment) (image.Image, error) {
	content, err := store.Photo(a)
	if err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(content))
	return picture, err
}

// shrunk is a picture made to fit into a size, each of its points the mean of those it stands for; one that fits stays as it is.
func shrunk(picture image.Image, width, height int) image.Image {
	from := picture.Bounds()
	scale := max(float64(from.Dx())/float64(width), float64(from.Dy())/float64(height))
	if scale <= 1 {
		return picture
	}
	to := image.NewRGBA(image.Rect(0, 0, max(int(float64(from.Dx())/scale), 1), max(int(float64(from.Dy())/scale), 1)))
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			to.Set(x, y, mean(picture, image.Rect(
				from.Min.X+int(float64(x)*scale), from.Min.Y+int(float64(y)*scale),
				from.Min.X+int(float64(x+1)*scale), from.Min.Y+int(float64(y+1)*scale)).Intersect(from)))
		}
	}
	return to
}

// meanSamples is how many points on a side are looked at for one point.
const meanSamples = 6

func mean(picture image.Image, area image.Rectangle) color.Color {
	var r, g, b, n uint32
	stepX, stepY := max(area.Dx()/meanSamples, 1), max(area.Dy()/meanSamples, 1)
	for y := area.Min.Y; y < area.Max.Y; y += stepY {
		for x := area.Min.X; x < area.Max.X; x += stepX {
			r1, g1, b1, _ := picture.At(x, y).RGBA()
			r, g, b, n = r+r1>>8, g+g1>>8, b+b1>>8, n+1
		}
	}
	n = max(n, 1)
	return color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 255}
}

// photoBox shows a photo; nil shows nothing.
func photoBox(picture image.Image) fyne.CanvasObject {
	if picture == nil {
		return nil
	}
	shown := canvas.NewImageFromImage(picture)
	shown.FillMode = canvas.ImageFillContain
	shown.SetMinSize(fyne.NewSize(photoWidth, photoHeight))
	return shown
}
